// Leaving out what no good answer has.
//
// Problem: with hundreds of initiatives and tens of years most start years are out of the question,
// but the solver searches among all of them, and what it finds late is the last tenth of a percent.
// Method: the relaxation (no whole numbers asked for) costs L and gives every rule a price. At
// these prices each start year of an initiative, and never starting it, costs something; what it
// costs above the initiative's cheapest is its penalty: every answer that has it costs at least L +
// penalty. Starts with a penalty above a width are left out and the rest is solved. All answers
// that were left out cost more than L + width, so the bound is the lower of that and the bound of
// the rest. Where this does not prove the gap, the width grows to what the answer at hand asks for;
// that answer is the start of the next search. Source: penalties as in E. Balas, E. Zemel, An
// Algorithm for Large Zero-One Knapsack Problems, Operations Research 28 (1980) 1130, and H.
// Crowder, E. L. Johnson, M. Padberg, Operations Research 31 (1983) 803; from memory, unverified.
// Limits: saves nothing where the relaxation is far from the best answer. Worked: two initiatives
// cut 30 kt each for 3 and 4 a year; 30 are asked for. The relaxation takes the first one, L = 3, a
// kt costs 0.1: the second has a penalty of 4 − 30 · 0.1 = 1, and is left out by a width of 0.5;
// the answer of 3 is proven, as 3 ≤ 3 + 0.5.
#include "portfolio/narrow.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace samspill::portfolio {
namespace {

/// The first width as a share of what the relaxation costs. Tried with 300 initiatives and 25
/// years: a twentieth of a percent leaves a third of the starts, and an answer within a fifth.
constexpr double kFirstWidth = 5e-4;
/// Million EUR, or kt: what a relaxation that costs about nothing is taken as.
constexpr double kLeastCost = 1;

solver::Problem without_integers(solver::Problem problem) {
  std::ranges::fill(problem.is_integer, char{false});
  return problem;
}

/// By the start: in the ladder's k-th year, and last never.
std::vector<double> penalties(const solver::Problem& problem, const std::vector<double>& prices,
                              const Ladder& ladder) {
  std::vector<double> out(ladder.years + 1);
  double sum = 0;
  for (std::size_t k = ladder.years; k-- > 0;) {
    const std::size_t column = ladder.first_column + k;
    sum += problem.cost[column];
    for (int i = problem.column_begin[column]; i < problem.column_begin[column + 1]; ++i) {
      const auto row = static_cast<std::size_t>(problem.row_of[i]);
      const bool is_own = row >= ladder.first_row && row + 1 < ladder.first_row + ladder.years;
      if (!is_own) sum -= problem.coefficients[i] * prices[row];
    }
    out[k] = sum;
  }
  if (problem.lower[ladder.first_column + ladder.years - 1] > 0) out.back() = solver::kInfinity;
  const double least = std::ranges::min(out);
  for (double& one : out) one -= least;
  return out;
}

/// Without the starts whose penalty is above the width.
solver::Problem narrowed(solver::Problem problem, const std::vector<double>& prices,
                         const std::vector<Ladder>& ladders, double width) {
  for (const Ladder& ladder : ladders) {
    const std::vector<double> penalty = penalties(problem, prices, ladder);
    if (penalty[0] > width) problem.upper[ladder.first_column] = 0;
    for (std::size_t k = 1; k < ladder.years; ++k) {
      if (penalty[k] > width) problem.row_lower[ladder.first_row + k - 1] = 0;
    }
    if (penalty.back() > width) problem.lower[ladder.first_column + ladder.years - 1] = 1;
  }
  return problem;
}

/// Counts down the time of a call over several solves.
class TimeLeft {
 public:
  explicit TimeLeft(std::optional<solver::Seconds> limit) : limit_(limit) {}

  std::optional<solver::Seconds> left() const {
    if (!limit_) return {};
    const solver::Seconds taken = std::chrono::steady_clock::now() - began_;
    return std::max(solver::Seconds{}, *limit_ - taken);
  }

 private:
  std::optional<solver::Seconds> limit_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

solver::Solution solve_narrowed(const solver::Problem& problem, const std::vector<Ladder>& ladders,
                                const solver::Options& options) {
  const TimeLeft time(options.time_limit);
  solver::Options rest = options;
  rest.start = {};
  const solver::Solution relaxed = solver::solve(without_integers(problem), rest);
  if (relaxed.status == solver::Status::infeasible) return relaxed;
  double width = kFirstWidth * std::max(kLeastCost, std::abs(relaxed.objective));
  solver::Solution best;
  while (relaxed.status == solver::Status::optimal) {
    rest.time_limit = time.left();
    solver::Solution found =
        solver::solve(narrowed(problem, relaxed.row_duals, ladders, width), rest);
    if (!found.has_answer()) break;
    const double outside = relaxed.objective + width;
    if (found.objective > outside) {
      found.bound = std::min(found.bound, outside);
      found.gap = std::max(found.gap, (found.objective - outside) / std::abs(found.objective));
    }
    if (found.status == solver::Status::feasible || found.gap <= options.gap) return found;
    const double unproven = options.gap * std::abs(found.objective);
    width = std::max(2 * width, found.objective - unproven - relaxed.objective);
    rest.start = found.columns;
    best = std::move(found);
  }
  if (best.has_answer()) {
    best.status = solver::Status::feasible;
    return best;
  }
  rest.start = options.start;
  rest.time_limit = time.left();
  return solver::solve(problem, rest);
}

}  // namespace samspill::portfolio
