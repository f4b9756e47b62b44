// Regions that only exchange: the best plan, exactly.
//
// Problem: without plants, pipes to build and stores, nothing joins one resource with another or
// one period with the next, but for what can wait all year. Method: what hangs together by arcs is
// a part; each part and period, or the part with all its periods where some of its balances are
// yearly, is a minimum-cost flow by itself for the network simplex method (network_simplex.h).
// Where a unit sent arrives as more or less of one, units are changed at the ends so that it
// arrives as one. Then plan and prices are held against each other in the problem's own figures:
// what the prices prove must be what the plan costs. Limits: ways that lose by their length, and
// those that share a capacity, are beyond it; the answer is empty then. Worked number: 100 t to be
// disposed of at 90, 60 t needed at 40, carriage 10: 4200, proven by prices -90 and -80.
#include "first_order/exchange.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "first_order/network_simplex.h"

namespace samspill::first_order {
namespace {

/// How far the bound may be from the cost, as a share of it.
constexpr double kProven = 1e-9;
/// A way out that is none in truth is so many times as dear as all else, so that none is used.
constexpr double kPenalty = 4;
/// How far two ways may be from the same change of units.
constexpr double kSameGain = 1e-12;
constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

/// A way of the problem: an arc, or the one activity of a facility that stands.
struct Link {
  std::uint32_t from = 0, to = 0;
  double cost = 0, gain = 1;
  std::size_t index = 0;     // of the arc or the activity
  std::size_t facility = 0;  // one past it; 0 = an arc
};

/// The way that a facility is; empty if it is more.
std::optional<Link> as_link(const FlowProblem& problem, std::size_t number) {
  const Facility& facility = problem.facilities[number];
  const std::size_t first = problem.first_activity(number);
  if (!facility.is_existing || facility.activities_end != first + 1) return {};
  const auto terms = problem.terms_of(first);
  if (terms.size() != 2 || terms[0].is_next || terms[1].is_next) return {};
  const bool is_first = terms[0].amount < 0;
  const Term &from = terms[is_first ? 0 : 1], &to = terms[is_first ? 1 : 0];
  if (from.amount != -1 || !(to.amount > 0) || from.node == to.node) return {};
  return Link{from.node, to.node, problem.cost_of(problem.activities[first]),
              to.amount, first,   number + 1};
}

/// The ways of the problem by the node they leave; empty if something else is in it that counts.
std::optional<std::vector<Link>> links_of(const FlowProblem& problem, bool without_others) {
  std::vector<Link> links;
  links.reserve(problem.arcs.size() + problem.facilities.size());
  for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
    const Arc& arc = problem.arcs[i];
    links.push_back({arc.from, arc.to, problem.cost_of(arc), arc.gain, i, 0});
  }
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    if (problem.first_activity(i) == problem.facilities[i].activities_end &&
        problem.facilities[i].is_existing) {
      continue;
    }
    const auto link = as_link(problem, i);
    if (link) {
      links.push_back(*link);
    } else if (!without_others) {
      return {};
    }
  }
  if (!std::ranges::is_sorted(links, {}, &Link::from)) {
    std::ranges::stable_sort(links, {}, &Link::from);
  }
  return links;
}

/// Nodes that links join, and in which unit the amounts of each are counted.
struct Parts {
  std::vector<std::uint32_t> of_node;
  std::vector<double> unit;  // by node
  std::size_t count = 0;
  bool has_units = true;  // else two ways between the same ends differ
};

