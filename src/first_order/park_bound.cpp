// A better bound, park by park.
//
// Problem: prices alone let every pipe and plant be built in part, which bounds a region's plan
// some 5 % too low. Method: price only the balances of what lorries carry, and keep those of what
// pipes carry, those of plants' feeds, and all builds. What is left falls apart into industrial
// parks, each a small mixed-integer problem for the exact solver; the sum of their bounds is a
// bound on the whole (Lagrangian decomposition, M. Guignard, S. Kim, Math. Prog. 39, 1987). Prices
// that are nearly best for parts of builds serve well. Limits: the prices are not improved for
// whole builds; a park cut off gives a weaker bound, which still holds; the cut is
// by steps of the simplex method, so that the bound hangs on neither load nor threads. Worked
// number: two parks with 100 and 150 at best, priced trade between them -20: no plan is below 230.
#include "first_order/park_bound.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "first_order/exact_problem.h"
#include "first_order/parks.h"
#include "solver/side_by_side.h"
#include "solver/solve.h"

namespace samspill::first_order {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class Parks {
 public:
  Parks(const FlowProblem& problem, const std::vector<double>& price, const ParkOptions& options)
      : problem_(problem),
        price_(price),
        options_(options),
        exact_(to_exact(problem, true)),
        is_priced_(exact_.rows()),
        ties_(exact_.rows()) {
    price_rows();
    price_columns();
  }

  ParkBound find() {
    gather();
    std::vector<Found> each(parks_.size());
    solver::side_by_side(parks_.size(), options_.threads,
                         [&](std::size_t i) { each[order_[i]] = solve(parks_[order_[i]]); });
    ParkBound found;
    found.bound = base_;
    for (const Found& park : each) {
      found.bound += park.bound;
      found.parks += park.columns > 0;
      found.largest = std::max(found.largest, park.columns);
      found.cut_off += park.is_cut_off;
    }
    return found;
  }

 private:
  void price_rows() {
    const std::vector<char> is_traded = traded_nodes(problem_);
    for (std::size_t i = 0; i < problem_.demand.size(); ++i) {
      is_priced_[i] = is_traded[i / problem_.periods];
      if (is_priced_[i]) base_ += exact_.row_lower[i] * price_[i];
    }
  }

  /// Takes the prices into the costs; what no kept row ties does the best for itself.
  void price_columns() {
    cost_ = exact_.cost;
    first_row_.assign(exact_.columns(), kNone);
    for (std::size_t j = 0; j < exact_.columns(); ++j) {
      for (int k = exact_.column_begin[j]; k < exact_.column_begin[j + 1]; ++k) {
        const auto row = static_cast<std::size_t>(exact_.row_of[k]);
        if (is_priced_[row]) {
          cost_[j] -= exact_.coefficients[k] * price_[row];
        } else if (first_row_[j] == kNone) {
          first_row_[j] = row;
        } else {
          ties_.tie(first_row_[j], row);
        }
      }
      if (first_row_[j] == kNone && cost_[j] < 0) base_ += cost_[j] * exact_.upper[j];
    }
  }

  struct Park {
    std::vector<std::size_t> columns, rows;  // of the whole
  };
  struct Found {
    double bound = 0;
    std::size_t columns = 0;  // 0 = without whole builds
    bool is_cut_off = false;
  };

