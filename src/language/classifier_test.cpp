#include "language/classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>

#include "base/csv.h"
#include "base/error.h"
#include "language/train.h"

namespace samspill::language {
namespace {

using reference::Reference;
using reference::Status;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kResources =
    "resource_id,broader,unit,state,hazardous,storable,name_en,name_nb,name_de,low_codes,"
    "nace_from,nace_to\n"
    "material,,t,solid,no,yes,material,materiale,Material,,,\n"
    "ash,material,t,solid,possible,yes,ash;ashes,aske,Asche,10 01 01;10 01 02,35.11,23.51\n"
    "fly-ash,ash,t,solid,possible,yes,fly ash;coal fly ash,flygeaske,Flugasche,"
    "10 01 02;10 01 17;10 01 16,35.11,23.51\n"
    "sludge,material,t,sludge,no,no,fish sludge;sludge from fish farms,fiskeslam,Fischschlamm,"
    "02 01 06,03.22,35.21\n"
    "feed,material,t,solid,no,yes,fish feed;pellets for fish,fiskefôr,Fischfutter,,10.91,03.22\n";
constexpr std::string_view kCodes =
    "code,level,hazardous,title_en\n10 01 01,3,no,bottom ash\n10 01 02,3,no,coal fly ash\n"
    "10 01 16,3,yes,fly ash with dangerous substances\n10 01 17,3,no,other fly ash\n"
    "02 01 06,3,no,animal faeces\n";

class ClassifierTest : public ::testing::Test {
 protected:
  ClassifierTest() {
    Diagnostics diagnostics;
    for (const auto& [name, text] :
         {std::pair{"resources", kResources}, {"list_of_waste", kCodes}}) {
      const auto table = read_csv(name, name, std::string(text), diagnostics);
      reference_.add(*table, Status::unverified, diagnostics);
    }
    EXPECT_FALSE(diagnostics.has_errors());
  }

  std::string first(std::string_view text, const Context& context = {}) {
    const Reading reading = classifier().read(text, context);
    return reading.candidates.empty() ? "" : reference_[reading.candidates[0].resource].key;
  }
  std::vector<std::string> codes(std::string_view text, const Context& context = {}) {
    return classifier().read(text, context).candidates.at(0).low_codes;
  }

  Classifier& classifier() {
    if (!classifier_) {
      bytes_ = build_index(reference_);
      index_.emplace(bytes_);
      classifier_.emplace(reference_, *index_, Model::built_in());
    }
    return *classifier_;
  }

