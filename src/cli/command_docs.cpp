#include "cli/command_docs.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"

namespace samspill::cli {
namespace {

/// The words of a type name such as "TEXT:{benefit,climate}".
std::vector<std::string> choices_in(const std::string& type) {
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return split_to_texts(std::string_view(type).substr(open + 1, close - open - 1), ',');
}

OptionDoc describe(const CLI::Option& option) {
  OptionDoc doc;
  doc.help = option.get_description();
  if (option.get_positional()) {
    doc.argument = option.get_name(true);
    return doc;
  }
  for (const std::string& name : option.get_snames()) doc.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) doc.names.push_back("--" + name);
  if (option.get_items_expected_max() > 0) {
    const std::string type = option.get_type_name();
    doc.choices = choices_in(type);
    doc.value = doc.choices.empty() ? type : "WORD";
  }
  return doc;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

}  // namespace

std::vector<CommandDoc> list_commands(const CLI::App& app) {
  std::vector<CommandDoc> commands;
  for (const CLI::App* command : commands_of(app)) {
    CommandDoc doc{command->get_name(), command->get_description(), command->help(), {}, {}};
    for (const CLI::Option* option : command->get_options()) {
      doc.options.push_back(describe(*option));
    }
    for (const CLI::App* action : commands_of(*command)) {
      std::string argument;
      for (const CLI::Option* option : action->get_options()) {
        const OptionDoc option_doc = describe(*option);
        if (!option_doc.argument.empty()) argument = option_doc.argument;
        if (option_doc.argument.empty() &&
            !std::ranges::contains(doc.options, option_doc.names, &OptionDoc::names)) {
          doc.options.push_back(option_doc);
        }
      }
      doc.actions.push_back({action->get_name(), argument, action->get_description()});
    }
    commands.push_back(std::move(doc));
  }
  return commands;
}

}  // namespace samspill::cli
