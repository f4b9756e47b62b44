#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "matching/pair_rules.h"
#include "matching/score.h"

namespace samspill::matching {

/// Says cheaply what a pair could be worth at best, so that most pairs need not be evaluated.
class BestCase {
 public:
  /// Keeps a reference: it must not outlive `rules`.
  explicit BestCase(const PairRules& rules);

  /// A score that the pair's true one never exceeds: benefit and CO2e saved are at most, the
  /// distance is at least as given; unknown stays unknown. Empty = no way is within reach.
  std::optional<Score> score(StreamId offer, StreamId need, const reference::Fit& fit) const;

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
  };
  /// A site as a point on the unit sphere.
  struct Point {
    double x = 0, y = 0, z = 0;
  };
  struct Pair;

  Distance least_distance(SiteId from, SiteId to) const;
  bool has_link(SiteId from, SiteId to) const;
  static void improve(Score& score, const Pair& pair, const Lane& lane, Distance distance);

  const PairRules& rules_;
  Distance least_distance_per_chord_;
  std::vector<Point> points_;                      // by site
  std::vector<std::vector<Lane>> lanes_;           // by offered resource
  std::vector<std::pair<SiteId, SiteId>> linked_;  // sorted
  std::vector<bool> has_links_;                    // by site of departure
};

}  // namespace samspill::matching
