#pragma once

#include <optional>
#include <string_view>

#include "base/table_reader.h"
#include "reference/rows.h"

namespace samspill::reference {

/// The status that the row states; nothing when it states none.
std::optional<Status> read_status(TableReader& reader);

/// Where the figures of the reader's row are from: its columns source, year and status. `status` is
/// that of rows that state none, and `stated` marks the dataset's own tables.
Provenance read_provenance(TableReader& reader, std::string_view key, Status status);

}  // namespace samspill::reference
