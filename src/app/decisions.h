#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/edits.h"

namespace samspill::app {

/// What people said to the match of an offer and a need.
struct NewDecision {
  std::string offer_id;
  std::string need_id;
  std::string decision;  // accepted or declined
  std::string reason;    // a word of the column's choices, or empty = not told
  std::string remark;
  std::string date;                  // YYYY-MM-DD
  std::optional<double> quantity{};  // of the match, in `unit` a year
  std::string unit{};
};

struct Decisions {
  Workspace& workspace;

  /// Remembers the decision with the mark of the facts it rests on. An accepted match becomes an
  /// exchange at the stage of idea, which promises the quantity, unless there is one of the pair
  /// that has not ended.
  Edited create(const auth::Actor& actor, std::string_view region,
                const NewDecision& decision) const;
};

}  // namespace samspill::app
