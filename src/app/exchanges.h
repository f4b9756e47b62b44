#pragma once

#include <string>
#include <string_view>

#include "app/edits.h"
#include "storage/row_list.h"

namespace samspill::app {

/// Of an offer's exchanges the one with this need that has not ended; null for none.
const storage::Row* open_exchange(const std::vector<storage::Row>& of_offer, std::string_view need);

/// Matches that people follow.
struct Exchanges {
  Workspace& workspace;

  /// stage: only of this stage; empty = all.
  storage::RowPage list(const auth::Actor& actor, std::string_view region, const std::string& stage,
                        const storage::PageRequest& page) const;
  storage::Row read(const auth::Actor& actor, std::string_view region, std::string_view key) const;
  Edited create(const auth::Actor& actor, std::string_view region, const Cells& cells) const;
  Edited update(const auth::Actor& actor, std::string_view region, std::string_view key,
                const Cells& cells, std::int64_t version) const;
  Edited set_stage(const auth::Actor& actor, std::string_view region, std::string_view key,
                   const std::string& stage, std::int64_t version) const;
  /// The result of one year in the exchange's unit, a number of at least 0; an empty one takes the
  /// year out.
  Edited set_measured(const auth::Actor& actor, std::string_view region, std::string_view key,
                      int in_year, std::string_view quantity, std::int64_t version) const;
};

}  // namespace samspill::app
