#pragma once

#include <cstdint>
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
  std::optional<Score> score(StreamId offer, StreamId need, const ResourceFit& fit) const;

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
  /// A place on the unit sphere.
  struct Point {
    double x = 0, y = 0, z = 0;
  };
  /// All that is asked of a stream, side by side: a scan reads thousands of them.
  struct Side {
    Point point;
    SiteId site;
    AmountFlow left;
    Distance max_distance;
    UnitFigures figures;
    bool is_storable = false;
    bool is_flat = false;
    bool has_links = false;  // some way from its site is named in links.csv
  };
  struct Pair;

  void add_sides();
  Side side(StreamId id) const;
  Lane lane(const reference::Mode& mode) const;
  const Side& side_of(StreamId id) const { return sides_[position_[id.index()]]; }
  Distance least_distance(const Point& from, const Point& to) const;
  static void improve(Score& score, const Pair& pair, const Lane& lane, Distance distance);

  const PairRules& rules_;
  Distance least_distance_per_chord_;
  std::vector<Side> sides_;                        // by resource, then as the streams
  std::vector<std::uint32_t> position_;            // by stream: into sides_
  std::vector<std::vector<Lane>> lanes_;           // by offered resource
  std::vector<std::pair<SiteId, SiteId>> linked_;  // sorted
};

}  // namespace samspill::matching
