#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/terminal.h"
#include "formats/dataset.h"

namespace samspill::cli {

/// A dataset with what the check said of it.
struct CheckedDataset {
  formats::Dataset dataset;
  Diagnostics diagnostics;
};

/// Reads and checks; prints the problems. Empty when there are errors (exit code 1). Where nothing
/// but the tables of `spare` is wrong, the dataset comes without them, and their errors stand among
/// the diagnostics.
std::optional<CheckedDataset> load_dataset(const std::filesystem::path& place,
                                           const Terminal& terminal,
                                           std::span<const std::string_view> spare = {});

/// Says how many warnings there are and where they can be read; nothing when there are none.
void print_warning_count(const Diagnostics& diagnostics, const std::filesystem::path& place,
                         const Terminal& terminal);

/// The problems, one a line with their place, and a closing line that counts them.
void print_diagnostics(const Diagnostics& diagnostics, std::ostream& out, const Terminal& terminal);

}  // namespace samspill::cli
