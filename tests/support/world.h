#pragma once

#include <string>
#include <utility>
#include <vector>

#include "formats/dataset.h"

namespace samspill::testing {

/// A small region written as text: table name → CSV. Fails the test with the diagnostics when the
/// text is wrong. `reference_tables` are CSV texts by name (resources, prices …) laid over an empty
/// reference, so that a test sees nothing but what it names; "built_in" as a name starts from the
/// tables that ship with the program.
using Text = std::vector<std::pair<std::string, std::string>>;
formats::Dataset make_world(const std::string& region_toml, const Text& tables,
                            const Text& reference_tables);

}  // namespace samspill::testing
