#pragma once

#include <stop_token>

#include "cli/command_line.h"
#include "cli/terminal.h"

namespace samspill::cli {

/// How a command ended, as the shell sees it.
enum ExitCode { kDone = 0, kWrongInput = 1, kWrongCommandLine = 2, kNoAnswer = 3, kInternal = 4 };

/// What every command gets: where to print, and when to stop.
struct Session {
  Terminal terminal;
  std::stop_token stop;
};

/// Adds one command with its options to the program.
void add_new(Command program, const Session& session);
void add_check(Command program, const Session& session);
void add_match(Command program, const Session& session);
void add_plan(Command program, const Session& session);
void add_account(Command program, const Session& session);
void add_portfolio(Command program, const Session& session);
void add_report(Command program, const Session& session);
void add_classify(Command program, const Session& session);
void add_reference(Command program, const Session& session);
void add_convert(Command program, const Session& session);
void add_decide(Command program, const Session& session);
void add_import(Command program, const Session& session);
void add_export(Command program, const Session& session);
void add_backup(Command program, const Session& session);
void add_restore(Command program, const Session& session);
void add_generate(Command program, const Session& session);
void add_serve(Command program, const Session& session);
void add_help(Command program, const Session& session);

/// The program: reads the command line, runs the command, words every error. Returns the exit code.
int run(int argc, const char* const* argv, const Terminal& terminal, std::stop_token stop);

}  // namespace samspill::cli
