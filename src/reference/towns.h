#pragma once

#include <string>
#include <vector>

#include "domain/region.h"

namespace samspill::reference {

struct Town {
  std::string country;  // ISO 3166-1, two letters
  std::string name;
  Place place;
  double weight = 0;  // thousand inhabitants
};

/// The towns of the reference table, in its order.
const std::vector<Town>& towns();

}  // namespace samspill::reference
