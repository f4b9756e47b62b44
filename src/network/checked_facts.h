#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <format>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::network {

/// What a plan or a state is held against.
enum class FactKind {
  rule,
  stream,
  process,
  storage,
  capacity,
  way,
  cost,
  co2e,
  source,
  sum,
  cap,
  price,
  proof
};
inline constexpr std::array<std::string_view, 13> kFactKinds = {"what may flow and run",
                                                                "balances of streams",
                                                                "balances of processes",
                                                                "levels of storages",
                                                                "capacities",
                                                                "ways and losses",
                                                                "costs",
                                                                "CO2e",
                                                                "sources",
                                                                "sums",
                                                                "cap and today",
                                                                "shadow prices",
                                                                "bound"};

/// Facts of one kind that were held against the dataset and the reference tables.
struct CheckedFacts {
  std::string_view kind;
  std::size_t count = 0;
  double largest = 0;  // by how much the worst is off, as a share of its size
};

/// Something that is not as it must be.
struct Violation {
  FactKind kind = FactKind::rule;
  std::string message;  // kind, thing, what was found and what was expected
};

/// Holds figures against what they must be; what is off by less than a millionth of its size, or of
/// one unit, is rounding. `what` is called for the thing's name only when it is needed.
class FactList {
 public:
  FactList() {
    for (const std::string_view kind : kFactKinds) facts.push_back({kind});
  }

  /// Not-a-number is never as expected.
  void equal(FactKind kind, const auto& what, double found, double expected, double size = 1) {
    const double off = std::abs(found - expected) / std::max({1.0, std::abs(expected), size});
    if (see(kind, off)) return;
    add(kind, what(), std::format("found {:.9g}, expected {:.9g}", found, expected));
  }
  void at_most(FactKind kind, const auto& what, double found, double most) {
    const double beyond = std::isnan(found - most) ? NAN : std::max(found - most, 0.0);
    if (see(kind, beyond / std::max(1.0, std::abs(most)))) return;
    add(kind, what(), std::format("found {:.9g}, expected at most {:.9g}", found, most));
  }
  void not_negative(const auto& what, double found) {
    if (see(FactKind::rule, std::max(-found, 0.0))) return;
    add(FactKind::rule, what(), std::format("found {:.9g}, expected none below zero", found));
  }
  void require(FactKind kind, bool holds, const auto& what, std::string_view finding) {
    if (!see(kind, holds ? 0 : 1)) add(kind, what(), finding);
  }
  void same(const auto& what, std::string_view found, std::string_view expected) {
    if (see(FactKind::source, found == expected ? 0 : 1)) return;
    add(FactKind::source, what(), std::format("found \"{}\", expected \"{}\"", found, expected));
  }

  std::vector<CheckedFacts> facts;  // every kind, always in the same order
  std::vector<Violation> violations;

 private:
  static constexpr double kRounding = 1e-6;
  /// Shadow prices of a front's first plan bear its tie-break, a millionth of the cost of CO2e.
  static constexpr double kPriceRounding = 1e-4;

  /// Whether a figure that is off by this share is right.
  bool see(FactKind kind, double off) {
    CheckedFacts& seen = facts[static_cast<std::size_t>(kind)];
    ++seen.count;
    if (off > seen.largest || std::isnan(off)) seen.largest = off;
    return off <= (kind == FactKind::price ? kPriceRounding : kRounding);
  }
  void add(FactKind kind, const std::string& what, std::string_view finding) {
    violations.push_back(
        {kind,
         std::format("{}: {}: {}", kFactKinds[static_cast<std::size_t>(kind)], what, finding)});
  }
};

}  // namespace samspill::network
