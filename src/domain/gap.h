#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/remark.h"
#include "units/quantity.h"

namespace samspill {

/// process: a technology that the region hasn't. need: somebody who takes a resource.
enum class GapKind { process, need };

/// An offer that nobody takes today and that the missing link would take.
struct GapOffer {
  StreamId offer;
  AmountFlow sent;
  Distance distance;  // to the missing link

  bool operator==(const GapOffer&) const = default;
};

/// A missing link: a process or a need that, if it existed, would unlock offers that go unused
/// (docs/matching.md). Empty = unknown.
struct Gap {
  GapKind kind = GapKind::process;
  std::string technology;     // process: its id in data/technologies.csv
  ResourceId resource;        // process: what it would make of the offers. need: what is needed
  StreamId need;              // process: who takes what it makes
  SiteId site;                // beside which it would stand
  bool is_of_sector = false;  // need: the site is of a sector that usually takes the resource
  AmountFlow quantity;        // unlocked, leaving the offers, in the unit of their resources
  std::optional<AmountFlow> size;  // process: to be built, of its main input
  std::optional<MoneyFlow> benefit;
  std::optional<Co2eFlow> co2e_saved;
  std::vector<GapOffer> offers;  // those with the most sent first
  std::vector<Remark> checks;

  bool operator==(const Gap&) const = default;
};

}  // namespace samspill
