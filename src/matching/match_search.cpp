// The exact best partners of an offer without looking at all pairs.
//
// Problem: 50 000 offers × 50 000 needs are 2.5 · 10⁹ pairs.
//
// Method: needs are listed by the resource they ask for (need_columns.h). For every route from the
// offer's resource to a needed one, by every mode, prospects.h gives a bound on what a need can
// bring; the needs whose bound reaches the K-th best found so far are worked out. Where the bound
// is below zero it holds only for pairs that are sure to move the smaller of both quantities, so
// needs are listed apart by how they vary over the year. Pairs whose figures are unknown rank
// after all others: they are looked for last, the nearest first. In Pareto order every need within
// reach gets a cheap best case (best_case.h) and is tried from the best down (best_list.h).
//
// Worked number: 100 000 offers and 100 000 needs, K = 10: bench/RESULTS.md.
#include "matching/match_search.h"

#include <algorithm>
#include <limits>

#include "matching/make_match.h"

namespace samspill::matching {
namespace {

constexpr std::uint8_t kAllFilters = 7;
constexpr double kNoBar = -std::numeric_limits<double>::infinity();
/// A quantity below that of any need, and its inverse: with them a bound is minus the distance.
constexpr double kVanishing = 1e-6;

}  // namespace

/// The search for one offer.
class MatchSearch::Hunt {
 public:
  Hunt(const MatchSearch& search, StreamId offer, Scratch& scratch)
      : search_(search),
        scratch_(scratch),
        offer_(offer),
        list_(search.options_.rank, search.options_.top, search.region_) {
    scratch_.seen.resize(search.region_.streams.size());
    if (++scratch_.search == 0) {
      std::ranges::fill(scratch_.seen, 0U);
      scratch_.search = 1;
    }
  }

  std::vector<ScoredPair> run() {
    const ResourceId offered = search_.region_[offer_].resource;
    const std::span<const AcceptedGroup> groups = search_.accepted_.groups(offered);
    if (groups.empty()) return {};
    if (search_.options_.rank == Rank::both) {
      for (const AcceptedGroup& group : groups) collect(group);
      try_candidates();
      return list_.take();
    }
    look_nearby(offered);
    for (const AcceptedGroup& group : groups) look_for(group, &Hunt::look_among_known);
    if (has_room_for_unknown()) {
      for (const AcceptedGroup& group : groups) look_for(group, &Hunt::look_among_unknown);
    }
    return list_.take();
  }

 private:
  using Look = void (Hunt::*)(const AcceptedGroup&, const Prospect&);

  bool is_by_benefit() const { return search_.options_.rank == Rank::benefit; }
  double measured(const Score& score) const {
    if (is_by_benefit()) return score.benefit ? score.benefit->in(euro / year) : kNoBar;
    return score.co2e_saved ? score.co2e_saved->in(tonne_co2e / year) : kNoBar;
  }
  bool has_room_for_unknown() const {
    if (is_by_benefit() && search_.options_.min_benefit) return false;
    return list_.last() == nullptr || measured(*list_.last()) == kNoBar;
  }

  /// What a need must be worth to enter the list.
  double bar() const {
    double bar = list_.last() != nullptr ? measured(*list_.last()) : kNoBar;
    if (is_by_benefit() && search_.options_.min_benefit) {
      bar = std::max(bar, search_.options_.min_benefit->in(euro / year));
    }
    return bar;
  }

  bool is_new(StreamId need) {
    if (scratch_.seen[need.index()] == scratch_.search) return false;
    scratch_.seen[need.index()] = scratch_.search;
    return true;
  }

  /// Works the pair out by all routes, whichever of them led here.
  void consider(const Routes& routes, StreamId need) {
    if (search_.experience_.is_hidden(offer_, need)) return;
    const auto outcome = best_outcome(search_.rules_, search_.pathways_, routes, offer_, need);
    if (outcome && search_.has_enough(outcome->benefit())) {
      list_.add({offer_, need, outcome->score()});
    }
  }

  /// The needs at places of which no straight line tells how far they are.
  void look_nearby(ResourceId offered) {
    const auto sites = search_.prospects_.nearby(search_.region_[offer_].site,
                                                 search_.sites_on_the_way_[offered.index()]);
    for (const SiteId site : sites) {
      for (const StreamId need : search_.needs_at(site)) {
        if ((search_.filters_met_[offer_.index()] | search_.filters_met_[need.index()]) !=
            kAllFilters) {
          continue;
        }
        const Routes* routes =
            search_.accepted_.find_routes(offered, search_.region_[need].resource);
        if (routes != nullptr && is_new(need)) consider(*routes, need);
      }
    }
  }

