// The most that can usefully flow.
//
// Problem: a bound is weak where a pipe or plant may be far larger than anything could use, as its
// fixed cost then spreads thin. Method: where buying at the head of a way is no dearer than buying
// at its tail and sending, nothing bought is sent; where disposing at the tail is no dearer than at
// the head, nothing is sent to be disposed of. So what a way carries is at most what its tail is
// offered, makes and gets, and what its head needs, uses and passes on, round by round. An input
// that never pays when bought bounds a plant in the same way. Both are exchanges in an optimal plan
// that make it no dearer, with the carbon price as it stands. Worked number: a pipe of capacity
// 6000 from an offer of 400 to a need of 250 carries 250 at most.
#include "first_order/useful_limits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace samspill::first_order {
namespace {

constexpr int kRounds = 4;
constexpr double kNoEnd = std::numeric_limits<double>::infinity();

/// What carries one resource from node to node: an arc, or an activity of a pipe.
struct Way {
  std::uint32_t from, to;
  double cost, gain;
};

class UsefulLimits {
 public:
  explicit UsefulLimits(FlowProblem& problem)
      : problem_(problem),
        periods_(problem.periods),
        sends_bought_(problem.nodes() * periods_),
        takes_waste_(problem.nodes() * periods_),
        most_(problem.activities.size() * periods_) {
    const std::size_t kinds =
        problem.nodes() == 0 ? 0 : std::ranges::max(problem.node_kind) + std::size_t{1};
    has_no_total_.resize(kinds);
    is_by_year_.resize(kinds);
    for (std::size_t i = 0; i < problem.nodes(); ++i) {
      if (problem.node_is_yearly[i]) is_by_year_[problem.node_kind[i]] = true;
    }
    for (const Arc& arc : problem.arcs) {
      const std::uint32_t from = problem.node_kind[arc.from], to = problem.node_kind[arc.to];
      if (from != to) feeding_.insert({from, to});
    }
  }

  void keep() {
    for (std::size_t i = 0; i < problem_.arcs.size(); ++i) look_at(way_of(problem_.arcs[i]));
    for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
      if (is_way(i)) look_at(way_of(i));
    }
    for (std::size_t i = 0; i < problem_.facilities.size(); ++i) find_most(i);
    for (int round = 0; round < kRounds; ++round) {
      find_totals();
      find_supply_and_use();
      limit_arcs();
      for (std::size_t i = 0; i < problem_.facilities.size(); ++i) limit_facility(i);
    }
  }

 private:
  Way way_of(const Arc& arc) const { return {arc.from, arc.to, problem_.cost_of(arc), arc.gain}; }
  Way way_of(std::size_t activity) const {
    const auto terms = problem_.terms_of(activity);
    return {terms[0].node, terms[1].node, problem_.cost_of(problem_.activities[activity]),
            terms[1].amount};
  }
  bool is_way(std::size_t activity) const {
    const auto terms = problem_.terms_of(activity);
    return terms.size() == 2 && terms[0].amount == -1 && terms[1].amount > 0 && !terms[0].is_next &&
           !terms[1].is_next &&
           problem_.node_kind[terms[0].node] == problem_.node_kind[terms[1].node];
  }
  /// Whose size costs nothing beyond being built, so that each period may have its own limit.
  bool is_pipe(std::size_t facility) const {
    const Facility& row = problem_.facilities[facility];
    if (row.cost_per_size != 0 && !row.is_existing) return false;
    for (std::size_t i = problem_.first_activity(facility); i < row.activities_end; ++i) {
      if (!is_way(i)) return false;
    }
    return true;
  }

  /// Notes kinds in which round trips may pay or grow: there no total bounds a way.
  void look_at_kind(const Way& way) {
    if (way.cost < 0 || way.gain > 1) has_no_total_[problem_.node_kind[way.from]] = true;
  }

