#include "base/diagnostic.h"

#include <format>
#include <utility>

namespace samspill {

std::string to_text(const Diagnostic& diagnostic) {
  std::string place = diagnostic.file;
  if (diagnostic.row > 0) {
    place += std::format("{}row {}", place.empty() ? "" : " ", diagnostic.row);
  }
  if (!diagnostic.column.empty()) {
    const std::string_view joint = diagnostic.row > 0 ? ", " : place.empty() ? "" : " ";
    place += std::format("{}column {}", joint, diagnostic.column);
  }
  return place.empty() ? diagnostic.message : place + ": " + diagnostic.message;
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (++counts_[static_cast<std::size_t>(diagnostic.severity)] <= kMost) {
    list_.push_back(std::move(diagnostic));
  } else {
    ++dropped_;
  }
}

void Diagnostics::error(std::string file, int row, std::string column, std::string message) {
  add({Severity::error, std::move(file), row, std::move(column), std::move(message)});
}

void Diagnostics::warning(std::string file, int row, std::string column, std::string message) {
  add({Severity::warning, std::move(file), row, std::move(column), std::move(message)});
}

}  // namespace samspill
