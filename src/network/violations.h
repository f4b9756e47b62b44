#pragma once

#include <algorithm>
#include <cmath>
#include <format>
#include <string>
#include <string_view>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"

namespace samspill::network {

/// What a state of a region must obey.
enum class Law { sign, offer, need, process, storage, capacity, carriage, cost, co2e };

/// A law that a state breaks, with the numbers.
struct Violation {
  Law law = Law::sign;
  std::string message;
};

/// Collects violations; what is off by less than a millionth of its size, or of one unit, is none.
class Violations {
 public:
  static constexpr double kTolerance = 1e-6;

  void add(Law law, std::string message) { list.push_back({law, std::move(message)}); }
  /// Not-a-number is never as expected.
  void expect_equal(Law law, std::string_view what, double found, double expected,
                    double size = 1) {
    if (!(std::abs(found - expected) <= kTolerance * std::max({1.0, std::abs(expected), size}))) {
      add(law, std::format("{}: found {:.9g}, expected {:.9g}", what, found, expected));
    }
  }
  void expect_at_most(Law law, std::string_view what, double found, double most) {
    if (!(found <= most + kTolerance * std::max(1.0, std::abs(most)))) {
      add(law, std::format("{}: found {:.9g}, at most {:.9g}", what, found, most));
    }
  }

  void expect_not_negative(std::string_view what, Amount amount) {
    if (amount >= Amount{}) return;
    add(Law::sign, std::format("{}: found {:.9g}", what, amount.in(unit_amount)));
  }

  std::vector<Violation> list;
};

/// "bark", or "digester@site".
inline std::string name_of(const Region& region, const Endpoint& end) {
  if (end.stream) return region[end.stream].key;
  return region[end.process].key + "@" + region[end.site].key;
}

}  // namespace samspill::network
