#include "app/open_dataset.h"

#include <format>

#include "app/stored_region.h"
#include "storage/store.h"

namespace samspill::app {

DatabasePlace database_place(const std::filesystem::path& place) {
  if (storage::is_database(place)) return {place, ""};
  const std::string text = place.string();
  const std::size_t mark = text.rfind('#');
  if (mark == std::string::npos || !storage::is_database(text.substr(0, mark))) return {};
  return {text.substr(0, mark), text.substr(mark + 1)};
}

formats::Tables open_dataset(const std::filesystem::path& place, Diagnostics& diagnostics) {
  const DatabasePlace stored = database_place(place);
  if (stored.file.empty()) return formats::read_tables(place, diagnostics);
  const storage::Store store(stored.file, storage::Access::existing);
  formats::Tables tables =
      store
          .read([&](storage::Connection& connection) {
            return read_stored_tables(connection, find_region(connection, stored.region));
          })
          .tables;
  tables.place = place.string();
  tables.settings_file = std::format("{}, the region's settings", place.string());
  return tables;
}

}  // namespace samspill::app
