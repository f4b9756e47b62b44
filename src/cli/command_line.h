#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_docs.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace samspill::cli {

/// One option or argument while its command is described.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option& required();
  /// What the help calls the value, such as FILE.
  Option& value_name(const std::string& name);
  /// The help says which value holds when the option is left out.
  Option& shows_default();
  Option& default_value(const std::string& value);
  Option& one_of(const std::vector<std::string>& words);
  Option& between(int least, int most);
  Option& between(double least, double most);
  Option& at_least_zero();
  Option& above_zero();
  /// Exactly so many values follow.
  Option& takes(int count);
  /// The two never stand together.
  Option& excludes(const Option& other);

 private:
  CLI::Option* option_;
};

/// The program or one of its commands while it is described. Commands, options and the values that
/// options fill must outlive the reading of the line. Only command_line.cpp and command_docs.cpp
/// include the library that reads command lines: it takes many seconds to compile.
class Command {
 public:
  /// A command within this one, which must then be named.
  Command command(const std::string& name, const std::string& help);
  /// `names` such as "-o,--output"; without dashes it is an argument. Values: text, texts, counts,
  /// numbers; defined for the types that commands use.
  template <typename Value>
  Option option(const std::string& names, Value& value, const std::string& help);
  Option flag(const std::string& names, bool& is_set, const std::string& help);
  /// What to do when the line names this command, after the whole line has been read.
  void runs(std::function<int()> work);
  /// As above; the line is wrong and `what` is missing unless `is_complete`.
  void runs(std::function<int()> work, std::function<bool()> is_complete, const std::string& what);

  /// What --help prints.
  std::string page() const;
  std::string summary() const;
  std::vector<CommandDoc> docs() const;

 private:
  friend class CommandLine;
  Command(CLI::App& app, std::function<int()>& work) : app_(&app), work_(&work) {}

  CLI::App* app_;
  std::function<int()>* work_;
};

/// The program's commands, and the reading of a line.
class CommandLine {
 public:
  CommandLine(const std::string& name, const std::string& summary, const std::string& version);
  ~CommandLine();

  Command program() { return {*app_, work_}; }
  /// Reads the line and does what it says; returns the exit code. Help goes to `out`, what is wrong
  /// with the line to `err`. Passes on what the work throws.
  int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

 private:
  std::unique_ptr<CLI::App> app_;
  std::function<int()> work_;
};

}  // namespace samspill::cli
