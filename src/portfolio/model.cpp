// Which initiatives to start, and when: least missed, then least cost.
//
// Problem: each initiative starts in one of its possible years or never. It runs for its lifetime
// and cuts its share of what pools leave it. Prerequisites run whenever it runs; two that exclude
// each other never both start; investment and staff of a year stay within the budgets. The path
// (baseline − cuts) stays below the target in every year in which one holds, or above it by as
// little as possible.
//
//   z[i,s] ∈ {0,1}   i has started by s            z[i,s] ≤ z[i,s+1]
//   x[i,s]           i starts in s                 z[i,s] − z[i,s−1]
//   on[i,t]          Σ of x[i,s] with i running in t when started in s
//   c[i,t] ≥ 0       what counts of i in t         c[i,t] ≤ Σ_s min(cut · share(s,t), its pools) ·
//   x[i,s] short[t] ≥ 0     baseline − Σ weight · c − short[t] ≤ target needs            on[i,t] ≤
//   on[j,t] pool             Σ weight · c ≤ ceiling overlap          Σ c ≤ ceiling · on[larger] + Σ
//   smaller · (1 − on[larger]) budget           Σ capex · build share(s,t) · x[i,s] ≤ budget, and
//   the same of staff
//
// Method: mixed-integer linear problem on HiGHS: where the targets can be met, the cost alone; else
// twice: first Σ short is made as small as can be; then, with that fixed, the cost. c is left away
// for initiatives in no pool: there it is its own upper bound. x is written out in z: nearly all
// sums over s then shrink to a few terms, and a branch on z splits the start years evenly. Source:
// lexicographic goal programming (Charnes and Cooper, Management Models and Industrial Applications
// of Linear Programming, 1961), on a capital-budgeting model with time (Weingartner, Mathematical
// Programming and the Analysis of Capital Budgeting Problems, 1963). Limits: cuts and costs are the
// likely ones; what is renewed after its lifetime is a new initiative; missed kilotonnes of
// different years weigh the same. Worked: target 60 of a baseline of 100 in years 1 and 2, no
// interest. A cuts 30 at 3 a year, B 40 at 8, C 20 at 1. B alone and A + C both reach 40 or more: A
// + C at 4 a year is chosen, 8 in all.
#include "portfolio/model.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

#include "base/error.h"
#include "portfolio/narrow.h"
#include "solver/solve.h"

namespace samspill::portfolio {
namespace {

/// Missed amounts (kt) that differ by less are the same.
constexpr double kSame = 1e-6;

struct Coefficient {
  std::size_t row;
  double value;
};

class Model {
 public:
  Model(const Region& region, const Outline& outline) : region_(region), outline_(outline) {
    is_pooled_.resize(outline.entries.size());
    for (const Pool& pool : outline.pools) {
      for (const Pool::Member& member : pool.members) is_pooled_[member.entry] = true;
    }
    cap_cuts();
    collect_rows();
    add_columns();
  }

  solver::Problem problem;

  void seek_least_missed() {
    std::ranges::fill(problem.cost, 0.0);
    problem.row_upper[missed_row_] = solver::kInfinity;
    for (std::size_t t = 0; t < outline_.years.size(); ++t) problem.cost[short_column_ + t] = 1;
  }

  void seek_least_cost(Goal goal, double missed) {
    problem.cost = goal == Goal::discounted ? discounted_cost_ : last_year_cost_;
    problem.row_upper[missed_row_] = missed + kSame * std::max(1.0, missed);
  }

  /// Nothing chosen but what runs anyway: always allowed.
  std::vector<double> nothing_chosen() const {
    std::vector<double> values(problem.columns());
    for (std::size_t column = 0; column < short_column_; ++column) {
      values[column] = problem.lower[column];
    }
    for (std::size_t t = 0; t < outline_.years.size(); ++t) {
      const OutlineYear& one = outline_.years[t];
      if (!one.target) continue;
      double planned = one.baseline.in(kilotonne_co2e / year);
      for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
        const Entry& entry = outline_.entries[e];
        if (entry.is_operating && !is_pooled_[e]) planned -= counted(entry, entry.starts[0], t);
      }
      values[short_column_ + t] = std::max(0.0, planned - one.target->in(kilotonne_co2e / year));
    }
    return values;
  }

  std::vector<std::optional<int>> starts(const std::vector<double>& values) const {
    std::vector<std::optional<int>> out(outline_.entries.size());
    std::size_t column = 0;
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
      for (const int start : outline_.entries[e].starts) {
        if (values[column++] > 0.5 && !out[e]) out[e] = start;
      }
    }
    return out;
  }

