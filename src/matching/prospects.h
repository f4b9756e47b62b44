#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "matching/accepted_needs.h"
#include "matching/need_search.h"
#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// What a search is after: EUR or t CO2e a year.
enum class Measure { benefit, co2e_saved };

/// What an offer can bring at most along one route whose last way goes by one mode, in the form
/// that the search of needs asks for (need_search.h). The key is left to the caller.
struct Prospect {
  OfferFigures figures;
  double km_before = 0;     // to where the last way begins
  bool is_known = true;     // otherwise right in reach alone
  bool is_lossless = true;  // all that is sent arrives: then what changes hands is the smaller of
                            // both quantities where both are even or one can be stored
};

/// The prospects of offers. They hold for every need but those at the sites of from_nearby().
/// Keeps references: it must not outlive its arguments.
class Prospects {
 public:
  Prospects(const PairRules& rules, const Pathways& pathways, Measure measure);

  /// No way is shorter than this share of its straight line.
  double straight_share() const { return straight_share_; }
  /// What a unit of the stream brings its owner in this measure; empty = unknown.
  std::optional<double> value(StreamId id) const;
  /// The need as it is listed; its value is zero where it is unknown.
  NeedFigures need(StreamId id) const;
  /// Adds all prospects of the offer at needs that these routes lead to.
  void add(StreamId offer, const Routes& routes, std::vector<Prospect>& prospects) const;
  /// The sites whose needs may be nearer, or nearer in cost, than any straight line tells: the
  /// offer's own, those of the processes on the routes, and those that links.csv names from there.
  std::vector<SiteId> nearby(SiteId from, const std::vector<SiteId>& of_processes) const;

 private:
  /// A mode as far as cost and reach go, per unit carried and km of straight line.
  struct Lane {
    double cost = 0;
    double cost_per_km = 0;
    double fixed_per_km = 0;
    double reach_km = 0;
    double capacity = 0;
    bool is_lossless = true;
    bool is_known = true;
  };
  struct Draft;

  Lane lane(const reference::Mode& mode) const;
  double least_use(const ResourceFit& fit) const;
  double straight_km(SiteId from, SiteId to) const;
  bool is_linked(SiteId from, SiteId to) const;
  void lay_out(const Draft& draft, std::size_t step) const;
  bool go(Draft& draft, std::size_t step, SiteId to) const;
  void go_to_taker(const Draft& draft, std::size_t step) const;
  void convert(Draft draft, std::size_t step) const;
  void finish(const Draft& draft) const;

  const PairRules& rules_;
  const Pathways& pathways_;
  Measure measure_;
  double straight_share_;                 // no way is shorter than this of its straight line
  std::vector<Place> places_;             // by site
  std::vector<std::vector<Lane>> lanes_;  // by resource
  std::vector<std::pair<SiteId, SiteId>> linked_;  // sorted
};

}  // namespace samspill::matching
