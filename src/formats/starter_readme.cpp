#include "formats/starter_readme.h"

#include <algorithm>
#include <format>
#include <string_view>
#include <vector>

#include "domain/remark.h"
#include "formats/column_help.h"
#include "formats/schema.h"
#include "formats/starter_example.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

using reference::Language;

/// Text inside a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string table_head(const std::vector<std::string>& columns) {
  std::string names = "|", lines = "|";
  for (const std::string& name : columns) {
    names += std::format(" {} |", name);
    lines += "---|";
  }
  return std::format("\n{}\n{}\n", names, lines);
}

std::string settings_part(Language language) {
  const auto say = [language](std::string_view key) { return reference::text(key, language); };
  std::string out = "\n## region.toml\n";
  out += table_head({say("starter.setting"), say("starter.meaning")});
  for (const std::string_view key : kStarterSettings) {
    out += std::format("| `{}` | {} |\n", key, cell(say(std::format("setting.{}", key))));
  }
  return out;
}

std::string table_part(const TableSchema& table, Language language) {
  const auto say = [language](std::string_view key) { return reference::text(key, language); };
  std::string out = std::format("\n## {}.csv\n\n{}.\n", table.name, table.help(language));
  out += table_head({say("starter.column"), say("starter.meaning"), say("starter.holds")});
  for (const ColumnSchema& column : table.columns) {
    std::string holds = holds_text(column, language);
    const std::string_view unit = unit_of(column);
    if (!unit.empty()) holds += std::format(" [{}]", unit);
    const std::string required =
        column.is_required ? std::format(" **({})**", say("starter.required")) : "";
    out += std::format("| `{}`{} | {} | {} |\n", column.name, required, cell(column.help(language)),
                       cell(holds));
  }
  return out;
}

}  // namespace

std::string starter_readme(Language language) {
  const auto say = [language](std::string_view key) { return reference::text(key, language); };
  std::string out = std::format("# {}\n\n{}\n\n## {}\n\n", say("starter.title"),
                                say("starter.folder_intro"), say("starter.rules"));
  for (const std::string_view rule :
       {"starter.rule_header", "starter.rule_unknown", "starter.rule_id", "starter.rule_unit",
        "starter.rule_list", "starter.rule_form"}) {
    out += std::format(
        "- {}\n",
        reference::text(Remark{std::string(rule), {example_unit_text(language)}}, language));
  }
  out += settings_part(language);
  for (const std::string_view name : kStarterTables) out += table_part(*find_table(name), language);
  out += std::format("\n## {}\n", say("starter.other_tables"));
  out += table_head({say("starter.table"), say("starter.meaning")});
  for (const TableSchema& table : schema()) {
    if (std::ranges::contains(kStarterTables, table.name)) continue;
    out += std::format("| `{}.csv` | {} |\n", table.name, cell(table.help(language)));
  }
  return out;
}

}  // namespace samspill::formats
