#include "report/html.h"

#include <algorithm>
#include <filesystem>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <vector>

#include "base/file.h"
#include "base/json.h"
#include "report/markup.h"
#include "report/page_data.h"
#include "report/sample_world_test.h"

namespace samspill::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string sample_html(Language language = Language::en) {
  return to_html(make_sample_world()->model(language));
}

/// The content of the script element with this id, as the browser sees it.
std::string script_content(const std::string& html, std::string_view id) {
  const std::string open = std::format("<script type=\"application/json\" id=\"{}\">", id);
  const std::size_t begin = html.find(open) + open.size();
  return html.substr(begin, html.find("</script>", begin) - begin);
}

Json data_of(const std::string& html) {
  return Json::parse(script_content(html, "samspill-data"));
}

/// The page without what stands in style and script elements.
std::string without_scripts(std::string html) {
  for (const std::string_view name : {"script", "style"}) {
    const std::string open = std::format("<{}", name);
    const std::string close = std::format("</{}>", name);
    for (std::size_t at = html.find(open); at != std::string::npos; at = html.find(open, at)) {
      html.erase(at, html.find(close, at) + close.size() - at);
    }
  }
  return html;
}

/// What is wrong with the nesting of tags; empty when every element is closed in its turn.
std::string nesting_fault(const std::string& html) {
  const std::set<std::string> empty_elements = {"meta", "br", "!doctype"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const bool is_end = html[at + 1] == '/';
    const std::size_t begin = at + (is_end ? 2 : 1);
    const std::string name = html.substr(begin, html.find_first_of(" >\n", begin) - begin);
    if (empty_elements.contains(name)) continue;
    if (!is_end) {
      open.push_back(name);
      continue;
    }
    if (open.empty() || open.back() != name) return std::format("</{}> at {}", name, at);
    open.pop_back();
  }
  return open.empty() ? "" : "left open: " + open.back();
}

TEST(Html, every_element_is_closed_in_its_turn) {
  for (const Language language : {Language::en, Language::nb}) {
    EXPECT_EQ(nesting_fault(without_scripts(sample_html(language))), "");
  }
}

TEST(Html, ids_are_unique_and_links_lead_to_them) {
  const std::string html = without_scripts(sample_html());
  std::set<std::string> ids;
  for (std::size_t at = html.find(" id=\""); at != std::string::npos;
       at = html.find(" id=\"", at + 1)) {
    const std::string id = html.substr(at + 5, html.find('"', at + 5) - at - 5);
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
  for (std::size_t at = html.find("href=\"#"); at != std::string::npos;
       at = html.find("href=\"#", at + 1)) {
    const std::string id = html.substr(at + 7, html.find('"', at + 7) - at - 7);
    EXPECT_TRUE(ids.contains(id)) << id;
  }
}

TEST(Html, a_hostile_name_stays_text) {
  const std::string html = sample_html();
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; "
                              "&quot;Sønner&quot; &lt;/script&gt;&lt;!--"));
  EXPECT_THAT(html, Not(HasSubstr("<b>no</b>")));
  // Two scripts of data and one that runs; nothing ended one of them before its end.
  std::size_t ends = 0;
  for (std::size_t at = html.find("</script"); at != std::string::npos;
       at = html.find("</script", at + 1)) {
    ++ends;
  }
  EXPECT_EQ(ends, 3U);
}

TEST(Html, a_hostile_name_reaches_the_script_whole) {
  const Json data = data_of(sample_html());
  const auto& sites = data["map"]["sites"];
  EXPECT_TRUE(std::ranges::any_of(
      sites, [](const Json& site) { return site["name"] == std::string(kHostileName); }));
}

TEST(Html, nothing_is_fetched) {
  const std::string html = without_scripts(sample_html());
  EXPECT_THAT(html, HasSubstr("content=\"default-src 'none'; style-src 'unsafe-inline'; "
                              "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""));
  for (const char* fetch :
       {"http:", "https:", "src=", "<link", "<img", "<iframe", "@import", "url("}) {
    EXPECT_THAT(html, Not(HasSubstr(fetch))) << fetch;
  }
}

TEST(Html, says_its_language_and_reads_without_a_script) {
  EXPECT_THAT(sample_html(Language::nb), HasSubstr("<html lang=\"nb\">"));
  const std::string html = without_scripts(sample_html());
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("<a class=\"skip\" href=\"#content\">"));
  // The map in words, for readers without a script.
  EXPECT_THAT(html, HasSubstr("<noscript><p>Map of Testvik with 7 sites and 3 exchanges."));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">Testvik sawmill</th>"));
}

TEST(Html, no_text_has_a_gap_left_open) {
  for (const Language language : {Language::en, Language::nb}) {
    EXPECT_THAT(without_scripts(sample_html(language)), ::testing::Not(HasSubstr("{0}")));
  }
}

TEST(Html, cells_sort_by_their_number_and_unknown_ones_have_none) {
  const std::string html = sample_html();
  EXPECT_THAT(html, HasSubstr("<td class=\"number\" data-value=\"800\">800\u00a0t/yr</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number unknown\">unknown</td>"));
  EXPECT_THAT(html, HasSubstr("3,000\u00a0MWh/yr<br>"
                              "<span class=\"badge badge-estimated\">estimated</span>"));
}

