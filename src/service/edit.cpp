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

[[noreturn]] void fail(Message what, Message expected) {
  throw Error(ErrorKind::invalid, tell("{}: expected {}", std::move(what), std::move(expected)));
}

app::Cells read_cells(std::string_view what, const Json& json) {
  if (!json.is_object() || json.size() > kMostCells) {
    fail(Message(std::string(what)), tell("an object of at most {} cells", kMostCells));
  }
  app::Cells cells;
  for (const auto& [column, text] : json.items()) {
    if (!text.is_string()) fail(Message(column), tell("a text, also for numbers"));
    cells.emplace_back(column, text.get<std::string>());
  }
  return cells;
}

}  // namespace

Changes read_changes(const Request& request) {
  const Json body = read_object(request);
  if (body.empty()) fail(tell("the body"), tell("cells or qualities"));
  Changes changes;
  for (const auto& [name, value] : body.items()) {
    if (name == "cells") {
      changes.cells = read_cells(name, value);
    } else if (name == "qualities") {
      if (!value.is_array() || value.size() > kMostQualities) {
        fail(Message(name), tell("a list of at most {}", kMostQualities));
      }
      changes.qualities.emplace();
      for (const Json& quality : value) changes.qualities->push_back(read_cells(name, quality));
    } else {
      fail(Message(in_quotes(name)), tell("cells or qualities"));
    }
  }
  return changes;
}

const storage::Row& row_after(const app::Edited& edited) {
  if (edited.row) return *edited.row;
  throw Refusal({422,
                 edited.diagnostics.errors() == 1
                     ? tell("1 error found; nothing was changed.")
                     : tell("{} errors found; nothing was changed.", edited.diagnostics.errors()),
                 edited.diagnostics.list()});
}

}  // namespace samspill::service
