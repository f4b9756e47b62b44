#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "matching/pair_rules.h"
#include "matching/partner_groups.h"
#include "matching/pathways.h"
#include "matching/score.h"
#include "reference/distance.h"

namespace samspill::matching {

/// Says cheaply what a pair could be worth at best, so that most pairs need not be evaluated.
class BestCase {
 public:
  /// Keeps references: it must not outlive its arguments.
  BestCase(const PairRules& rules, const Pathways& pathways);

  /// Reads a stream anew that has come or changed.
  void update(StreamId id);

  /// A score that the pair's true one never exceeds: benefit and CO2e saved are at most, the
  /// distance is at least as given; unknown stays unknown. Empty = no way is within reach.
  std::optional<Score> score(StreamId offer, StreamId need, const ResourceFit& fit) const;
  /// The same through processes.
  std::optional<Score> score(StreamId offer, StreamId need, const Chain& chain) const;
  /// Over all routes: each figure the best of any.
  std::optional<Score> score(StreamId offer, StreamId need, const Routes& routes) const;

 private:
  using YearlyPerDistance = decltype(MoneyFlow{} / Distance{});

  /// A mode as far as cost and reach go.
  struct Lane {
    UnitPrice cost;
    CarriagePrice cost_per_distance;
    std::optional<CarriageIntensity> co2e_per_distance;
    YearlyPerDistance fixed_per_distance;
    std::optional<Distance> max_distance;
    std::optional<AmountFlow> capacity;
    bool is_lossless = true;
    bool is_by_sea = false;
  };
  using Point = reference::UnitVector;
  /// All that is asked of a stream, side by side: a scan reads thousands of them.
  struct Side {
    Point point;
    SiteId site;
    AmountFlow left;
    Distance max_distance;
    UnitFigures figures;
    bool is_storable = false;
    bool is_flat = false;
    bool has_quay = false;
  };
  struct Pair;
  struct Draft;
  struct Leg;

  void add_sides();
  Side side(StreamId id) const;
  Lane lane(const reference::Mode& mode) const;
  const Side& side_of(StreamId id) const { return sides_[position_[id.index()]]; }
  Distance least_distance(const Point& from, const Point& to) const;
  std::optional<Leg> leg(SiteId from, SiteId to, ResourceId resource) const;
  void go_on(Draft& draft, std::size_t step, SiteId from) const;
  void finish(Draft& draft) const;
  static void improve(Score& score, const Pair& pair, const Lane& lane, Distance distance);

  const PairRules& rules_;
  const Pathways& pathways_;
  Distance least_distance_per_chord_;
  std::vector<Point> points_;             // by site
  std::vector<Side> sides_;               // by resource, then as the streams
  std::vector<std::uint32_t> position_;   // by stream: into sides_
  std::vector<std::vector<Lane>> lanes_;  // by offered resource
};

}  // namespace samspill::matching
