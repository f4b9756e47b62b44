#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

/// The capacity and what is counted in its unit, which is of an amount that lies there and names no
/// time.
void read_size(Reading& reading, TableReader& reader, Storage& storage) {
  const auto column = reader.column("capacity_unit"), capacity = reader.column("capacity");
  const auto unit = reading.cells.unit(reader, column, "capacity_unit", storage.resource);
  const auto most = reader.number(capacity, kNotNegative);
  const auto per_capacity = reader.number(reader.column("capex_eur_per_capacity"), kNotNegative);
  const auto per_unit = reader.number(reader.column("opex_eur_per_unit"), kNotNegative);
  if (storage.status == ProcessStatus::existing && !reader.is_filled(capacity)) {
    reader.fail(
        capacity,
        tell("the cell is empty; expected how much an existing storage holds; only a candidate "
             "may be of any size"));
  }
  if (!unit) return;
  if (read_amount_unit(reader.text(column))->times_per_year) {
    reader.expected(column,
                    tell("a unit of what lies there, without a time, such as t, MWh or m3"));
    return;
  }
  const Amount one = unit->base_units_per_unit * unit_amount;
  if (most) storage.capacity = *most * one;
  if (per_capacity) storage.capex_per_amount = *per_capacity * euro / one;
  if (per_unit) storage.opex_per_amount = *per_unit * euro / one;
}

}  // namespace

void read_storages(Reading& reading) {
  const Table* table = reading.tables.find("storages");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  KeyIndex<StorageId> keys;
  const auto storage_id = reader.column("storage_id"), status = reader.column("status");
  auto& storages = reading.out.region.storages;
  while (reader.next()) {
    Storage storage;
    const auto key = reader.required(storage_id, "storage_id");
    storage.name = reader.required(reader.column("name"), "name").value_or("");
    storage.site = find_site(reading, reader, reader.column("site_id"), "site_id");
    storage.resource = reading.cells.resource(reader, reader.column("resource"), "resource");
    if (reader.required(status, "status")) {
      storage.status = reader.choice(status, kStatuses).value_or(ProcessStatus::candidate);
    }
    read_size(reading, reader, storage);
    storage.loss_per_month = reader
                                 .required_number(reader.column("loss_percent_per_month"),
                                                  "loss_percent_per_month", kPercent)
                                 .value_or(0) /
                             100;
    storage.capex_fixed =
        reader.number(reader.column("capex_fixed_eur"), kNotNegative).value_or(0) * euro;
    if (const auto years = reader.number(reader.column("lifetime_years"), kLifetimeYears)) {
      storage.lifetime = *years * year;
    }
    storage.opex_fixed =
        reader.number(reader.column("opex_fixed_eur_per_year")).value_or(0) * euro / year;
    storage.source = reader.text(reader.column("source"));
    if (!key) continue;
    if (!is_sound_id(*key)) {
      reader.expected(storage_id, tell("an id without blanks, commas, ; @ or quotes"));
      continue;
    }
    storage.key = *key;
    if (keys.add(reader, storage_id, storage.key, StorageId(storages.size()))) {
      storages.push_back(std::move(storage));
    }
  }
}

}  // namespace samspill::formats
