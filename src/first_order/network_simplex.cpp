// The best flow by the network simplex method.
//
// Problem: what to send on which way so that buying, disposing and sending cost least. Method: a
// basis is a spanning tree; its flows follow from the demands, its prices from the costs. A way
// that would gain at these prices enters, the flow goes round the cycle that it closes until
// another way is empty or full, and that one leaves (G. B. Dantzig 1951; the tree kept strongly
// feasible against endless steps, W. H. Cunningham, Math. Prog. 11, 1976; entering ways sought
// block by block, M. D. Grigoriadis, Math. Prog. Study 26, 1986). Every vertex may buy and dispose,
// so the first tree is a star: all do, and nothing flows. Costs and amounts are rounded to steps so
// fine that they do not matter and so even that their sums are exact in 64 bits. Limits: gains and
// losses on the way are not known here. Worked number: 100 t to be disposed of at 90, 60 t needed
// at 40, the way at 10: 60 t flow, prices -90 and -80, 4200.
#include "first_order/network_simplex.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace samspill::first_order {
namespace {

/// Bits of a sum that stay exact.
constexpr int kExactBits = 51;
/// Prices add up along a path of the tree; longer ones than this are not met.
constexpr double kLongestPath = 1024;
/// Amounts gather on a way of the tree.
constexpr double kMostGathered = 4;
/// Steps between looks for a stop; steps for each vertex and way at most.
constexpr std::size_t kStepsBetweenLooks = 1024, kMostSteps = 100;

/// The largest power of two by which values up to `most` can be told apart in their sums.
double step_for(double most) {
  return most > 0 ? std::exp2(std::ceil(std::log2(most)) - kExactBits) : 1;
}
double rounded(double value, double step) {
  return std::nearbyint(value / step) * step;
}
double largest_of(const std::vector<double>& values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

NetworkSimplex::NetworkSimplex(std::size_t vertices, std::vector<Way> ways)
    : vertices_(vertices), way_count_(ways.size()), ways_(std::move(ways)) {
  const auto root = static_cast<std::uint32_t>(vertices);
  for (std::uint32_t i = 0; i < root; ++i) ways_.push_back({root, i});
  for (std::uint32_t i = 0; i < root; ++i) ways_.push_back({i, root});
  const double count = static_cast<double>(ways_.size());
  block_ = std::max<std::size_t>(20, static_cast<std::size_t>(std::sqrt(count)));
}

bool NetworkSimplex::solve(const Figures& figures, const std::stop_token& stop) {
  take(figures);
  plant_star(figures);
  for (std::size_t step = 0; step < kMostSteps * (ways_.size() + 1); ++step) {
    if (step % kStepsBetweenLooks == 0 && stop.stop_requested()) return false;
    const std::size_t way = find_entering();
    if (way == kNoWay) return true;
    enter(way);
  }
  return false;
}

void NetworkSimplex::take(const Figures& figures) {
  const double dearest =
      std::max({largest_of(figures.cost), largest_of(figures.highest), largest_of(figures.lowest)});
  const double cost_step = step_for(dearest * kLongestPath);
  double all = 0;
  for (const double demand : figures.demand) all += std::abs(demand);
  const double amount_step = step_for(all * kMostGathered);
  cost_.resize(ways_.size());
  limit_.resize(ways_.size());
  for (std::size_t i = 0; i < way_count_; ++i) {
    cost_[i] = rounded(figures.cost[i], cost_step);
    limit_[i] = rounded(figures.limit[i], amount_step);
  }
  for (std::size_t i = 0; i < vertices_; ++i) {
    cost_[way_count_ + i] = rounded(figures.highest[i], cost_step);
    cost_[way_count_ + vertices_ + i] = rounded(-figures.lowest[i], cost_step);
  }
  std::fill(limit_.begin() + static_cast<std::ptrdiff_t>(way_count_), limit_.end(),
            std::numeric_limits<double>::infinity());
  flow_.assign(ways_.size(), 0.0);
  for (std::size_t i = 0; i < vertices_; ++i) {
    const double demand = rounded(figures.demand[i], amount_step);
    flow_[way_count_ + (demand > 0 ? 0 : vertices_) + i] = std::abs(demand);
  }
}

/// All buy what they need and dispose of what they have.
void NetworkSimplex::plant_star(const Figures& figures) {
  const auto root = static_cast<std::uint32_t>(vertices_);
  place_.assign(ways_.size(), at_zero);
  price_.assign(vertices_ + 1, 0.0);
  parent_.assign(vertices_ + 1, kNoVertex);
  depth_.assign(vertices_ + 1, 0);
  up_.assign(vertices_ + 1, kNoWay);
  for (auto* list : {&first_child_, &next_, &previous_}) list->assign(vertices_ + 1, kNoVertex);
  for (std::uint32_t i = 0; i < root; ++i) {
    const bool buys = figures.demand[i] > 0;
    const std::size_t way = way_count_ + (buys ? 0 : vertices_) + i;
    place_[way] = in_tree;
    price_[i] = buys ? cost_[way] : -cost_[way];
    depth_[i] = 1;
    hang(i, root, way);
  }
  next_look_ = 0;
}

/// The way that gains most in the next block where any gains.
std::size_t NetworkSimplex::find_entering() {
  std::size_t best = kNoWay;
  double least = 0;
  std::size_t left = ways_.size(), way = next_look_;
  while (left > 0) {
    const std::size_t end = way + std::min({block_, left, ways_.size() - way});
    left -= end - way;
    for (; way < end; ++way) {
      const double gain = place_[way] * margin(way);
      if (gain < least) {
        least = gain;
        best = way;
      }
    }
    if (way == ways_.size()) way = 0;
    if (best != kNoWay) break;
  }
  next_look_ = way;
  return best;
}

/// What more can go from the vertex to its parent, and from there to it.
double NetworkSimplex::room_up(std::uint32_t vertex) const {
  const std::size_t way = up_[vertex];
  return leads_up(vertex) ? limit_[way] - flow_[way] : flow_[way];
}
double NetworkSimplex::room_down(std::uint32_t vertex) const {
  const std::size_t way = up_[vertex];
  return leads_up(vertex) ? flow_[way] : limit_[way] - flow_[way];
}

std::uint32_t NetworkSimplex::meeting(std::uint32_t a, std::uint32_t b) const {
  while (a != b) {
    if (depth_[a] >= depth_[b]) {
      a = parent_[a];
    } else {
      b = parent_[b];
    }
  }
  return a;
}

/// Sends an amount up from the vertex to `top`.
void NetworkSimplex::push(std::uint32_t vertex, std::uint32_t top, double amount) {
  for (; vertex != top; vertex = parent_[vertex]) {
    flow_[up_[vertex]] += leads_up(vertex) ? amount : -amount;
  }
}

void NetworkSimplex::enter(std::size_t way) {
  const bool grows = place_[way] == at_zero;
  const std::uint32_t first = grows ? ways_[way].from : ways_[way].to;
  const std::uint32_t second = grows ? ways_[way].to : ways_[way].from;
  const std::uint32_t top = meeting(first, second);
  // Of equal rooms the last on the way round from the top leaves, so that the tree stays strongly
  // feasible.
  double room = limit_[way];
  std::uint32_t cut = kNoVertex, lowest = kNoVertex;
  for (std::uint32_t i = first; i != top; i = parent_[i]) {
    if (room_down(i) >= room) continue;
    room = room_down(i);
    cut = i;
    lowest = first;
  }
  for (std::uint32_t i = second; i != top; i = parent_[i]) {
    if (room_up(i) > room) continue;
    room = room_up(i);
    cut = i;
    lowest = second;
  }
  if (room > 0) {
    flow_[way] += grows ? room : -room;
    push(first, top, -room);
    push(second, top, room);
  }
  if (cut == kNoVertex) {
    place_[way] = grows ? at_limit : at_zero;
    return;
  }
  const std::size_t leaving = up_[cut];
  place_[leaving] = flow_[leaving] == 0 ? at_zero : at_limit;
  place_[way] = in_tree;
  const double change = ways_[way].to == lowest ? margin(way) : -margin(way);
  rehang(lowest, cut, lowest == first ? second : first, way);
  shift_prices(lowest, change);
}

void NetworkSimplex::hang(std::uint32_t vertex, std::uint32_t parent, std::size_t way) {
  parent_[vertex] = parent;
  up_[vertex] = way;
  previous_[vertex] = kNoVertex;
  next_[vertex] = first_child_[parent];
  if (next_[vertex] != kNoVertex) previous_[next_[vertex]] = vertex;
  first_child_[parent] = vertex;
}

void NetworkSimplex::unhang(std::uint32_t vertex) {
  const std::uint32_t before = previous_[vertex], after = next_[vertex];
  (before == kNoVertex ? first_child_[parent_[vertex]] : next_[before]) = after;
  if (after != kNoVertex) previous_[after] = before;
}

/// Takes the branch of `cut` off and hangs it up by its vertex `lowest`.
void NetworkSimplex::rehang(std::uint32_t lowest, std::uint32_t cut, std::uint32_t parent,
                            std::size_t way) {
  for (std::uint32_t vertex = lowest;;) {
    const std::uint32_t above = parent_[vertex];
    const std::size_t way_above = up_[vertex];
    unhang(vertex);
    hang(vertex, parent, way);
    if (vertex == cut) return;
    parent = vertex;
    way = way_above;
    vertex = above;
  }
}

/// Of a branch that has come to another place: all its prices, and how deep it hangs.
void NetworkSimplex::shift_prices(std::uint32_t vertex, double change) {
  pending_.assign(1, vertex);
  while (!pending_.empty()) {
    const std::uint32_t i = pending_.back();
    pending_.pop_back();
    price_[i] += change;
    depth_[i] = depth_[parent_[i]] + 1;
    for (std::uint32_t k = first_child_[i]; k != kNoVertex; k = next_[k]) pending_.push_back(k);
  }
}

}  // namespace samspill::first_order
