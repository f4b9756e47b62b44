// Problem: Cairo (1.16 to 1.18) writes the elements of a tagged PDF, but neither the document's
//   language, nor alternative text of figures, nor the scope of header cells.
// Method: an incremental update (ISO 32000-1, 7.5.6): the bytes stay as they are; changed versions
// of a
//   few objects, a cross-reference table for them and a new trailer are appended. Cairo numbers the
//   elements in the order in which they were opened, so the n-th Figure object is the n-th figure.
//   Numbers that Cairo 1.18 gives to artifacts and never writes are declared free.
// Limits: needs a plain cross-reference table (PDF 1.4). Where the file looks different it comes
// back
//   unchanged: still a valid PDF, with less help for screen readers.

#include "report/pdf_structure.h"

#include <charconv>
#include <cstdint>
#include <format>
#include <map>
#include <optional>
#include <string_view>

namespace samspill::report {
namespace {

/// An unsigned number at the beginning of the text, after blanks.
std::optional<std::size_t> leading_number(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \r\n");
  if (begin == std::string_view::npos) return {};
  std::size_t value = 0;
  const auto [end, code] = std::from_chars(text.data() + begin, text.data() + text.size(), value);
  return code == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<std::size_t> number_after(std::string_view text, std::string_view key) {
  const std::size_t found = text.find(key);
  return found == std::string_view::npos ? std::nullopt
                                         : leading_number(text.substr(found + key.size()));
}

/// Where Cairo's cross-reference table puts the objects, and what its trailer says.
struct Index {
  std::size_t table = 0;
  std::size_t root = 0;
  std::size_t info = 0;
  std::vector<std::size_t> offsets;  // by object number
};

std::optional<Index> read_index(std::string_view pdf) {
  const std::size_t end = pdf.rfind("startxref");
  if (end == std::string_view::npos) return {};
  const auto table = number_after(pdf.substr(end), "startxref");
  if (!table || *table >= end || !pdf.substr(*table).starts_with("xref\n0 ")) return {};
  const std::string_view text = pdf.substr(*table, end - *table);
  const auto count = leading_number(text.substr(7));
  const auto root = number_after(text, "/Root");
  const auto info = number_after(text, "/Info");
  const std::size_t entries = text.find('\n', 7);
  constexpr std::size_t kEntry = 20;
  if (!count || !root || !info || entries == std::string_view::npos) return {};
  if (entries + 1 + *count * kEntry > text.size()) return {};
  Index index{*table, *root, *info, {}};
  for (std::size_t i = 0; i < *count; ++i) {
    index.offsets.push_back(leading_number(text.substr(entries + 1 + i * kEntry)).value_or(0));
  }
  return index;
}

bool is_written(std::string_view pdf, const Index& index, std::size_t number) {
  return pdf.substr(index.offsets[number]).starts_with(std::format("{} 0 obj", number));
}

/// "<< … >>" of an object that is a plain dictionary; empty otherwise.
std::string_view dictionary(std::string_view pdf, const Index& index, std::size_t number) {
  if (number >= index.offsets.size()) return {};
  if (!is_written(pdf, index, number)) return {};
  const std::string_view text = pdf.substr(index.offsets[number]);
  const std::string_view body = text.substr(0, text.find("endobj"));
  const std::size_t begin = body.find("<<");
  const std::size_t end = body.rfind(">>");
  const bool is_plain = begin != std::string_view::npos && end != std::string_view::npos &&
                        body.find("stream") == std::string_view::npos;
  return is_plain ? body.substr(begin, end + 2 - begin) : std::string_view();
}

void append_utf16(std::string& out, char32_t point) {
  if (point < 0x10000) {
    out += std::format("{:04X}", static_cast<std::uint32_t>(point));
    return;
  }
  const auto rest = static_cast<std::uint32_t>(point - 0x10000);
  out += std::format("{:04X}{:04X}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3ff));
}

/// A PDF text string in UTF-16, written as hexadecimal digits; no byte of it needs escaping.
std::string text_string(std::string_view text) {
  std::string out = "<FEFF";
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? first : first & (0x7F >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    }
    append_utf16(out, point);
    i += length;
  }
  return out + ">";
}

std::string with_entries(std::string_view dictionary, std::string_view entries) {
  return std::format("{}   {}\n>>", dictionary.substr(0, dictionary.size() - 2), entries);
}

/// The new versions of objects, by number.
std::map<std::size_t, std::string> changed_objects(std::string_view pdf, const Index& index,
                                                   const PdfStructure& structure) {
  std::map<std::size_t, std::string> changed;
  std::size_t figures = 0;
  std::size_t header_cells = 0;
  for (std::size_t i = 1; i < index.offsets.size(); ++i) {
    const std::string_view found = dictionary(pdf, index, i);
    if (!found.contains("/Type /StructElem")) continue;
    if (found.contains("/S /Figure") && figures < structure.figures.size()) {
      changed[i] = with_entries(found, "/Alt " + text_string(structure.figures[figures++]));
    } else if (found.contains("/S /TH") && header_cells < structure.header_cells.size()) {
      const bool is_row = structure.header_cells[header_cells++] == HeaderScope::row;
      changed[i] = with_entries(
          found, std::format("/A << /O /Table /Scope /{} >>", is_row ? "Row" : "Column"));
    }
  }
  const std::string_view catalog = dictionary(pdf, index, index.root);
  if (!catalog.empty()) {
    changed[index.root] = with_entries(
        catalog, std::format("/Lang ({}) /ViewerPreferences << /DisplayDocTitle true >>",
                             structure.language));
  }
  return changed;
}

}  // namespace

std::string add_structure(std::string pdf, const PdfStructure& structure) {
  const std::optional<Index> index = read_index(pdf);
  if (!index) return pdf;
  const std::map<std::size_t, std::string> changed = changed_objects(pdf, *index, structure);
  std::string out = std::move(pdf);
  if (!out.ends_with('\n')) out += '\n';
  std::string table = "xref\n0 1\n0000000000 65535 f \n";
  for (std::size_t i = 1; i < index->offsets.size(); ++i) {
    if (!is_written(out, *index, i)) table += std::format("{} 1\n0000000000 00001 f \n", i);
  }
  for (const auto& [number, object] : changed) {
    table += std::format("{} 1\n{:010} 00000 n \n", number, out.size());
    out += std::format("{} 0 obj\n{}\nendobj\n", number, object);
  }
  const std::size_t begin = out.size();
  out += table;
  out += std::format("trailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /Prev {} >>\n",
                     index->offsets.size(), index->root, index->info, index->table);
  return out + std::format("startxref\n{}\n%%EOF\n", begin);
}

}  // namespace samspill::report
