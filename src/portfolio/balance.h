#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "portfolio/portfolio.h"

namespace samspill::portfolio {

/// One step of a year's balance. A level stands on zero; a change leads from one level to the next.
struct BalanceStep {
  enum class Kind {
    today,      // level: emissions of the first year looked at, without the portfolio
    change,     // of them until the year, without the portfolio
    cut,        // less is given off
    captured,   // fossil and process CO2 caught and stored
    emitted,    // level: still given off
    stored,     // biogenic CO2 caught and stored, whether or not the target counts it
    net,        // level: given off less stored; negative = more is stored than given off
    to_target,  // what is missing to the target
    to_zero     // what is missing to net zero
  };
  Kind kind = Kind::today;
  Co2eFlow from, to;

  bool operator==(const BalanceStep&) const = default;
};

/// The words for them, in order.
inline constexpr std::array<std::string_view, 9> kBalanceWords = {
    "today", "change", "cut", "captured", "emitted", "stored", "net", "to_target", "to_zero"};

/// From today's emissions to net zero and below, for one year of the path. Changes of nothing are
/// left out, and so is what is missing where nothing is.
std::vector<BalanceStep> balance(const Portfolio& portfolio, std::size_t year_of_path);

}  // namespace samspill::portfolio