  void look_for(const AcceptedGroup& group, Look look) {
    scratch_.prospects.clear();
    search_.prospects_.add(offer_, group.routes, scratch_.prospects);
    for (const Prospect& prospect : scratch_.prospects) (this->*look)(group, prospect);
  }

  void look_among_known(const AcceptedGroup& group, const Prospect& prospect) {
    if (!prospect.is_known) return;
    const Stream& offer = search_.region_[offer_];
    for (std::size_t k = 0; k < search_.kinds_.size(); ++k) {
      const Kind& kind = search_.kinds_[k];
      if (!kind.is_known || !passes(kind)) continue;
      const bool is_exact = prospect.is_lossless && (offer.is_storable || kind.is_storable ||
                                                     (offer.profile.empty() && kind.is_even));
      const auto least = [&] {
        const double of_list = bar();
        return is_exact || of_list > 0 ? of_list : kNoBar;
      };
      OfferFigures figures = prospect.figures;
      figures.key = search_.key_of(group.needed, k);
      NeedSearch needs(search_.needs_, figures, least());
      while (const auto need = needs.next()) {
        if (!is_new(StreamId(*need))) continue;
        consider(group.routes, StreamId(*need));
        needs.raise(least());
      }
    }
  }

  /// Those whose figures, or the route's, are unknown: by distance where the list is full of them.
  void look_among_unknown(const AcceptedGroup& group, const Prospect& prospect) {
    const auto least = [&] {
      if (!is_by_benefit() || list_.last() == nullptr) return kNoBar;
      return -list_.last()->distance.in(kilometre);
    };
    OfferFigures figures{.place = prospect.figures.place,
                         .reach_km = prospect.figures.reach_km,
                         .quantity = kVanishing,
                         .cost_per_unit_km = search_.prospects_.straight_share() / kVanishing,
                         .fixed = prospect.km_before};
    for (std::size_t k = 0; k < search_.kinds_.size(); ++k) {
      const Kind& kind = search_.kinds_[k];
      if ((kind.is_known && prospect.is_known) || !passes(kind)) continue;
      figures.key = search_.key_of(group.needed, k);
      NeedSearch needs(search_.needs_, figures, least());
      while (const auto need = needs.next()) {
        if (!is_new(StreamId(*need))) continue;
        consider(group.routes, StreamId(*need));
        needs.raise(least());
      }
    }
  }

  bool passes(const Kind& kind) const {
    return (search_.filters_met_[offer_.index()] | kind.filters) == kAllFilters;
  }

  void collect(const AcceptedGroup& group) {
    for (const StreamId need : group.needs) {
      if ((search_.filters_met_[offer_.index()] | search_.filters_met_[need.index()]) !=
          kAllFilters) {
        continue;
      }
      const auto best_case = search_.best_case_.score(offer_, need, group.routes);
      if (!best_case || !search_.has_enough(best_case->benefit)) continue;
      scratch_.candidates.push_back({*best_case, need, &group.routes});
    }
  }

  void try_candidates() {
    auto& candidates = scratch_.candidates;
    const auto last_comes_first = [this](const Scratch::Candidate& a, const Scratch::Candidate& b) {
      return BestList::comes_first(search_.options_.rank, b.best_case, a.best_case);
    };
    std::ranges::make_heap(candidates, last_comes_first);
    while (!candidates.empty() && !list_.is_closed_by(candidates.front().best_case)) {
      std::ranges::pop_heap(candidates, last_comes_first);
      const Scratch::Candidate candidate = candidates.back();
      candidates.pop_back();
      if (list_.may_enter(candidate.best_case)) consider(*candidate.routes, candidate.need);
    }
    candidates.clear();
  }

