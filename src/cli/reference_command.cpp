#include <format>
#include <memory>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/session.h"
#include "cli/text_table.h"
#include "reference/browse.h"

namespace samspill::cli {
namespace {

using reference::TableRow;

struct ReferenceOptions {
  std::string table;
  std::string key;
  std::vector<std::string> words;
  bool json = false;
};

Json row_json(const TableRow& row) {
  Json cells = Json::object();
  for (const auto& [column, text] : row.cells) cells[column] = text;
  return {{"table", row.table}, {"cells", cells}};
}

void print_json(const Terminal& terminal, const std::vector<TableRow>& rows) {
  Json out = {{"rows", Json::array()}};
  for (const TableRow& row : rows) out["rows"].push_back(row_json(row));
  terminal.out << out.dump(2) << '\n';
}

/// One line a row: which table, its key, what it is called.
void print_rows(const Terminal& terminal, const std::vector<TableRow>& rows) {
  TextTable table({{"table"}, {.title = "key", .is_id = true}, {"name"}, {"status"}});
  for (const TableRow& row : rows) {
    table.add({row.table, std::string(row.key()), std::string(row.title()),
               std::string(row.cell("status"))});
  }
  if (!table.empty()) table.print(terminal);
}

int list(const Session& session, const ReferenceOptions& options) {
  if (!options.table.empty()) {
    const auto rows = reference::rows_of(options.table);
    options.json ? print_json(session.terminal, rows) : print_rows(session.terminal, rows);
    return kDone;
  }
  const auto tables = reference::list_tables();
  if (options.json) {
    Json out = {{"tables", Json::array()}};
    for (const auto& table : tables) {
      out["tables"].push_back(
          {{"name", table.name}, {"rows", table.rows}, {"columns", table.columns}});
    }
    session.terminal.out << out.dump(2) << '\n';
    return kDone;
  }
  TextTable shown({{"table"}, {"rows", true}, {"columns"}});
  for (const auto& table : tables) {
    std::string columns;
    for (const std::string& column : table.columns)
      columns += (columns.empty() ? "" : " ") + column;
    shown.add({table.name, grouped(static_cast<double>(table.rows)), columns});
  }
  shown.print(session.terminal);
  return kDone;
}

int show(const Session& session, const ReferenceOptions& options) {
  const auto rows = reference::rows_about(options.key);
  if (rows.empty()) {
    throw Error(ErrorKind::not_found,
                std::format("no table has a row {}; `samspill reference search` looks for words",
                            in_quotes(options.key)));
  }
  if (options.json) {
    print_json(session.terminal, rows);
    return kDone;
  }
  for (const TableRow& row : rows) {
    session.terminal.out << session.terminal.bold(row.table) << '\n';
    for (const auto& [column, text] : row.cells) {
      session.terminal.out << std::format("  {:<16} {}\n", column, text);
    }
  }
  return kDone;
}

int search(const Session& session, const ReferenceOptions& options) {
  std::string words;
  for (const std::string& word : options.words) words += word + ' ';
  const auto rows = reference::search_rows(words);
  if (options.json) {
    print_json(session.terminal, rows);
  } else if (rows.empty()) {
    session.terminal.out << std::format(
        "no row holds all of these words; `samspill classify` reads free text\n");
  } else {
    print_rows(session.terminal, rows);
  }
  return kDone;
}

}  // namespace

void add_reference(Command program, const Session& session) {
  auto options = std::make_shared<ReferenceOptions>();
  Command command = program.command(
      "reference", "The tables that ship with the program, each row with its source");
  const auto add = [&](const std::string& name, const std::string& help,
                       int (*work)(const Session&, const ReferenceOptions&)) {
    Command action = command.command(name, help);
    action.flag("--json", options->json, "print the machine form");
    action.runs([&session, options, work] { return work(session, *options); });
    return action;
  };
  add("list", "all tables, or the rows of one", list)
      .option("TABLE", options->table, "name of a table");
  add("show", "everything known of a resource, a code or another key", show)
      .option("KEY", options->key, "such as fish-sludge, \"10 01 02\", 03.22, R3")
      .required();
  add("search", "rows that hold all of these words", search)
      .option("WORDS", options->words, "in any language")
      .required();
}

}  // namespace samspill::cli
