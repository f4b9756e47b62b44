// From the plain columns to blocks of sixteen periods, and the steps of the method.
//
// Method: steps in the manner of T. Pock and A. Chambolle (ICCV 2011): with a typical amount q of
// each column and a typical price p of each row, τ_j = q_j / Σ_i |a_ij| p_i and
// σ_i = p_i / Σ_j |a_ij| q_j keep the method from diverging for any q, p > 0. Amounts and prices
// that fit their kind save three quarters of the iterations against alike ones.
#include "first_order/layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace samspill::first_order {
namespace {

/// Of a node's amount, what a typical arc carries.
constexpr double kShareOfArc = 0.3;
/// Of the span between purchase and disposal, what a price typically moves, and at most so many
/// times what carriage costs.
constexpr double kShareOfSpan = 0.25;
constexpr double kTimesCarriage = 6.0;

/// Needs start at so many times the typical price, as far as purchase allows; offers at minus that.
constexpr float kTimesTypical = 2.0F;

constexpr std::size_t kArcsAtOnce = 12288;
constexpr std::size_t kFacilitiesAtOnce = 16384;

float rounded_down(double value) {
  const auto nearest = static_cast<float>(value);
  return static_cast<double>(nearest) > value ? std::nextafterf(nearest, -1) : nearest;
}

/// The price of a unit of capacity, as a share of the prices of what it makes and uses, at least.
constexpr double kLeastShareOfPrices = 0.01;

/// Of one unit, with its part of the fixed cost.
double size_cost(const Facility& facility) {
  return facility.cost_per_size + facility.fixed_cost / std::max(facility.largest, 1e-6);
}

std::vector<Block> nothing(std::size_t count) {
  return std::vector<Block>(count, Block{});
}

/// The mean of what was added, by kind.
struct Means {
  explicit Means(std::size_t kinds) : sums(kinds, 0.0), counts(kinds, 0.0) {}
  void add(std::uint32_t kind, double value) {
    sums[kind] += value;
    ++counts[kind];
  }
  double of(std::size_t kind) const { return counts[kind] > 0 ? sums[kind] / counts[kind] : 0; }

  std::vector<double> sums, counts;
};

std::size_t kinds_of(const FlowProblem& problem) {
  return problem.nodes() == 0 ? 0 : std::ranges::max(problem.node_kind) + std::size_t{1};
}

/// A kind without demand takes the amounts of those that activities turn into it.
void spread_amounts(const FlowProblem& problem, std::vector<double>& amount) {
  constexpr int kLongestChain = 8;
  for (int round = 0; round < kLongestChain; ++round) {
    std::vector<double> found = amount;
    for (std::size_t i = 0; i < problem.activities.size(); ++i) {
      double activity = 0;
      for (const Term& term : problem.terms_of(i)) {
        const double known = amount[problem.node_kind[term.node]];
        if (term.amount != 0) activity = std::max(activity, known / std::abs(term.amount));
      }
      for (const Term& term : problem.terms_of(i)) {
        const std::uint32_t kind = problem.node_kind[term.node];
        if (amount[kind] == 0) {
          found[kind] = std::max(found[kind], activity * std::abs(term.amount));
        }
      }
    }
    if (found == amount) break;
    amount = std::move(found);
  }
  for (double& value : amount) value = value > 0 ? value : 1;
}

std::vector<double> typical_amounts(const FlowProblem& problem) {
  Means means(kinds_of(problem));
  for (std::size_t node = 0; node < problem.nodes(); ++node) {
    double squares = 0;
    for (std::size_t t = 0; t < problem.periods; ++t) {
      const double amount = problem.demand[node * problem.periods + t];
      squares += amount * amount;
    }
    const double mean = std::sqrt(squares / static_cast<double>(problem.periods));
    if (mean > 0) means.add(problem.node_kind[node], kShareOfArc * mean);
  }
  std::vector<double> amounts;
  for (std::size_t kind = 0; kind < kinds_of(problem); ++kind) amounts.push_back(means.of(kind));
  spread_amounts(problem, amounts);
  return amounts;
}

std::vector<double> typical_prices(const FlowProblem& problem) {
  Means spans(kinds_of(problem)), carriage(kinds_of(problem));
  for (std::size_t node = 0; node < problem.nodes(); ++node) {
    if (problem.purchase_is_penalty[node] || problem.disposal_is_penalty[node]) continue;
    spans.add(problem.node_kind[node],
              problem.highest_price(node, 0) - problem.lowest_price(node, 0));
  }
  for (const Arc& arc : problem.arcs) {
    carriage.add(problem.node_kind[arc.from], std::abs(problem.cost_of(arc)));
  }
  for (std::size_t i = 0; i < problem.activities.size(); ++i) {
    const auto terms = problem.terms_of(i);
    if (terms.size() != 2) continue;  // two of one kind: a way
    const std::uint32_t kind = problem.node_kind[terms[0].node];
    if (kind != problem.node_kind[terms[1].node]) continue;
    carriage.add(kind, std::abs(problem.cost_of(problem.activities[i])));
  }
  std::vector<double> prices;
  for (std::size_t kind = 0; kind < kinds_of(problem); ++kind) {
    const double span = kShareOfSpan * spans.of(kind), way = kTimesCarriage * carriage.of(kind);
    const double price = span > 0 && way > 0 ? std::min(span, way) : std::max(span, way);
    prices.push_back(price > 0 ? price : 1);
  }
  return prices;
}

}  // namespace

