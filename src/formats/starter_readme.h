#pragma once

#include <string>

#include "reference/resource.h"

namespace samspill::formats {

/// The README.md of a starter folder: how to fill the files in, every setting, file and column.
std::string starter_readme(reference::Language language);

}  // namespace samspill::formats
