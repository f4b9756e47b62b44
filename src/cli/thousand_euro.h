#pragma once

#include <string>

#include "cli/text_table.h"
#include "units/quantity.h"

namespace samspill::cli {

/// A yearly cost in thousand EUR, for tables.
inline std::string thousand_euro(MoneyFlow money) {
  return grouped(money.in(euro / year) / 1000);
}

}  // namespace samspill::cli
