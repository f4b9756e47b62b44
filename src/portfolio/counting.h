#pragma once

#include <optional>
#include <span>
#include <vector>

#include "portfolio/outline.h"
#include "solver/solve.h"

namespace samspill::portfolio {

/// Counts each tonne once: what the initiatives cut together in a year, when pools of tonnes that
/// they share are smaller than the sum of what each would cut alone. Keeps a reference to the
/// outline.
class Counting {
 public:
  explicit Counting(const Outline& outline);

  /// What counts of each entry, given what each would cut by itself (zero where it does not run).
  /// As much as can count towards the target does, and as much in all as goes with that.
  std::vector<Co2eFlow> count(std::span<const Co2eFlow> alone);
  /// The part of it that counts towards the target.
  Co2eFlow towards_target(std::span<const Co2eFlow> alone);

 private:
  /// Empty = the pool does not bind, as its larger initiative does not run.
  std::optional<Co2eFlow> ceiling(const Pool& pool, std::span<const Co2eFlow> alone) const;
  bool is_any_exceeded(std::span<const Co2eFlow> alone) const;

  const Outline& outline_;
  std::vector<std::size_t> pooled_;               // entries with a column
  std::optional<solver::LoadedProblem> problem_;  // rows are the pools; empty = there are none
};

}  // namespace samspill::portfolio
