#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/message.h"

namespace samspill {

enum class Severity { error, warning, info };

/// One thing to mend in the user's data: where it stands, what was found, what was expected.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;    // as the user named it; a workbook's sheet is "book.xlsx, sheet streams"
  int row = 0;         // as a spreadsheet counts, header = 1; 0 = the whole file
  std::string column;  // empty = the whole row
  Message message;

  bool operator==(const Diagnostic&) const = default;
};

/// The place and what is wrong there: "streams.csv row 14, column quantity: found …"
Message to_message(const Diagnostic& diagnostic);
/// The same in English.
std::string to_text(const Diagnostic& diagnostic);

/// All diagnostics of one reading, in the order found. Keeps the first kMost of each severity and
/// counts the rest, so that a file which is wrong on every row cannot fill the memory, and a flood
/// of warnings cannot hide the error that stops everything.
class Diagnostics {
 public:
  static constexpr std::size_t kMost = 10'000;

  void add(Diagnostic diagnostic);
  void error(std::string file, int row, std::string column, Message message);
  void warning(std::string file, int row, std::string column, Message message);

  bool has_errors() const { return errors() > 0; }
  std::size_t errors() const { return count(Severity::error); }
  std::size_t warnings() const { return count(Severity::warning); }
  /// How many were counted but not kept.
  std::size_t dropped() const { return dropped_; }
  const std::vector<Diagnostic>& list() const { return list_; }

 private:
  std::size_t count(Severity severity) const { return counts_[static_cast<std::size_t>(severity)]; }

  std::vector<Diagnostic> list_;
  std::array<std::size_t, 3> counts_{};
  std::size_t dropped_ = 0;
};

}  // namespace samspill
