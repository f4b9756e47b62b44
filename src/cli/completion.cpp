#include "cli/completion.h"

#include <format>
#include <string_view>

namespace samspill::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

/// For a place inside single quotes of a shell.
std::string escaped(std::string_view text, std::string_view also) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "’";
      continue;
    }
    if (also.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

template <typename Doc>
std::vector<std::string> names(const std::vector<Doc>& docs) {
  std::vector<std::string> out;
  for (const Doc& doc : docs) out.push_back(doc.name);
  return out;
}

}  // namespace

std::string bash_completion(const std::vector<CommandDoc>& commands) {
  std::string words;
  std::string options;
  for (const CommandDoc& command : commands) {
    std::vector<std::string> own;
    if (!command.actions.empty()) {
      words +=
          std::format("    '{0} {0}') COMPREPLY=($(compgen -W '{1}' -- \"$current\")); return ;;\n",
                      command.name, joined(names(command.actions), " "));
    }
    for (const OptionDoc& option : command.options) {
      own.insert(own.end(), option.names.begin(), option.names.end());
      if (option.choices.empty()) continue;
      for (const std::string& name : option.names) {
        words +=
            std::format("    '{} {}') COMPREPLY=($(compgen -W '{}' -- \"$current\")); return ;;\n",
                        command.name, name, joined(option.choices, " "));
      }
    }
    options += std::format("      {}) COMPREPLY=($(compgen -W '{}' -- \"$current\")) ;;\n",
                           command.name, joined(own, " "));
  }
  return std::format(
      "# bash completion for samspill, made by `samspill help completion-bash`\n"
      "_samspill() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  local command=${{COMP_WORDS[1]}}\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W '{}' -- \"$current\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"$command $previous\" in\n{}  esac\n"
      "  if [[ $current == -* ]]; then\n"
      "    case $command in\n{}    esac\n"
      "    return\n"
      "  fi\n"
      "  COMPREPLY=($(compgen -f -- \"$current\"))\n"
      "}}\n"
      "complete -o filenames -F _samspill samspill\n",
      joined(names(commands), " "), words, options);
}

std::string zsh_completion(const std::vector<CommandDoc>& commands) {
  std::string list;
  std::string cases;
  for (const CommandDoc& command : commands) {
    list += std::format("    '{}:{}'\n", command.name, escaped(command.help, ":"));
    cases += std::format("    {}) _arguments", command.name);
    for (const OptionDoc& option : command.options) {
      for (const std::string& name : option.names) {
        cases += std::format(" \\\n      '{}[{}]", name, escaped(option.help, "[]:"));
        if (!option.choices.empty()) {
          cases += std::format(":word:({})", joined(option.choices, " "));
        } else if (!option.value.empty()) {
          cases += std::format(":{}:_files", option.value);
        }
        cases += '\'';
      }
    }
    if (!command.actions.empty()) {
      cases += std::format(" \\\n      '1:action:({})'", joined(names(command.actions), " "));
    }
    cases += " \\\n      '*:file:_files' ;;\n";
  }
  return std::format(
      "#compdef samspill\n"
      "# zsh completion for samspill, made by `samspill help completion-zsh`\n"
      "_samspill() {{\n"
      "  local -a commands=(\n{}  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  ((CURRENT--))\n"
      "  case $command in\n{}  esac\n"
      "}}\n"
      "_samspill \"$@\"\n",
      list, cases);
}

std::string fish_completion(const std::vector<CommandDoc>& commands) {
  std::string out = "# fish completion for samspill, made by `samspill help completion-fish`\n";
  for (const CommandDoc& command : commands) {
    out += std::format("complete -c samspill -n __fish_use_subcommand -f -a {} -d '{}'\n",
                       command.name, escaped(command.help, "\\"));
    for (const ActionDoc& action : command.actions) {
      out +=
          std::format("complete -c samspill -n '__fish_seen_subcommand_from {}' -f -a {} -d '{}'\n",
                      command.name, action.name, escaped(action.help, "\\"));
    }
    for (const OptionDoc& option : command.options) {
      if (option.names.empty()) continue;
      out += std::format("complete -c samspill -n '__fish_seen_subcommand_from {}'", command.name);
      for (const std::string& name : option.names) {
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!option.choices.empty()) {
        out += std::format(" -x -a '{}'", joined(option.choices, " "));
      } else if (!option.value.empty()) {
        out += " -r";
      }
      out += std::format(" -d '{}'\n", escaped(option.help, "\\"));
    }
  }
  return out;
}

}  // namespace samspill::cli
