#include "reference/texts.h"

#include <array>
#include <cctype>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/csv.h"
#include "base/file.h"

namespace samspill::reference {
namespace {

const std::filesystem::path kRoot = SAMSPILL_SOURCE_DIR;
constexpr std::array kOthers = {Language::nb, Language::da, Language::sv, Language::fi};

/// The literal that begins at the place, its pieces joined; empty when none does.
std::string literal_at(std::string_view source, std::size_t at) {
  std::string literal;
  while (at < source.size()) {
    if (std::isspace(static_cast<unsigned char>(source[at])) != 0) {
      ++at;
      continue;
    }
    if (source[at] != '"') break;
    for (++at; at < source.size() && source[at] != '"'; ++at) {
      if (source[at] == '\\') ++at;
      literal += source[at];
    }
    ++at;
  }
  return literal;
}

/// Every form that the program says, with the file that says it.
std::map<std::string, std::string> said_forms() {
  std::map<std::string, std::string> forms;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / "src")) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.contains("_test.")) continue;
    const std::string source = read_file(entry.path());
    for (const std::string_view mark : {"tell(", ".what = ", " what = "}) {
      for (std::size_t at = source.find(mark); at != std::string::npos;
           at = source.find(mark, at + 1)) {
        const std::string form = literal_at(source, at + mark.size());
        if (!form.empty()) forms.emplace(form, name);
      }
    }
  }
  return forms;
}

Table messages() {
  Diagnostics diagnostics;
  return *read_csv("messages", "messages.csv", read_file(kRoot / "data/messages.csv"), diagnostics);
}

/// The numbers of a wording's slots.
std::multiset<char> slots_of(std::string_view words) {
  std::multiset<char> slots;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i] == '{' && words[i + 2] == '}') slots.insert(words[i + 1]);
  }
  return slots;
}

TEST(Messages, every_form_that_is_said_is_translated_and_no_other) {
  const std::map<std::string, std::string> said = said_forms();
  EXPECT_GT(said.size(), 200u);
  const Table table = messages();
  std::set<std::string> translated;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string form(table.cell(row, 0));
    EXPECT_TRUE(translated.insert(form).second) << form << " stands twice";
    EXPECT_TRUE(said.contains(form)) << form << " is said nowhere";
  }
  for (const auto& [form, file] : said) {
    EXPECT_TRUE(translated.contains(form)) << file << " says \"" << form << "\"";
  }
}

TEST(Messages, every_language_has_the_words_and_the_same_slots) {
  const Table table = messages();
  ASSERT_EQ(table.columns(), (std::vector<std::string>{"en", "nb", "da", "sv", "fi"}));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view form = table.cell(row, 0);
    std::multiset<char> expected;
    for (std::size_t i = 0; i < count_slots(form); ++i) {
      expected.insert(static_cast<char>('0' + static_cast<int>(i)));
    }
    for (std::size_t i = 1; i < table.columns().size(); ++i) {
      const std::string_view words = table.cell(row, i);
      EXPECT_FALSE(words.empty()) << form;
      EXPECT_EQ(slots_of(words), expected) << words;
      EXPECT_FALSE(words.contains("{}")) << words;
    }
  }
}

TEST(Messages, a_message_is_said_in_every_language_down_to_its_values) {
  const Message message = tell("found {}, expected {}", "\"-5\"", tell("a number of at least 0"));
  EXPECT_EQ(text(message, Language::en), "found \"-5\", expected a number of at least 0");
  EXPECT_EQ(text(message, Language::nb), "fant \"-5\", ventet et tall på minst 0");
  for (const Language language : kOthers) {
    EXPECT_TRUE(text(message, language).contains("\"-5\""));
    EXPECT_FALSE(text(message, language).contains("number"));
  }
}

TEST(Messages, a_text_and_an_unknown_form_stay_as_they_are) {
  for (const Language language : kOthers) {
    EXPECT_EQ(text(Message("yes or no"), language), "yes or no");
    EXPECT_EQ(text(tell("no {} knows this form", 1), language), "no 1 knows this form");
  }
  EXPECT_EQ(known_form("yes or no"), "yes or no");
  EXPECT_EQ(known_form("no row has this"), "");
}

}  // namespace
}  // namespace samspill::reference
