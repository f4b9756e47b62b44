#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "reference/resource.h"

namespace samspill::formats {

/// One column of a dataset's table, from data/dataset_columns.csv. `kind` is what a cell may hold:
/// id, text, number, not_negative, percent, share, count, latitude, longitude, year, lifetime,
/// country, nace, low_code, unit, route, profile, yes_no, measured, resource, property, mode,
/// choice:a|b|c, ref:table, list:table (`;` between ids; `list:sites|any` also allows the word
/// any).
struct ColumnSchema {
  std::string name;
  std::string kind;
  bool is_required = false;
  std::string help_en;
  std::string help_nb;

  /// The words of a choice; empty for other kinds.
  std::vector<std::string_view> choices() const;
  /// True for cells that spreadsheets should hold as numbers.
  bool is_number() const;
  std::string_view help(reference::Language language) const;
};

/// One table of a dataset, from data/dataset_tables.csv.
struct TableSchema {
  std::string name;
  bool is_required = false;
  std::string key;  // the column with unique ids; empty = none
  std::string help_en;
  std::string help_nb;
  std::vector<ColumnSchema> columns;

  const ColumnSchema* column(std::string_view name) const;
  std::string_view help(reference::Language language) const;
};

/// Every table a dataset may hold, in the order they are read and written.
std::span<const TableSchema> schema();
const TableSchema* find_table(std::string_view name);

/// `"kolor" is not a column of sites; did you mean …`.
Message unknown_column(const TableSchema& table, std::string_view column);

/// The header as the schema spells it ("Site ID" becomes site_id). Unknown columns, columns named
/// twice and required columns that are missing become diagnostics.
std::vector<std::string> canonical_header(const TableSchema& table, const std::string& file,
                                          int row_number, std::vector<std::string> header,
                                          Diagnostics& diagnostics);

}  // namespace samspill::formats
