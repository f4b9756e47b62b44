#include "matching/experience.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <random>
#include <vector>

#include "matching/facts.h"
#include "matching/small_world_test.h"
#include "reference/texts.h"

namespace samspill::matching {
namespace {

using reference::Fit;
using testing::SmallWorld;
constexpr auto kSame = Fit::Kind::same;

/// The standard library's own distributions differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }
  double share() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }

 private:
  std::mt19937_64 engine_;
};

/// Bark, chips and ash, offered at one site and needed in two industries.
struct Wood {
  Wood() {
    world.add("resources",
              "resource_id,broader,unit,state,hazardous,abp_category,storable\n"
              "material,,t,solid,no,,no\nwood,material,t,solid,no,,no\nbark,wood,t,solid,no,,no\n"
              "chips,wood,t,solid,no,,no\nash,material,t,solid,no,,no\n");
    const SiteId mill = world.site("mill"), farm = world.site("farm"), kiln = world.site("kiln");
    world.region.sites[farm.index()].nace = "01.11";
    world.region.sites[kiln.index()].nace = "23.51";
    for (const char* resource : {"bark", "chips", "ash"}) {
      offers.push_back(world.offer(std::format("o-{}", resource), mill, resource, 10));
      needs.push_back(world.need(std::format("n-{}", resource), farm, resource, 10));
    }
    kiln_bark = world.need("k-bark", kiln, "bark", 10);
    kiln_ash = world.need("k-ash", kiln, "ash", 10);
  }
  Decision& decide(StreamId offer, StreamId need, Answer answer,
                   std::optional<DecisionReason> reason = {}) {
    return world.region.decisions.emplace_back(Decision{offer, need, answer, reason, "", "", ""});
  }
  Experience experience() const { return {world.region, world.reference}; }
  std::string words(double confidence, StreamId offer, StreamId need,
                    reference::Language language = reference::Language::en) const {
    const auto why = experience().why(confidence, offer, need, kSame);
    return why ? reference::text(*why, language) : "";
  }

  SmallWorld world;
  std::vector<StreamId> offers, needs;  // bark, chips, ash
  StreamId kiln_bark, kiln_ash;
};

TEST(Experience, without_decisions_the_confidence_stays_exactly) {
  Wood wood;
  for (const double prior : {0.0, 0.1, 0.3, 1.0 / 3, 0.7, 1.0}) {
    EXPECT_EQ(wood.experience().adjusted(prior, wood.offers[0], wood.needs[0], kSame), prior);
  }
  EXPECT_FALSE(wood.experience().why(0.5, wood.offers[0], wood.needs[0], kSame));
  // Decisions on nothing alike: another kind of fit, other resources, another sector.
  wood.decide(wood.offers[2], wood.kiln_ash, Answer::declined);
  const double other =
      wood.experience().adjusted(0.1, wood.offers[0], wood.needs[0], Fit::Kind::synergy);
  EXPECT_EQ(other, 0.1);
}

TEST(Experience, worked_number) {
  Wood wood;
  wood.decide(wood.offers[0], wood.needs[0], Answer::accepted);
  for (int i = 0; i < 4; ++i) wood.decide(wood.offers[0], wood.needs[0], Answer::declined);
  const Experience experience = wood.experience();
  EXPECT_NEAR(experience.adjusted(0.8, wood.offers[0], wood.needs[0], kSame), 4.2 / 9, 1e-12);
}

TEST(Experience, the_nearer_the_likeness_the_more_a_decision_weighs) {
  Wood wood;
  wood.decide(wood.offers[0], wood.kiln_bark, Answer::declined);
  const Experience experience = wood.experience();
  const auto after = [&](StreamId offer, StreamId need) {
    return experience.adjusted(0.5, offer, need, kSame);
  };
  const double resources = after(wood.offers[0], wood.needs[0]);  // bark on a farm
  const double families = after(wood.offers[1], wood.needs[1]);   // chips on a farm
  const double sector = after(wood.offers[2], wood.kiln_ash);     // ash in the kiln
  const double fit = after(wood.offers[2], wood.needs[2]);        // ash on a farm
  EXPECT_DOUBLE_EQ(resources, 0.5 * 4 / 5);
  EXPECT_DOUBLE_EQ(families, 0.5 * 4 / 4.5);
  EXPECT_DOUBLE_EQ(sector, 0.5 * 4 / 4.25);
  EXPECT_DOUBLE_EQ(fit, 0.5 * 4 / 4.125);
}

