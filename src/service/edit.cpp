#include "service/edit.h"

#include <format>

#include "base/error.h"
#include "base/text.h"
#include "service/problem.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

constexpr std::size_t kMostCells = 40;
constexpr std::size_t kMostQualities = 100;

[[noreturn]] void fail(std::string_view what, std::string_view expected) {
  throw Error(ErrorKind::invalid, std::format("{}: expected {}", what, expected));
}

app::Cells read_cells(std::string_view what, const Json& json) {
  if (!json.is_object() || json.size() > kMostCells) {
    fail(what, std::format("an object of at most {} cells", kMostCells));
  }
  app::Cells cells;
  for (const auto& [column, text] : json.items()) {
    if (!text.is_string()) fail(column, "a text, also for numbers");
    cells.emplace_back(column, text.get<std::string>());
  }
  return cells;
}

}  // namespace

Changes read_changes(const Request& request) {
  const Json body = read_object(request);
  if (body.empty()) fail("the body", "cells or qualities");
  Changes changes;
  for (const auto& [name, value] : body.items()) {
    if (name == "cells") {
      changes.cells = read_cells(name, value);
    } else if (name == "qualities") {
      if (!value.is_array() || value.size() > kMostQualities) {
        fail(name, std::format("a list of at most {}", kMostQualities));
      }
      changes.qualities.emplace();
      for (const Json& quality : value) changes.qualities->push_back(read_cells(name, quality));
    } else {
      fail(in_quotes(name), "cells or qualities");
    }
  }
  return changes;
}

const storage::Row& row_after(const app::Edited& edited) {
  if (edited.row) return *edited.row;
  throw Refusal({422,
                 std::format("{} found; nothing was changed.",
                             edited.diagnostics.errors() == 1
                                 ? "1 error"
                                 : std::format("{} errors", edited.diagnostics.errors())),
                 edited.diagnostics.list()});
}

}  // namespace samspill::service
