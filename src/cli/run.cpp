#include <CLI/CLI.hpp>
#include <exception>
#include <format>
#include <utility>

#include "base/error.h"
#include "cli/session.h"

namespace samspill::cli {
namespace {

int exit_code(ErrorKind kind) {
  return kind == ErrorKind::internal ? kInternal : kWrongInput;
}

void add_commands(CLI::App& app, Session& session) {
  app.require_subcommand(1);
  app.set_version_flag("--version", std::format("samspill {}", SAMSPILL_VERSION));
  add_new(app, session);
  add_check(app, session);
  add_match(app, session);
  add_plan(app, session);
  add_account(app, session);
  add_report(app, session);
  add_classify(app, session);
  add_reference(app, session);
  add_decide(app, session);
  add_convert(app, session);
  add_generate(app, session);
  add_help(app, session);
}

}  // namespace

int run(int argc, const char* const* argv, const Terminal& terminal, std::stop_token stop) {
  Session session{terminal, std::move(stop), {}};
  try {
    CLI::App app(
        "Industrial symbiosis: one company's waste, by-product or surplus heat becomes "
        "another's resource.",
        "samspill");
    add_commands(app, session);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      const int code = app.exit(error, terminal.out, terminal.err);
      return code == 0 ? kDone : kWrongCommandLine;
    }
    return session.action();
  } catch (const Error& error) {
    terminal.err << terminal.red("error: ") << error.what() << '\n';
    return exit_code(error.kind);
  } catch (const std::exception& error) {
    terminal.err << terminal.red("internal error: ") << error.what() << '\n';
    return kInternal;
  }
}

}  // namespace samspill::cli