  /// Every park, and the order in which they are solved, the largest first.
  void gather() {
    std::vector<std::size_t> park_of(exact_.rows(), kNone);
    const auto park = [&](std::size_t row) -> Park& {
      std::size_t& index = park_of[ties_.find(row)];
      if (index == kNone) {
        index = parks_.size();
        parks_.emplace_back();
      }
      return parks_[index];
    };
    for (std::size_t j = 0; j < exact_.columns(); ++j) {
      if (first_row_[j] != kNone) park(first_row_[j]).columns.push_back(j);
    }
    for (std::size_t i = 0; i < exact_.rows(); ++i) {
      if (is_priced_[i] || park_of[ties_.find(i)] == kNone) continue;
      row_in_park_[i] = park(i).rows.size();
      park(i).rows.push_back(i);
    }
    order_.resize(parks_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::stable_sort(order_, std::ranges::greater(),
                             [&](std::size_t i) { return parks_[i].columns.size(); });
  }

  Found solve(const Park& park) const {
    if (park.columns.size() > options_.most) {
      return {by_prices(park), park.columns.size(), true};
    }
    const solver::Problem problem = make(park);
    solver::Options options{
        .gap = options_.gap, .stop = options_.stop, .most_steps = options_.steps};
    if (options_.time_limit) {
      const Seconds left = *options_.time_limit - (std::chrono::steady_clock::now() - began_);
      options.time_limit = std::max(left, Seconds(0));
    }
    const solver::Solution solution = solver::solve(problem, options);
    const bool is_done = solution.status == solver::Status::optimal;
    const double bound = is_done ? solution.bound : std::max(solution.bound, by_prices(park));
    return {bound, problem.has_integers() ? problem.columns() : 0, !is_done};
  }

  /// What the prices alone prove of a park (bound.h).
  double by_prices(const Park& park) const {
    double bound = 0;
    const std::size_t periods = problem_.periods;
    const std::size_t ways = (problem_.arcs.size() + 2 * problem_.nodes()) * periods;
    const std::size_t sizes = ways + problem_.activities.size() * periods;
    for (const std::size_t i : park.rows) {
      if (i < price_.size()) bound += exact_.row_lower[i] * price_[i];
    }
    for (const std::size_t j : park.columns) {
      if (j >= sizes && j - sizes < problem_.facilities.size()) {
        const Facility& facility = problem_.facilities[j - sizes];
        const double worth = worth_of_size(problem_, j - sizes, price_) * facility.largest;
        const double size_cost = facility.cost_per_size * facility.largest;
        bound -=
            facility.is_existing ? worth : std::max(0.0, worth - size_cost - facility.fixed_cost);
      }
      if (j >= ways) continue;
      double cost = cost_[j];
      for (int k = exact_.column_begin[j]; k < exact_.column_begin[j + 1]; ++k) {
        const auto row = static_cast<std::size_t>(exact_.row_of[k]);
        if (!is_priced_[row]) cost -= exact_.coefficients[k] * price_[row];
      }
      if (cost < 0) bound += cost * exact_.upper[j];
    }
    return bound;
  }

  solver::Problem make(const Park& park) const {
    solver::Problem problem;
    for (const std::size_t i : park.rows) problem.add_row(exact_.row_lower[i], exact_.row_upper[i]);
    for (const std::size_t j : park.columns) {
      problem.add_column(cost_[j], exact_.lower[j], exact_.upper[j], exact_.is_integer[j] != 0);
      for (int k = exact_.column_begin[j]; k < exact_.column_begin[j + 1]; ++k) {
        const auto row = static_cast<std::size_t>(exact_.row_of[k]);
        if (!is_priced_[row]) problem.add_coefficient(row_in_park_[row], exact_.coefficients[k]);
      }
    }
    return problem;
  }

  const FlowProblem& problem_;
  const std::vector<double>& price_;
  const ParkOptions& options_;
  solver::Problem exact_;
  std::vector<char> is_priced_;  // by row
  Ties ties_;
  std::vector<double> cost_;            // with the prices
  std::vector<std::size_t> first_row_;  // kept, of each column
  std::vector<std::size_t> row_in_park_ = std::vector<std::size_t>(exact_.rows());
  std::vector<Park> parks_;
  std::vector<std::size_t> order_;
  double base_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

ParkBound bound_by_parks(const FlowProblem& problem, const std::vector<double>& price,
                         const ParkOptions& options) {
  if (problem.nodes() == 0) return {};
  return Parks(problem, price, options).find();
}

}  // namespace samspill::first_order
