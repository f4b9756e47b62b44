#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/connection.h"

namespace samspill::storage {

/// A stored region without its rows. version grows with every change of anything in it.
struct RegionRecord {
  std::int64_t region_id = 0;
  std::string key;       // in addresses and on the command line: "more-og-romsdal"
  std::string name;      // from the settings
  std::string settings;  // region.toml as written
  std::int64_t version = 0;
  std::string created_at, changed_at;

  bool operator==(const RegionRecord&) const = default;
};

/// Which columns a table of the region's dataset has, in the order of the file.
struct TableHeader {
  std::string table;
  std::vector<std::string> columns;

  bool operator==(const TableHeader&) const = default;
};

struct Regions {
  Connection& connection;

  std::vector<RegionRecord> list() const;
  std::optional<RegionRecord> find(std::string_view key) const;
  /// Of a region that other rows name.
  RegionRecord read(std::int64_t region_id) const;
  /// Throws Error(conflict) when the key is taken.
  RegionRecord create(std::string_view key, std::string_view now);
  /// The next version, with these settings. Throws Error(conflict) when the record is not of the
  /// stored version.
  RegionRecord change(const RegionRecord& record, std::string_view name, std::string_view settings,
                      std::string_view now);

  std::vector<TableHeader> headers(std::int64_t region_id) const;
  void set_header(std::int64_t region_id, const TableHeader& header);
  void drop_header(std::int64_t region_id, std::string_view table);
};

/// The key of a region with that name: "Møre og Romsdal" gives "more-og-romsdal".
std::string region_key(std::string_view name);

}  // namespace samspill::storage
