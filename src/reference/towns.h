#pragma once

#include <string>
#include <vector>

#include "domain/region.h"

namespace samspill::reference {

/// A town for orientation on a map.
struct Town {
  std::string name;
  Place place;
  double weight = 0;  // thousand inhabitants
};

/// The towns of the reference table, the largest first.
const std::vector<Town>& towns();

}  // namespace samspill::reference
