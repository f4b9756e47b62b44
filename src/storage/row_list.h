#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/rows.h"

namespace samspill::storage {

/// A part of the map in degrees; west is less than east.
struct Box {
  double south_deg = 0, west_deg = 0, north_deg = 0, east_deg = 0;
};

/// Which rows to list; what is left empty lets every row pass.
struct RowFilter {
  std::string text;                   // words or their beginnings (search.h)
  std::optional<Box> box;             // of the row's site
  std::string municipality;           // of the row's site, as written
  std::vector<Cell> equal;            // cells that must be so as written: direction, site_id, stage
  std::vector<std::string> concepts;  // of streams: any of these
};

/// After which row to go on (0 = from the first), and how many to give.
struct PageRequest {
  std::int64_t after = 0;
  int limit = 100;
};

/// Throws Error(invalid) when the limit is not 1 … 1000.
void expect_sound(const PageRequest& page);

/// A page of rows in the order in which they were first stored. `next` is the `after` of the page
/// that follows; none on the last.
struct RowPage {
  std::vector<Row> rows;
  std::optional<std::int64_t> next;
};

/// Throws Error(invalid) as expect_sound does.
RowPage list_rows(Connection& connection, std::int64_t region_id, const std::string& table,
                  const std::vector<std::string>& header, const RowFilter& filter,
                  const PageRequest& page);

}  // namespace samspill::storage