  std::vector<Ladder> ladders() const {
    std::vector<Ladder> out;
    std::size_t column = 0;
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
      const std::size_t count = outline_.entries[e].starts.size();
      out.push_back({column, count, order_rows_[e]});
      column += count;
    }
    return out;
  }

  double missed(const std::vector<double>& values) const {
    double sum = 0;
    for (std::size_t t = 0; t < outline_.years.size(); ++t) sum += values[short_column_ + t];
    return sum;
  }

 private:
  const std::string& key(std::size_t e) const { return region_[outline_.entries[e].id].key; }

  std::size_t add_row(double lower, double upper, std::string name) {
    problem.row_names.push_back(std::move(name));
    return problem.add_row(lower, upper);
  }

  double alone(const Entry& entry, int start, std::size_t t) const {
    return entry.cut.in(kilotonne_co2e / year) * entry.share(start, outline_.years[t].year);
  }
  double counted(const Entry& entry, int start, std::size_t t) const {
    return alone(entry, start, t) * outline_.weight(entry);
  }

  void collect_rows() {
    missed_row_ = add_row(0, solver::kInfinity, "missed_in_all");
    for (const OutlineYear& one : outline_.years) add_year_rows(one);
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) add_entry_rows(e);
    for (const Pool& pool : outline_.pools) add_pool_rows(pool);
  }

  void add_year_rows(const OutlineYear& one) {
    const double excess =
        one.target ? (one.baseline - *one.target).in(kilotonne_co2e / year) : -solver::kInfinity;
    target_rows_.push_back(add_row(excess, solver::kInfinity, std::format("target_{}", one.year)));
    budget_rows_.push_back(add_row(
        -solver::kInfinity, outline_.budget ? outline_.budget->in(million_euro) : solver::kInfinity,
        std::format("investment_{}", one.year)));
    staff_rows_.push_back(add_row(-solver::kInfinity, outline_.staff.value_or(solver::kInfinity),
                                  std::format("staff_{}", one.year)));
  }

  void add_entry_rows(std::size_t e) {
    const Entry& entry = outline_.entries[e];
    order_rows_.push_back(problem.rows());
    for (std::size_t k = 1; k < entry.starts.size(); ++k) {
      add_row(-solver::kInfinity, 0, std::format("order_{}_{}", key(e), entry.starts[k]));
    }
    cut_rows_.push_back(problem.rows());
    for (const OutlineYear& one : outline_.years) {
      if (is_pooled_[e]) add_row(-solver::kInfinity, 0, std::format("cut_{}_{}", key(e), one.year));
    }
    for (const std::size_t need : entry.needs) {
      need_rows_.push_back({e, need, problem.rows()});
      for (const OutlineYear& one : outline_.years) {
        add_row(-solver::kInfinity, 0, std::format("{}_needs_{}_{}", key(e), key(need), one.year));
      }
    }
    for (const std::size_t other : entry.excludes) {
      exclude_rows_.push_back(
          {e, other,
           add_row(-solver::kInfinity, 1, std::format("{}_excludes_{}", key(e), key(other)))});
    }
  }

  void add_pool_rows(const Pool& pool) {
    pool_rows_.push_back(problem.rows());
    for (std::size_t t = 0; t < outline_.years.size(); ++t) {
      add_row(-solver::kInfinity,
              pool.larger ? smaller(pool, t) : pool.ceiling.in(kilotonne_co2e / year),
              std::format("tonnes_{}_{}", pool.name, outline_.years[t].year));
    }
  }

  /// What all smaller ones of an overlap can cut in the year: its ceiling while the larger one does
  /// not run.
  double smaller(const Pool& pool, std::size_t t) const {
    double sum = 0;
    for (const Pool::Member& member : pool.members) {
      if (member.entry == *pool.larger) continue;
      const Entry& entry = outline_.entries[member.entry];
      double most = 0;
      for (const int start : entry.starts) most = std::max(most, cut(member.entry, start, t));
      sum += most;
    }
    return sum;
  }

  /// What the entry cuts at most in the year, by its own size and by every pool that always holds.
  double cut(std::size_t e, int start, std::size_t t) const {
    return std::min(most_[e], alone(outline_.entries[e], start, t));
  }

  void cap_cuts() {
    most_.assign(outline_.entries.size(), solver::kInfinity);
    for (const Pool& pool : outline_.pools) {
      for (const Pool::Member& member : pool.members) {
        if (pool.larger.value_or(member.entry) != member.entry) continue;
        double& most = most_[member.entry];
        most = std::min(most, pool.ceiling.in(kilotonne_co2e / year) / member.weight);
      }
    }
  }

  void add_columns() {
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
      for (std::size_t k = 0; k < outline_.entries[e].starts.size(); ++k) add_start(e, k);
    }
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
      if (!is_pooled_[e]) continue;
      for (std::size_t t = 0; t < outline_.years.size(); ++t) add_cut(e, t);
    }
    short_column_ = problem.columns();
    for (std::size_t t = 0; t < outline_.years.size(); ++t) {
      add_column(0, 0, 0, outline_.years[t].target ? solver::kInfinity : 0, false,
                 std::format("short_{}", outline_.years[t].year));
      problem.add_coefficient(missed_row_, 1);
      problem.add_coefficient(target_rows_[t], 1);
    }
  }

  void add_column(double cost, double last_cost, double lower, double upper, bool is_integer,
                  std::string name) {
    problem.add_column(0, lower, upper, is_integer);
    problem.column_names.push_back(std::move(name));
    discounted_cost_.push_back(cost);
    last_year_cost_.push_back(last_cost);
  }

  /// What a tonne of the year that counts saves, million EUR per kt.
  double carbon_value() const { return (outline_.carbon_price * kilotonne_co2e).in(million_euro); }

  /// Discounted over all years, and of the last one; without what pooled cuts save.
  std::array<double, 2> costs(std::size_t e, int start) const {
    const Entry& entry = outline_.entries[e];
    double discounted = 0, last = 0;
    for (std::size_t t = 0; t < outline_.years.size(); ++t) {
      last = 0;
      if (!entry.runs(start, outline_.years[t].year)) continue;
      last = entry.yearly_cost.in(million_euro / year);
      if (!is_pooled_[e]) last -= carbon_value() * counted(entry, start, t);
      discounted += last * outline_.years[t].discount;
    }
    return {discounted, last};
  }

  /// What a start in the entry's k-th year is worth more than one in the next: the coefficient of
  /// having started by it, for a figure that depends on the start.
  double step(std::size_t e, std::size_t k, const auto& figure) const {
    const std::vector<int>& starts = outline_.entries[e].starts;
    return figure(starts[k]) - (k + 1 < starts.size() ? figure(starts[k + 1]) : 0.0);
  }

  void add_start(std::size_t e, std::size_t k) {
    const Entry& entry = outline_.entries[e];
    const auto cost = [&](std::size_t goal) {
      return step(e, k, [&](int start) { return costs(e, start)[goal]; });
    };
    add_column(cost(0), cost(1), entry.is_operating ? 1 : 0, 1, true,
               std::format("{}_by_{}", key(e), entry.starts[k]));
    if (k > 0) problem.add_coefficient(order_rows_[e] + k - 1, -1);
    if (k + 1 < entry.starts.size()) problem.add_coefficient(order_rows_[e] + k, 1);
    for (std::size_t t = 0; t < outline_.years.size(); ++t) add_start_in_year(e, k, t);
    if (k + 1 < entry.starts.size()) return;
    for (const auto& [first, second, row] : exclude_rows_) {
      if (e == first || e == second) problem.add_coefficient(row, 1);
    }
  }

  void add_start_in_year(std::size_t e, std::size_t k, std::size_t t) {
    const Entry& entry = outline_.entries[e];
    const int in_year = outline_.years[t].year;
    const double built = entry.is_operating ? 0.0 : step(e, k, [&](int start) {
      return entry.build_share(start, in_year);
    });
    problem.add_coefficient(budget_rows_[t], entry.capex.in(million_euro)*built);
    problem.add_coefficient(staff_rows_[t], entry.staff_years * built);
    const double most = step(e, k, [&](int start) { return cut(e, start, t); });
    if (is_pooled_[e]) {
      problem.add_coefficient(cut_rows_[e] + t, -most);
    } else {
      problem.add_coefficient(target_rows_[t], most * outline_.weight(entry));
    }
    const double on = step(e, k, [&](int start) { return double(entry.runs(start, in_year)); });
    for (const auto& [first, second, row] : need_rows_) {
      if (e == first) problem.add_coefficient(row + t, on);
      if (e == second) problem.add_coefficient(row + t, -on);
    }
    for (std::size_t p = 0; p < outline_.pools.size(); ++p) {
      const Pool& pool = outline_.pools[p];
      if (pool.larger != e) continue;
      const double ceiling = pool.ceiling.in(kilotonne_co2e / year);
      problem.add_coefficient(pool_rows_[p] + t, (smaller(pool, t) - ceiling) * on);
    }
  }

  void add_cut(std::size_t e, std::size_t t) {
    const Entry& entry = outline_.entries[e];
    const double weight = outline_.weight(entry);
    const double saved = -carbon_value() * weight;
    add_column(saved * outline_.years[t].discount, t + 1 == outline_.years.size() ? saved : 0, 0,
               solver::kInfinity, false, std::format("cut_{}_{}", key(e), outline_.years[t].year));
    problem.add_coefficient(cut_rows_[e] + t, 1);
    problem.add_coefficient(target_rows_[t], weight);
    for (std::size_t p = 0; p < outline_.pools.size(); ++p) {
      for (const Pool::Member& member : outline_.pools[p].members) {
        if (member.entry == e) problem.add_coefficient(pool_rows_[p] + t, member.weight);
      }
    }
  }

  /// Rows that tie one entry to another; of needs, the first of one row for each year.
  struct Pair {
    std::size_t first, second, row;
  };

  const Region& region_;
  const Outline& outline_;
  std::vector<char> is_pooled_;
  std::vector<double> most_;  // what each can count in a year, kt; infinite where no pool says
  std::vector<double> discounted_cost_, last_year_cost_;
  std::size_t missed_row_ = 0, short_column_ = 0;
  std::vector<std::size_t> target_rows_, budget_rows_, staff_rows_;  // by year
  std::vector<std::size_t> order_rows_, cut_rows_;                   // the first of each entry
  std::vector<std::size_t> pool_rows_;                               // the first of each pool
  std::vector<Pair> need_rows_, exclude_rows_;
};