  const MatchSearch& search_;
  Scratch& scratch_;
  StreamId offer_;
  BestList list_;
};

MatchSearch::MatchSearch(const Region& region, const reference::Reference& reference,
                         const MatchOptions& options)
    : region_(region),
      reference_(reference),
      options_(options),
      rules_(region, reference),
      pathways_(rules_),
      accepted_(rules_, pathways_),
      best_case_(rules_, pathways_),
      experience_(region, reference),
      prospects_(rules_, pathways_,
                 options.rank == Rank::climate ? Measure::co2e_saved : Measure::benefit),
      needs_(list_needs()) {
  list_places();
}

std::uint8_t MatchSearch::filters_met_by(const Stream& stream) const {
  const bool site = !options_.site || stream.site == options_.site;
  const bool resource =
      !options_.resource || reference_.is_within(stream.resource, options_.resource);
  const bool country = options_.country.empty() || region_[stream.site].country == options_.country;
  return static_cast<std::uint8_t>((site ? 1 : 0) | (resource ? 2 : 0) | (country ? 4 : 0));
}

MatchSearch::Kind MatchSearch::kind_of(StreamId need) const {
  const Stream& stream = region_[need];
  return {.filters = filters_met_[need.index()],
          .is_known = prospects_.value(need).has_value(),
          .is_storable = stream.is_storable,
          .is_even = stream.profile.empty()};
}

std::uint32_t MatchSearch::key_of(ResourceId needed, std::size_t kind) const {
  return static_cast<std::uint32_t>(kind * reference_.resources().size() + needed.index());
}

NeedColumns MatchSearch::list_needs() {
  for (const Stream& stream : region_.streams) filters_met_.push_back(filters_met_by(stream));
  std::vector<NeedFigures> figures(region_.streams.size());
  std::vector<NeedKey> keys;
  for (std::size_t i = 0; i < region_.streams.size(); ++i) {
    const StreamId id(i);
    if (region_[id].direction != Direction::need) continue;
    if (rules_.left_over()[id].quantity <= AmountFlow{}) continue;
    figures[i] = prospects_.need(id);
    const Kind kind = kind_of(id);
    const auto known = std::ranges::find(kinds_, kind);
    const auto number = static_cast<std::size_t>(known - kinds_.begin());
    if (known == kinds_.end()) kinds_.push_back(kind);
    keys.push_back({key_of(region_[id].resource, number), static_cast<std::uint32_t>(i)});
  }
  return NeedColumns(1, key_of(ResourceId(0), kinds_.size()), figures, keys);
}

void MatchSearch::list_places() {
  for (std::size_t i = 0; i < region_.streams.size(); ++i) {
    if (region_.streams[i].direction == Direction::need) needs_by_site_.emplace_back(i);
  }
  std::ranges::stable_sort(needs_by_site_, {}, [&](StreamId id) { return region_[id].site; });
  std::size_t need = 0;
  for (std::size_t site = 0; site <= region_.sites.size(); ++site) {
    while (need < needs_by_site_.size() && region_[needs_by_site_[need]].site < SiteId(site))
      ++need;
    first_need_of_site_.push_back(need);
  }
  sites_on_the_way_.resize(reference_.resources().size());
  for (std::size_t i = 0; i < sites_on_the_way_.size(); ++i) {
    std::vector<SiteId>& sites = sites_on_the_way_[i];
    for (const AcceptedGroup& group : accepted_.groups(ResourceId(i))) {
      for (const Chain& chain : group.routes.chains) {
        for (const Conversion& conversion : chain.conversions) {
          const std::vector<SiteId>& of_process = region_[conversion.process].sites;
          sites.insert(sites.end(), of_process.begin(), of_process.end());
        }
      }
    }
    std::ranges::sort(sites);
    const auto repeated = std::ranges::unique(sites);
    sites.erase(repeated.begin(), repeated.end());
  }
}

std::span<const StreamId> MatchSearch::needs_at(SiteId site) const {
  const std::size_t first = first_need_of_site_[site.index()];
  return std::span(needs_by_site_).subspan(first, first_need_of_site_[site.index() + 1] - first);
}

std::vector<ScoredPair> MatchSearch::best_of(StreamId offer, Scratch& scratch) const {
  return Hunt(*this, offer, scratch).run();
}

Match MatchSearch::match_of(const ScoredPair& pair) const {
  const Routes& routes =
      *accepted_.find_routes(region_[pair.offer].resource, region_[pair.need].resource);
  return make_match(rules_, pathways_, experience_, pair.offer, pair.need,
                    *best_outcome(rules_, pathways_, routes, pair.offer, pair.need));
}

}  // namespace samspill::matching
