#include "formats/starter_help.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <xlsxwriter.h>

#include "domain/remark.h"
#include "formats/cell_writer.h"
#include "formats/column_help.h"
#include "formats/schema.h"
#include "formats/starter_example.h"
#include "formats/starter_lists.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

using reference::Language;

/// Writes the sheet from top to bottom.
class HelpSheet {
 public:
  HelpSheet(lxw_worksheet* sheet, const SheetStyles& styles, Language language)
      : sheet_(sheet), styles_(styles), language_(language) {}

  std::string say(std::string_view key) const {
    return reference::text(Remark{std::string(key), {example_unit_text(language_)}}, language_);
  }
  void title(std::string_view key) {
    if (row_ > 0) ++row_;
    put(0, say(key), styles_.title());
    ++row_;
  }
  /// A paragraph over both columns; the library cannot measure text, so its height is estimated.
  void paragraph(const std::string& text) {
    constexpr double kLineHeight = 15;
    constexpr std::size_t kLineLength = 110;
    worksheet_merge_range(sheet_, row_, 0, row_, 1, "", styles_.prose());
    put(0, text, styles_.prose());
    worksheet_set_row(sheet_, row_,
                      kLineHeight * static_cast<double>(text.size() / kLineLength + 1), nullptr);
    ++row_;
  }
  void line(std::string_view word, std::string_view meaning) {
    put(0, word, styles_.prose());
    put(1, meaning, styles_.prose());
    ++row_;
  }
  void words(std::string_view title_key, std::string_view kind) {
    title(title_key);
    for (const auto& [word, meaning] : list_words(kind, language_)) line(word, meaning);
  }

 private:
  void put(lxw_col_t column, std::string_view text, lxw_format* format) {
    write_text({sheet_, row_, column, "help", ""}, text, format);
  }

  lxw_worksheet* sheet_;
  const SheetStyles& styles_;
  Language language_;
  lxw_row_t row_ = 0;
};

}  // namespace

void write_help_sheet(lxw_worksheet* sheet, const SheetStyles& styles, Language language) {
  constexpr double kWordWidth = 28, kMeaningWidth = 90;
  worksheet_set_column(sheet, 0, 0, kWordWidth, nullptr);
  worksheet_set_column(sheet, 1, 1, kMeaningWidth, nullptr);
  HelpSheet help(sheet, styles, language);
  help.title("starter.title");
  help.paragraph(help.say("starter.workbook_intro"));
  help.title("starter.rules");
  for (const std::string_view rule :
       {"starter.rule_colours", "starter.rule_lists", "starter.rule_header", "starter.rule_unknown",
        "starter.rule_id", "starter.rule_unit", "starter.rule_list"}) {
    help.paragraph("• " + help.say(rule));
  }
  help.title("starter.tables");
  for (const std::string_view name : kStarterTables) {
    help.line(name, find_table(name)->help(language));
  }
  help.title("starter.other_tables");
  for (const TableSchema& table : schema()) {
    if (!std::ranges::contains(kStarterTables, table.name)) {
      help.line(table.name, table.help(language));
    }
  }
  help.words("starter.routes", "route");
  help.words("starter.properties", "property");
  help.words("starter.resources", "resource");
}

}  // namespace samspill::formats
