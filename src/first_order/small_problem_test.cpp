#include "first_order/small_problem_test.h"

#include <array>

namespace samspill::first_order {
namespace {

constexpr std::uint32_t kKinds = 3, kNodesOfKind = 4;

class SmallProblem {
 public:
  SmallProblem(const Features& features, std::uint64_t seed) : features_(features), random_(seed) {
    problem_.periods = features.periods;
  }

  FlowProblem make() {
    for (std::uint32_t kind = 0; kind < kKinds; ++kind) {
      for (std::uint32_t i = 0; i < kNodesOfKind; ++i) add_node(kind);
    }
    for (std::uint32_t kind = 0; kind < kKinds; ++kind) add_arcs(kind);
    if (features_.has_pipes) add_pipes();
    if (features_.has_plants) add_plants(false);
    if (features_.has_existing) add_plants(true);
    if (features_.has_stores) add_stores();
    if (features_.has_co2e) problem_.co2e_price = between(0, 30);
    return std::move(problem_);
  }

 private:
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_() >> 11) * 0x1.0p-53;
  }
  bool one_in(std::uint64_t count) { return random_() % count == 0; }
  std::uint32_t node_of(std::uint32_t kind) {
    return kind * kNodesOfKind + static_cast<std::uint32_t>(random_() % kNodesOfKind);
  }

  void add_node(std::uint32_t kind) {
    const std::uint32_t node = problem_.add_node(kind, between(40, 120), between(-5, 60));
    problem_.purchase_co2e[node] = features_.has_co2e ? between(0, 2) : 0;
    problem_.disposal_co2e[node] = features_.has_co2e ? between(0, 1) : 0;
    problem_.node_is_yearly[node] = features_.has_yearly && one_in(3);
    const double amount = one_in(4) ? 0 : between(-100, 100);
    for (std::size_t t = 0; t < problem_.periods; ++t) {
      const std::size_t at = node * problem_.periods + t;
      problem_.demand[at] = amount * between(0.2, 1.8);
      if (!features_.has_seasons || problem_.node_is_yearly[node]) continue;
      problem_.purchase_price[at] += between(0, 30);
      problem_.disposal_price[at] += between(-10, 10);
    }
    if (!features_.has_penalties) return;
    constexpr double kPenalty = 2000;
    const bool lacks_purchase = amount <= 0 && one_in(2);
    const bool lacks_disposal = !lacks_purchase && amount >= 0 && one_in(2);
    for (std::size_t t = 0; t < problem_.periods; ++t) {
      if (lacks_purchase) problem_.purchase_price[node * problem_.periods + t] = kPenalty;
      if (lacks_disposal) problem_.disposal_price[node * problem_.periods + t] = kPenalty;
    }
    problem_.purchase_is_penalty[node] = lacks_purchase;
    problem_.disposal_is_penalty[node] = lacks_disposal;
  }

  void add_arcs(std::uint32_t kind) {
    for (int i = 0; i < 7; ++i) {
      const bool is_cascade = kind + 1 < kKinds && one_in(5);
      Arc arc{.from = node_of(kind),
              .to = node_of(is_cascade ? kind + 1 : kind),
              .cost = between(1, 40)};
      if (arc.from == arc.to) continue;
      if (features_.has_gains) arc.gain = between(0.6, 1.2);
      if (features_.has_negative_costs && one_in(3)) arc.cost = between(-20, 0);
      if (features_.has_co2e) arc.co2e = between(0, 0.5);
      if (features_.has_capacities && one_in(2)) {
        arc.is_capacity = true;
        problem_.add_arc(arc, between(1, 30));
      } else {
        problem_.add_arc(arc, 1000);
      }
    }
  }

  void add_facility(const Facility& facility) {
    problem_.add_facility(facility, 1);
    if (!features_.has_seasons) return;
    for (std::size_t t = 0; t < problem_.periods; ++t) {
      problem_.facility_share[problem_.facility_share.size() - 1 - t] = between(0, 1.5);
    }
  }

  void add_pipes() {
    for (int i = 0; i < 3; ++i) {
      add_facility({.fixed_cost = between(100, 4000), .largest = between(20, 100)});
      const std::uint32_t kind = static_cast<std::uint32_t>(random_() % kKinds);
      for (int way = 0; way < 2; ++way) {
        const std::uint32_t from = node_of(kind), to = node_of(kind);
        if (from == to) continue;
        const double gain = features_.has_gains ? between(0.7, 1.1) : 1;
        problem_.add_activity(between(0, 10), features_.has_co2e ? between(0, 0.3) : 0,
                              std::array<Term, 2>{{{from, -1}, {to, gain}}});
      }
    }
  }

  void add_plants(bool is_existing) {
    for (int i = 0; i < 2; ++i) {
      add_facility({.fixed_cost = between(100, 3000),
                    .cost_per_size = between(1, 20),
                    .largest = between(20, 80),
                    .is_existing = is_existing});
      for (int recipe = 0; recipe < 2; ++recipe) {
        problem_.add_activity(
            between(-5, 15), features_.has_co2e ? between(-0.5, 0.5) : 0,
            std::array<Term, 3>{
                {{node_of(0), -1}, {node_of(1), between(-1, 1)}, {node_of(2), between(0.3, 1.5)}}});
      }
    }
  }

  void add_stores() {
    for (int i = 0; i < 3; ++i) {
      const bool is_existing = one_in(2);
      add_facility({.fixed_cost = between(50, 500),
                    .cost_per_size = between(0, 3),
                    .largest = between(20, 150),
                    .is_existing = is_existing});
      const auto node = static_cast<std::uint32_t>(random_() % problem_.nodes());
      problem_.add_activity(between(0.1, 2), 0,
                            std::array<Term, 2>{{{node, -1}, {node, between(0.9, 1), true}}});
    }
  }

  Features features_;
  std::mt19937_64 random_;
  FlowProblem problem_;
};

}  // namespace

FlowProblem small_problem(const Features& features, std::uint64_t seed) {
  return SmallProblem(features, seed).make();
}

}  // namespace samspill::first_order
