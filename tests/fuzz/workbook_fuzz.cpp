// Any bytes as a workbook; what was read is written as JSON and read again. Bytes that are no
// archive become the XML of the parts of one, so that the fuzzer sees behind the compression: the
// rows of the sheet streams, the rows of the sheet region, shared texts, styles and workbook, with
// a line `%%` between them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <vector>

#include "../support/zip_bytes.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "formats/json_tables.h"
#include "formats/schema.h"
#include "formats/workbook_reader.h"

namespace {

using samspill::Diagnostics;
using samspill::Error;
using samspill::Table;
using samspill::formats::Tables;

/// Stops the run also where assert is compiled away.
void require(bool holds) {
  if (!holds) std::abort();
}

std::string archive_of(std::string_view input) {
  constexpr std::string_view kBorder = "\n%%\n";
  std::vector<std::string> pieces;
  while (pieces.size() < 4) {
    const std::size_t end = input.find(kBorder);
    pieces.emplace_back(input.substr(0, end));
    if (end == std::string_view::npos) break;
    input.remove_prefix(end + kBorder.size());
  }
  pieces.resize(4);
  samspill::testing::Parts more;
  if (!pieces[2].empty()) more.emplace_back("xl/sharedStrings.xml", pieces[2]);
  if (!pieces[3].empty()) more.emplace_back("xl/styles.xml", pieces[3]);
  return samspill::testing::zip_bytes(
      samspill::testing::workbook_parts({{"streams", pieces[0]}, {"region", pieces[1]}}, more),
      false);
}

void check_table(const Table& table) {
  const auto* schema = samspill::formats::find_table(table.name());
  require(schema != nullptr);
  for (const std::string& column : table.columns()) require(schema->column(column) != nullptr);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    require(table.row_number(row) > 0);
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      const std::string_view cell = table.cell(row, i);
      require(cell.size() <= samspill::kLargestCell);
      require(cell == samspill::trim(cell));
      require(simdjson::validate_utf8(cell.data(), cell.size()));
    }
  }
}

void check_same(const Table& before, const Table& after) {
  require(before.columns() == after.columns());
  require(before.rows() == after.rows());
  for (std::size_t row = 0; row < before.rows(); ++row) {
    for (std::size_t i = 0; i < before.columns().size(); ++i) {
      require(before.cell(row, i) == after.cell(row, i));
    }
  }
}

void check_json(const Tables& tables) {
  std::string text;
  try {
    text = samspill::formats::write_json(tables);
  } catch (const Error&) {
    return;  // the settings are no TOML, which only their own reader tells
  }
  Diagnostics none;
  const Tables again = samspill::formats::read_json_bytes(text, "t.json", none);
  require(none.list().empty());
  require(again.tables.size() == tables.tables.size());
  for (std::size_t i = 0; i < again.tables.size(); ++i) {
    check_same(tables.tables[i], again.tables[i]);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  const bool is_file = bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF");
  if (!is_file) bytes = archive_of(bytes);
  Diagnostics diagnostics;
  try {
    const Tables tables =
        samspill::formats::read_workbook_bytes(std::move(bytes), "t.xlsx", diagnostics);
    for (const Table& table : tables.tables) check_table(table);
    // A row whose cells were all refused is blank, and JSON has no blank rows.
    if (!diagnostics.has_errors() && !tables.tables.empty()) check_json(tables);
  } catch (const Error& error) {
    require(error.kind == samspill::ErrorKind::invalid);
  }
  return 0;
}
