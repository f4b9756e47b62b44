#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/workbook_parts.h"

namespace samspill::formats {

inline constexpr std::size_t kMostSheetRows = 1'048'576;
inline constexpr std::size_t kMostSheetColumns = 16'384;

/// One filled cell of a sheet, as text.
struct SheetCell {
  enum class Kind {
    text,
    percentage,  // shown as a percentage; the text is the number behind it, 0.05 for "5 %"
    error,       // the text is #N/A, #DIV/0! …
    uncomputed,  // a formula without a stored result
    broken       // points to a text that the workbook does not have
  };
  static constexpr std::uint32_t kNotShared = std::numeric_limits<std::uint32_t>::max();

  Kind kind = Kind::text;
  std::size_t column = 0;             // A = 0
  std::string_view text;              // trimmed, not empty; valid until the next row
  std::uint32_t shared = kNotShared;  // number of the shared text that it is
  std::uint64_t bytes = 0;            // of the text in the file; above kLargestCell the text is cut
};

struct SheetRow {
  int number = 0;  // as the spreadsheet shows it
  std::span<const SheetCell> cells;
};

/// Reads a worksheet row by row; rows without a filled cell are left out. Throws Error(invalid)
/// beyond kMostSheetRows or kMostSheetColumns.
class SheetReader : public XmlVisitor {
 public:
  /// where: "book.xlsx, sheet streams", for messages.
  SheetReader(const WorkbookParts& parts, std::string where,
              std::function<void(const SheetRow&)> take);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  /// A cell of the current row; its text stands in row_text_, which still grows.
  struct Kept {
    SheetCell cell;
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void finish_cell();
  void finish_row();
  void keep(SheetCell::Kind kind, std::string_view text, std::uint64_t bytes);
  void keep_shared(std::string_view index);
  void keep_number(std::string_view text);

  const WorkbookParts& parts_;
  std::string where_;
  std::function<void(const SheetRow&)> take_;

  std::size_t rows_ = 0;
  std::size_t row_number_ = 0;
  bool in_row_ = false;
  std::string row_text_;
  std::vector<Kept> kept_;
  std::vector<SheetCell> cells_;

  bool in_cell_ = false;
  std::size_t column_ = 0;
  std::string type_;
  std::size_t style_ = 0;
  bool has_formula_ = false;
  bool has_value_ = false;
  bool in_value_ = false;
  bool is_inline_ = false;
  TextPieces value_;
  RunReader runs_;
};

/// "A", "B" … "XFD".
std::string column_letters(std::size_t column);

}  // namespace samspill::formats
