#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace samspill::cli {

/// One option or argument of a command, as the command line library knows it.
struct OptionDoc {
  std::vector<std::string> names;    // "--json", "-o"; empty for an argument
  std::string argument;              // "DATA"; empty for options
  std::string value;                 // "FILE", "N"; empty for flags
  std::vector<std::string> choices;  // when only these words may follow
  std::string help;
};

/// A word that says what a command does, such as list in `samspill reference list TABLE`.
struct ActionDoc {
  std::string name;
  std::string argument;
  std::string help;
};

struct CommandDoc {
  std::string name;
  std::string help;
  std::string page;  // what --help prints
  std::vector<ActionDoc> actions;
  std::vector<OptionDoc> options;  // of its actions too, each once
};

/// Every command with its options, read from the program itself: the one source of the shell
/// completions and the manual page.
std::vector<CommandDoc> list_commands(const CLI::App& app);

}  // namespace samspill::cli
