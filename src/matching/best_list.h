#pragma once

#include <optional>
#include <vector>

#include "matching/score.h"

namespace samspill::matching {

/// Chooses the best `top` pairs of one stream while most candidates are never looked at.
class BestList {
 public:
  /// top 0 = all.
  BestList(Rank rank, std::size_t top, const Region& region);

  /// For Pareto order, where candidates come by falling benefit at best: false when `top` pairs
  /// already seen surely rank before any pair that brings these figures at most.
  bool may_enter(std::optional<MoneyFlow> benefit, std::optional<Co2eFlow> co2e_saved);
  void add(const ScoredPair& pair);
  /// The score that the next pair must not rank after; null while every pair may enter. Not for
  /// Pareto order.
  const Score* last() const {
    return top_ == 0 || kept_.size() < top_ ? nullptr : &kept_.front().score;
  }

  /// All pairs that may be among the best `top` of a longer list. Empties the list.
  std::vector<ScoredPair> take_all();

 private:
  bool before(const ScoredPair& a, const ScoredPair& b) const;
  void settle(std::optional<MoneyFlow> benefit);

  Rank rank_;
  std::size_t top_;
  const Region& region_;
  std::vector<ScoredPair> kept_;  // benefit, climate: a heap, the last in rank in front
  // both: pairs that beat every later candidate's benefit are settled; of those the highest CO2e
  // count.
  std::vector<Score> unsettled_;                  // a heap, the highest benefit in front
  std::vector<std::optional<Co2eFlow>> settled_;  // a heap of at most top, the lowest in front
};

}  // namespace samspill::matching
