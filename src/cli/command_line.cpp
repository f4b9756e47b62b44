#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <format>
#include <optional>
#include <utility>

#include "cli/session.h"

namespace samspill::cli {

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::value_name(const std::string& name) {
  option_->type_name(name);
  return *this;
}

Option& Option::shows_default() {
  option_->capture_default_str();
  return *this;
}

Option& Option::default_value(const std::string& value) {
  option_->default_val(value);
  return *this;
}

Option& Option::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::IsMember(words));
  return *this;
}

Option& Option::between(int least, int most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option& Option::between(double least, double most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

namespace {

/// The same check, but the message names what was expected, not the largest number there is.
CLI::Validator expecting(const char* expected, const CLI::Validator& check) {
  return {[expected, check](const std::string& text) {
            return check(text).empty() ? std::string()
                                       : std::format("{}, expected {}", text, expected);
          },
          check.get_description()};
}

}  // namespace

Option& Option::at_least_zero() {
  option_->check(expecting("0 or more", CLI::NonNegativeNumber));
  return *this;
}

Option& Option::above_zero() {
  option_->check(expecting("more than 0", CLI::PositiveNumber));
  return *this;
}

Option& Option::takes(int count) {
  option_->expected(count);
  return *this;
}

Option& Option::excludes(const Option& other) {
  option_->excludes(other.option_);
  return *this;
}

Command Command::command(const std::string& name, const std::string& help) {
  app_->require_subcommand(1);
  return {*app_->add_subcommand(name, help), *work_};
}

template <typename Value>
Option Command::option(const std::string& names, Value& value, const std::string& help) {
  return Option(app_->add_option(names, value, help));
}
template Option Command::option(const std::string&, std::string&, const std::string&);
template Option Command::option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Command::option(const std::string&, std::uint64_t&, const std::string&);
template Option Command::option(const std::string&, double&, const std::string&);
template Option Command::option(const std::string&, std::optional<double>&, const std::string&);

Option Command::flag(const std::string& names, bool& is_set, const std::string& help) {
  return Option(app_->add_flag(names, is_set, help));
}

void Command::runs(std::function<int()> work) {
  app_->callback([chosen = work_, work = std::move(work)] { *chosen = work; });
}

void Command::runs(std::function<int()> work, std::function<bool()> is_complete,
                   const std::string& what) {
  app_->callback([chosen = work_, work = std::move(work), is_complete, what] {
    if (!is_complete()) throw CLI::RequiredError(what);
    *chosen = work;
  });
}

std::string Command::page() const {
  return app_->help();
}

std::string Command::summary() const {
  return app_->get_description();
}

std::vector<CommandDoc> Command::docs() const {
  return list_commands(*app_);
}

CommandLine::CommandLine(const std::string& name, const std::string& summary,
                         const std::string& version)
    : app_(std::make_unique<CLI::App>(summary, name)) {
  app_->set_version_flag("--version", name + ' ' + version);
}

CommandLine::~CommandLine() = default;

int CommandLine::run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error, out, err) == 0 ? kDone : kWrongCommandLine;
  }
  return work_();
}

}  // namespace samspill::cli
