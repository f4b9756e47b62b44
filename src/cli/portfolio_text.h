#pragma once

#include <optional>

#include "cli/terminal.h"
#include "portfolio/questions.h"
#include "report/wording.h"

namespace samspill::cli {

/// The portfolio in the plain words of the report first, then in tables.
void print_portfolio(const Terminal& terminal, const Region& region,
                     const portfolio::Portfolio& portfolio,
                     const std::optional<portfolio::Answers>& answers,
                     const report::Wording& words);

}  // namespace samspill::cli