TEST(Experience, the_words_name_what_did_most) {
  Wood wood;
  const StreamId offer = wood.offers[0], need = wood.needs[0];
  wood.decide(offer, need, Answer::accepted);
  for (int i = 0; i < 3; ++i) wood.decide(offer, need, Answer::declined, DecisionReason::quality);
  wood.decide(offer, need, Answer::declined, DecisionReason::price);
  EXPECT_EQ(wood.words(0.8, offer, need),
            "of 5 like matches (bark → bark) 4 were declined, mostly because of quality: "
            "confidence 0.47 instead of 0.8");
  EXPECT_EQ(wood.words(0.8, offer, need, reference::Language::nb),
            "av 5 liknende treff (bark → bark) ble 4 avslått, mest på grunn av kvalitet: "
            "sikkerhet 0.47 i stedet for 0.8");
  EXPECT_EQ(wood.words(0.8, wood.offers[2], wood.needs[2]),
            "of 5 like matches (NACE 01) 4 were declined, mostly because of quality: "
            "confidence 0.66 instead of 0.8");
  EXPECT_EQ(wood.words(0.8, wood.offers[2], wood.kiln_ash),
            "of 5 matches of the same resource 4 were declined: confidence 0.72 instead of 0.8");
  EXPECT_EQ(wood.words(0.1, offer, need),
            "of 5 like matches (bark → bark) 1 were accepted: confidence 0.16 instead of 0.1");
  wood.decide(offer, need, Answer::declined, DecisionReason::price);
  wood.decide(offer, need, Answer::declined, DecisionReason::law);
  EXPECT_EQ(wood.words(0.8, offer, need),
            "of 7 like matches (bark → bark) 6 were declined: confidence 0.38 instead of 0.8")
      << "half of them is not most of them";
}

TEST(Experience, every_remark_has_words_in_both_languages) {
  for (std::size_t i = 0; i < kDecisionReasonWords.size(); ++i) {
    Wood wood;
    wood.decide(wood.offers[0], wood.needs[0], Answer::declined, static_cast<DecisionReason>(i));
    const std::string english = wood.words(0.8, wood.offers[0], wood.needs[0]);
    const std::string norwegian =
        wood.words(0.8, wood.offers[0], wood.needs[0], reference::Language::nb);
    EXPECT_TRUE(english.contains("mostly")) << english;
    EXPECT_TRUE(norwegian.contains("mest")) << norwegian;
  }
}

TEST(Experience, a_declined_match_stays_away_until_a_fact_changes) {
  Wood wood;
  const StreamId offer = wood.offers[0], need = wood.needs[0];
  const auto is_hidden = [&] { return wood.experience().is_hidden(offer, need); };
  Decision& decision = wood.decide(offer, need, Answer::declined);
  decision.facts = fingerprint(wood.world.region, wood.world.reference, offer, need);
  EXPECT_TRUE(is_hidden());
  EXPECT_FALSE(wood.experience().is_hidden(offer, wood.kiln_bark));
  EXPECT_FALSE(wood.experience().is_hidden(wood.offers[1], need));
  wood.world.region.streams[need.index()].quantity *= 2;
  EXPECT_FALSE(is_hidden());
  wood.world.region.streams[need.index()].quantity *= 0.5;
  EXPECT_TRUE(is_hidden()) << "the fact is what it was";
  wood.world.price(offer, 12);
  EXPECT_FALSE(is_hidden());
  wood.world.region.decisions[0].facts.clear();
  EXPECT_TRUE(is_hidden()) << "without facts it holds as long as the row stands";
  wood.world.region.decisions.clear();
  EXPECT_FALSE(is_hidden());
}

