// The exact best K pairs of one offer, by one measure or in Pareto order.
//
// Method, one measure: a heap of the best K so far; who looks for more asks for its last.
//
// Method, Pareto order: a pair that K others beat in both measures cannot be among the first K, for
// each of those lies in an earlier layer. Candidates come by falling best benefit, so the pairs
// seen with more than that benefit beat it if they save more CO2e too; of them the K-th highest
// CO2e decides. Pairs that are left out change no layer of the first K: whatever they beat is
// beaten by the same K others.
//
// Worked number: K = 1, seen (5 EUR, 4 t). Best case (4, 3) is out, (4, 6) is not.
#include "matching/best_list.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace samspill::matching {
namespace {

bool has_less_benefit(const Score& a, const Score& b) {
  return a.benefit < b.benefit;
}

}  // namespace

BestList::BestList(Rank rank, std::size_t top, const Region& region)
    : rank_(rank), top_(top), region_(region) {}

bool BestList::before(const ScoredPair& a, const ScoredPair& b) const {
  return ranks_before(rank_, region_, a, b);
}

void BestList::settle(std::optional<MoneyFlow> benefit) {
  while (!unsettled_.empty() && benefit < unsettled_.front().benefit) {
    std::ranges::pop_heap(unsettled_, has_less_benefit);
    settled_.push_back(unsettled_.back().co2e_saved);
    unsettled_.pop_back();
    std::ranges::push_heap(settled_, std::greater{});
    if (settled_.size() > top_) {
      std::ranges::pop_heap(settled_, std::greater{});
      settled_.pop_back();
    }
  }
}

bool BestList::may_enter(std::optional<MoneyFlow> benefit, std::optional<Co2eFlow> co2e_saved) {
  if (top_ == 0) return true;
  settle(benefit);
  return settled_.size() < top_ || settled_.front() <= co2e_saved;
}

void BestList::add(const ScoredPair& pair) {
  const auto order = [this](const ScoredPair& a, const ScoredPair& b) { return before(a, b); };
  kept_.push_back(pair);
  if (top_ == 0) return;
  if (rank_ == Rank::both) {
    unsettled_.push_back(pair.score);
    std::ranges::push_heap(unsettled_, has_less_benefit);
    return;
  }
  std::ranges::push_heap(kept_, order);
  if (kept_.size() > top_) {
    std::ranges::pop_heap(kept_, order);
    kept_.pop_back();
  }
}

std::vector<ScoredPair> BestList::take_all() {
  unsettled_.clear();
  settled_.clear();
  return std::exchange(kept_, {});
}

}  // namespace samspill::matching