/// Bounds of large portfolios are good at once, answers are not. Tried with 300 initiatives and 25
/// years: 0.05, the solver's own, takes several times as long as 0.6.
constexpr double kSearchEffort = 0.6;

solver::Solution solve(const Model& model, const Options& options, std::vector<double> start) {
  return solve_narrowed(model.problem, model.ladders(),
                        {.gap = options.gap,
                         .time_limit = options.time_limit,
                         .stop = options.stop,
                         .start = std::move(start),
                         .threads = options.threads,
                         .search_effort = kSearchEffort});
}

void require_answer(const solver::Solution& solution) {
  if (solution.has_answer()) return;
  if (solution.status == solver::Status::stopped) {
    throw Error(ErrorKind::unavailable, tell("stopped before there was any portfolio"));
  }
  throw Error(ErrorKind::internal, "the solver found no portfolio, though an empty one is one");
}

/// The least missed amount.
solver::Solution find_closest(Model& model, const Options& options) {
  model.seek_least_missed();
  solver::Solution closest = solve(model, options, model.nothing_chosen());
  require_answer(closest);
  return closest;
}

/// Whether the targets could be met if initiatives could start in part: quick to say.
bool may_be_met(Model& model, const Options& options) {
  model.seek_least_missed();
  solver::Problem relaxed = model.problem;
  std::ranges::fill(relaxed.is_integer, char{false});
  const solver::Solution solution = solver::solve(
      relaxed,
      {.time_limit = options.time_limit, .stop = options.stop, .threads = options.threads});
  return solution.has_answer() && solution.objective <= kSame;
}

}  // namespace