  Reference reference_;
  std::string bytes_;
  std::optional<Index> index_;
  std::optional<Classifier> classifier_;
};

TEST_F(ClassifierTest, knows_names_however_they_are_written) {
  for (const char* text : {"fly ash", "FLY ASH", "Flugasche", "flygeaska", "flyash", "coal fly-ash",
                           "flygeasken", "flygaeske"}) {
    EXPECT_EQ(first(text), "fly-ash") << text;
  }
  EXPECT_EQ(first("slam fra fisk"), "sludge");
  EXPECT_EQ(first("ash"), "ash");
}

TEST_F(ClassifierTest, scores_are_shares_and_nonsense_gets_little) {
  for (const char* text : {"fly ash", "fish", "material for fish", "qwxz"}) {
    const Reading reading = classifier().read(text, {}, 20);
    double sum = 0;
    for (const Candidate& candidate : reading.candidates) {
      EXPECT_GE(candidate.score, 0);
      sum += candidate.score;
    }
    EXPECT_LE(sum, 1 + 1e-9);
  }
  const Reading nonsense = classifier().read("qwxz", {});
  EXPECT_TRUE(nonsense.candidates.empty() || nonsense.candidates[0].score < 0.5);
  EXPECT_THAT(classifier().read("", {}).candidates, IsEmpty());
}

TEST_F(ClassifierTest, the_sector_tells_what_a_doubtful_word_means) {
  const Context farm{.direction = Direction::offer, .nace = "03.22"};
  const Context buys{.direction = Direction::need, .nace = "03.22"};
  EXPECT_EQ(first("fish", farm), "sludge");
  EXPECT_EQ(first("fish", buys), "feed");
}

TEST_F(ClassifierTest, waste_codes_follow_the_text) {
  EXPECT_THAT(codes("fly ash"), ElementsAre("10 01 02", "10 01 17", "10 01 16"));
  EXPECT_EQ(codes("contaminated fly ash").front(), "10 01 16");
  EXPECT_EQ(codes("fly ash 10 01 17").front(), "10 01 17");
  EXPECT_EQ(first("10 01 16"), "");
}

TEST_F(ClassifierTest, reads_the_same_a_second_time) {
  const Reading before = classifier().read("fly ash", {});
  (void)classifier().read("fish feed for smolt", {});
  const Reading after = classifier().read("fly ash", {});
  ASSERT_EQ(before.candidates.size(), after.candidates.size());
  for (std::size_t i = 0; i < before.candidates.size(); ++i) {
    EXPECT_EQ(before.candidates[i].resource, after.candidates[i].resource);
    EXPECT_EQ(before.candidates[i].score, after.candidates[i].score);
  }
}

TEST_F(ClassifierTest, a_label_left_out_counts_as_not_there) {
  (void)classifier();
  Weigher weigher(*index_, reference_);
  Stems stems;
  const WordCount count = [&](std::string_view part) { return index_->count(part); };
  const Analysis text = analyse("fiskeslam", std::nullopt, count, stems);
  const auto sludge = static_cast<std::uint32_t>(reference_.find_resource_id("sludge").index());
  const auto with_it = weigher.weigh(text, {});
  const auto found = std::ranges::find(with_it, sludge, &Evidence::concept_index);
  ASSERT_NE(found, with_it.end());
  EXPECT_EQ(found->features[kSame], 1);
  const auto without = weigher.weigh(text, {}, {sludge, text.text});
  const auto other = std::ranges::find(without, sludge, &Evidence::concept_index);
  EXPECT_TRUE(other == without.end() || other->features[kSame] == 0);
  const auto gone = weigher.weigh(text, {}, {sludge, {}});
  EXPECT_EQ(std::ranges::find(gone, sludge, &Evidence::concept_index), gone.end());
}

TEST_F(ClassifierTest, training_learns_to_prefer_what_is_meant) {
  (void)classifier();
  const Model model = train(*index_, reference_,
                            {{"fish",
                              {.direction = Direction::need, .nace = "03.22"},
                              reference_.find_resource_id("feed")}},
                            {.seed = 3, .steps = 60});
  EXPECT_GT(model.weights[kSame] + model.weights[kWords] + model.weights[kLetters], 0);
  EXPECT_EQ(model.weights, train(*index_, reference_,
                                 {{"fish",
                                   {.direction = Direction::need, .nace = "03.22"},
                                   reference_.find_resource_id("feed")}},
                                 {.seed = 3, .steps = 60})
                               .weights);
}

TEST(BuiltInIndex, is_that_of_the_vocabulary_it_ships_with) {
  const std::string bytes = build_index(reference::built_in());
  const Index index(bytes);
  ASSERT_EQ(index.labels().size(), built_in_index().labels().size());
  for (std::size_t l = 0; l < index.labels().size(); ++l) {
    ASSERT_EQ(index.labels()[l].text, built_in_index().labels()[l].text);
  }
}

TEST(Index, refuses_bytes_that_are_not_its_own) {
  EXPECT_THROW(Index("12345678123456781234567812345678"), Error);
  EXPECT_THROW(Index(""), Error);
  const std::string bytes = build_index(reference::built_in());
  EXPECT_THROW(Index(std::string_view(bytes).substr(0, bytes.size() / 2)), Error);
}

TEST(Model, rows_of_the_table_read_back) {
  const std::string text = write_model(Model::built_in(), "a test");
  EXPECT_THAT(text, ::testing::StartsWith("feature,weight,source,status\nwords,"));
  EXPECT_EQ(std::ranges::count(text, '\n'), static_cast<std::ptrdiff_t>(kFeatures) + 1);
}

TEST_F(ClassifierTest, an_index_of_more_concepts_than_the_reference_has_is_refused) {
  const std::string bytes = build_index(reference_);
  const Index index(bytes);
  EXPECT_THROW(Classifier(Reference(), index, Model::built_in()), Error);
}

}  // namespace
}  // namespace samspill::language
