#pragma once

#include <string>
#include <string_view>

#include "app/edits.h"
#include "service/request.h"
#include "service/row_json.h"

namespace samspill::service {

/// What a request changes: cells by their columns, and of a stream all of its qualities.
struct Changes {
  app::Cells cells;
  std::optional<std::vector<app::Cells>> qualities;
};

/// The body as the contract's Cells. Throws Error(invalid), and what read_object throws.
Changes read_changes(const Request& request);

/// The row after an edit. Throws Refusal(422) with every cell to mend when the edit was refused.
const storage::Row& row_after(const app::Edited& edited);

}  // namespace samspill::service
