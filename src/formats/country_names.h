#pragma once

#include <string>
#include <vector>

#include "reference/resource.h"

namespace samspill::formats {

struct Country {
  std::string code;  // ISO 3166 alpha-2
  std::string name;
};

/// All countries by code with their names in the language, those around the Baltic and the North
/// Sea first.
std::vector<Country> countries(reference::Language language);

}  // namespace samspill::formats