TEST(Experience, only_a_later_acceptance_brings_a_match_back) {
  const auto is_hidden = [](const char* declined, const char* accepted) {
    Wood wood;
    wood.decide(wood.offers[0], wood.needs[0], Answer::declined).date = declined;
    wood.decide(wood.offers[0], wood.needs[0], Answer::accepted).date = accepted;
    const bool before = wood.experience().is_hidden(wood.offers[0], wood.needs[0]);
    std::ranges::reverse(wood.world.region.decisions);
    EXPECT_EQ(wood.experience().is_hidden(wood.offers[0], wood.needs[0]), before);
    return before;
  };
  EXPECT_FALSE(is_hidden("2026-03-01", "2026-03-02"));
  EXPECT_TRUE(is_hidden("2026-03-02", "2026-03-01"));
  EXPECT_TRUE(is_hidden("2026-03-01", "2026-03-01"));
  EXPECT_TRUE(is_hidden("2026-03-01", ""));
  EXPECT_TRUE(is_hidden("", "2026-03-01"));
}

/// A random world with decisions on random pairs, and every pair that fits.
struct Decided {
  struct Question {
    StreamId offer, need;
    Fit::Kind fit;
  };
  explicit Decided(std::uint64_t seed) : world(testing::random_world(seed)) {
    Dice dice(seed);
    const std::vector<std::string> nace = {"", "10.20", "10.51", "23.51", "01.11"};
    for (Site& site : world.region.sites) site.nace = nace[dice.below(nace.size())];
    const std::size_t streams = world.region.streams.size();
    for (std::size_t i = 0; i < streams; ++i) {
      for (std::size_t j = 0; j < streams; ++j) {
        const StreamId offer(i), need(j);
        if (world.region[offer].direction != Direction::offer) continue;
        if (world.region[need].direction != Direction::need) continue;
        pairs.emplace_back(offer, need);
        const auto fit =
            world.reference.fit(world.region[offer].resource, world.region[need].resource);
        if (fit) questions.push_back({offer, need, fit->kind});
      }
    }
    for (std::size_t i = pairs.empty() ? 0 : dice.below(30); i > 0; --i) decide(dice);
  }
  void decide(Dice& dice) {
    const auto [offer, need] = pairs[dice.below(pairs.size())];
    Decision decision{offer, need, dice.below(2) == 0 ? Answer::accepted : Answer::declined, {}, "",
                      "",    ""};
    if (dice.below(3) > 0) decision.reason = static_cast<DecisionReason>(dice.below(9));
    world.region.decisions.push_back(decision);
  }
  std::vector<double> answers(double prior) const {
    const Experience experience(world.region, world.reference);
    std::vector<double> out;
    for (const Question& ask : questions) {
      out.push_back(experience.adjusted(prior, ask.offer, ask.need, ask.fit));
    }
    return out;
  }

  SmallWorld world;
  std::vector<std::pair<StreamId, StreamId>> pairs;
  std::vector<Question> questions;
};

constexpr std::uint64_t kWorlds = 150;

TEST(Experience, one_more_acceptance_never_lowers_and_one_more_refusal_never_raises) {
  std::size_t changed = 0;
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    Decided decided(seed);
    Dice dice(seed + 1000);
    if (decided.questions.empty()) continue;
    for (const double prior : {0.0, 0.2, 0.9, 1.0}) {
      const auto before = decided.answers(prior);
      decided.decide(dice);
      const bool is_accepted = decided.world.region.decisions.back().answer == Answer::accepted;
      const auto after = decided.answers(prior);
      for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_GE(is_accepted ? after[i] - before[i] : before[i] - after[i], -1e-15);
        EXPECT_GE(after[i], 0);
        EXPECT_LE(after[i], 1);
        changed += after[i] != before[i] ? 1U : 0U;
      }
    }
  }
  EXPECT_GT(changed, 1000U);
}

TEST(Experience, the_order_of_rows_does_not_matter) {
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    Decided decided(seed);
    const auto before = decided.answers(0.6);
    std::mt19937_64 engine(seed);
    std::ranges::shuffle(decided.world.region.decisions, engine);
    EXPECT_EQ(decided.answers(0.6), before);
  }
}