Layout::Layout(const FlowProblem& problem)
    : periods(problem.periods), blocks((problem.periods + kLanes - 1) / kLanes) {
  for (std::size_t t = 0; t < periods; ++t) next_period.push_back(problem.next(t));
  order_nodes(problem);
  order_arcs(problem);
  typical = {typical_amounts(problem), typical_prices(problem)};
  fill_nodes(problem);
  fill_arcs(problem);
  fill_facilities(problem);
  fill_price_steps(problem);
  set_costs(problem);
  cut_into_chunks();
}

void Layout::order_nodes(const FlowProblem& problem) {
  node_of.resize(problem.nodes());
  std::iota(node_of.begin(), node_of.end(), 0U);
  std::ranges::stable_sort(node_of, {}, [&](std::uint32_t i) { return problem.node_kind[i]; });
  place_of.resize(problem.nodes());
  for (std::uint32_t i = 0; i < node_of.size(); ++i) place_of[node_of[i]] = i;
}

/// Once one arc costs less than nothing, a round trip may pay, and all are limited: flows would
/// otherwise have no end.
void Layout::order_arcs(const FlowProblem& problem) {
  arc_of.resize(problem.arcs.size());
  std::iota(arc_of.begin(), arc_of.end(), 0U);
  const bool all_are_limited =
      std::ranges::any_of(problem.arcs, [&](const Arc& arc) { return problem.cost_of(arc) < 0; });
  const auto is_limited = [&](std::uint32_t i) {
    return all_are_limited || problem.arcs[i].is_capacity;
  };
  std::ranges::stable_sort(arc_of, [&](std::uint32_t a, std::uint32_t b) {
    if (is_limited(a) != is_limited(b)) return is_limited(b);
    return place_of[problem.arcs[a].from] < place_of[problem.arcs[b].from];
  });
  first_limited = static_cast<std::size_t>(
      std::ranges::partition_point(arc_of, [&](std::uint32_t i) { return !is_limited(i); }) -
      arc_of.begin());
}

void Layout::fill_nodes(const FlowProblem& problem) {
  demand = lowest = highest = nothing(problem.nodes() * blocks);
  for (std::size_t i = 0; i < node_of.size(); ++i) {
    const std::size_t node = node_of[i];
    is_yearly.push_back(problem.node_is_yearly[node]);
    typical_price.push_back(static_cast<float>(typical.price[problem.node_kind[node]]));
    for (std::size_t t = 0; t < periods; ++t) {
      demand[i * blocks + t / kLanes].lane[t % kLanes] =
          static_cast<float>(problem.demand[node * periods + t]);
    }
  }
}

