#pragma once

#include <optional>

#include "cli/terminal.h"
#include "formats/dataset.h"
#include "portfolio/questions.h"

namespace samspill::cli {

/// The portfolio in plain words first, then in tables.
void print_portfolio(const Terminal& terminal, const formats::Dataset& dataset,
                     const portfolio::Portfolio& portfolio,
                     const std::optional<portfolio::Answers>& answers);

}  // namespace samspill::cli
