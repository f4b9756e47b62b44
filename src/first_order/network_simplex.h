#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace samspill::first_order {

/// A minimum-cost flow between vertices, each of which buys what it lacks and disposes of what is
/// left. The ways stay the same from one solve to the next; figures may differ.
class NetworkSimplex {
 public:
  struct Way {
    std::uint32_t from = 0, to = 0;
    bool operator==(const Way&) const = default;
  };
  struct Figures {
    std::vector<double> cost, limit;              // by way; limits ≥ 0
    std::vector<double> demand, highest, lowest;  // by vertex; the prices of buying and of less
  };

  NetworkSimplex(std::size_t vertices, std::vector<Way> ways);

  /// Finds the best flow. Returns false when it was stopped, or took more steps than it ever
  /// should.
  bool solve(const Figures& figures, const std::stop_token& stop);

  /// By way and by vertex, after solve().
  std::span<const double> flow() const { return std::span(flow_).first(way_count_); }
  std::span<const double> price() const { return std::span(price_).first(vertices_); }

 private:
  /// Where a way's flow stands; in the tree it is free.
  enum Place : std::int8_t { at_limit = -1, in_tree = 0, at_zero = 1 };
  static constexpr std::uint32_t kNoVertex = static_cast<std::uint32_t>(-1);
  static constexpr std::size_t kNoWay = static_cast<std::size_t>(-1);

  void take(const Figures& figures);
  void plant_star(const Figures& figures);
  std::size_t find_entering();
  void enter(std::size_t way);
  double room_up(std::uint32_t vertex) const;
  double room_down(std::uint32_t vertex) const;
  std::uint32_t meeting(std::uint32_t a, std::uint32_t b) const;
  void push(std::uint32_t vertex, std::uint32_t top, double amount);
  void hang(std::uint32_t vertex, std::uint32_t parent, std::size_t way);
  void unhang(std::uint32_t vertex);
  void rehang(std::uint32_t lowest, std::uint32_t cut, std::uint32_t parent, std::size_t way);
  void shift_prices(std::uint32_t vertex, double change);
  /// What one more unit on the way costs, bought at one end and sold at the other.
  double margin(std::size_t way) const {
    return cost_[way] + price_[ways_[way].from] - price_[ways_[way].to];
  }
  bool leads_up(std::uint32_t vertex) const { return ways_[up_[vertex]].from == vertex; }

  std::size_t vertices_, way_count_;
  std::vector<Way> ways_;  // then each vertex's purchase, then each one's disposal; at the root
  std::vector<double> cost_, limit_, flow_;
  std::vector<std::int8_t> place_;
  std::vector<double> price_;  // by vertex; the root's is 0
  // The tree: the way to the parent, and the children as a list.
  std::vector<std::uint32_t> parent_, depth_, first_child_, next_, previous_;
  std::vector<std::size_t> up_;
  std::vector<std::uint32_t> pending_;
  std::size_t block_ = 0, next_look_ = 0;
};

}  // namespace samspill::first_order
