// Writing a dataset as JSON. Rows are written one by one: a tree of a million rows would cost ten
// times the text.
#include "formats/json_tables.h"

#include <algorithm>
#include <format>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "formats/exact_number.h"
#include "formats/schema.h"
#include "formats/settings_json.h"

namespace samspill::formats {
namespace {

void append_text(std::string_view text, std::string& out) {
  const bool is_plain = std::ranges::none_of(text, [](char c) {
    return c == '"' || c == '\\' || (static_cast<unsigned char>(c) < 0x20) || c == 0x7F;
  });
  if (is_plain) {
    out += '"';
    out += text;
    out += '"';
  } else {
    out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

void append_row(const Table& table, std::size_t row, const std::vector<bool>& is_number,
                std::string& out) {
  out += '{';
  bool is_first = true;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const std::string_view cell = table.cell(row, i);
    if (cell.empty()) continue;
    if (!is_first) out += ", ";
    is_first = false;
    append_text(table.columns()[i], out);
    out += ": ";
    if (is_number[i] && exact_number(cell)) {
      out += cell;
    } else {
      append_text(cell, out);
    }
  }
  out += '}';
}

void append_table(const Table& table, std::string& out) {
  const TableSchema* schema = find_table(table.name());
  std::vector<bool> is_number;
  for (const std::string& name : table.columns()) {
    const ColumnSchema* column = schema == nullptr ? nullptr : schema->column(name);
    is_number.push_back(column != nullptr && column->is_number());
  }
  append_text(table.name(), out);
  out += ": [";
  for (std::size_t row = 0; row < table.rows(); ++row) {
    out += row == 0 ? "\n      " : ",\n      ";
    append_row(table, row, is_number, out);
  }
  out += table.rows() == 0 ? "]" : "\n    ]";
}

}  // namespace

std::string write_json(const Tables& tables) {
  const Json settings = settings_to_json(tables.settings, tables.settings_file);
  std::string out = "{\n  \"settings\": {";
  for (bool is_first = true; const auto& [key, value] : settings.items()) {
    out += is_first ? "\n    " : ",\n    ";
    is_first = false;
    append_text(key, out);
    out += ": " + value.dump();
  }
  out += settings.empty() ? "},\n  \"columns\": {" : "\n  },\n  \"columns\": {";
  for (bool is_first = true; const Table& table : tables.tables) {
    out += is_first ? "\n    " : ",\n    ";
    is_first = false;
    append_text(table.name(), out);
    out += ": " + Json(table.columns()).dump();
  }
  out += tables.tables.empty() ? "},\n  \"tables\": {" : "\n  },\n  \"tables\": {";
  for (bool is_first = true; const Table& table : tables.tables) {
    out += is_first ? "\n    " : ",\n    ";
    is_first = false;
    append_table(table, out);
  }
  out += tables.tables.empty() ? "}\n}\n" : "\n  }\n}\n";
  return out;
}

}  // namespace samspill::formats
