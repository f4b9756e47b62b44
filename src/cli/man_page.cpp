#include "cli/man_page.h"

#include <format>

namespace samspill::cli {
namespace {

std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  // A dot or quote at the start of a line would be a request.
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string option_names(const OptionDoc& option) {
  std::string out;
  for (const std::string& name : option.names) {
    if (!out.empty()) out += ", ";
    out += std::format("\\fB{}\\fR", roff(name));
  }
  if (!option.choices.empty()) {
    std::string words;
    for (const std::string& choice : option.choices) {
      words += (words.empty() ? "" : "|") + roff(choice);
    }
    out += std::format(" \\fI{}\\fR", words);
  } else if (!option.value.empty()) {
    out += std::format(" \\fI{}\\fR", roff(option.value));
  }
  return out;
}

}  // namespace

std::string man_page(const std::vector<CommandDoc>& commands, std::string_view summary,
                     std::string_view version) {
  std::string out = std::format(
      ".TH SAMSPILL 1 \"\" \"samspill {}\" \"User Commands\"\n"
      ".SH NAME\nsamspill \\- industrial symbiosis from spreadsheets to a plan\n"
      ".SH SYNOPSIS\n.B samspill\n.I COMMAND\n.RI [ OPTION \" ...\" ]\n"
      ".SH DESCRIPTION\n{}\n.SH COMMANDS\n",
      roff(version), roff(summary));
  for (const CommandDoc& command : commands) {
    out += std::format(".SS \"samspill {}", command.name);
    for (const OptionDoc& option : command.options) {
      if (!option.argument.empty()) out += " " + roff(option.argument);
    }
    if (!command.actions.empty()) out += " ACTION";
    out += std::format("\"\n{}\n", roff(command.help));
    for (const ActionDoc& action : command.actions) {
      out += std::format(".TP\n\\fB{}\\fR \\fI{}\\fR\n{}\n", roff(action.name),
                         roff(action.argument), roff(action.help));
    }
    for (const OptionDoc& option : command.options) {
      const std::string names = option.argument.empty()
                                    ? option_names(option)
                                    : std::format("\\fI{}\\fR", roff(option.argument));
      out += std::format(".TP\n{}\n{}\n", names, roff(option.help));
    }
  }
  out +=
      ".SH EXIT STATUS\n"
      ".TP\n0\ndone\n"
      ".TP\n1\nthe input is wrong\n"
      ".TP\n2\nthe command line is wrong\n"
      ".TP\n3\nno feasible answer\n"
      ".TP\n4\ninternal error\n";
  return out;
}

}  // namespace samspill::cli