void Layout::fill_arcs(const FlowProblem& problem) {
  arcs.reserve(arc_of.size());
  for (const std::uint32_t i : arc_of) {
    const Arc& arc = problem.arcs[i];
    const std::uint32_t kind = problem.node_kind[arc.from], other = problem.node_kind[arc.to];
    const double step =
        typical.amount[kind] / (typical.price[kind] + arc.gain * typical.price[other]);
    arcs.push_back({place_of[arc.from], place_of[arc.to], 0, static_cast<float>(arc.gain),
                    static_cast<float>(step), 1});
  }
  limit = nothing((arcs.size() - first_limited) * blocks);
  for (std::size_t i = first_limited; i < arcs.size(); ++i) {
    for (std::size_t t = 0; t < periods; ++t) {
      limit[(i - first_limited) * blocks + t / kLanes].lane[t % kLanes] =
          rounded_down(problem.arc_limit[arc_of[i] * periods + t]);
    }
  }
}

/// By its first term: a feed has the amount 1 in most recipes.
double Layout::amount_of(const FlowProblem& problem, std::size_t activity) const {
  for (const Term& term : problem.terms_of(activity)) {
    if (term.amount != 0) {
      return typical.amount[problem.node_kind[term.node]] / std::abs(term.amount);
    }
  }
  return 1;
}

/// Of all that one unit touches.
double Layout::prices_of(const FlowProblem& problem, std::size_t activity) const {
  double prices = 0;
  for (const Term& term : problem.terms_of(activity)) {
    prices += std::abs(term.amount) * typical.price[problem.node_kind[term.node]];
  }
  return prices;
}

void Layout::fill_facilities(const FlowProblem& problem) {
  share = nothing(problem.facilities.size() * blocks);
  facilities.reserve(problem.facilities.size());
  activities.reserve(problem.activities.size());
  terms.reserve(problem.terms.size());
  for (const Term& term : problem.terms) {
    terms.push_back({place_of[term.node], static_cast<float>(term.amount), term.is_next});
  }
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) fill_facility(problem, i);
}

void Layout::fill_facility(const FlowProblem& problem, std::size_t number) {
  const Facility& facility = problem.facilities[number];
  double shares = 0, largest_share = 1e-9;
  for (std::size_t t = 0; t < periods; ++t) {
    const double value = problem.facility_share[number * periods + t];
    share[number * blocks + t / kLanes].lane[t % kLanes] = rounded_down(value);
    shares += value;
    largest_share = std::max(largest_share, value);
  }
  shares = std::max(shares, 0.1 * largest_share);
  const std::size_t first = problem.first_activity(number), last = facility.activities_end;
  double amount = 1e-9;
  double price = std::max(1e-9, size_cost(facility) / shares);  // of a unit of capacity
  for (std::size_t k = first; k < last; ++k) {
    amount += amount_of(problem, k);
    price = std::max(price, kLeastShareOfPrices * prices_of(problem, k));
  }
  for (std::size_t k = first; k < last; ++k) {
    activities.push_back(
        {static_cast<std::uint32_t>(k == 0 ? 0 : problem.activities[k - 1].terms_end),
         static_cast<std::uint32_t>(problem.activities[k].terms_end), 0,
         static_cast<float>(amount_of(problem, k) / (price + prices_of(problem, k)))});
  }
  const float most = rounded_down(facility.largest);
  facilities.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), 0,
                        static_cast<float>(amount / largest_share / (price * shares)),
                        static_cast<float>(price / (2 * amount)),
                        facility.is_existing ? most : 0.0F, most, 1});
}

void Layout::fill_price_steps(const FlowProblem& problem) {
  std::vector<double> amounts(problem.nodes(), 0.0);
  for (const Arc& arc : problem.arcs) {
    const double amount = typical.amount[problem.node_kind[arc.from]];
    amounts[arc.from] += amount;
    amounts[arc.to] += arc.gain * amount;
  }
  for (std::size_t i = 0; i < problem.activities.size(); ++i) {
    const double amount = amount_of(problem, i);
    for (const Term& term : problem.terms_of(i))
      amounts[term.node] += std::abs(term.amount) * amount;
  }
  for (const std::uint32_t node : node_of) {
    const std::uint32_t kind = problem.node_kind[node];
    const double all = std::max(amounts[node], 0.01 * typical.amount[kind]);
    const double lanes = problem.node_is_yearly[node] ? static_cast<double>(periods) : 1.0;
    price_step.push_back(static_cast<float>(typical.price[kind] / (all * lanes)));
  }
}

