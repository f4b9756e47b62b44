// The order of matches, by one measure or by two at once.
//
// Problem: benefit and climate may pull apart; one list shall show both without a made-up exchange
// rate. Method: non-dominated sorting. Layer 0 holds the matches that none beats in both measures,
// layer 1 those that only layer 0 beats, and so on. In two dimensions one sweep from the highest
// benefit down finds the layers: each layer's highest CO2e so far falls from layer to layer, so the
// first layer that does not dominate is found by halving, O(n log n).
//
// Source: M. T. Jensen, IEEE Transactions on Evolutionary Computation 7 (2003) 503, two goals.
//
// Worked number: (5, 1), (4, 4), (3, 3), (4, 2) have the layers 0, 0, 1, 1.
#include "matching/score.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace samspill::matching {
namespace {

/// Higher ranks earlier; unknown last. No figure is ever NaN.
template <typename Value>
std::weak_ordering descending(const std::optional<Value>& a, const std::optional<Value>& b) {
  if (a > b) return std::weak_ordering::less;
  return a < b ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

/// Sorts by `before`, which compares the first measure of the rank before all else: most pairs are
/// told apart by that one number.
void sort_by_first_measure(Rank rank, std::vector<ScoredPair>& pairs, const auto& before) {
  constexpr double kUnknown = -std::numeric_limits<double>::infinity();
  struct Keyed {
    double measure;
    std::size_t index;
  };
  std::vector<Keyed> order;
  order.reserve(pairs.size());
  for (const ScoredPair& pair : pairs) {
    const Score& score = pair.score;
    const double measure =
        rank == Rank::climate
            ? (score.co2e_saved ? score.co2e_saved->in(tonne_co2e / year) : kUnknown)
            : (score.benefit ? score.benefit->in(euro / year) : kUnknown);
    order.push_back({measure, order.size()});
  }
  std::ranges::sort(order, [&](const Keyed& a, const Keyed& b) {
    if (a.measure != b.measure) return a.measure > b.measure;
    return before(pairs[a.index], pairs[b.index]);
  });
  std::vector<ScoredPair> sorted;
  sorted.reserve(pairs.size());
  for (const Keyed& keyed : order) sorted.push_back(pairs[keyed.index]);
  pairs = std::move(sorted);
}

}  // namespace

std::weak_ordering compare(Rank rank, const Score& a, const Score& b) {
  const auto by_benefit = descending(a.benefit, b.benefit);
  const auto by_climate = descending(a.co2e_saved, b.co2e_saved);
  if (rank == Rank::climate && by_climate != 0) return by_climate;
  if (by_benefit != 0) return by_benefit;
  if (rank == Rank::both && by_climate != 0) return by_climate;
  if (a.distance < b.distance) return std::weak_ordering::less;
  return a.distance > b.distance ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

bool dominates(const Score& a, const Score& b) {
  const auto by_benefit = descending(a.benefit, b.benefit);
  const auto by_climate = descending(a.co2e_saved, b.co2e_saved);
  return by_benefit <= 0 && by_climate <= 0 && (by_benefit < 0 || by_climate < 0);
}

std::vector<std::size_t> pareto_layers(std::span<const Score> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const auto by_benefit = descending(scores[a].benefit, scores[b].benefit);
    if (by_benefit != 0) return by_benefit < 0;
    return descending(scores[a].co2e_saved, scores[b].co2e_saved) < 0;
  });
  std::vector<std::size_t> layer(scores.size());
  std::vector<std::size_t> latest;  // per layer: its member with the highest CO2e so far
  for (const std::size_t index : order) {
    const auto first_open = std::ranges::partition_point(
        latest, [&](std::size_t member) { return dominates(scores[member], scores[index]); });
    layer[index] = static_cast<std::size_t>(first_open - latest.begin());
    if (first_open == latest.end()) {
      latest.push_back(index);
    } else {
      *first_open = index;
    }
  }
  return layer;
}

bool ranks_before(Rank rank, const Region& region, const ScoredPair& a, const ScoredPair& b) {
  const auto by_score = compare(rank, a.score, b.score);
  if (by_score != 0) return by_score < 0;
  if (a.offer != b.offer) return region[a.offer].key < region[b.offer].key;
  return region[a.need].key < region[b.need].key;
}

void sort_by_rank(Rank rank, const Region& region, std::vector<ScoredPair>& pairs) {
  const auto before = [&](const ScoredPair& a, const ScoredPair& b) {
    return ranks_before(rank, region, a, b);
  };
  if (rank != Rank::both) {
    sort_by_first_measure(rank, pairs, before);
    return;
  }
  std::vector<Score> scores;
  scores.reserve(pairs.size());
  for (const ScoredPair& pair : pairs) scores.push_back(pair.score);
  const std::vector<std::size_t> layers = pareto_layers(scores);
  std::vector<std::pair<std::size_t, ScoredPair>> layered;
  layered.reserve(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) layered.emplace_back(layers[i], pairs[i]);
  std::ranges::sort(layered, [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return before(a.second, b.second);
  });
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = layered[i].second;
}

void keep_best(Rank rank, const Region& region, std::size_t top, std::vector<ScoredPair>& pairs) {
  sort_by_rank(rank, region, pairs);
  if (top > 0 && pairs.size() > top) pairs.resize(top);
}

}  // namespace samspill::matching
