#pragma once

#include <optional>
#include <vector>

#include "domain/ids.h"
#include "units/quantity.h"

namespace samspill {

/// lorry: offers that fill a lorry on one round. plant: offers that fill a plant to be built.
enum class BundleKind { lorry, plant };

/// One offer of a bundle, and what it would be worth by itself: with a lorry, or with the same
/// plant, to itself.
struct BundleMember {
  StreamId offer;
  AmountFlow sent;
  MoneyFlow benefit_alone;
  std::optional<Co2eFlow> co2e_saved_alone;

  bool operator==(const BundleMember&) const = default;
};

/// Offers that don't pay alone and do together (docs/matching.md).
struct Bundle {
  BundleKind kind = BundleKind::lorry;
  StreamId need;      // whom it serves in the end
  ProcessId process;  // the plant, or the process that the lorry drives to; none = to the need
  SiteId site;        // where the offers are brought to
  ModeId mode;        // lorry: what drives the round
  std::vector<BundleMember> members;  // most sent first
  AmountFlow quantity;                // of all members, leaving them
  Distance distance;  // lorry: one round, at most. plant: the ways of all members together
  std::optional<double> share_filled;  // of the lorry; of the least size of the plant, if any
  MoneyFlow benefit_alone;             // sum over the members
  std::optional<Co2eFlow> co2e_saved_alone;
  MoneyFlow benefit;  // together, per year
  std::optional<Co2eFlow> co2e_saved;

  bool operator==(const Bundle&) const = default;
};

}  // namespace samspill