Choice choose_starts(const Region& region, const Outline& outline, const Options& options,
                     Goal goal) {
  Model model(region, outline);
  solver::Solution cheapest;
  bool is_closest = true;
  if (may_be_met(model, options)) {
    model.seek_least_cost(goal, 0);
    cheapest = solve(model, options, {});
  }
  double gap = cheapest.gap;
  if (!cheapest.has_answer()) {
    const solver::Solution closest = find_closest(model, options);
    is_closest = closest.status == solver::Status::optimal;
    model.seek_least_cost(goal, closest.objective);
    cheapest = solve(model, options, closest.columns);
    if (!cheapest.has_answer()) cheapest.columns = closest.columns;
    gap = is_closest ? cheapest.gap : closest.gap;
  }
  Choice choice;
  choice.starts = model.starts(cheapest.columns);
  choice.missed = model.missed(cheapest.columns) * kilotonne_co2e;
  choice.is_proven = is_closest && cheapest.status == solver::Status::optimal;
  choice.gap = gap;
  return choice;
}

Co2e least_missed(const Region& region, const Outline& outline, const Options& options) {
  Model model(region, outline);
  return find_closest(model, options).objective * kilotonne_co2e;
}

solver::Problem cost_problem(const Region& region, const Outline& outline, const Options& options) {
  Model model(region, outline);
  const double missed = find_closest(model, options).objective;
  model.seek_least_cost(Goal::discounted, missed);
  return std::move(model.problem);
}

}  // namespace samspill::portfolio