Parts find_parts(std::size_t nodes, const std::vector<Link>& links) {
  Parts parts;
  parts.of_node.assign(nodes, kNone);
  parts.unit.assign(nodes, 1.0);
  std::vector<std::size_t> begin(nodes + 1);
  for (const Link& link : links) ++begin[link.from], ++begin[link.to];
  std::exclusive_scan(begin.begin(), begin.end(), begin.begin(), std::size_t{0});
  std::vector<std::size_t> at(begin), of_node(2 * links.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    of_node[at[links[i].from]++] = i;
    of_node[at[links[i].to]++] = i;
  }
  std::vector<std::uint32_t> pending;
  for (std::uint32_t start = 0; start < nodes; ++start) {
    if (parts.of_node[start] != kNone) continue;
    const auto part = static_cast<std::uint32_t>(parts.count++);
    parts.of_node[start] = part;
    pending.assign(1, start);
    while (!pending.empty()) {
      const std::uint32_t node = pending.back();
      pending.pop_back();
      for (std::size_t k = begin[node]; k < begin[node + 1]; ++k) {
        const Link& link = links[of_node[k]];
        const bool leaves = link.from == node;
        const std::uint32_t other = leaves ? link.to : link.from;
        const double unit = leaves ? parts.unit[node] * link.gain : parts.unit[node] / link.gain;
        if (parts.of_node[other] == kNone) {
          parts.of_node[other] = part;
          parts.unit[other] = unit;
          pending.push_back(other);
        } else if (std::abs(parts.unit[other] - unit) > kSameGain * unit) {
          parts.has_units = false;
          return parts;
        }
      }
    }
  }
  return parts;
}

class ExchangeSolver {
 public:
  ExchangeSolver(const FlowProblem& problem, std::vector<Link> links, Parts parts)
      : problem_(problem),
        periods_(problem.periods),
        links_(std::move(links)),
        parts_(std::move(parts)) {
    best_.flow.resize(problem.arcs.size() * periods_);
    best_.activity.resize(problem.activities.size() * periods_);
    best_.price.resize(problem.nodes() * periods_);
    best_.parts = parts_.count;
  }

  std::optional<Exchange> solve(const std::stop_token& stop) {
    sort_by_part();
    for (std::size_t part = 0; part < parts_.count; ++part) {
      if (stop.stop_requested() || !solve_part(part, stop)) return {};
    }
    if (!settle_ways_out()) return {};
    best_.cost = cost();
    best_.bound = bound();
    if (!(std::abs(best_.cost - best_.bound) <= kProven * std::abs(best_.cost))) return {};
    return std::move(best_);
  }

 private:
  void sort_by_part() {
    const auto sort = [&](auto& begin, auto& sorted, std::size_t count, auto part_of) {
      begin.assign(parts_.count + 1, 0);
      for (std::size_t i = 0; i < count; ++i) ++begin[part_of(i)];
      std::exclusive_scan(begin.begin(), begin.end(), begin.begin(), std::size_t{0});
      std::vector<std::size_t> at(begin);
      sorted.resize(count);
      for (std::size_t i = 0; i < count; ++i) sorted[at[part_of(i)]++] = i;
    };
    sort(nodes_begin_, nodes_, problem_.nodes(), [&](std::size_t i) { return parts_.of_node[i]; });
    sort(links_begin_, part_links_, links_.size(),
         [&](std::size_t i) { return parts_.of_node[links_[i].from]; });
    vertex_.resize(problem_.nodes());
  }

  std::span<const std::size_t> nodes_of(std::size_t part) const {
    return std::span(nodes_).subspan(nodes_begin_[part],
                                     nodes_begin_[part + 1] - nodes_begin_[part]);
  }
  std::span<const std::size_t> links_of(std::size_t part) const {
    return std::span(part_links_)
        .subspan(links_begin_[part], links_begin_[part + 1] - links_begin_[part]);
  }
  const double* limit_of(const Link& link) const {
    return link.facility > 0 ? &problem_.facility_share[(link.facility - 1) * periods_]
                             : &problem_.arc_limit[link.index * periods_];
  }
  double limit_unit(const Link& link) const {
    return link.facility > 0 ? problem_.facilities[link.facility - 1].largest : 1;
  }
  std::vector<double>& flows_of(const Link& link) {
    return link.facility > 0 ? best_.activity : best_.flow;
  }

