// The exact best partners of every offer without looking at all pairs.
//
// Problem: 50 000 offers × 50 000 needs are 2.5 · 10⁹ pairs. Method: needs are grouped in advance
// by the resources they accept (accepted_needs.h); for each offer every compatible need gets a
// cheap best case (best_case.h); candidates are worked out from the best case down until the K-th
// best found beats all best cases that are left (best_list.h). What is left out provably ranks
// after the K kept.
//
// Limits: the best cases of one offer are scanned one by one; no spatial index yet.
//
// Worked number: 100 000 streams at 21 000 sites, K = 5: 3 s on one core (docs/matching.md).
#include "matching/find_matches.h"

#include <algorithm>
#include <cstdint>

#include "matching/accepted_needs.h"
#include "matching/best_case.h"
#include "matching/best_list.h"
#include "matching/make_match.h"
#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {
namespace {

/// Offers between two reports of progress.
constexpr std::size_t kOffersPerReport = 64;

class Search {
 public:
  Search(const Region& region, const reference::Reference& reference, const MatchOptions& options)
      : region_(region),
        reference_(reference),
        options_(options),
        rules_(region, reference),
        pathways_(rules_),
        accepted_(rules_, pathways_),
        best_case_(rules_, pathways_),
        experience_(region, reference) {
    filters_met_.reserve(region.streams.size());
    for (const Stream& stream : region.streams) filters_met_.push_back(filters_met_by(stream));
  }

  std::vector<Match> run() {
    std::vector<ScoredPair> found;
    const std::size_t count = region_.streams.size();
    for (std::size_t i = 0; i < count && !options_.stop.stop_requested(); ++i) {
      if (region_.streams[i].direction == Direction::offer) {
        for (const ScoredPair& pair : best_of(StreamId(i))) found.push_back(pair);
      }
      if (options_.progress && i % kOffersPerReport == 0) {
        options_.progress(static_cast<double>(i) / static_cast<double>(count));
      }
    }
    sort_by_rank(options_.rank, region_, found);
    std::vector<Match> matches;
    matches.reserve(found.size());
    for (const ScoredPair& pair : found) matches.push_back(match_of(pair));
    if (options_.progress) options_.progress(1);
    return matches;
  }

 private:
  struct Candidate {
    Score best_case;
    StreamId need;
    const Routes* routes = nullptr;
  };
  static constexpr std::uint8_t kAllFilters = 15;

  std::uint8_t filters_met_by(const Stream& stream) const {
    const bool site = !options_.site || stream.site == options_.site;
    const bool resource =
        !options_.resource || reference_.is_within(stream.resource, options_.resource);
    const bool country =
        options_.country.empty() || region_[stream.site].country == options_.country;
    const bool network = !options_.network || is_member(region_[stream.site], options_.network);
    return static_cast<std::uint8_t>((site ? 1 : 0) | (resource ? 2 : 0) | (country ? 4 : 0) |
                                     (network ? 8 : 0));
  }

  bool has_enough(const std::optional<MoneyFlow>& benefit) const {
    return !options_.min_benefit || benefit >= options_.min_benefit;
  }

  void collect(StreamId offer) {
    candidates_.clear();
    for (const AcceptedGroup& group : accepted_.groups(region_[offer].resource)) {
      for (const StreamId need : group.needs) {
        if ((filters_met_[offer.index()] | filters_met_[need.index()]) != kAllFilters) continue;
        const auto best_case = best_case_.score(offer, need, group.routes);
        if (!best_case || !has_enough(best_case->benefit)) continue;
        candidates_.push_back({*best_case, need, &group.routes});
      }
    }
  }

  std::vector<ScoredPair> best_of(StreamId offer) {
    collect(offer);
    BestList list(options_.rank, options_.top, region_);
    const auto last_comes_first = [this](const Candidate& a, const Candidate& b) {
      return BestList::comes_first(options_.rank, b.best_case, a.best_case);
    };
    std::ranges::make_heap(candidates_, last_comes_first);
    while (!candidates_.empty() && !list.is_closed_by(candidates_.front().best_case)) {
      std::ranges::pop_heap(candidates_, last_comes_first);
      const Candidate candidate = candidates_.back();
      candidates_.pop_back();
      if (!list.may_enter(candidate.best_case)) continue;
      if (experience_.is_hidden(offer, candidate.need)) continue;
      const auto outcome =
          best_outcome(rules_, pathways_, *candidate.routes, offer, candidate.need);
      if (!outcome || !has_enough(outcome->benefit())) continue;
      list.add({offer, candidate.need, outcome->score()});
    }
    return list.take();
  }

  Match match_of(const ScoredPair& pair) const {
    const Routes& routes =
        accepted_.routes(region_[pair.offer].resource, region_[pair.need].resource);
    return make_match(rules_, pathways_, experience_, pair.offer, pair.need,
                      *best_outcome(rules_, pathways_, routes, pair.offer, pair.need));
  }

  const Region& region_;
  const reference::Reference& reference_;
  const MatchOptions& options_;
  PairRules rules_;
  Pathways pathways_;
  AcceptedNeeds accepted_;
  BestCase best_case_;
  Experience experience_;
  std::vector<std::uint8_t> filters_met_;  // by stream, one bit per filter
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Match> find_matches(const Region& region, const reference::Reference& reference,
                                const MatchOptions& options) {
  return Search(region, reference, options).run();
}

}  // namespace samspill::matching
