#include "first_order/exact_problem.h"

namespace samspill::first_order {
namespace {

class ExactProblem {
 public:
  ExactProblem(const FlowProblem& problem, bool whole_builds)
      : problem_(problem), periods_(problem.periods), whole_builds_(whole_builds) {}

  solver::Problem build() {
    make_room();
    add_rows();
    add_arcs();
    add_ways_out(problem_.purchase_price, problem_.purchase_co2e, 1);
    add_ways_out(problem_.disposal_price, problem_.disposal_co2e, -1);
    add_activities();
    add_sizes();
    return std::move(exact_);
  }

 private:
  std::size_t node_row(std::size_t node, std::size_t period) const {
    return node * periods_ + (problem_.node_is_yearly[node] ? 0 : period);
  }
  std::size_t share_row(std::size_t facility, std::size_t period) const {
    return (problem_.nodes() + facility) * periods_ + period;
  }
  std::size_t largest_row(std::size_t facility) const {
    return (problem_.nodes() + problem_.facilities.size()) * periods_ + facility;
  }

  void make_room() {
    const std::size_t facilities = problem_.facilities.size();
    const std::size_t by_period =
        problem_.arcs.size() + 2 * problem_.nodes() + problem_.activities.size();
    const std::size_t terms = 2 * problem_.arcs.size() + 2 * problem_.nodes() +
                              problem_.terms.size() + problem_.activities.size() + facilities;
    exact_.reserve((problem_.nodes() + facilities) * periods_ + facilities,
                   by_period * periods_ + 2 * facilities, terms * periods_ + 2 * facilities);
  }

  void add_rows() {
    for (std::size_t node = 0; node < problem_.nodes(); ++node) {
      const double* demand = &problem_.demand[node * periods_];
      double year = 0;
      for (std::size_t t = 0; t < periods_; ++t) year += demand[t];
      for (std::size_t t = 0; t < periods_; ++t) {
        const double amount = !problem_.node_is_yearly[node] ? demand[t] : t == 0 ? year : 0;
        exact_.add_row(amount, amount);
      }
    }
    for (std::size_t i = 0; i < problem_.facilities.size() * periods_; ++i) {
      exact_.add_row(-solver::kInfinity, 0);
    }
    for (std::size_t i = 0; i < problem_.facilities.size(); ++i) {
      exact_.add_row(-solver::kInfinity, 0);
    }
  }

  void add_arcs() {
    for (std::size_t i = 0; i < problem_.arcs.size(); ++i) {
      const Arc& arc = problem_.arcs[i];
      for (std::size_t t = 0; t < periods_; ++t) {
        exact_.add_column(problem_.cost_of(arc), 0, problem_.arc_limit[i * periods_ + t]);
        exact_.add_coefficient(node_row(arc.from, t), -1);
        exact_.add_coefficient(node_row(arc.to, t), arc.gain);
      }
    }
  }

  void add_ways_out(const std::vector<double>& price, const std::vector<double>& co2e,
                    double sign) {
    for (std::size_t node = 0; node < problem_.nodes(); ++node) {
      for (std::size_t t = 0; t < periods_; ++t) {
        exact_.add_column(price[node * periods_ + t] + problem_.co2e_price * co2e[node], 0,
                          solver::kInfinity);
        exact_.add_coefficient(node_row(node, t), sign);
      }
    }
  }

  void add_activities() {
    for (std::size_t facility = 0; facility < problem_.facilities.size(); ++facility) {
      for (std::size_t i = problem_.first_activity(facility);
           i < problem_.facilities[facility].activities_end; ++i) {
        for (std::size_t t = 0; t < periods_; ++t) {
          exact_.add_column(problem_.cost_of(problem_.activities[i]), 0, solver::kInfinity);
          for (const Term& term : problem_.terms_of(i)) {
            exact_.add_coefficient(node_row(term.node, term.is_next ? problem_.next(t) : t),
                                   term.amount);
          }
          exact_.add_coefficient(share_row(facility, t), 1);
        }
      }
    }
  }

  void add_sizes() {
    for (std::size_t i = 0; i < problem_.facilities.size(); ++i) {
      const Facility& facility = problem_.facilities[i];
      const double least = facility.is_existing ? facility.largest : 0;
      exact_.add_column(facility.is_existing ? 0 : facility.cost_per_size, least, facility.largest);
      for (std::size_t t = 0; t < periods_; ++t) {
        exact_.add_coefficient(share_row(i, t), -problem_.facility_share[i * periods_ + t]);
      }
      exact_.add_coefficient(largest_row(i), 1);
    }
    for (std::size_t i = 0; i < problem_.facilities.size(); ++i) {
      const Facility& facility = problem_.facilities[i];
      const bool is_choice = whole_builds_ && !facility.is_existing && facility.fixed_cost > 0;
      exact_.add_column(facility.is_existing ? 0 : facility.fixed_cost, 0, 1, is_choice);
      exact_.add_coefficient(largest_row(i), -facility.largest);
    }
  }

  const FlowProblem& problem_;
  std::size_t periods_;
  bool whole_builds_;
  solver::Problem exact_;
};

}  // namespace

solver::Problem to_exact(const FlowProblem& problem, bool whole_builds) {
  return ExactProblem(problem, whole_builds).build();
}

}  // namespace samspill::first_order