/// The nearest likeness of two pairs, by looking at both.
std::optional<Likeness> likeness(const Decided& decided, const Decision& decision,
                                 const Decided::Question& ask) {
  const Region& region = decided.world.region;
  const reference::Reference& reference = decided.world.reference;
  const auto family = [&](StreamId id) {
    const ResourceId resource = region[id].resource, broader = reference[resource].broader;
    return broader && reference[broader].broader ? broader : resource;
  };
  const auto division = [&](StreamId id) { return region[region[id].site].nace.substr(0, 2); };
  if (region[decision.offer].resource == region[ask.offer].resource &&
      region[decision.need].resource == region[ask.need].resource) {
    return Likeness::resources;
  }
  if (family(decision.offer) == family(ask.offer) && family(decision.need) == family(ask.need)) {
    return Likeness::families;
  }
  if (division(ask.need) != "" && division(decision.need) == division(ask.need)) {
    return Likeness::sector;
  }
  const auto fit = reference.fit(region[decision.offer].resource, region[decision.need].resource);
  if (fit && fit->kind == ask.fit) return Likeness::fit;
  return {};
}

TEST(Experience, every_decision_counts_once_where_it_is_most_alike) {
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    const Decided decided(seed);
    const Experience experience(decided.world.region, decided.world.reference);
    for (const Decided::Question& ask : decided.questions) {
      std::array<DecisionCount, kLikenesses> expected;
      for (const Decision& decision : decided.world.region.decisions) {
        const auto nearest = likeness(decided, decision, ask);
        if (!nearest) continue;
        DecisionCount& count = expected[static_cast<std::size_t>(*nearest)];
        if (decision.answer == Answer::accepted) ++count.accepted;
        if (decision.answer == Answer::accepted) continue;
        ++count.declined;
        if (decision.reason) ++count.declined_for[static_cast<std::size_t>(*decision.reason)];
      }
      const auto found = experience.like_matches(0.6, ask.offer, ask.need, ask.fit);
      double sum = 0;
      for (std::size_t i = 0; i < kLikenesses; ++i) {
        EXPECT_EQ(found[i].count.accepted, expected[i].accepted);
        EXPECT_EQ(found[i].count.declined, expected[i].declined);
        EXPECT_EQ(found[i].count.declined_for, expected[i].declined_for);
        sum += found[i].effect;
      }
      EXPECT_NEAR(sum, experience.adjusted(0.6, ask.offer, ask.need, ask.fit) - 0.6, 1e-12);
    }
  }
}

/// Twenty-four resources of six families, needed in four industries. How readily people accept
/// depends on family, resource and industry; the confidence knows nothing of it.
class Market {
 public:
  struct Case {
    StreamId offer, need;
    double confidence = 0;
    double acceptance = 0;  // the true rate
  };

  explicit Market(std::uint64_t seed) : dice_(seed) {
    std::string rows =
        "resource_id,broader,unit,state,hazardous,abp_category,storable\n"
        "material,,t,solid,no,,no\n";
    for (int family = 0; family < kFamilies; ++family) {
      rows += std::format("f{},material,t,solid,no,,no\n", family);
      for (int i = 0; i < kResources; ++i)
        rows += std::format("r{0}{1},f{0},t,solid,no,,no\n", family, i);
    }
    world.add("resources", rows);
    const std::vector<std::string> nace = {"10.20", "16.10", "23.51", "35.30"};
    std::vector<double> of_industry;
    for (const std::string& code : nace) {
      world.region.sites[world.site(code).index()].nace = code;
      of_industry.push_back(spread(0.5));
    }
    for (int family = 0; family < kFamilies; ++family) {
      const double of_family = spread(1.5);
      for (int i = 0; i < kResources; ++i) {
        const double of_resource = of_family + spread(0.7);
        const std::string resource = std::format("r{}{}", family, i);
        const StreamId offer = world.offer("o" + resource, SiteId(0), resource, 1);
        for (std::size_t site = 0; site < nace.size(); ++site) {
          const StreamId need = world.need(resource + nace[site], SiteId(site), resource, 1);
          const double odds = std::exp(of_resource + of_industry[site]);
          cases.push_back({offer, need, 0.3 + 0.6 * dice_.share(), odds / (1 + odds)});
        }
      }
    }
  }

