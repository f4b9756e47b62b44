#include "formats/workbook_text.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"

namespace samspill::formats {
namespace {

constexpr std::size_t kMostTexts = 50'000'000;
constexpr std::size_t kEscapeSize = 7;  // _xHHHH_

/// The character that an escape at the beginning of the text stands for.
std::optional<unsigned> escape_at(std::string_view text) {
  if (text.size() < kEscapeSize || !text.starts_with("_x") || text[6] != '_') return {};
  unsigned code = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
  if (error != std::errc() || end != text.data() + 6) return {};
  return code;
}

void append_utf8(unsigned code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

}  // namespace

void TextPieces::clear() {
  text_.clear();
  bytes_ = 0;
}

void TextPieces::append(std::string_view piece) {
  bytes_ += piece.size();
  constexpr std::size_t kKept = kLargestCell + 1;
  if (text_.size() < kKept) text_ += piece.substr(0, kKept - text_.size());
}

std::string decode_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<unsigned> code = escape_at(text.substr(i));
    const bool is_character = code && *code != 0 && !(*code >= 0xD800 && *code <= 0xDFFF);
    if (is_character) {
      append_utf8(*code, out);
      i += kEscapeSize;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string encode_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n') {
      out += std::format("_x{:04X}_", c);
    } else if (c == '_' && escape_at(text.substr(i))) {
      out += "_x005F_";
    } else {
      out += text[i];
    }
  }
  return out;
}

void SharedTexts::add(const TextPieces& pieces) {
  const std::string_view kept = pieces.text();
  const bool is_escaped = kept.find("_x") != std::string_view::npos;
  const std::string decoded = is_escaped ? decode_escapes(kept) : std::string();
  const std::string_view text = trim(is_escaped ? std::string_view(decoded) : kept);
  if (pieces.bytes() > kLargestCell) too_large_[spans_.size()] = pieces.bytes();
  spans_.push_back(
      {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())});
  text_ += text;
}

std::string_view SharedTexts::operator[](std::size_t index) const {
  return std::string_view(text_).substr(spans_[index].begin, spans_[index].size);
}

std::uint64_t SharedTexts::bytes(std::size_t index) const {
  const auto found = too_large_.find(index);
  return found == too_large_.end() ? spans_[index].size : found->second;
}

void RunReader::begin() {
  pieces_.clear();
  in_text_ = false;
  reading_aid_depth_ = 0;
}

void RunReader::start(std::string_view name) {
  if (name == "rPh") ++reading_aid_depth_;
  in_text_ = name == "t" && reading_aid_depth_ == 0;
}

void RunReader::end(std::string_view name) {
  if (name == "rPh") --reading_aid_depth_;
  in_text_ = false;
}

void RunReader::text(std::string_view piece) {
  if (in_text_) pieces_.append(piece);
}

SharedTextsReader::SharedTextsReader(SharedTexts& out, std::string where)
    : out_(out), where_(std::move(where)) {}

void SharedTextsReader::start(std::string_view name, const XmlAttributes& /*attributes*/) {
  if (name == "si") {
    runs_.begin();
    in_item_ = true;
  } else if (in_item_) {
    runs_.start(name);
  }
}

void SharedTextsReader::end(std::string_view name) {
  if (!in_item_) return;
  if (name != "si") return runs_.end(name);
  in_item_ = false;
  if (out_.size() >= kMostTexts) {
    throw Error(ErrorKind::invalid,
                tell("{}: has more than {} texts; split the workbook", where_, kMostTexts));
  }
  out_.add(runs_.pieces());
}

void SharedTextsReader::text(std::string_view piece) {
  runs_.text(piece);
}

}  // namespace samspill::formats
