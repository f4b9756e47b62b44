#include "formats/starter_lists.h"

#include <array>
#include <format>
#include <reference_tables.h>
#include <xlsxwriter.h>

#include "base/csv.h"
#include "base/diagnostic.h"
#include "formats/cell_writer.h"
#include "formats/column_help.h"
#include "formats/country_names.h"
#include "formats/sheet_reader.h"
#include "reference/reference.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

using reference::Language;

constexpr std::array<std::string_view, 6> kListKinds = {"resource", "property", "route",
                                                        "country",  "mode",     "unit"};

std::vector<ListWord> resources(Language language) {
  std::vector<ListWord> out;
  for (const reference::Resource& resource : reference::built_in().resources()) {
    out.push_back({resource.key, std::format("{} [{}]", resource.name(language), resource.unit())});
  }
  return out;
}

std::vector<ListWord> properties(Language language) {
  std::vector<ListWord> out;
  for (const reference::Property& property : reference::built_in().properties()) {
    const std::string& name = language == Language::nb ? property.name_nb : property.name_en;
    out.push_back({property.key, std::format("{} [{}]", name, property.unit)});
  }
  return out;
}

std::vector<ListWord> routes(Language language) {
  std::vector<ListWord> out = {{"purchase", reference::text("starter.route_purchase", language)},
                               {"none", reference::text("starter.route_none", language)}};
  Diagnostics diagnostics;
  const auto codes = read_csv("rd_codes", "data/rd_codes.csv",
                              std::string(reference::tables::rd_codes_csv()), diagnostics);
  const auto code = codes->column("code").value();
  const auto title = codes->column(language == Language::nb ? "title_nb" : "title_en").value();
  for (std::size_t row = 0; row < codes->rows(); ++row) {
    out.push_back({std::string(codes->cell(row, code)), std::string(codes->cell(row, title))});
  }
  return out;
}

}  // namespace

std::vector<ListWord> list_words(std::string_view kind, Language language) {
  if (kind == "resource") return resources(language);
  if (kind == "property") return properties(language);
  if (kind == "route") return routes(language);
  std::vector<ListWord> out;
  if (kind == "country") {
    for (auto& [code, name] : countries(language)) out.push_back({code, name});
  }
  if (kind == "mode") {
    for (const reference::Mode& mode : reference::built_in().modes()) out.push_back({mode.key, ""});
  }
  if (kind == "unit") {
    for (const std::string_view unit : example_units(language)) {
      out.push_back({std::string(unit), ""});
    }
  }
  return out;
}

StarterLists::StarterLists(lxw_worksheet* sheet, const SheetStyles& styles, Language language) {
  lxw_col_t column = 0;
  for (const std::string_view kind : kListKinds) {
    const std::vector<ListWord> words = list_words(kind, language);
    const auto meanings = static_cast<lxw_col_t>(column + 1);
    write_text({sheet, 0, column, kSheet, kind}, kind, styles.header({}));
    for (lxw_row_t row = 1; const auto& [word, meaning] : words) {
      write_text({sheet, row, column, kSheet, kind}, word, styles.text());
      write_text({sheet, row, meanings, kSheet, kind}, meaning, styles.text());
      ++row;
    }
    const std::string letters = column_letters(column);
    formulas_[std::string(kind)] =
        std::format("={}!${}$2:${}${}", kSheet, letters, letters, words.size() + 1);
    column = static_cast<lxw_col_t>(column + 2);
  }
  worksheet_hide(sheet);
}

std::string StarterLists::formula(std::string_view kind) const {
  const auto found = formulas_.find(kind);
  return found == formulas_.end() ? std::string() : found->second;
}

}  // namespace samspill::formats