TEST(Html, long_cells_fold_and_short_ones_do_not) {
  ReportModel model = make_sample_world()->model();
  const std::string sentence = "it is said at some length why this is so";
  const auto page_with_lines = [&](std::size_t count) {
    std::string text = sentence;
    for (std::size_t i = 1; i < count; ++i) text += '\n' + sentence;
    for (Section& section : model.sections) {
      for (Table& table : section.tables) {
        if (table.id == "matches") table.rows.front().cells.back() = Cell::of_text(text);
      }
    }
    return without_scripts(to_html(model));
  };
  const std::string shown = sentence + "<br>" + sentence + "<br>" + sentence;
  EXPECT_THAT(page_with_lines(4),
              HasSubstr("<td class=\"words\">" + shown + "<br>" + sentence + "</td>"));
  EXPECT_THAT(page_with_lines(5),
              HasSubstr("<td class=\"words\">" + shown + "<details><summary>2 more</summary><div>" +
                        sentence + "<br>" + sentence + "</div></details></td>"));
}

TEST(Html, figures_of_the_page_are_those_of_the_model) {
  const ReportModel model = make_sample_world()->model();
  const Json data = data_of(to_html(model));
  ASSERT_EQ(data["map"]["exchanges"].size(), model.map.exchanges.size());
  for (std::size_t i = 0; i < model.map.exchanges.size(); ++i) {
    const Json& drawn = data["map"]["exchanges"][i];
    EXPECT_EQ(drawn["quantity"].get<double>(), model.map.exchanges[i].quantity);
    EXPECT_EQ(drawn["unit"].get<std::string>(), model.map.exchanges[i].unit);
    EXPECT_EQ(drawn["is_operating"].get<bool>(), model.map.exchanges[i].is_operating);
  }
  const Json& parts = data["comparison"]["parts"];
  ASSERT_EQ(parts.size(), model.comparison.size());
  EXPECT_EQ(parts.back()["key"], "total");
  EXPECT_EQ(parts.back()["plan_eur_per_year"].get<double>(),
            *model.comparison.back().plan_eur_per_year);
  EXPECT_EQ(parts.back()["baseline_t_co2e_per_year"].get<double>(),
            *model.comparison.back().baseline_t_co2e_per_year);
  ASSERT_EQ(data["sankeys"].size(), model.sankeys.size());
  EXPECT_EQ(data["sankeys"][0]["links"][0]["value"].get<double>(), model.sankeys[0].links[0].value);
}

TEST(Html, what_is_unknown_is_null_for_the_script) {
  const Json data = data_of(sample_html());
  bool has_emitter = false;
  for (const Json& site : data["map"]["sites"]) {
    if (site["name"] == "Smelter") has_emitter = site["emitter_t_co2e"] == 95000;
    if (site["name"] == "Hatchery") {
      EXPECT_TRUE(site["emitter_t_co2e"].is_null());
    }
  }
  EXPECT_TRUE(has_emitter);
  // The one entry of mixed origin that is known is bark's; treatment of heat has no factor.
  for (const Json& sum : data["ledger"]) {
    if (sum["kind"] != "avoided_disposal" || sum["origin"] != "mixed") continue;
    EXPECT_EQ(sum["t_co2e_per_year"].get<double>(), -10);
  }
}

TEST(Html, sites_in_rows_are_sites_of_the_map) {
  const std::string html = sample_html();
  const Json data = data_of(html);
  std::set<std::string> known;
  for (const Json& site : data["map"]["sites"]) known.insert(site["id"].get<std::string>());
  std::size_t rows = 0;
  for (std::size_t at = html.find("<tr data-sites=\""); at != std::string::npos;
       at = html.find("<tr data-sites=\"", at + 1)) {
    std::istringstream ids(html.substr(at + 16, html.find('"', at + 16) - at - 16));
    for (std::string id; ids >> id;) EXPECT_TRUE(known.contains(id)) << id;
    ++rows;
  }
  EXPECT_GT(rows, 10U);
}

TEST(Html, the_script_gets_every_word_it_asks_for) {
  const auto path = std::filesystem::path(SAMSPILL_SOURCE_DIR) / "web/src/report/texts/nb.json";
  const Json wanted = Json::parse(read_file(path));
  const Json data = data_of(sample_html(Language::nb));
  for (const auto& [key, text] : wanted.items()) {
    EXPECT_EQ(data["texts"].value(key, ""), text.get<std::string>()) << key;
  }
}

TEST(Html, a_long_table_is_cut_and_says_so) {
  const ReportModel model = make_wide_world(2100)->model();
  const std::string html = to_html(model);
  EXPECT_THAT(html, HasSubstr("The first 2,000 of 2,100 rows"));
  EXPECT_EQ(nesting_fault(without_scripts(html)), "");
}

TEST(Markup, control_characters_cannot_break_the_page) {
  EXPECT_EQ(escape_html(std::string_view("a\0b\x1b", 4)), "a\uFFFDb\uFFFD");
  EXPECT_EQ(escape_html("line\n"), "line\n");
}

TEST(Markup, json_in_a_script_element_holds_no_tag) {
  const std::string json = Json("</script><!-- \u2028").dump();
  const std::string escaped = escape_in_script(json);
  EXPECT_THAT(escaped, Not(HasSubstr("<")));
  EXPECT_EQ(Json::parse(escaped), Json::parse(json));
  EXPECT_EQ(escape_script("a = '</script>'"), "a = '<\\/script>'");
}

}  // namespace
}  // namespace samspill::report::testing