  /// Marks a tail that may send what it buys, and a head that may get what it disposes of.
  void look_at(const Way& way) {
    look_at_kind(way);
    for (std::size_t t = 0; t < periods_; ++t) {
      const double bought = problem_.highest_price(way.from, t) + way.cost;
      const double disposed = way.cost - way.gain * problem_.lowest_price(way.to, t);
      if (bought < way.gain * problem_.highest_price(way.to, t)) mark(sends_bought_, way.from, t);
      if (disposed < -problem_.lowest_price(way.from, t)) mark(takes_waste_, way.to, t);
    }
  }
  void mark(std::vector<char>& marks, std::size_t node, std::size_t period) {
    for (std::size_t t = 0; t < periods_; ++t) {
      if (t == period || problem_.node_is_yearly[node]) marks[node * periods_ + t] = true;
    }
  }

  void find_most(std::size_t facility) {
    for (std::size_t i = problem_.first_activity(facility);
         i < problem_.facilities[facility].activities_end; ++i) {
      for (std::size_t t = 0; t < periods_; ++t) {
        most_[i * periods_ + t] = problem_.facility_share[facility * periods_ + t] *
                                  problem_.facilities[facility].largest;
      }
    }
  }

  /// All there can be of each kind: offered, made, and come from other kinds. A good path passes a
  /// way once, so no way carries more.
  void find_totals() {
    std::vector<double> own(has_no_total_.size() * periods_, 0.0);
    const auto add = [&](std::size_t node, std::size_t period, double amount) {
      const std::size_t kind = problem_.node_kind[node] * periods_;
      if (!is_by_year_[problem_.node_kind[node]]) {
        own[kind + period] += amount;
        return;
      }
      for (std::size_t t = 0; t < periods_; ++t) own[kind + t] += amount;
    };
    for (std::size_t i = 0; i < sends_bought_.size(); ++i) {
      const bool has_no_end = sends_bought_[i] || has_no_total_[problem_.node_kind[i / periods_]];
      add(i / periods_, i % periods_, has_no_end ? kNoEnd : std::max(0.0, -problem_.demand[i]));
    }
    for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
      if (is_way(i)) continue;
      for (const Term& term : problem_.terms_of(i)) {
        for (std::size_t t = 0; t < periods_ && term.amount > 0; ++t) {
          add(term.node, term.is_next ? problem_.next(t) : t,
              term.amount * most_[i * periods_ + t]);
        }
      }
    }
    total_ = add_feeding_kinds(own);
  }

  std::vector<double> add_feeding_kinds(const std::vector<double>& own) const {
    std::vector<double> total = own;
    const std::size_t kinds = has_no_total_.size();
    for (std::size_t round = 0; round <= kinds; ++round) {
      std::vector<double> next = own;
      for (const auto& [from, to] : feeding_) {
        double year = 0;
        for (std::size_t t = 0; t < periods_; ++t) year += total[from * periods_ + t];
        for (std::size_t t = 0; t < periods_; ++t) {
          next[to * periods_ + t] +=
              is_by_year_[from] || is_by_year_[to] ? year : total[from * periods_ + t];
        }
      }
      if (next == total) return total;
      total = std::move(next);
    }
    return std::vector<double>(own.size(), kNoEnd);  // kinds feed each other in a ring
  }

  void find_supply_and_use() {
    supply_.assign(problem_.nodes() * periods_, 0.0);
    use_ = supply_;
    for (std::size_t i = 0; i < supply_.size(); ++i) {
      supply_[i] = sends_bought_[i] ? kNoEnd : std::max(0.0, -problem_.demand[i]);
      use_[i] = takes_waste_[i] ? kNoEnd : std::max(0.0, problem_.demand[i]);
    }
    for (std::size_t i = 0; i < problem_.arcs.size(); ++i) {
      const Arc& arc = problem_.arcs[i];
      for (std::size_t t = 0; t < periods_; ++t) {
        supply_[arc.to * periods_ + t] += arc.gain * problem_.arc_limit[i * periods_ + t];
        use_[arc.from * periods_ + t] += problem_.arc_limit[i * periods_ + t];
      }
    }
    for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
      for (const Term& term : problem_.terms_of(i)) {
        auto& amounts = term.amount > 0 ? supply_ : use_;
        for (std::size_t t = 0; t < periods_; ++t) {
          amounts[term.node * periods_ + (term.is_next ? problem_.next(t) : t)] +=
              std::abs(term.amount) * most_[i * periods_ + t];
        }
      }
    }
    for (std::size_t node = 0; node < problem_.nodes(); ++node) {
      if (!problem_.node_is_yearly[node]) continue;
      for (auto* amounts : {&supply_, &use_}) {
        double* of_node = &(*amounts)[node * periods_];
        double year = 0;
        for (std::size_t t = 0; t < periods_; ++t) year += of_node[t];
        std::fill(of_node, of_node + periods_, year);
      }
    }
  }

  double useful(const Way& way, std::size_t period) const {
    return std::min({supply_[way.from * periods_ + period],
                     use_[way.to * periods_ + period] / way.gain,
                     total_[problem_.node_kind[way.from] * periods_ + period]});
  }

  void limit_arcs() {
    for (std::size_t i = 0; i < problem_.arcs.size(); ++i) {
      const Way way = way_of(problem_.arcs[i]);
      for (std::size_t t = 0; t < periods_; ++t) {
        double& limit = problem_.arc_limit[i * periods_ + t];
        limit = std::min(limit, useful(way, t));
      }
    }
  }

  /// Whether an activity that must buy this input could ever pay: all it makes at the highest
  /// price, all else it uses at the lowest.
  bool pays_when_bought(std::size_t activity, const Term& bought, std::size_t t) const {
    double margin = -problem_.cost_of(problem_.activities[activity]);
    for (const Term& term : problem_.terms_of(activity)) {
      const std::size_t period = term.is_next ? problem_.next(t) : t;
      const bool is_dear = term.amount > 0 || &term == &bought;
      margin += term.amount * (is_dear ? problem_.highest_price(term.node, period)
                                       : problem_.lowest_price(term.node, period));
    }
    return margin > 0;
  }

  double useful(std::size_t activity, std::size_t t) const {
    double most = most_[activity * periods_ + t];
    if (is_way(activity)) return std::min(most, useful(way_of(activity), t));
    for (const Term& term : problem_.terms_of(activity)) {
      if (term.amount >= 0 || pays_when_bought(activity, term, t)) continue;
      const std::size_t at = term.node * periods_ + (term.is_next ? problem_.next(t) : t);
      most = std::min(most, supply_[at] / -term.amount);
    }
    return most;
  }

  void limit_facility(std::size_t number) {
    Facility& facility = problem_.facilities[number];
    const std::size_t first = problem_.first_activity(number);
    std::vector<double> needed(periods_, 0.0);
    for (std::size_t i = first; i < facility.activities_end; ++i) {
      for (std::size_t t = 0; t < periods_; ++t) {
        double& most = most_[i * periods_ + t];
        most = useful(i, t);
        needed[t] += most;
      }
    }
    if (facility.is_existing || facility.activities_end == first) return;
    double size = 0;
    for (std::size_t t = 0; t < periods_; ++t) {
      double& share = problem_.facility_share[number * periods_ + t];
      if (share > 0) size = std::max(size, needed[t] / share);
    }
    facility.largest = std::min(facility.largest, size);
    if (!is_pipe(number) || !(facility.largest > 0)) return;
    for (std::size_t t = 0; t < periods_; ++t) {
      double& share = problem_.facility_share[number * periods_ + t];
      share = std::min(share, needed[t] / facility.largest);
    }
  }

  FlowProblem& problem_;
  std::size_t periods_;
  std::vector<char> sends_bought_, takes_waste_;
  std::vector<double> most_;                                   // of each activity and period
  std::vector<char> has_no_total_, is_by_year_;                // by kind
  std::set<std::pair<std::uint32_t, std::uint32_t>> feeding_;  // kinds, by arcs
  std::vector<double> total_;                                  // of each kind and period
  std::vector<double> supply_, use_;                           // of each node and period
};

}  // namespace

void keep_to_useful(FlowProblem& problem) {
  UsefulLimits(problem).keep();
}

}  // namespace samspill::first_order
