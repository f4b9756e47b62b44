#include "report/pdf.h"

#include <algorithm>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "report/palette.h"
#include "report/pdf_structure.h"
#include "report/sample_world_test.h"

namespace samspill::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

/// What the last cross-reference section says; earlier versions of an object stand before it.
std::string_view update(const std::string& pdf) {
  const std::size_t first_end = pdf.find("%%EOF");
  return std::string_view(pdf).substr(first_end);
}

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += std::format("{:04X}", static_cast<int>(c));
  return out;
}

TEST(Pdf, is_a_tagged_document_with_language_title_and_bookmarks) {
  const std::string pdf = to_pdf(make_sample_world()->model(Language::nb));
  EXPECT_THAT(pdf, StartsWith("%PDF-1.4\n"));
  EXPECT_TRUE(pdf.ends_with("%%EOF\n"));
  EXPECT_THAT(pdf, HasSubstr("/MarkInfo << /Marked true >>"));
  EXPECT_THAT(update(pdf), HasSubstr("/Lang (nb)"));
  EXPECT_THAT(update(pdf), HasSubstr("/DisplayDocTitle true"));
  EXPECT_THAT(pdf, HasSubstr("/Title (Industriell symbiose i Testvik)"));
  EXPECT_THAT(pdf, HasSubstr("/Outlines"));
}

TEST(Pdf, elements_are_headings_tables_with_scoped_heads_and_figures_with_words) {
  const ReportModel model = make_sample_world()->model();
  const std::string pdf = to_pdf(model);
  EXPECT_EQ(count(pdf, "/S /Document\n"), 1U);
  EXPECT_EQ(count(pdf, "/S /H1\n"), 1U);
  std::size_t tables = 0;
  std::size_t rows = 0;
  for (const Section& section : model.sections) {
    for (const Table& table : section.tables) {
      tables += table.rows.empty() ? 0 : 1;
      rows += table.rows.empty() ? 0 : table.rows.size() + 1;
    }
  }
  EXPECT_EQ(count(pdf, "/S /Table\n"), tables);
  EXPECT_EQ(count(pdf, "/S /TR\n"), rows);
  EXPECT_GT(count(update(pdf), "/Scope /Column"), tables);
  EXPECT_EQ(count(update(pdf), "/Scope /Row"), rows - tables);
  // Map, exchanges worth most, two flow diagrams, comparison, ledger.
  EXPECT_EQ(count(update(pdf), "/Alt <FEFF"), 6U);
}

TEST(Pdf, figures_carry_their_own_words_in_order) {
  const std::string pdf = to_pdf(make_sample_world()->model());
  const std::string_view changed = update(pdf);
  const std::size_t map = changed.find("/Alt <FEFF" + utf16("Map of Testvik"));
  const std::size_t flows = changed.find("/Alt <FEFF" + utf16("Materials, tonnes"));
  const std::size_t ledger = changed.find("/Alt <FEFF" + utf16("Change in greenhouse"));
  EXPECT_LT(map, flows);
  EXPECT_LT(flows, ledger);
  EXPECT_NE(ledger, std::string_view::npos);
}

TEST(Pdf, the_same_report_has_the_same_bytes) {
  const ReportModel model = make_sample_world()->model();
  EXPECT_EQ(to_pdf(model), to_pdf(model));
}

TEST(Pdf, every_offset_of_the_last_table_leads_to_its_object) {
  const std::string pdf = to_pdf(make_sample_world()->model());
  const std::size_t table = pdf.rfind("\nxref\n") + 6;
  std::istringstream lines(pdf.substr(table));
  std::size_t checked = 0;
  for (std::string head, entry; std::getline(lines, head) && !head.starts_with("trailer");) {
    std::getline(lines, entry);
    if (!entry.ends_with(" n ")) continue;
    const std::size_t number = std::stoul(head);
    EXPECT_TRUE(pdf.substr(std::stoul(entry)).starts_with(std::format("{} 0 obj\n", number)));
    ++checked;
  }
  EXPECT_GT(checked, 20U);
}

TEST(Pdf, a_long_table_runs_over_pages) {
  ReportModel model = make_wide_world(120)->model();
  const std::string shortened = to_pdf(model);
  for (Section& section : model.sections) {
    for (Table& table : section.tables) table.printed_rows = 120;
  }
  const std::string pdf = to_pdf(model);
  EXPECT_GT(count(pdf, "/Type /Page %"), 8U);
  EXPECT_GT(count(pdf, "/S /TR\n"), 120U);
  EXPECT_GT(count(pdf, "/S /Table\n"), 3U);
  EXPECT_LT(count(shortened, "/S /TR\n"), count(pdf, "/S /TR\n"));
}

TEST(Pdf, a_report_without_sites_or_plan_prints) {
  SampleWorld world;
  world.dataset.region.settings.name = "Tomt";
  EXPECT_THAT(to_pdf(make_report(world.input())), StartsWith("%PDF-1.4\n"));
}

TEST(Pdf, a_cell_longer_than_a_page_is_shortened) {
  ReportModel model = make_sample_world()->model();
  for (Section& section : model.sections) {
    for (Table& table : section.tables) {
      if (!table.rows.empty()) table.rows[0].cells[0].text = std::string(60'000, 'x') + "ø";
    }
  }
  EXPECT_LT(to_pdf(model).size(), 2'000'000U);
}

TEST(PdfStructure, a_file_it_does_not_know_comes_back_unchanged) {
  const PdfStructure structure{.language = "en", .figures = {"a"}};
  EXPECT_EQ(add_structure("", structure), "");
  EXPECT_EQ(add_structure("%PDF-1.7\nstartxref\n99999\n%%EOF\n", structure),
            "%PDF-1.7\nstartxref\n99999\n%%EOF\n");
}

TEST(Palette, colours_are_those_of_the_page) {
  EXPECT_EQ(colour("surface"), (Colour{1, 1, 1}));
  EXPECT_NE(family_colour("wood"), family_colour("heat"));
  EXPECT_EQ(colour("no-such-name"), colour("nor-this-one"));
}

}  // namespace
}  // namespace samspill::report::testing
