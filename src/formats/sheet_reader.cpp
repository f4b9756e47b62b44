#include "formats/sheet_reader.h"

#include <charconv>
#include <cmath>
#include <format>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace samspill::formats {
namespace {

std::optional<std::size_t> to_index(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::optional<double> to_double(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

/// "BC23" → 54. Empty when there are no letters; kMostSheetColumns when there are too many.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char raw : reference) {
    const char c = raw >= 'a' && raw <= 'z' ? static_cast<char>(raw - 'a' + 'A') : raw;
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    if (column > kMostSheetColumns) return kMostSheetColumns;
  }
  if (column == 0) return {};
  return column - 1;
}

}  // namespace

SheetReader::SheetReader(const WorkbookParts& parts, std::string where,
                         std::function<void(const SheetRow&)> take)
    : parts_(parts), where_(std::move(where)), take_(std::move(take)) {}

void SheetReader::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_cell_) {
    if (name == "v") {
      in_value_ = true;
      has_value_ = true;
    } else if (name == "f") {
      has_formula_ = true;
    } else if (name == "is") {
      is_inline_ = true;
      runs_.begin();
    } else if (is_inline_) {
      runs_.start(name);
    }
  } else if (in_row_ && name == "c") {
    start_cell(attributes);
  } else if (name == "row") {
    start_row(attributes);
  }
}

void SheetReader::end(std::string_view name) {
  if (in_cell_) {
    if (name == "v") in_value_ = false;
    if (name == "c") {
      finish_cell();
    } else if (is_inline_) {
      runs_.end(name);
    }
  } else if (in_row_ && name == "row") {
    finish_row();
  }
}

void SheetReader::text(std::string_view piece) {
  if (in_value_) value_.append(piece);
  if (is_inline_) runs_.text(piece);
}

void SheetReader::start_row(const XmlAttributes& attributes) {
  const std::size_t stated = to_index(attributes["r"]).value_or(0);
  row_number_ = stated > 0 ? stated : row_number_ + 1;
  if (row_number_ > kMostSheetRows || ++rows_ > kMostSheetRows) {
    throw Error(ErrorKind::invalid, tell("{}: has more than {} rows, the most that a worksheet "
                                         "can have",
                                         where_, kMostSheetRows));
  }
  in_row_ = true;
  column_ = 0;
  row_text_.clear();
  kept_.clear();
}

void SheetReader::start_cell(const XmlAttributes& attributes) {
  column_ = column_of(attributes["r"]).value_or(column_);
  if (column_ >= kMostSheetColumns || kept_.size() >= kMostSheetColumns) {
    throw Error(ErrorKind::invalid, tell("{}: has more than {} columns, the most that a "
                                         "worksheet can have",
                                         where_, kMostSheetColumns));
  }
  in_cell_ = true;
  type_ = attributes["t"];
  style_ = to_index(attributes["s"]).value_or(0);
  has_formula_ = false;
  has_value_ = false;
  in_value_ = false;
  is_inline_ = false;
  value_.clear();
}

void SheetReader::finish_cell() {
  in_cell_ = false;
  in_value_ = false;
  const std::string_view value = trim(value_.text());
  if (is_inline_) {
    keep(SheetCell::Kind::text, runs_.pieces().text(), runs_.pieces().bytes());
  } else if (has_formula_ && !has_value_) {
    keep(SheetCell::Kind::uncomputed, "=", 1);
  } else if (value.empty()) {
    // An empty cell with a style, or a formula whose result is the empty text.
  } else if (type_ == "s") {
    keep_shared(value);
  } else if (type_ == "b") {
    keep(SheetCell::Kind::text, value == "0" || value == "false" ? "FALSE" : "TRUE", value.size());
  } else if (type_ == "e") {
    keep(SheetCell::Kind::error, value, value_.bytes());
  } else if (type_ == "str" || type_ == "d") {
    keep(SheetCell::Kind::text, value, value_.bytes());
  } else {
    keep_number(value);
  }
  is_inline_ = false;
  ++column_;
}

void SheetReader::keep(SheetCell::Kind kind, std::string_view text, std::uint64_t bytes) {
  const bool is_escaped = text.find("_x") != std::string_view::npos;
  const std::string decoded = is_escaped ? decode_escapes(text) : std::string();
  if (is_escaped) text = decoded;
  text = trim(text);
  if (text.empty()) return;
  SheetCell cell{
      kind, column_, {}, SheetCell::kNotShared, bytes > kLargestCell ? bytes : text.size()};
  kept_.push_back({cell, row_text_.size(), text.size()});
  row_text_ += text;
}

void SheetReader::keep_shared(std::string_view index) {
  const std::optional<std::size_t> shared = to_index(index);
  if (!shared || *shared >= parts_.texts.size()) {
    return keep(SheetCell::Kind::broken, index, index.size());
  }
  if (parts_.texts[*shared].empty()) return;
  const SheetCell cell{SheetCell::Kind::text, column_, parts_.texts[*shared],
                       static_cast<std::uint32_t>(*shared), parts_.texts.bytes(*shared)};
  kept_.push_back({cell, 0, 0});
}

/// Numbers come back as the shortest text that reads back as the same number: spreadsheets write
/// 0.1 as 0.10000000000000001. What is no number stays as it is, for the checks of the table to
/// tell.
void SheetReader::keep_number(std::string_view text) {
  const std::optional<double> value = to_double(text);
  if (!value) return keep(SheetCell::Kind::text, text, value_.bytes());
  const CellLook look = parts_.look(style_);
  if (look == CellLook::date) {
    if (const auto date = date_text(*value, parts_.is_1904)) {
      return keep(SheetCell::Kind::text, *date, date->size());
    }
  }
  const std::string shortest = to_text(*value);
  const bool is_percentage = look == CellLook::percent;
  keep(is_percentage ? SheetCell::Kind::percentage : SheetCell::Kind::text, shortest,
       shortest.size());
}

void SheetReader::finish_row() {
  in_row_ = false;
  if (kept_.empty()) return;
  cells_.clear();
  for (const Kept& kept : kept_) {
    cells_.push_back(kept.cell);
    if (kept.cell.shared == SheetCell::kNotShared) {
      cells_.back().text = std::string_view(row_text_).substr(kept.begin, kept.size);
    }
  }
  take_({static_cast<int>(row_number_), cells_});
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace samspill::formats
