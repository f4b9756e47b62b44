#pragma once

#include <rapidcheck.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "formats/dataset.h"
#include "formats/schema.h"

namespace samspill::testing {

/// A cell as people and programs leave them: text that looks like something else, any characters.
inline rc::Gen<std::string> any_cell() {
  const auto unit = rc::gen::map(
      rc::gen::suchThat(
          rc::gen::inRange<std::uint32_t>(1, 0x1'1000),
          [](std::uint32_t c) { return (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF; }),
      [](std::uint32_t c) {
        std::string out;
        const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
        if (c < 0x80) {
          put(c);
        } else if (c < 0x800) {
          put(0xC0U | (c >> 6U));
          put(0x80U | (c & 0x3FU));
        } else if (c < 0x1'0000) {
          put(0xE0U | (c >> 12U));
          put(0x80U | ((c >> 6U) & 0x3FU));
          put(0x80U | (c & 0x3FU));
        } else {
          put(0xF0U | (c >> 18U));
          put(0x80U | ((c >> 12U) & 0x3FU));
          put(0x80U | ((c >> 6U) & 0x3FU));
          put(0x80U | (c & 0x3FU));
        }
        return out;
      });
  const auto wild = rc::gen::map(rc::gen::container<std::vector<std::string>>(unit),
                                 [](const std::vector<std::string>& units) {
                                   std::string all;
                                   for (const std::string& each : units) all += each;
                                   return std::string(trim(all));
                                 });
  const auto plain = rc::gen::map(rc::gen::string<std::string>(), [](std::string text) {
    for (char& c : text) {
      if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') c = 'a';
    }
    return std::string(trim(text));
  });
  const auto number =
      rc::gen::map(rc::gen::arbitrary<double>(), [](double value) { return rc::toString(value); });
  const auto known = rc::gen::element<std::string>(
      "", "0", "-0", "007", "1e5", "1e+15", "1E5", "1 200", "1,5", "0.1", "0.30000000000000004",
      "123456789012345678", "1e400", "TRUE", "=1+1", "+1", "-1", "@x", "'x", "02 01 02", "10.10",
      "2024-03-01", "3/4", "50 %", "#N/A", "a\nb", "a\r\nb", "a\tb", "_x000D_", "_x005F_x000D_",
      "\"quoted\"", "a;b;c", "<b>&amp;</b>", "]]>", "http://example.org/x", "mailto:a@b", "æøå ÆØÅ",
      "» help", "日本語", "\xF0\x9F\x90\x9F", "{\"a\": 1}", "null", "nan", "inf");
  return rc::gen::oneOf(known, known, number, plain, wild);
}

/// A few tables of the schema with any cells; no row is blank.
inline rc::Gen<formats::Tables> any_tables() {
  return rc::gen::exec([] {
    formats::Tables tables{"any", "region.toml", {}, {}};
    tables.settings =
        "name = \"Any\"\nbase_year = 2024\ncarbon_price_eur_per_t = 80.0\n"
        "planning_years = [2030, 2040]\n";
    for (const formats::TableSchema& schema : formats::schema()) {
      if (*rc::gen::inRange(0, 4) != 0) continue;
      std::vector<std::string> columns;
      for (const formats::ColumnSchema& column : schema.columns) {
        if (column.is_required || *rc::gen::arbitrary<bool>()) columns.push_back(column.name);
      }
      if (columns.empty()) continue;
      Table table(schema.name, schema.name + ".csv", columns);
      const int rows = *rc::gen::inRange(0, 6);
      for (int row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < columns.size(); ++i) cells.push_back(*any_cell());
        if (cells[0].empty()) cells[0] = "x";
        table.add_row(row + 2, {cells.begin(), cells.end()});
      }
      tables.tables.push_back(std::move(table));
    }
    return tables;
  });
}

/// In brackets with its length, so that nothing looks like a border between cells.
inline std::string in_brackets(std::string_view text) {
  return std::to_string(text.size()) + "[" + std::string(text) + "] ";
}

/// Everything in the tables but where they came from, as text that shows the difference.
inline std::vector<std::string> content(const formats::Tables& tables) {
  std::vector<std::string> out;
  for (const Table& table : tables.tables) {
    std::string header = table.name() + ":";
    for (const std::string& column : table.columns()) header += " " + column;
    out.push_back(header);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      std::string line;
      for (std::size_t i = 0; i < table.columns().size(); ++i) {
        line += in_brackets(table.cell(row, i));
      }
      out.push_back(line);
    }
  }
  return out;
}

}  // namespace samspill::testing