  /// All periods at once where a balance is yearly, else one after the other.
  bool solve_part(std::size_t part, const std::stop_token& stop) {
    const bool is_joined = std::ranges::any_of(
        nodes_of(part), [&](std::size_t node) { return problem_.node_is_yearly[node] != 0; });
    if (links_of(part).empty()) {
      for (const std::size_t node : nodes_of(part)) price_alone(node);
      return true;
    }
    const std::size_t at_once = is_joined ? periods_ : 1;
    std::uint32_t vertices = 0;
    for (const std::size_t node : nodes_of(part)) {
      vertex_[node] = vertices;
      vertices += problem_.node_is_yearly[node] ? 1 : static_cast<std::uint32_t>(at_once);
    }
    std::vector<NetworkSimplex::Way> ways;
    ways.reserve(links_of(part).size() * at_once);
    for (const std::size_t i : links_of(part)) {
      for (std::size_t t = 0; t < at_once; ++t) {
        ways.push_back({vertex_of(links_[i].from, t), vertex_of(links_[i].to, t)});
      }
    }
    NetworkSimplex simplex(vertices, std::move(ways));
    for (std::size_t first = 0; first < periods_; first += at_once) {
      fill(part, vertices, first, at_once);
      if (!simplex.solve(figures_, stop)) return false;
      read(part, simplex, first, at_once);
    }
    return true;
  }

  std::uint32_t vertex_of(std::size_t node, std::size_t step) const {
    return vertex_[node] + (problem_.node_is_yearly[node] ? 0 : static_cast<std::uint32_t>(step));
  }

  /// Where no way leads a balance buys or disposes.
  void price_alone(std::size_t node) {
    double year = 0;
    for (std::size_t t = 0; t < periods_; ++t) year += problem_.demand[node * periods_ + t];
    for (std::size_t t = 0; t < periods_; ++t) {
      const std::size_t at = node * periods_ + t;
      const double needed = problem_.node_is_yearly[node] ? year : problem_.demand[at];
      best_.price[at] =
          needed > 0 ? problem_.highest_price(node, t) : problem_.lowest_price(node, t);
    }
  }

  /// Of the prices and costs of a part that are none of a penalty.
  double dearest(std::size_t part, std::size_t period) const {
    double dearest = 0;
    const auto see = [&](double price) { dearest = std::max(dearest, std::abs(price)); };
    for (const std::size_t node : nodes_of(part)) {
      const double unit = parts_.unit[node];
      if (!problem_.purchase_is_penalty[node]) see(problem_.highest_price(node, period) * unit);
      if (!problem_.disposal_is_penalty[node]) see(problem_.lowest_price(node, period) * unit);
    }
    for (const std::size_t i : links_of(part)) see(links_[i].cost * parts_.unit[links_[i].from]);
    return dearest;
  }

  void fill(std::size_t part, std::size_t vertices, std::size_t first, std::size_t count) {
    figures_.demand.assign(vertices, 0.0);
    figures_.highest.resize(vertices);
    figures_.lowest.resize(vertices);
    const double penalty = kPenalty * dearest(part, first);
    for (const std::size_t node : nodes_of(part)) {
      const double unit = parts_.unit[node];
      for (std::size_t t = 0; t < count; ++t) {
        const std::uint32_t vertex = vertex_of(node, t);
        figures_.demand[vertex] += problem_.demand[node * periods_ + first + t] / unit;
        figures_.highest[vertex] = problem_.purchase_is_penalty[node]
                                       ? penalty
                                       : problem_.highest_price(node, first + t) * unit;
        figures_.lowest[vertex] = problem_.disposal_is_penalty[node]
                                      ? -penalty
                                      : problem_.lowest_price(node, first + t) * unit;
      }
    }
    figures_.cost.clear();
    figures_.limit.clear();
    for (const std::size_t i : links_of(part)) {
      const Link& link = links_[i];
      const double unit = parts_.unit[link.from], limit_unit = this->limit_unit(link) / unit;
      const double* limit = limit_of(link) + first;
      for (std::size_t t = 0; t < count; ++t) {
        figures_.cost.push_back(link.cost * unit);
        figures_.limit.push_back(limit[t] * limit_unit);
      }
    }
  }

  void read(std::size_t part, const NetworkSimplex& simplex, std::size_t first, std::size_t count) {
    for (const std::size_t node : nodes_of(part)) {
      for (std::size_t t = 0; t < count; ++t) {
        double& price = best_.price[node * periods_ + first + t];
        price = simplex.price()[vertex_of(node, t)] / parts_.unit[node];
        if (!problem_.purchase_is_penalty[node]) {
          price = std::min(price, problem_.highest_price(node, first + t));
        }
        if (!problem_.disposal_is_penalty[node]) {
          price = std::max(price, problem_.lowest_price(node, first + t));
        }
      }
    }
    std::size_t way = 0;
    for (const std::size_t i : links_of(part)) {
      const Link& link = links_[i];
      const double most = limit_unit(link);
      double* flow = &flows_of(link)[link.index * periods_ + first];
      for (std::size_t t = 0; t < count; ++t) {
        const double found = simplex.flow()[way++] * parts_.unit[link.from];
        flow[t] = std::min(found, limit_of(link)[first + t] * most);
      }
    }
  }

