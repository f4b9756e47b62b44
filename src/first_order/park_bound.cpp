// A better bound, park by park.
//
// Problem: prices alone let every pipe and plant be built in part, which bounds a region's plan
// some 5 % too low. Method: price only the balances of what lorries carry, and keep those of what
// pipes carry, those of plants' feeds, and all builds. What is left falls apart into industrial
// parks, each a small mixed-integer problem for the exact solver; the sum of their bounds is a
// bound on the whole (Lagrangian decomposition, M. Guignard, S. Kim, Math. Prog. 39, 1987). Prices
// that are nearly best for parts of builds serve well. Limits: the prices are not improved for
// whole builds; a park cut off in time gives a weaker bound, which still holds. Worked number: two
// parks with 100 and 150 at best, priced trade between them -20: no plan is below 230.
#include "first_order/park_bound.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "first_order/exact_problem.h"
#include "solver/solve.h"

namespace samspill::first_order {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Sets of rows that columns tie together.
class Ties {
 public:
  explicit Ties(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void tie(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

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
    ParkBound found;
    found.bound = base_;
    std::vector<std::vector<std::size_t>> columns(exact_.rows()), rows(exact_.rows());
    for (std::size_t j = 0; j < exact_.columns(); ++j) {
      if (first_row_[j] != kNone) columns[ties_.find(first_row_[j])].push_back(j);
    }
    for (std::size_t i = 0; i < exact_.rows(); ++i) {
      if (!is_priced_[i]) rows[ties_.find(i)].push_back(i);
    }
    for (std::size_t i = 0; i < exact_.rows(); ++i) {
      if (!columns[i].empty()) add(columns[i], rows[i], found);
    }
    return found;
  }

 private:
  /// Priced are nodes of kinds that no pipe carries, when an arc leaves them or they need
  /// something.
  void price_rows() {
    std::vector<char> is_piped(std::ranges::max(problem_.node_kind) + std::size_t{1});
    for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
      const auto terms = problem_.terms_of(i);
      if (terms.size() == 2 &&
          problem_.node_kind[terms[0].node] == problem_.node_kind[terms[1].node] &&
          terms[0].node != terms[1].node) {
        is_piped[problem_.node_kind[terms[0].node]] = true;
      }
    }
    std::vector<char> is_traded(problem_.nodes());
    for (const Arc& arc : problem_.arcs) is_traded[arc.from] = true;
    const std::size_t periods = problem_.periods;
    for (std::size_t i = 0; i < problem_.demand.size(); ++i) {
      if (problem_.demand[i] > 0) is_traded[i / periods] = true;
    }
    for (std::size_t i = 0; i < problem_.demand.size(); ++i) {
      const std::size_t node = i / periods;
      is_priced_[i] = is_traded[node] && !is_piped[problem_.node_kind[node]];
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

  void add(const std::vector<std::size_t>& columns, const std::vector<std::size_t>& rows,
           ParkBound& found) {
    const solver::Problem park = make_park(columns, rows);
    solver::Options options{
        .gap = options_.gap, .time_limit = options_.longest_park, .stop = options_.stop};
    if (options_.time_limit) {
      const Seconds left = *options_.time_limit - (std::chrono::steady_clock::now() - began_);
      options.time_limit = std::clamp(left, Seconds(0), options_.longest_park);
    }
    const solver::Solution solution = solver::solve(park, options);
    found.bound += solution.bound;
    if (!park.has_integers()) return;
    ++found.parks;
    found.largest = std::max(found.largest, park.columns());
    if (solution.status != solver::Status::optimal) ++found.cut_off;
  }

  solver::Problem make_park(const std::vector<std::size_t>& columns,
                            const std::vector<std::size_t>& rows) {
    solver::Problem park;
    for (const std::size_t i : rows) {
      row_in_park_[i] = park.add_row(exact_.row_lower[i], exact_.row_upper[i]);
    }
    for (const std::size_t j : columns) {
      park.add_column(cost_[j], exact_.lower[j], exact_.upper[j], exact_.is_integer[j] != 0);
      for (int k = exact_.column_begin[j]; k < exact_.column_begin[j + 1]; ++k) {
        const auto row = static_cast<std::size_t>(exact_.row_of[k]);
        if (!is_priced_[row]) park.add_coefficient(row_in_park_[row], exact_.coefficients[k]);
      }
    }
    return park;
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
