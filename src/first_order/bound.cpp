// A bound on every plan from prices at the nodes.
//
// Method: Lagrangian relaxation of the balances (A. M. Geoffrion, Math. Prog. Study 2, 1974). At
// prices between the revenue of disposal and the price of purchase nobody gains by buying or
// disposing, and each arc and facility does the best for itself within its limits, a facility all
// or nothing. The sum is below the cost of any plan, so prices near the method's may be tried as
// well: with heads lowered or tails raised until no arc gains, which pays where arcs are many and
// prices nearly right. Worked number: 100 t to be disposed of at 90, 60 t needed at 40, carriage
// 10: prices -90 and -80 make 9000 - 4800 = 4200, the cost of the plan.
#include "first_order/bound.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace samspill::first_order {
namespace {

constexpr int kSweeps = 4;

}  // namespace

PriceBound::PriceBound(const FlowProblem& problem, const Layout& layout)
    : problem_(problem), layout_(layout), periods_(problem.periods) {}

const std::array<PriceBound::Change, 3> PriceBound::kChanges = {&PriceBound::raise_tails,
                                                                &PriceBound::lower_heads, nullptr};

void PriceBound::improve(const std::vector<Block>& price, Bound& bound) {
  // The way that served best, and another in turn.
  const std::size_t best = best_way_, other = turn_++ % kChanges.size();
  const double found = try_way(best, price, bound);
  if (other != best && try_way(other, price, bound) > found) best_way_ = other;
}

double PriceBound::try_way(std::size_t way, const std::vector<Block>& price, Bound& bound) {
  price_.resize(problem_.nodes() * periods_);
  for (std::size_t i = 0; i < problem_.nodes(); ++i) {
    for (std::size_t t = 0; t < periods_; ++t) {
      price_[i * periods_ + t] =
          static_cast<double>(price[i * layout_.blocks + t / kLanes].lane[t % kLanes]);
    }
  }
  keep_in_span(price_);
  if (kChanges[way]) (this->*kChanges[way])(price_);
  keep_in_span(price_);
  const double found = value(price_);
  if (found > bound.value) {
    bound.value = found;
    std::swap(bound.price, price_);
  }
  return found;
}

void PriceBound::keep_in_span(std::vector<double>& price) const {
  for (std::size_t i = 0; i < problem_.nodes(); ++i) {
    const std::size_t node = layout_.node_of[i];
    for (std::size_t t = 0; t < periods_; ++t) {
      double& value = price[i * periods_ + t];
      value = std::clamp(value, problem_.lowest_price(node, t), problem_.highest_price(node, t));
    }
  }
}

void PriceBound::lower_heads(std::vector<double>& price) const {
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t i = 0; i < layout_.first_limited; ++i) {
      const Arc& arc = problem_.arcs[layout_.arc_of[i]];
      const double cost = problem_.cost_of(arc), per_gain = 1 / arc.gain;
      const double* from = &price[layout_.arcs[i].from * periods_];
      double* to = &price[layout_.arcs[i].to * periods_];
      for (std::size_t t = 0; t < periods_; ++t) {
        to[t] = std::min(to[t], (from[t] + cost) * per_gain);
      }
    }
    for (std::size_t i = 0; i < problem_.nodes(); ++i) {
      if (!layout_.is_yearly[i]) continue;
      double* of_node = &price[i * periods_];
      std::fill(of_node, of_node + periods_, *std::min_element(of_node, of_node + periods_));
    }
  }
}

void PriceBound::raise_tails(std::vector<double>& price) const {
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t i = 0; i < layout_.first_limited; ++i) {
      const Arc& arc = problem_.arcs[layout_.arc_of[i]];
      const double cost = problem_.cost_of(arc), gain = arc.gain;
      double* from = &price[layout_.arcs[i].from * periods_];
      const double* to = &price[layout_.arcs[i].to * periods_];
      for (std::size_t t = 0; t < periods_; ++t) from[t] = std::max(from[t], gain * to[t] - cost);
    }
    for (std::size_t i = 0; i < problem_.nodes(); ++i) {
      if (!layout_.is_yearly[i]) continue;
      double* of_node = &price[i * periods_];
      std::fill(of_node, of_node + periods_, *std::max_element(of_node, of_node + periods_));
    }
  }
}

/// What the facility gains at best, at these prices.
double PriceBound::value_of_facility(const std::vector<double>& price, std::size_t number) const {
  const Facility& facility = problem_.facilities[number];
  double worth = 0;  // of one unit of size
  for (std::size_t t = 0; t < periods_; ++t) {
    double best = 0;
    for (std::size_t i = problem_.first_activity(number); i < facility.activities_end; ++i) {
      double margin = -problem_.cost_of(problem_.activities[i]);
      for (const Term& term : problem_.terms_of(i)) {
        const std::size_t period = term.is_next ? problem_.next(t) : t;
        margin += term.amount * price[layout_.place_of[term.node] * periods_ + period];
      }
      best = std::max(best, margin);
    }
    worth += best * problem_.facility_share[number * periods_ + t];
  }
  if (facility.is_existing) return worth * facility.largest;
  return std::max(0.0, (worth - facility.cost_per_size) * facility.largest - facility.fixed_cost);
}

double PriceBound::value(const std::vector<double>& price) const {
  double sum = 0;
  for (std::size_t i = 0; i < problem_.nodes(); ++i) {
    const double* demand = &problem_.demand[layout_.node_of[i] * periods_];
    for (std::size_t t = 0; t < periods_; ++t) sum += demand[t] * price[i * periods_ + t];
  }
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    const Arc& arc = problem_.arcs[layout_.arc_of[i]];
    const double cost = problem_.cost_of(arc), gain = arc.gain;
    const double* limit = &problem_.arc_limit[layout_.arc_of[i] * periods_];
    const double* from = &price[layout_.arcs[i].from * periods_];
    const double* to = &price[layout_.arcs[i].to * periods_];
    for (std::size_t t = 0; t < periods_; ++t) {
      const double worth = gain * to[t] - from[t] - cost;
      if (worth > 0) sum -= worth * limit[t];
    }
  }
  for (std::size_t i = 0; i < problem_.facilities.size(); ++i) sum -= value_of_facility(price, i);
  return sum;
}

}  // namespace samspill::first_order