  /// Returns whether no way out is used that is none in truth; what rounding leaves is no use.
  bool settle_ways_out() {
    std::vector<double> missing = problem_.demand;
    double largest = 0;
    for (const double demand : missing) largest = std::max(largest, std::abs(demand));
    const double rounding = kProven * largest;
    for (const Link& link : links_) {
      const double* flow = &flows_of(link)[link.index * periods_];
      double* from = &missing[link.from * periods_];
      double* to = &missing[link.to * periods_];
      for (std::size_t t = 0; t < periods_; ++t) {
        from[t] += flow[t];
        to[t] -= link.gain * flow[t];
      }
    }
    best_.purchase.resize(missing.size());
    best_.disposal.resize(missing.size());
    for (std::size_t node = 0; node < problem_.nodes(); ++node) {
      double* of_node = &missing[node * periods_];
      if (problem_.node_is_yearly[node]) {
        for (std::size_t t = 1; t < periods_; ++t) of_node[0] += std::exchange(of_node[t], 0.0);
      }
      for (std::size_t t = 0; t < periods_; ++t) {
        const bool buys = of_node[t] > 0;
        (buys ? best_.purchase : best_.disposal)[node * periods_ + t] = std::abs(of_node[t]);
        const auto& is_penalty = buys ? problem_.purchase_is_penalty : problem_.disposal_is_penalty;
        if (is_penalty[node] && std::abs(of_node[t]) > rounding) return false;
      }
    }
    return true;
  }

  double cost() const {
    double sum = 0;
    for (const Link& link : links_) {
      const auto& flows = link.facility > 0 ? best_.activity : best_.flow;
      double sent = 0;
      for (std::size_t t = 0; t < periods_; ++t) sent += flows[link.index * periods_ + t];
      sum += link.cost * sent;
    }
    for (std::size_t node = 0; node < problem_.nodes(); ++node) {
      for (std::size_t t = 0; t < periods_; ++t) {
        const std::size_t at = node * periods_ + t;
        sum += best_.purchase[at] * problem_.highest_price(node, t) -
               best_.disposal[at] * problem_.lowest_price(node, t);
      }
    }
    return sum;
  }

  /// What the prices prove (bound.h): each way does the best for itself.
  double bound() const {
    double sum = 0;
    for (std::size_t i = 0; i < best_.price.size(); ++i) sum += problem_.demand[i] * best_.price[i];
    for (const Link& link : links_) {
      const double *from = &best_.price[link.from * periods_],
                   *to = &best_.price[link.to * periods_], *limit = limit_of(link);
      const double most = limit_unit(link);
      for (std::size_t t = 0; t < periods_; ++t) {
        const double worth = link.gain * to[t] - from[t] - link.cost;
        if (worth > 0) sum -= worth * limit[t] * most;
      }
    }
    return sum;
  }

  const FlowProblem& problem_;
  std::size_t periods_;
  std::vector<Link> links_;
  Parts parts_;
  std::vector<std::size_t> nodes_begin_, nodes_, links_begin_, part_links_;  // by part
  std::vector<std::uint32_t> vertex_;  // by node: the first of its part that is the node's
  NetworkSimplex::Figures figures_;
  Exchange best_;
};

}  // namespace

bool is_exchange(const FlowProblem& problem) {
  const auto links = links_of(problem, false);
  return links && find_parts(problem.nodes(), *links).has_units;
}

std::optional<Exchange> solve_exchange(const FlowProblem& problem, const ExchangeOptions& options) {
  check(problem);
  auto links = links_of(problem, options.without_facilities);
  if (!links) return {};
  Parts parts = find_parts(problem.nodes(), *links);
  if (!parts.has_units) return {};
  return ExchangeSolver(problem, std::move(*links), std::move(parts)).solve(options.stop);
}

}  // namespace samspill::first_order
