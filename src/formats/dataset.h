#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::formats {

/// A dataset as text: region.toml's content and the tables, wherever they came from.
struct Tables {
  std::string place;          // the folder or file, as the user named it
  std::string settings_file;  // "region.toml", or the workbook's sheet
  std::string settings;       // TOML; empty when missing
  std::vector<Table> tables;  // in the order of the schema
  /// Of a part of a dataset: ids of the table's rows that are elsewhere, to be offered for an
  /// unknown one. It may leave off beyond KeyIndex::kMostOffered.
  std::function<std::vector<std::string>(std::string_view table)> ids_elsewhere{};

  const Table* find(std::string_view name) const;
};

/// A dataset that has been checked: the region, and the reference tables with the dataset's own
/// rows.
struct Dataset {
  Region region;
  reference::Reference reference;
};

/// Reads a folder of CSV files, an .xlsx workbook or a .json file as text.
/// Throws Error (not_found, unavailable, invalid) when there is nothing to read at all.
Tables read_tables(const std::filesystem::path& place, Diagnostics& diagnostics);

/// Writes a folder of CSV files, an .xlsx workbook or a .json file, by the name's ending. Throws
/// Error: conflict when the place exists, invalid for another ending, unavailable.
void write_tables(const Tables& tables, const std::filesystem::path& place);

/// Whether the table's rows are laid over those of the reference tables.
bool is_reference_table(std::string_view name);

/// Lays the dataset's own rows over the reference tables.
void add_own_rows(const Tables& tables, reference::Reference& reference, Diagnostics& diagnostics);

/// Turns text into a region. Empty when there is an error; every problem is in the diagnostics.
std::optional<Dataset> read_dataset(const Tables& tables, const reference::Reference& base,
                                    Diagnostics& diagnostics);

}  // namespace samspill::formats
