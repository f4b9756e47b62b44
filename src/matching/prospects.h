#pragma once

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "matching/need_search.h"
#include "matching/pair_rules.h"
#include "matching/partner_groups.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// What a search is after: EUR or t CO2e a year.
enum class Measure { benefit, co2e_saved };

/// A route between two resources, and the sites of its processes: the first as many as it has
/// processes, none for the site of the partner.
struct Placement {
  const Chain* chain = nullptr;  // none: a direct exchange
  std::array<SiteId, 2> sites;

  bool operator==(const Placement&) const = default;
};

/// What an offer can bring at most by one placement whose way to the taker goes by one mode, in the
/// form that the search of partners asks for (need_search.h); or what a need can. The key is left
/// to the caller.
struct Prospect {
  Placement placement;
  OfferFigures figures;
  SiteId origin;                          // the known end of the way from or to the partner
  const reference::Mode* mode = nullptr;  // of that way; none: the partner is on the same site
  double factor = 1;     // the bound is this times what the figures say, for values not negative
  double km_before = 0;  // of the ways whose ends are known
  /// What it can bring any partner, at most, where the search has worked that out.
  double most = std::numeric_limits<double>::infinity();
  bool is_known = true;  // otherwise right in reach alone
  bool is_tight = true;  // where both are even, or one can be stored, what changes hands is sure
                         // to be the smaller of both quantities: it holds below zero too
};

/// What this partner can bring at most; −∞ out of reach, +∞ where the prospect does not tell. The
/// prospect and the partner's value must be known. `is_even`: both are, or one can be stored.
double bound(const Prospect& prospect, const NeedFigures& partner, bool is_even);
/// The same for a partner so many km of straight line away.
double bound(const Prospect& prospect, const NeedFigures& partner, bool is_even, double km);

/// The prospects of offers and of needs. They hold for every partner but those at the sites of
/// linked(). Keeps references: it must not outlive its arguments.
class Prospects {
 public:
  Prospects(const PairRules& rules, const Pathways& pathways, Measure measure);

  /// Takes in a stream that has come or changed.
  void update(StreamId id);

  /// No way is shorter than this share of its straight line.
  double straight_share() const { return straight_share_; }
  /// Whether ships reach the stream's site.
  bool has_quay(StreamId id) const {
    return rules_.carriages().sea_ways().has_quay(rules_.region()[id].site);
  }
  /// What a unit of the stream brings its owner in this measure; empty = unknown.
  std::optional<double> value(StreamId id) const;
  /// The stream as partners find it listed; its value is zero where it is unknown.
  const NeedFigures& listed(StreamId id) const { return listed_[id.index()]; }
  /// All of them, by stream.
  std::span<const NeedFigures> listed() const { return listed_; }
  /// Adds all prospects of the stream, with the offered resource of these routes. They keep
  /// references to the routes.
  void add(StreamId id, ResourceId offered, const Routes& routes,
           std::vector<Prospect>& prospects) const;
  /// bound() by the length of the way rather than the straight line.
  double bound_by_way(const Prospect& prospect, StreamId seeker, StreamId partner,
                      const NeedFigures& listed, bool is_even) const;
  /// The sites whose streams may be cheaper to reach from a site than a straight line tells: those
  /// that links.csv ties to it, or to those of processes on the way.
  std::vector<SiteId> linked(SiteId site, const std::vector<SiteId>& of_processes) const;

 private:
  /// A mode as far as cost and reach go, per unit carried and km of straight line.
  struct Lane {
    bool is_by_sea() const { return mode != nullptr && mode->path == reference::Path::sea; }

    double cost = 0;
    double cost_per_km = 0;
    double fixed_per_km = 0;
    double reach_km = 0;
    double capacity = std::numeric_limits<double>::infinity();
    double least_arrival = 1;  // of what is sent
    bool is_known = true;
    const reference::Mode* mode = nullptr;  // none: within a site
    double share = 1;                       // no way is shorter than this of its straight line
  };
  static const Lane kWithinSite;
  /// The most and the least that a conversion can be, over the places that are open.
  struct Made {
    double given = 0;
    double least_given = 0;
    double throughput = 0;
    double cost = 0;
    bool is_known = false;

    void add(const Made& other);
  };
  struct Draft;

  Lane lane(const reference::Mode& mode) const;
  NeedFigures as_listed(StreamId id) const;
  double least_use(const ResourceFit& fit) const;
  double straight_km(SiteId from, SiteId to) const;
  double straight_km_as_dear(reference::Path path, SiteId from, SiteId to) const;
  ResourceId carried(const Draft& draft, std::size_t step) const;
  Made made(const Draft& draft, std::size_t step) const;
  Made made_by(const Yield& yield) const;
  void add_made_of_any();
  void add_made_of_any(StreamId offer);

  void lay_out(const Draft& draft, std::size_t step) const;
  void go(const Draft& draft, std::size_t step, SiteId to) const;
  void go_between(Draft draft, std::size_t step, SiteId to) const;
  void go_open(const Draft& draft, std::size_t step, SiteId to) const;
  void arrive(Draft draft, std::size_t step, SiteId at) const;
  void finish(const Draft& draft) const;

  const PairRules& rules_;
  const Pathways& pathways_;
  Measure measure_;
  double straight_share_;
  std::vector<Place> places_;                            // by site
  std::vector<NeedFigures> listed_;                      // by stream
  std::vector<std::vector<Lane>> lanes_;                 // by resource
  std::vector<std::pair<SiteId, SiteId>> linked_sites_;  // either way round, sorted
  /// By the first conversion, the offered resource and the country, where it depends on the offer.
  std::map<std::tuple<Conversion, ResourceId, std::size_t>, Made> made_of_any_;
};

}  // namespace samspill::matching
