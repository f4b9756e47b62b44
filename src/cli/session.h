#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "cli/terminal.h"

namespace CLI {
class App;
}

namespace samspill::cli {

/// How a command ended, as the shell sees it.
enum ExitCode { kDone = 0, kWrongInput = 1, kWrongCommandLine = 2, kNoAnswer = 3, kInternal = 4 };

/// What every command gets: where to print, and when to stop. A command that the command line names
/// leaves its work in `action`; it runs after the whole line has been read.
struct Session {
  Terminal terminal;
  std::stop_token stop;
  std::function<int()> action;
};

/// Adds one command with its options to the program.
void add_new(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_match(CLI::App& app, Session& session);
void add_plan(CLI::App& app, Session& session);
void add_account(CLI::App& app, Session& session);
void add_report(CLI::App& app, Session& session);
void add_classify(CLI::App& app, Session& session);
void add_reference(CLI::App& app, Session& session);
void add_convert(CLI::App& app, Session& session);
void add_decide(CLI::App& app, Session& session);
void add_generate(CLI::App& app, Session& session);
void add_help(CLI::App& app, Session& session);

/// The program: reads the command line, runs the command, words every error. Returns the exit code.
int run(int argc, const char* const* argv, const Terminal& terminal, std::stop_token stop);

}  // namespace samspill::cli
