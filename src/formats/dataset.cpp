#include "formats/dataset.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/row_readers.h"
#include "formats/schema.h"
#include "formats/settings.h"

namespace samspill::formats {
namespace {

/// Tables that lay rows over the reference tables, resources first: the others name them.
constexpr std::array<std::string_view, 6> kReferenceTables = {
    "resources", "property_values", "prices", "factors", "transport", "synergies"};

Settings settings_or_default(const Tables& tables, Diagnostics& diagnostics) {
  Settings fallback;
  fallback.periods = {1.0 * year};
  if (tables.settings.empty()) {
    diagnostics.error(tables.settings_file, 0, "",
                      tell("the settings are missing or empty; expected at least a name"));
    return fallback;
  }
  return read_settings(tables.settings, tables.settings_file, diagnostics).value_or(fallback);
}

}  // namespace

const Table* Tables::find(std::string_view name) const {
  const auto found = std::ranges::find(tables, name, &Table::name);
  return found == tables.end() ? nullptr : &*found;
}

bool is_reference_table(std::string_view name) {
  return std::ranges::contains(kReferenceTables, name);
}

void add_own_rows(const Tables& tables, reference::Reference& reference, Diagnostics& diagnostics) {
  for (const std::string_view name : kReferenceTables) {
    if (const Table* table = tables.find(name)) {
      reference.add(*table, reference::Status::stated, diagnostics);
    }
  }
}

std::optional<Dataset> read_dataset(const Tables& tables, const reference::Reference& base,
                                    Diagnostics& diagnostics) {
  Dataset out{{}, base};
  out.region.settings = settings_or_default(tables, diagnostics);
  for (const TableSchema& table : schema()) {
    if (table.is_required && tables.find(table.name) == nullptr) {
      diagnostics.error(tables.place, 0, "", tell("the table {} is missing", table.name));
    }
  }
  add_own_rows(tables, out.reference, diagnostics);
  CellValues cells(out.reference);
  Reading reading{tables, out, cells, diagnostics, {}, {}, {}, {}};
  reading.sites.offer_elsewhere(tables, "sites");
  reading.streams.offer_elsewhere(tables, "streams");
  reading.processes.offer_elsewhere(tables, "processes");
  read_sites(reading);
  read_streams(reading);
  read_qualities(reading);
  read_processes(reading);
  read_storages(reading);
  read_links(reading);
  read_exchanges(reading);
  read_emissions(reading);
  read_decisions(reading);
  read_scenarios(reading);
  check_other_tables(reading);
  read_networks(reading);
  read_initiatives(reading);
  read_targets(reading);
  if (diagnostics.has_errors()) return {};
  return out;
}

}  // namespace samspill::formats
