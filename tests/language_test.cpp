// The resource language as promised: how often it is right on texts that nobody trained it with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/text.h"
#include "language/evaluation.h"

namespace samspill {
namespace {

const reference::Reference& built_in() {
  return reference::built_in();
}

std::vector<language::LabelledRow> evaluation_texts() {
  return language::read_labelled_texts(SAMSPILL_SOURCE_DIR "/tests/language/texts.csv", built_in());
}

TEST(Language, is_right_as_often_as_promised) {
  language::Classifier classifier(built_in());
  const auto evaluation = language::evaluate(classifier, built_in(), evaluation_texts());
  EXPECT_GE(evaluation.all.first_share(), 0.85);
  EXPECT_GE(evaluation.all.among_three_share(), 0.95);
  EXPECT_GE(evaluation.all.code_share(), 0.85);
  EXPECT_LT(evaluation.all.calibration_error, 0.05);
}

TEST(Language, the_evaluation_texts_stand_in_no_name_and_in_no_training_text) {
  std::set<std::string> known;
  for (const reference::Resource& resource : built_in().resources()) {
    for (const auto& names : resource.names) {
      for (const std::string& name : names) known.insert(fold(name));
    }
  }
  for (const auto& row : language::read_labelled_texts(
           SAMSPILL_SOURCE_DIR "/tools/language/training_texts.csv", built_in())) {
    known.insert(fold(row.text));
  }
  std::map<std::string, int> per_language;
  const auto rows = evaluation_texts();
  EXPECT_GE(rows.size(), 1500U);
  for (const auto& row : rows) {
    EXPECT_FALSE(known.contains(fold(row.text))) << row.text;
    ++per_language[row.language];
    if (!row.low_code.empty()) {
      EXPECT_TRUE(built_in().is_low_code(row.low_code)) << row.text;
    }
  }
  for (const std::string_view code : reference::kLanguageCodes) {
    EXPECT_GE(per_language[std::string(code)], 150) << code;
  }
}

TEST(Language, sludge_of_a_smolt_farm_is_one_thing_in_seven_languages) {
  language::Classifier classifier(built_in());
  for (const char* text :
       {"sludge from a smolt farm", "slam fra settefiskanlegg", "slam fra smoltanlæg",
        "slam från smoltodling", "lietettä smolttilaitokselta", "Schlamm aus der Smoltanlage",
        "osad z hodowli smoltów"}) {
    const auto reading = classifier.read(text, {});
    ASSERT_FALSE(reading.candidates.empty()) << text;
    EXPECT_EQ(built_in()[reading.candidates[0].resource].key, "fish-sludge") << text;
  }
}

}  // namespace
}  // namespace samspill
