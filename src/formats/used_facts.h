#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "domain/match.h"
#include "domain/plan.h"
#include "formats/dataset.h"

namespace samspill::formats {

/// The rows of the reference tables that results rest on, so that every figure can be opened: which
/// they are, and whether somebody has read them in their source. Figures of streams themselves are
/// not among them. Keeps a reference to the dataset.
class UsedFacts {
 public:
  explicit UsedFacts(const Dataset& dataset);

  /// `facts[] {table, row_id, is_verified}` by table and id.
  Json of(const Match& match) const;
  Json of(const Plan& plan) const;

 private:
  using Rows = std::set<std::pair<std::string_view, std::string>>;  // table and row
  void add_stream(StreamId id, Rows& rows) const;
  void add_state(const NetworkState& state, Rows& rows) const;
  Json json(const Rows& rows) const;

  const Dataset& dataset_;
  TextMap<bool> prices_, factors_, modes_, synergies_;  // whether it is read, by id
};

}  // namespace samspill::formats
