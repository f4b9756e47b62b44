#pragma once

#include <optional>
#include <vector>

#include "domain/region.h"
#include "matching/left_over.h"
#include "matching/score.h"
#include "reference/carriage.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What an exchange by one way brings in a year. Empty = a price or a factor is unknown.
struct Outcome {
  reference::Carriage way;
  AmountFlow sent;      // leaves the giver, in the offer's unit
  AmountFlow replaced;  // of what the taker would buy, in the need's unit
  MoneyFlow transport;  // running cost of the way; its fixed cost is way.fixed
  std::optional<MoneyFlow> avoided_disposal;
  std::optional<MoneyFlow> avoided_purchase;
  std::optional<Co2eFlow> transport_co2e;
  std::optional<Co2eFlow> avoided_disposal_co2e;
  std::optional<Co2eFlow> avoided_production_co2e;

  /// Both sides together, net of transport.
  std::optional<MoneyFlow> benefit() const;
  /// Net of transport; negative = it emits more.
  std::optional<Co2eFlow> co2e_saved() const;
  Score score() const { return {benefit(), co2e_saved(), way.distance}; }
};

/// What a unit of a stream costs and emits today. Empty = unknown.
struct UnitFigures {
  std::optional<UnitPrice> price;
  std::optional<CarbonIntensity> co2e;
};

/// The rules by which an offer meets a need, on one region. Keeps references: it must not outlive
/// its arguments.
class PairRules {
 public:
  PairRules(const Region& region, const reference::Reference& reference);

  const Region& region() const { return region_; }
  const reference::Reference& reference() const { return reference_; }
  const LeftOver& left_over() const { return left_over_; }
  const UnitFigures& figures(StreamId id) const { return figures_[id.index()]; }

  /// The tightest of the limits that both streams and the synergy set; empty = none.
  std::optional<Distance> reach(StreamId offer, StreamId need, const reference::Fit& fit) const;
  /// Every way between the two sites, however long.
  std::vector<reference::Carriage> ways(StreamId offer, StreamId need) const;
  /// The straight line times the road factor.
  Distance road_distance(StreamId offer, StreamId need) const {
    return carriages_.road_distance(region_[offer].site, region_[need].site);
  }
  /// The exchange by that way; `sent` is zero when nothing is left or the periods never meet.
  Outcome outcome(StreamId offer, StreamId need, const reference::Fit& fit,
                  const reference::Carriage& way) const;
  /// The way with the highest net benefit among those within reach that move anything; where the
  /// benefit is unknown, the one with the cheapest transport per unit replaced. Empty = excluded.
  std::optional<Outcome> best_outcome(StreamId offer, StreamId need,
                                      const reference::Fit& fit) const;
  /// best_outcome() if the quality fits too: every rule but the resource itself.
  std::optional<Outcome> evaluate(StreamId offer, StreamId need, const reference::Fit& fit) const;

 private:
  const Region& region_;
  const reference::Reference& reference_;
  reference::Carriages carriages_;
  LeftOver left_over_;
  std::vector<UnitFigures> figures_;  // by stream
};

}  // namespace samspill::matching
