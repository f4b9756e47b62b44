#pragma once

#include <array>
#include <string_view>

#include "base/json.h"
#include "formats/dataset.h"
#include "portfolio/questions.h"

namespace samspill::formats {

/// The words for portfolio::Unranked and portfolio::Alternative::Kind.
inline constexpr std::array<std::string_view, 10> kUnrankedReasons = {
    "left_out",      "in_baseline",   "ended",     "cost_unknown", "cut_unknown",
    "start_unknown", "need_unranked", "ruled_out", "too_late",     "not_in_its_year"};
inline constexpr std::array<std::string_view, 4> kAlternatives = {"as_asked", "without_limits",
                                                                  "other_target", "named"};

/// The machine form (docs/json.md). Without answers: the choice alone.
Json portfolio_json(const Dataset& dataset, const portfolio::Portfolio& portfolio,
                    const std::optional<portfolio::Answers>& answers);

}  // namespace samspill::formats
