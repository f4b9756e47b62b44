#include "base/diagnostic.h"

#include <utility>

namespace samspill {

Message to_message(const Diagnostic& diagnostic) {
  Message place(diagnostic.file);
  if (diagnostic.row > 0) {
    Message row = tell("row {}", diagnostic.row);
    place = place.empty() ? std::move(row) : tell("{} {}", std::move(place), std::move(row));
  }
  if (!diagnostic.column.empty()) {
    Message column = tell("column {}", diagnostic.column);
    place = place.empty()        ? std::move(column)
            : diagnostic.row > 0 ? tell("{}, {}", std::move(place), std::move(column))
                                 : tell("{} {}", std::move(place), std::move(column));
  }
  if (place.empty()) return diagnostic.message;
  return tell("{}: {}", std::move(place), diagnostic.message);
}

std::string to_text(const Diagnostic& diagnostic) {
  return in_english(to_message(diagnostic));
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (++counts_[static_cast<std::size_t>(diagnostic.severity)] <= kMost) {
    list_.push_back(std::move(diagnostic));
  } else {
    ++dropped_;
  }
}

void Diagnostics::error(std::string file, int row, std::string column, Message message) {
  add({Severity::error, std::move(file), row, std::move(column), std::move(message)});
}

void Diagnostics::warning(std::string file, int row, std::string column, Message message) {
  add({Severity::warning, std::move(file), row, std::move(column), std::move(message)});
}

}  // namespace samspill