  /// Decisions on cases of the first so many resources of each family.
  void decide(std::size_t count, int resources = kResources) {
    while (world.region.decisions.size() < count) {
      const std::size_t which = dice_.below(cases.size());
      if (resource_of(which) >= resources) continue;
      const Case& one = cases[which];
      const bool is_accepted = dice_.share() < one.acceptance;
      world.region.decisions.push_back(
          {one.offer, one.need, is_accepted ? Answer::accepted : Answer::declined, {}, "", "", ""});
    }
  }
  static int resource_of(std::size_t which) { return static_cast<int>(which / 4) % kResources; }

  static constexpr int kFamilies = 6, kResources = 4;
  SmallWorld world;
  std::vector<Case> cases;

 private:
  double spread(double width) { return width * (2 * dice_.share() - 1); }
  Dice dice_;
};

/// Forecasts beside the true rates. Expected calibration error: in ten bins of the forecast, how
/// far the mean forecast is from the mean rate, weighted by the bin's share.
struct Forecasts {
  std::vector<std::pair<double, double>> list;  // forecast, rate

  double calibration_error() const {
    std::array<double, 10> difference{};
    for (const auto& [forecast, rate] : list) {
      const auto bin = std::min<std::size_t>(static_cast<std::size_t>(forecast * 10), 9);
      difference[bin] += forecast - rate;
    }
    double sum = 0;
    for (const double each : difference) sum += std::abs(each);
    return sum / static_cast<double>(list.size());
  }
  double mean_square_error() const {
    double sum = 0;
    for (const auto& [forecast, rate] : list) sum += (forecast - rate) * (forecast - rate);
    return sum / static_cast<double>(list.size());
  }
};

Forecasts forecasts(const Market& market, bool is_adjusted, int from_resource = 0) {
  const Experience experience(market.world.region, market.world.reference);
  Forecasts out;
  for (std::size_t i = 0; i < market.cases.size(); ++i) {
    if (Market::resource_of(i) < from_resource) continue;
    const Market::Case& one = market.cases[i];
    const double forecast = is_adjusted
                                ? experience.adjusted(one.confidence, one.offer, one.need, kSame)
                                : one.confidence;
    out.list.emplace_back(forecast, one.acceptance);
  }
  return out;
}

/// The mean over forty markets.
struct Trial {
  double error_before = 0, error_after = 0;    // expected calibration error
  double square_before = 0, square_after = 0;  // mean square of forecast − rate
};

Trial try_out(std::size_t decisions, int decided_resources, int asked_from) {
  constexpr std::uint64_t kMarkets = 40;
  Trial trial;
  for (std::uint64_t seed = 0; seed < kMarkets; ++seed) {
    Market market(seed);
    market.decide(decisions, decided_resources);
    const Forecasts before = forecasts(market, false, asked_from);
    const Forecasts after = forecasts(market, true, asked_from);
    trial.error_before += before.calibration_error() / kMarkets;
    trial.error_after += after.calibration_error() / kMarkets;
    trial.square_before += before.mean_square_error() / kMarkets;
    trial.square_after += after.mean_square_error() / kMarkets;
  }
  return trial;
}

TEST(Experience, decisions_calibrate_the_confidence) {
  const Trial none = try_out(0, Market::kResources, 0);
  EXPECT_EQ(none.error_after, none.error_before);
  EXPECT_GT(none.error_before, 0.15) << "else there is nothing to mend";
  Trial last = none;
  for (const std::size_t count : {30U, 100U, 300U, 1000U, 3000U}) {
    const Trial trial = try_out(count, Market::kResources, 0);
    EXPECT_LT(trial.error_after, last.error_after) << count;
    EXPECT_LT(trial.square_after, last.square_after) << count;
    if (count >= 1000) {
      EXPECT_LT(trial.error_after, 0.05) << count;
    }
    last = trial;
  }
}

TEST(Experience, resources_that_nobody_decided_on_learn_from_their_family) {
  const Trial trial = try_out(1000, 3, 3);
  EXPECT_LT(trial.error_after, trial.error_before / 3);
  EXPECT_LT(trial.square_after, trial.square_before / 3);
}

}  // namespace
}  // namespace samspill::matching
