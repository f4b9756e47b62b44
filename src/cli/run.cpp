#include <exception>

#include "base/error.h"
#include "cli/session.h"

namespace samspill::cli {
namespace {

int exit_code(ErrorKind kind) {
  return kind == ErrorKind::internal ? kInternal : kWrongInput;
}

void add_commands(Command program, const Session& session) {
  add_new(program, session);
  add_check(program, session);
  add_match(program, session);
  add_plan(program, session);
  add_account(program, session);
  add_portfolio(program, session);
  add_report(program, session);
  add_classify(program, session);
  add_reference(program, session);
  add_decide(program, session);
  add_convert(program, session);
  add_import(program, session);
  add_export(program, session);
  add_backup(program, session);
  add_restore(program, session);
  add_generate(program, session);
  add_serve(program, session);
  add_help(program, session);
}

}  // namespace

int run(int argc, const char* const* argv, const Terminal& terminal, std::stop_token stop) {
  const Session session{terminal, std::move(stop)};
  try {
    CommandLine line("samspill",
                     "Industrial symbiosis: one company's waste, by-product or surplus heat "
                     "becomes another's resource.",
                     SAMSPILL_VERSION);
    add_commands(line.program(), session);
    return line.run(argc, argv, terminal.out, terminal.err);
  } catch (const Error& error) {
    terminal.err << terminal.red("error: ") << error.what() << '\n';
    return exit_code(error.kind);
  } catch (const std::exception& error) {
    terminal.err << terminal.red("internal error: ") << error.what() << '\n';
    return kInternal;
  }
}

}  // namespace samspill::cli
