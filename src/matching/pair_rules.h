#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/region.h"
#include "matching/law.h"
#include "matching/left_over.h"
#include "matching/score.h"
#include "reference/carriage.h"
#include "reference/reference.h"

namespace samspill::matching {

/// How an offered resource serves a needed one, and what it gives off then.
struct ResourceFit {
  reference::Fit fit;
  std::vector<CarbonIntensity> use_by_country;  // per unit received, see PairRules::use
};

struct Chain;

/// What a process on the way does with what comes, in a year.
struct Treatment {
  ProcessId process;
  SiteId site;
  ResourceId output;              // what goes on from here
  AmountFlow throughput;          // of the main input
  AmountFlow given;               // of the output
  std::optional<MoneyFlow> cost;  // running and investment, other inputs and outputs
  std::optional<Co2eFlow> co2e;   // of other inputs and outputs, and given off here
  reference::Carriage way;        // from here on
};

/// What an exchange by one way brings in a year. Empty = a price or a factor is unknown.
struct Outcome {
  reference::Carriage way;             // from the giver to the taker, or to the first process
  std::vector<Treatment> treatments;   // in order; none: a direct exchange
  const ResourceFit* fit = nullptr;    // of what reaches the taker
  const Chain* chain = nullptr;        // none: a direct exchange
  AmountFlow sent;                     // leaves the giver, in the offer's unit
  AmountFlow replaced;                 // of what the taker would buy, in the need's unit
  std::optional<AmountFlow> capacity;  // most that can be sent; empty = no limit
  MoneyFlow transport;                 // running cost of all ways
  MoneyFlow fixed;                     // fixed cost of all ways
  std::optional<MoneyFlow> avoided_disposal;
  std::optional<MoneyFlow> avoided_purchase;
  std::optional<Co2eFlow> transport_co2e;
  std::optional<Co2eFlow> avoided_disposal_co2e;
  std::optional<Co2eFlow> avoided_production_co2e;
  Co2eFlow use_co2e;  // given off in the new use, such as burning

  /// Both sides together, net of transport and treatment.
  std::optional<MoneyFlow> benefit() const;
  /// Net of transport, treatment and the new use; negative = it emits more.
  std::optional<Co2eFlow> co2e_saved() const;
  /// Of all ways together.
  Distance distance() const;
  Score score() const { return {benefit(), co2e_saved(), distance()}; }
};

/// True when outcome a of a pair is to be preferred: the higher benefit, a known one before an
/// unknown; without, the cheaper per unit replaced; then the shorter way.
bool is_better(const Outcome& a, const Outcome& b);

/// What a unit of a stream costs and emits today. Empty = unknown.
struct UnitFigures {
  std::optional<UnitPrice> price;
  std::optional<CarbonIntensity> co2e;
};

/// Who looks for partners, and what it need not be told of.
struct Seeking {
  StreamId stream;
  std::optional<MoneyFlow> least;  // exchanges of less benefit, or of unknown, may be left out
  LawMemo& law;                    // of this stream
};

/// The rules by which an offer meets a need, on one region. Keeps references: it must not outlive
/// its arguments.
class PairRules {
 public:
  PairRules(const Region& region, const reference::Reference& reference);

  /// Reads a stream anew that has come or changed.
  void update(StreamId id);

  const Region& region() const { return region_; }
  const reference::Reference& reference() const { return reference_; }
  const LeftOver& left_over() const { return left_over_; }
  const Law& law() const { return law_; }
  const UnitFigures& figures(StreamId id) const { return figures_[id.index()]; }

  /// How the offered resource serves the needed one; empty = it doesn't.
  std::optional<ResourceFit> fit(ResourceId offered, ResourceId needed) const;
  const reference::Carriages& carriages() const { return carriages_; }
  /// Sites of equal number have the same prices and factors.
  std::size_t country_of(SiteId site) const { return country_of_[site.index()]; }
  std::size_t countries() const { return first_in_country_.size(); }
  /// Some site with that number.
  SiteId first_in_country(std::size_t country) const { return first_in_country_[country]; }
  /// What a unit gives off in its new use at this taker; zero = nothing.
  CarbonIntensity use(SiteId taker, const ResourceFit& fit) const {
    return fit.use_by_country[country_of_[taker.index()]];
  }
  /// The tightest of the limits that both streams and the synergy set; empty = none.
  std::optional<Distance> reach(StreamId offer, StreamId need, const reference::Fit& fit) const;
  /// Every way between the two sites, however long.
  std::vector<reference::Carriage> ways(StreamId offer, StreamId need) const;
  /// The straight line times the road factor.
  Distance shortest_distance(StreamId offer, StreamId need) const {
    return carriages_.shortest_distance(region_[offer].site, region_[need].site);
  }
  /// The exchange by that way; `sent` is zero when nothing is left or the periods never meet.
  Outcome outcome(StreamId offer, StreamId need, const ResourceFit& fit,
                  const reference::Carriage& way) const;
  /// The way with the highest net benefit among those within reach that move anything; where the
  /// benefit is unknown, the one with the cheapest transport per unit replaced. Empty = excluded.
  std::optional<Outcome> best_outcome(StreamId offer, StreamId need, const ResourceFit& fit) const;
  /// Whether the need limits any quality.
  bool has_limits(StreamId need) const { return has_limits_[need.index()]; }
  /// Whether quality, the taker's sector and law allow an exchange of what is offered as it is.
  bool allows(StreamId offer, StreamId need, const ResourceFit& fit, const Seeking& seeking) const;
  /// best_outcome() if allowed: every rule but the resource itself.
  std::optional<Outcome> evaluate(StreamId offer, StreamId need, const ResourceFit& fit) const;
  /// The same for one of the two.
  std::optional<Outcome> evaluate(StreamId offer, StreamId need, const ResourceFit& fit,
                                  const Seeking& seeking) const;

 private:
  void add_figures(StreamId id);

  const Region& region_;
  const reference::Reference& reference_;
  reference::Carriages carriages_;
  LeftOver left_over_;
  Law law_;
  std::vector<UnitFigures> figures_;      // by stream
  std::vector<bool> has_limits_;          // by stream: it limits some quality
  std::vector<SiteId> first_in_country_;  // one site for each country
  std::vector<std::size_t> country_of_;   // by site
};

}  // namespace samspill::matching
