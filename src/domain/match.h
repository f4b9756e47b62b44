#pragma once

#include <optional>
#include <vector>

#include "domain/assessment.h"
#include "domain/ids.h"
#include "domain/remark.h"
#include "units/quantity.h"

namespace samspill {

/// A process between an offer and a need.
struct PathwayStep {
  ProcessId process;
  SiteId site;
  ResourceId output;              // what goes on from here
  AmountFlow throughput;          // of the main input
  AmountFlow given;               // of the output
  std::optional<MoneyFlow> cost;  // per year, with the investment; negative = it earns
  std::optional<Co2eFlow> co2e;   // given off, per year
  ModeId mode;                    // from here on; none = on the same site
  Distance distance;

  bool operator==(const PathwayStep&) const = default;
};

/// An offer and a need that fit, and what the exchange would be worth. Empty = not known.
struct Match {
  StreamId offer;
  StreamId need;
  AmountFlow quantity;                   // of the offer's resource, leaving the giver
  double substitution = 1;               // units of the need met by one unit that arrives
  ModeId mode;                           // of the first way; none = on the same site
  Distance distance;                     // of all ways
  std::vector<PathwayStep> pathway;      // empty = a direct exchange
  std::optional<MoneyFlow> benefit;      // net, per year; both sides together
  std::optional<Co2eFlow> co2e_saved;    // per year; negative = it emits more
  std::optional<Assessment> assessment;  // under uncertainty, after the cost of coming to terms
  double confidence = 0;                 // 0…1, see docs/matching.md
  std::vector<Remark> reasons;
  std::vector<Remark> checks;

  bool operator==(const Match&) const = default;
};

}  // namespace samspill
