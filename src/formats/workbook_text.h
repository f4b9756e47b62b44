#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/xml_stream.h"

namespace samspill::formats {

/// Text that grows piece by piece and keeps little more than a cell may hold, however much comes.
class TextPieces {
 public:
  void clear();
  void append(std::string_view piece);
  /// All bytes that came, kept or not.
  std::uint64_t bytes() const { return bytes_; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::uint64_t bytes_ = 0;
};

/// "_x000D_" is how workbooks write the character U+000D; the same text with such characters as
/// they are. U+0000 and halves of surrogate pairs stay as written.
std::string decode_escapes(std::string_view text);
/// The other way round: what decode_escapes turns back into the text.
std::string encode_escapes(std::string_view text);

/// The texts that the cells of a workbook point to by number.
class SharedTexts {
 public:
  void add(const TextPieces& pieces);

  std::size_t size() const { return spans_.size(); }
  /// Trimmed; cut when it is larger than a cell may be.
  std::string_view operator[](std::size_t index) const;
  /// The bytes that the text has in the file.
  std::uint64_t bytes(std::size_t index) const;

 private:
  struct Span {
    std::uint32_t begin;
    std::uint32_t size;
  };
  std::string text_;
  std::vector<Span> spans_;
  std::unordered_map<std::size_t, std::uint64_t> too_large_;
};

/// Gathers the runs of a text and leaves out its reading aids (phonetic runs): what stands in `t`
/// elements between start() and end() of the element around them.
class RunReader {
 public:
  void begin();
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view piece);
  const TextPieces& pieces() const { return pieces_; }

 private:
  TextPieces pieces_;
  bool in_text_ = false;
  int reading_aid_depth_ = 0;
};

/// Reads xl/sharedStrings.xml.
class SharedTextsReader : public XmlVisitor {
 public:
  /// Throws Error(invalid) beyond the number of texts a workbook may have; where begins the
  /// message.
  SharedTextsReader(SharedTexts& out, std::string where);
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  SharedTexts& out_;
  std::string where_;
  RunReader runs_;
  bool in_item_ = false;
};

}  // namespace samspill::formats
