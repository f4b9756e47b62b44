#pragma once

#include <compare>
#include <optional>
#include <span>
#include <vector>

#include "domain/region.h"
#include "matching/match_options.h"

namespace samspill::matching {

/// What matches are ordered by. Empty = unknown, which ranks after every known figure.
struct Score {
  std::optional<MoneyFlow> benefit;
  std::optional<Co2eFlow> co2e_saved;
  Distance distance;

  bool operator==(const Score&) const = default;
};

/// Less = ranks earlier. benefit: benefit, then the shorter distance. climate: CO2e saved, benefit,
/// distance. both: benefit, CO2e saved, distance, which is the order within a Pareto layer.
std::weak_ordering compare(Rank rank, const Score& a, const Score& b);

/// At least as good in benefit and in CO2e saved, and better in one of them.
bool dominates(const Score& a, const Score& b);

/// The Pareto layer of each score: 0 = dominated by none, 1 = dominated only by layer 0, and so on.
std::vector<std::size_t> pareto_layers(std::span<const Score> scores);

/// A pair with its score, as lists of matches are sorted.
struct ScoredPair {
  StreamId offer;
  StreamId need;
  Score score;
};

/// Sorts by rank; ties go by the keys of offer and need, so that the order of rows never matters.
void sort_by_rank(Rank rank, const Region& region, std::vector<ScoredPair>& pairs);

/// The same, and leaves the best `top`; 0 = all.
void keep_best(Rank rank, const Region& region, std::size_t top, std::vector<ScoredPair>& pairs);

/// The whole order apart from Pareto layers: compare(), then the keys.
bool ranks_before(Rank rank, const Region& region, const ScoredPair& a, const ScoredPair& b);

}  // namespace samspill::matching
