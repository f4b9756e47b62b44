// Counting each tonne once.
//
// Problem: initiatives cut the same tonnes: those of one point emitter, those an overlapping larger
// initiative cuts, those that pass through a shared pipe or store. Summing what each would cut
// alone counts such tonnes twice. Method: c is what counts of each initiative. Maximise Σ weight ·
// c with 0 ≤ c ≤ what it would cut alone and Σ c ≤ ceiling in every pool: a linear problem, solved
// only where a pool is exceeded. An overlap binds while the larger initiative runs: the tonnes of
// all smaller ones that overlap with it are among its own. If the larger one turns out larger
// still, so does their pool. Limits: where two answers count the same, which initiative is credited
// is arbitrary; sums by year are not. Two smaller initiatives that share tonnes outside a larger
// one must say so themselves. Worked: a plant emits 200 kt. Capture would cut 180, biocarbon 60:
// together 200, not 240.
#include "portfolio/counting.h"

#include <algorithm>

namespace samspill::portfolio {
namespace {

/// In favour of counting all that can be, where it does not count towards the target.
constexpr double kTieBreak = 1e-6;
/// Sums that are above a ceiling by no more than this (kt) are rounding.
constexpr double kRounding = 1e-9;

}  // namespace

Counting::Counting(const Outline& outline) : outline_(outline) {
  if (outline.pools.empty()) return;
  solver::Problem problem;
  for (std::size_t i = 0; i < outline.pools.size(); ++i) {
    problem.add_row(-solver::kInfinity, solver::kInfinity);
  }
  for (std::size_t e = 0; e < outline.entries.size(); ++e) {
    bool is_pooled = false;
    for (std::size_t row = 0; row < outline.pools.size(); ++row) {
      for (const Pool::Member& member : outline.pools[row].members) {
        if (member.entry != e) continue;
        if (!is_pooled) {
          problem.add_column(-outline.weight(outline.entries[e]) - kTieBreak, 0, 0);
          pooled_.push_back(e);
          is_pooled = true;
        }
        problem.add_coefficient(row, member.weight);
      }
    }
  }
  problem_.emplace(std::move(problem), std::stop_token{});
}

std::optional<Co2eFlow> Counting::ceiling(const Pool& pool, std::span<const Co2eFlow> alone) const {
  if (!pool.larger) return pool.ceiling;
  const Co2eFlow cut = alone[*pool.larger];
  if (cut == Co2eFlow{}) return {};
  return pool.ceiling + std::max(Co2eFlow{}, cut - outline_.entries[*pool.larger].cut);
}

bool Counting::is_any_exceeded(std::span<const Co2eFlow> alone) const {
  return std::ranges::any_of(outline_.pools, [&](const Pool& pool) {
    const auto most = ceiling(pool, alone);
    if (!most) return false;
    Co2eFlow sum;
    for (const Pool::Member& member : pool.members) sum += alone[member.entry] * member.weight;
    return sum > *most + kRounding * kilotonne_co2e / year;
  });
}

std::vector<Co2eFlow> Counting::count(std::span<const Co2eFlow> alone) {
  std::vector<Co2eFlow> counted(alone.begin(), alone.end());
  if (!is_any_exceeded(alone)) return counted;
  solver::Changes changes;
  for (std::size_t column = 0; column < pooled_.size(); ++column) {
    changes.columns.push_back({column, 0, alone[pooled_[column]].in(kilotonne_co2e / year)});
  }
  for (std::size_t row = 0; row < outline_.pools.size(); ++row) {
    if (const auto most = ceiling(outline_.pools[row], alone)) {
      changes.rows.push_back({row, -solver::kInfinity, most->in(kilotonne_co2e / year)});
    }
  }
  const solver::Solution solution = problem_->solve(changes);
  for (std::size_t column = 0; column < pooled_.size(); ++column) {
    counted[pooled_[column]] = std::max(0.0, solution.columns[column]) * kilotonne_co2e / year;
  }
  return counted;
}

Co2eFlow Counting::towards_target(std::span<const Co2eFlow> alone) {
  const std::vector<Co2eFlow> counted = count(alone);
  Co2eFlow sum;
  for (std::size_t e = 0; e < counted.size(); ++e) {
    sum += counted[e] * outline_.weight(outline_.entries[e]);
  }
  return sum;
}

}  // namespace samspill::portfolio
