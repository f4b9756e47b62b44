#include "formats/workbook_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <utility>

#include "base/error.h"

namespace samspill::formats {
namespace {

// Of the office formats' limits; no spreadsheet writes more.
constexpr std::size_t kMostSheets = 10'000;
constexpr std::size_t kLongestSheetName = 255;
constexpr std::size_t kMostStyles = 100'000;

int to_int(std::string_view text, int fallback) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : fallback;
}

/// One line of a .rels part: where another part stands.
struct Relation {
  std::string id;
  std::string type;
  std::string target;
};

class RelationsReader : public XmlVisitor {
 public:
  explicit RelationsReader(std::vector<Relation>& out) : out_(out) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || out_.size() >= kMostSheets) return;
    out_.push_back({std::string(attributes["Id"]), std::string(attributes["Type"]),
                    std::string(attributes["Target"])});
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*piece*/) override {}

 private:
  std::vector<Relation>& out_;
};

/// A target of a relation, from the folder of the part that names it: "worksheets/sheet1.xml",
/// "../media/a.png" or, from the top, "/xl/worksheets/sheet1.xml".
std::string resolve(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> path;
  if (!target.starts_with('/')) path = split(folder, '/');
  for (const std::string_view step : split(target, '/')) {
    if (step == "..") {
      if (!path.empty()) path.pop_back();
    } else if (step != ".") {
      path.push_back(step);
    }
  }
  std::string resolved;
  for (const std::string_view step : path) {
    if (!resolved.empty()) resolved += '/';
    resolved += step;
  }
  return resolved;
}

std::string_view folder_of(std::string_view part) {
  return part.substr(0, std::min(part.rfind('/'), part.size()));
}

std::vector<Relation> read_relations(ZipArchive& archive, std::string_view of_part) {
  const std::string_view folder = of_part.contains('/') ? folder_of(of_part) : std::string_view();
  const std::string_view name = of_part.substr(of_part.rfind('/') + 1);
  const std::string part =
      std::format("{}{}_rels/{}.rels", folder, folder.empty() ? "" : "/", name);
  std::vector<Relation> relations;
  if (!archive.has(part)) return relations;
  RelationsReader reader(relations);
  read_xml(archive, part, reader);
  for (Relation& relation : relations) relation.target = resolve(folder, relation.target);
  return relations;
}

/// Relation types are addresses whose last word tells, in both dialects of the format.
const Relation* find_type(const std::vector<Relation>& relations, std::string_view word) {
  const auto found = std::ranges::find_if(relations, [word](const Relation& relation) {
    const std::string_view type = relation.type;
    return type.substr(type.rfind('/') + 1) == word;
  });
  return found == relations.end() ? nullptr : &*found;
}

class WorkbookReader : public XmlVisitor {
 public:
  struct Sheet {
    std::string name;
    std::string relation_id;
  };
  std::vector<Sheet> sheets;
  bool is_1904 = false;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view flag = attributes["date1904"];
      is_1904 = flag == "1" || flag == "true" || flag == "on";
    } else if (name == "sheet" && sheets.size() < kMostSheets) {
      sheets.push_back({std::string(attributes["name"]), std::string(attributes.prefixed("id"))});
    }
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*piece*/) override {}
};

class StylesReader : public XmlVisitor {
 public:
  explicit StylesReader(std::vector<CellLook>& out) : out_(out) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      const int id = to_int(attributes["numFmtId"], -1);
      if (own_formats_.size() < kMostStyles) {
        own_formats_.emplace_back(id, look_of_code(attributes["formatCode"]));
      }
    } else if (name == "cellXfs") {
      in_cell_styles_ = true;
    } else if (name == "xf" && in_cell_styles_ && out_.size() < kMostStyles) {
      out_.push_back(look(to_int(attributes["numFmtId"], 0)));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_styles_ = false;
    if (name == "numFmts") std::ranges::stable_sort(own_formats_, {}, &OwnFormat::first);
  }
  void text(std::string_view /*piece*/) override {}

 private:
  using OwnFormat = std::pair<int, CellLook>;

  CellLook look(int id) const {
    const auto found = std::ranges::lower_bound(own_formats_, id, {}, &OwnFormat::first);
    const bool is_own = found != own_formats_.end() && found->first == id;
    return is_own ? found->second : look_of_built_in(id);
  }

  std::vector<CellLook>& out_;
  std::vector<OwnFormat> own_formats_;
  bool in_cell_styles_ = false;
};

std::string workbook_part(ZipArchive& archive) {
  const std::vector<Relation> relations = read_relations(archive, "");
  const Relation* document = find_type(relations, "officeDocument");
  const std::string part = document != nullptr ? document->target : "xl/workbook.xml";
  if (!archive.has(part) || !part.ends_with(".xml")) {
    const bool is_binary = part.ends_with(".bin");
    throw Error(ErrorKind::invalid,
                tell("{}: {}", archive.place(),
                     is_binary ? tell("is a binary workbook (.xlsb); save it as .xlsx")
                               : tell("is a zip file but no workbook; expected an .xlsx file")));
  }
  return part;
}

}  // namespace

CellLook WorkbookParts::look(std::size_t style) const {
  return style < looks.size() ? looks[style] : CellLook::plain;
}

void read_xml(ZipArchive& archive, std::string_view part, XmlVisitor& visitor) {
  XmlStream stream(visitor, std::format("{}: {}", archive.place(), part));
  archive.read(part, [&stream](std::string_view piece) { stream.take(piece); });
  stream.finish();
}

WorkbookParts read_parts(ZipArchive& archive) {
  const std::string root = workbook_part(archive);
  const std::vector<Relation> relations = read_relations(archive, root);
  WorkbookReader workbook;
  read_xml(archive, root, workbook);
  WorkbookParts parts;
  parts.is_1904 = workbook.is_1904;
  for (WorkbookReader::Sheet& sheet : workbook.sheets) {
    if (sheet.name.size() > kLongestSheetName) {
      throw Error(ErrorKind::invalid, tell("{}: is damaged: the name of a sheet has {} bytes",
                                           archive.place(), sheet.name.size()));
    }
    const auto found = std::ranges::find(relations, sheet.relation_id, &Relation::id);
    if (found == relations.end() || !found->type.ends_with("/worksheet")) continue;
    parts.sheets.push_back({std::move(sheet.name), found->target});
  }
  if (const Relation* texts = find_type(relations, "sharedStrings")) {
    SharedTextsReader reader(parts.texts, archive.place());
    read_xml(archive, texts->target, reader);
  }
  if (const Relation* styles = find_type(relations, "styles")) {
    StylesReader reader(parts.looks);
    read_xml(archive, styles->target, reader);
  }
  return parts;
}

}  // namespace samspill::formats
