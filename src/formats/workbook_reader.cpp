// Reading a workbook: unpack, follow the relations to the sheets, stream their rows into tables.
//
// Problem: .xlsx is a zip archive of XML whose cells point to shared texts and number formats; it
// comes from Excel, LibreOffice, Google and scripts, or from someone who means harm. Method: every
// part goes piece by piece from inflate (zip_archive) through expat (xml_stream) to rows
// (sheet_reader) to a table (sheet_table); no part is ever held whole, and a shared text stands
// once in a table however many cells point to it. Source: ECMA-376 part 1 (SpreadsheetML), part 2
// (packages). Limits: UnpackLimits, kMostSheetRows, kMostSheetColumns, kMostCells, kLargestCell.
#include "formats/workbook_reader.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "formats/region_sheet.h"
#include "formats/schema.h"
#include "formats/sheet_reader.h"
#include "formats/sheet_table.h"
#include "formats/workbook_parts.h"

namespace samspill::formats {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 29;
constexpr std::size_t kMostCells = 50'000'000;
/// Sheets that only help to fill in the others, by name as fold() leaves it.
constexpr std::array<std::string_view, 3> kHelpSheets = {"help", "hjelp", "lists"};

[[noreturn]] void fail(const std::filesystem::path& place, const Message& message) {
  throw Error(ErrorKind::invalid, tell("{}: {}", place.string(), message));
}

/// Files that people take for workbooks are named for what they are.
void check_kind(std::string_view bytes, const std::filesystem::path& place) {
  constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0";
  constexpr std::string_view kEncryptedPackage("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                                               32);
  constexpr std::string_view kOpenDocument = "mimetypeapplication/vnd.oasis.opendocument";
  if (bytes.empty()) fail(place, tell("the file is empty; expected an .xlsx workbook"));
  if (bytes.starts_with(kCompoundFile)) {
    fail(place, bytes.contains(kEncryptedPackage)
                    ? tell("is protected with a password; save it as .xlsx without one")
                    : tell("is a workbook in the old .xls format; save it as .xlsx"));
  }
  if (bytes.substr(0, 200).contains(kOpenDocument)) {
    fail(place, tell("is an OpenDocument file (.ods); save it as .xlsx"));
  }
  if (!bytes.starts_with("PK")) {
    fail(place,
         tell("is not a workbook; expected an .xlsx file, a folder of CSV files, or a .json file"));
  }
}

class Reader {
 public:
  Reader(ZipArchive& archive, std::string label, Diagnostics& diagnostics)
      : archive_(archive), label_(std::move(label)), diagnostics_(diagnostics) {}

  Tables read() {
    parts_ = read_parts(archive_);
    for (const SheetPart& sheet : parts_.sheets) names_.push_back(fold(sheet.name));
    Tables out{archive_.place(), file_of(kRegionSheet), {}, {}};
    if (const SheetPart* sheet = find(kRegionSheet)) {
      out.settings_file = file_of(sheet->name);
      const auto table = read_sheet(*sheet, region_schema());
      if (table) out.settings = settings_of_sheet(*table, diagnostics_);
    }
    for (const TableSchema& schema : schema()) {
      const SheetPart* sheet = find(schema.name);
      if (sheet == nullptr) continue;
      if (auto table = read_sheet(*sheet, schema)) out.tables.push_back(std::move(*table));
    }
    warn_of_strangers();
    if (out.tables.empty() && out.settings.empty() && !diagnostics_.has_errors()) {
      throw Error(ErrorKind::invalid,
                  tell("{}: not a dataset: it has no sheet region and no table such as sites",
                       archive_.place()));
    }
    return out;
  }

 private:
  std::string file_of(std::string_view sheet) const {
    return std::format("{}, sheet {}", label_, sheet);
  }

  /// The sheet for a table; a second one of the same name is a diagnostic.
  const SheetPart* find(std::string_view name) {
    const SheetPart* found = nullptr;
    const std::string folded = fold(name);
    for (std::size_t i = 0; i < parts_.sheets.size(); ++i) {
      const SheetPart& sheet = parts_.sheets[i];
      if (names_[i] != folded) continue;
      if (found == nullptr) {
        found = &sheet;
      } else {
        diagnostics_.error(file_of(sheet.name), 0, "",
                           tell("the sheet {} already is this table", in_quotes(found->name)));
      }
    }
    return found;
  }

  std::optional<Table> read_sheet(const SheetPart& sheet, const TableSchema& schema) {
    const std::string file = file_of(sheet.name);
    SheetTable table(schema, file, parts_.texts.size(), cells_left_, diagnostics_);
    SheetReader reader(parts_, file, [&table](const SheetRow& row) { table.take(row); });
    read_xml(archive_, sheet.part, reader);
    std::optional<Table> made = table.finish();
    if (!made) diagnostics_.warning(file, 0, "", tell("the sheet is empty and is not read"));
    return made;
  }

  void warn_of_strangers() {
    std::vector<std::string_view> known{kRegionSheet};
    for (const TableSchema& schema : schema()) known.push_back(schema.name);
    for (std::size_t i = 0; i < parts_.sheets.size(); ++i) {
      const bool is_known =
          std::ranges::contains(kHelpSheets, names_[i]) ||
          std::ranges::contains(known, names_[i], [](std::string_view k) { return fold(k); });
      if (is_known) continue;
      const std::string& name = parts_.sheets[i].name;
      diagnostics_.warning(
          file_of(name), 0, "",
          tell("is not a table of a dataset and is not read{}", did_you_mean(name, known)));
    }
  }

  ZipArchive& archive_;
  std::string label_;
  Diagnostics& diagnostics_;
  WorkbookParts parts_;
  std::vector<std::string> names_;  // of the sheets, as fold() leaves them
  std::size_t cells_left_ = kMostCells;
};

}  // namespace

Tables read_workbook(const std::filesystem::path& path, Diagnostics& diagnostics) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  if (!code && size > kLargestFile) {
    fail(path,
         tell("has more than {} MiB; split it, or use a folder of CSV files", kLargestFile >> 20));
  }
  return read_workbook_bytes(read_file(path), path, diagnostics);
}

Tables read_workbook_bytes(std::string bytes, const std::filesystem::path& place,
                           Diagnostics& diagnostics, UnpackLimits limits) {
  check_kind(bytes, place);
  ZipArchive archive(std::move(bytes), place.string(), limits);
  return Reader(archive, place.filename().string(), diagnostics).read();
}

}  // namespace samspill::formats