void Layout::set_costs(const FlowProblem& problem) {
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    arcs[i].cost = static_cast<float>(problem.cost_of(problem.arcs[arc_of[i]]));
  }
  for (std::size_t i = 0; i < activities.size(); ++i) {
    activities[i].cost = static_cast<float>(problem.cost_of(problem.activities[i]));
  }
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    facilities[i].size_cost = static_cast<float>(size_cost(problem.facilities[i]));
  }
  for (std::size_t i = 0; i < node_of.size(); ++i) {
    for (std::size_t t = 0; t < periods; ++t) {
      const std::size_t at = i * blocks + t / kLanes, lane = t % kLanes;
      lowest[at].lane[lane] = static_cast<float>(problem.lowest_price(node_of[i], t));
      highest[at].lane[lane] = static_cast<float>(problem.highest_price(node_of[i], t));
    }
  }
}

void Layout::span_nodes(Chunk& chunk) const {
  chunk.first_node = node_of.size();
  const auto touch = [&](std::size_t node) {
    chunk.first_node = std::min(chunk.first_node, node);
    chunk.last_node = std::max(chunk.last_node, node + 1);
  };
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    if (chunk.kind != Chunk::Kind::facilities) {
      touch(arcs[i].from);
      touch(arcs[i].to);
      continue;
    }
    for (std::uint32_t k = facilities[i].first_activity; k < facilities[i].last_activity; ++k) {
      for (std::uint32_t t = activities[k].first_term; t < activities[k].last_term; ++t) {
        touch(terms[t].node);
      }
    }
  }
  chunk.first_node = std::min(chunk.first_node, chunk.last_node);
}

void Layout::add_chunks(Chunk::Kind kind, std::size_t begin, std::size_t end, std::size_t at_once) {
  const std::size_t count = (end - begin + at_once - 1) / at_once;
  for (std::size_t i = 0; i < count; ++i) {
    Chunk chunk{
        kind,   begin + (end - begin) * i / count, begin + (end - begin) * (i + 1) / count, 0, 0,
        nullptr};
    span_nodes(chunk);
    chunks.push_back(chunk);
  }
}

void Layout::cut_into_chunks() {
  add_chunks(Chunk::Kind::arcs, 0, first_limited, kArcsAtOnce);
  add_chunks(Chunk::Kind::limited_arcs, first_limited, arcs.size(), kArcsAtOnce);
  add_chunks(Chunk::Kind::facilities, 0, facilities.size(), kFacilitiesAtOnce);
  for (std::size_t begin = 0; begin < node_of.size(); begin += kNodesAtOnce) {
    std::vector<std::uint32_t> touching;
    for (std::uint32_t i = 0; i < chunks.size(); ++i) {
      if (chunks[i].first_node < begin + kNodesAtOnce && chunks[i].last_node > begin) {
        touching.push_back(i);
      }
    }
    chunks_of.push_back(std::move(touching));
  }
}

State start_state(const Layout& layout) {
  State state;
  state.price = nothing(layout.node_of.size() * layout.blocks);
  state.flow = nothing(layout.arcs.size() * layout.blocks);
  state.activity = nothing(layout.activities.size() * layout.blocks);
  state.share_price = nothing(layout.facilities.size() * layout.blocks);
  for (const FacilityRow& row : layout.facilities) state.size.push_back(row.least);
  for (std::size_t i = 0; i < layout.demand.size(); ++i) {
    const float most = kTimesTypical * layout.typical_price[i / layout.blocks];
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float demand = layout.demand[i].lane[lane];
      const float price = demand > 0 ? most : demand < 0 ? -most : 0.0F;
      state.price[i].lane[lane] =
          std::clamp(price, layout.lowest[i].lane[lane], layout.highest[i].lane[lane]);
    }
  }
  return state;
}

}  // namespace samspill::first_order
