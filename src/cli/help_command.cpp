#include <algorithm>
#include <format>
#include <memory>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "cli/command_docs.h"
#include "cli/completion.h"
#include "cli/man_page.h"
#include "cli/session.h"
#include "cli/text_table.h"
#include "formats/schema.h"
#include "reference/reference.h"
#include "units/unit_text.h"

namespace samspill::cli {
namespace {

constexpr std::string_view kSections =
    "samspill help COMMAND        a command and its options\n"
    "samspill help data           the tables of a dataset\n"
    "samspill help TABLE          the columns of a table, such as streams\n"
    "samspill help units          how amounts are written\n"
    "samspill help resources      the vocabulary of resources\n"
    "samspill help properties     what a quality can be\n"
    "samspill help exit-codes     what the program returns to the shell\n"
    "samspill help man            the manual page (samspill help man | man -l -)\n"
    "samspill help completion-bash | completion-zsh | completion-fish\n";
constexpr std::string_view kExitCodes =
    "0  done\n1  the input is wrong\n2  the command line is wrong\n3  no feasible answer\n"
    "4  internal error\n";

void print_tables(const Terminal& terminal) {
  TextTable table({{"table"}, {"required"}, {"what it holds"}});
  for (const formats::TableSchema& row : formats::schema()) {
    table.add({row.name, row.is_required ? "yes" : "", row.help_en});
  }
  table.print(terminal);
}

void print_columns(const formats::TableSchema& schema, const Terminal& terminal) {
  terminal.out << schema.name << ": " << schema.help_en << "\n\n";
  TextTable table({{"column"}, {"required"}, {"kind"}, {"what it holds"}});
  for (const formats::ColumnSchema& column : schema.columns) {
    table.add({column.name, column.is_required ? "yes" : "", column.kind, column.help_en});
  }
  table.print(terminal);
}

void print_resources(const Terminal& terminal) {
  const reference::Reference& reference = reference::built_in();
  TextTable table({{"resource"}, {"unit"}, {"within"}, {"English"}, {"norsk"}});
  for (const reference::Resource& row : reference.resources()) {
    table.add({row.key, std::string(row.unit()), row.broader ? reference[row.broader].key : "",
               std::string(row.name(reference::Language::en)),
               std::string(row.name(reference::Language::nb))});
  }
  table.print(terminal);
}

void print_properties(const Terminal& terminal) {
  TextTable table({{"property"}, {"unit"}, {"English"}, {"norsk"}});
  for (const reference::Property& row : reference::built_in().properties()) {
    table.add({row.key, row.unit, row.name_en, row.name_nb});
  }
  table.print(terminal);
}

int help(const Command& program, const Terminal& terminal, const std::string& topic) {
  const auto print = [&](std::string_view text) { terminal.out << text; };
  if (topic.empty()) {
    print(program.page());
    print("\nMore help:\n");
    print(kSections);
  } else if (topic == "data") {
    print_tables(terminal);
  } else if (const formats::TableSchema* table = formats::find_table(topic)) {
    if (topic == "resources") print_resources(terminal);
    if (topic != "resources") print_columns(*table, terminal);
  } else if (topic == "units") {
    print(
        std::format("Amounts are read as {}.\nA year is 8760 hours; an amount without time means "
                    "per year.\n",
                    unit_examples()));
  } else if (topic == "properties") {
    print_properties(terminal);
  } else if (topic == "exit-codes") {
    print(kExitCodes);
  } else if (topic == "man") {
    print(man_page(program.docs(), program.summary(), SAMSPILL_VERSION));
  } else if (topic == "completion-bash") {
    print(bash_completion(program.docs()));
  } else if (topic == "completion-zsh") {
    print(zsh_completion(program.docs()));
  } else if (topic == "completion-fish") {
    print(fish_completion(program.docs()));
  } else {
    const std::vector<CommandDoc> commands = program.docs();
    const auto found = std::ranges::find(commands, topic, &CommandDoc::name);
    if (found == commands.end()) {
      std::vector<std::string_view> names = {"data",       "units",      "resources",
                                             "properties", "exit-codes", "man"};
      for (const CommandDoc& command : commands) names.push_back(command.name);
      throw Error(ErrorKind::not_found, std::format("there is no help on \"{}\"{}", topic,
                                                    in_english(did_you_mean(topic, names))));
    }
    print(found->page);
  }
  return kDone;
}

}  // namespace

void add_help(Command program, const Session& session) {
  auto topic = std::make_shared<std::string>();
  Command command = program.command("help", "Explain a command, a table, units, and more");
  command.option("TOPIC", *topic, "what to explain; all topics when left out");
  command.runs([program, &session, topic] { return help(program, session.terminal, *topic); });
}

}  // namespace samspill::cli
