// Needs whose limits hold for the mix of what arrives.
#include "network/blends.h"

#include <format>
#include <gtest/gtest.h>
#include <random>

#include "network/plan_world_test.h"

namespace samspill::network::testing {
namespace {

/// Properties that mix by amount, by dry matter and not at all.
const Text kMixing = {{"property_kinds",
                       "property,unit,name_en,mixes\n"
                       "salt,%,salt,amount\npurity,%,purity,amount\nph,,pH,\n"
                       "cadmium,mg/kg,cadmium,dry_matter\ndry_matter,%,dry matter,amount\n"}};

World world(std::string_view streams, std::string_view qualities, const Text& reference = kMixing) {
  return make("a 0\nb 10\n",
              {{"streams",
                "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit\n" +
                    std::string(streams)},
               {"qualities", "stream_id,property,min,typical,max,unit\n" + std::string(qualities)}},
              reference);
}

TEST(Blends, a_dirty_offer_goes_as_far_as_a_clean_one_thins_it) {
  // Salt 3 % and 1 %, limit 2 %: as much of the one as of the other. Disposal at 90, buying at 40.
  const World mixed =
      world("dirty,a,offer,bark,100,t,90\nclean,a,offer,bark,30,t,90\nneed,b,need,bark,100,t,40\n",
            "dirty,salt,,3,,%\nclean,salt,,1,,%\nneed,salt,,2,2,%\n");
  const Plan plan = mixed.plan();
  EXPECT_EQ(mixed.text(plan.planned),
            "clean > need 30 lorry\ndirty > need 30 lorry\n"
            "dirty disposes of bark 70\nneed buys bark 40\n");
  EXPECT_TRUE(has_note(plan, "network.blend"));
  EXPECT_EQ(*std::ranges::find(plan.notes, "network.blend", &Remark::key),
            (Remark{"network.blend", {"need", "salt", "2", "%"}}));
}

TEST(Blends, what_is_bought_is_free_of_what_is_limited) {
  // 3 % salt, limit 1 %: 2 t bought for each tonne sent.
  const World bought = world("dirty,a,offer,bark,100,t,90\nneed,b,need,bark,90,t,40\n",
                             "dirty,salt,,3,,%\nneed,salt,,,1,%\n");
  EXPECT_EQ(bought.text(bought.plan().planned),
            "dirty > need 30 lorry\ndirty disposes of bark 70\nneed buys bark 60\n");
}

TEST(Blends, metals_mix_by_dry_matter) {
  // 4 mg/kg at 20 % dry matter, 1 mg/kg at 60 %, limit 2: 0.2·2·x ≤ 0.6·1·y.
  const World sludges = world(
      "thin,a,offer,sludge,100,t,90\nthick,a,offer,sludge,20,t,90\nneed,b,need,sludge,100,t,40\n",
      "thin,cadmium,,4,,mg/kg\nthin,dry_matter,,20,,%\nthick,cadmium,,1,,mg/kg\n"
      "thick,dry_matter,,60,,%\nneed,cadmium,,2,2,mg/kg\n");
  EXPECT_EQ(sludges.text(sludges.plan().planned),
            "thick > need 20 lorry\nthin > need 30 lorry\n"
            "thin disposes of sludge 70\nneed buys sludge 50\n");
}

TEST(Blends, a_least_value_holds_for_the_mix) {
  // Purity 80 % and 95 %, at least 90 %: two of the purer for each of the other.
  const World pure =
      world("poor,a,offer,bark,100,t,90\nrich,a,offer,bark,40,t,90\nneed,b,need,bark,100,t,40\n",
            "poor,purity,,80,,%\nrich,purity,,95,,%\nneed,purity,90,,,%\n");
  EXPECT_EQ(pure.text(pure.plan().planned),
            "poor > need 20 lorry\nrich > need 40 lorry\n"
            "poor disposes of bark 80\nneed buys bark 40\n");
}

TEST(Blends, what_does_not_pay_by_itself_may_thin) {
  // Clean bark earns 5 elsewhere, so that 10 km of lorry lose 5 EUR/t by it; the dirty one gains
  // 120.
  const World thinning =
      world("dirty,a,offer,bark,30,t,90\nclean,a,offer,bark,60,t,-45\nneed,b,need,bark,60,t,40\n",
            "dirty,salt,,3,,%\nclean,salt,,1,,%\nneed,salt,,2,2,%\n");
  EXPECT_EQ(thinning.text(thinning.plan().planned),
            "clean > need 30 lorry\ndirty > need 30 lorry\nclean disposes of bark 30\n");
}

TEST(Blends, what_does_not_mix_or_is_unknown_stays_out) {
  const World acid = world("dirty,a,offer,bark,100,t,90\nneed,b,need,bark,90,t,40\n",
                           "dirty,ph,,3,,\nneed,ph,5,,,\n");
  EXPECT_EQ(acid.text(acid.plan().planned), "dirty disposes of bark 100\nneed buys bark 90\n");
  // Without dry matter nobody knows how much of it counts.
  const World unknown = world("dirty,a,offer,bark,100,t,90\nneed,b,need,bark,90,t,40\n",
                              "dirty,cadmium,,3,,mg/kg\nneed,cadmium,,,1,mg/kg\n");
  EXPECT_EQ(unknown.text(unknown.plan().planned),
            "dirty disposes of bark 100\nneed buys bark 90\n");
}

TEST(Blends, hazardous_waste_is_not_diluted) {
  Text reference = kMixing;
  reference.emplace_back("resources",
                         "resource_id,broader,unit,state,hazardous\nbark,organic,t,solid,yes\n");
  const World hazardous = world("dirty,a,offer,bark,100,t,90\nneed,b,need,bark,90,t,40\n",
                                "dirty,salt,,3,,%\nneed,salt,,,1,%\n", reference);
  EXPECT_EQ(hazardous.text(hazardous.plan().planned),
            "dirty disposes of bark 100\nneed buys bark 90\n");
}

TEST(Blends, a_mix_holds_in_each_period_unless_the_need_is_stored) {
  // The clean one comes in the second half alone.
  const std::string head =
      "stream_id,site_id,direction,resource,quantity,unit,profile,present_cost_eur_per_unit,"
      "storable\n";
  const auto plan_of = [&](std::string_view storable) {
    const World halves =
        make("a 0\nb 10\n",
             {{"streams", head + "dirty,a,offer,bark,40,t,1;1,90,no\n" +
                              "clean,a,offer,bark,40,t,0;1,90,no\n" +
                              std::format("need,b,need,bark,100,t,1;1,40,{}\n", storable)},
              {"qualities",
               "stream_id,property,min,typical,max,unit\ndirty,salt,,3,,%\n"
               "clean,salt,,1,,%\nneed,salt,,2,2,%\n"}},
             kMixing, kTwoPeriods);
    return halves.text(halves.plan().planned);
  };
  EXPECT_EQ(plan_of("no"),
            "clean > need 40 lorry\ndirty > need 10 lorry\n"
            "dirty disposes of bark 30\nneed buys bark 50\n");
  EXPECT_EQ(plan_of("yes"), "clean > need 40 lorry\ndirty > need 40 lorry\nneed buys bark 20\n");
}

TEST(Blends, prices_of_the_limits_prove_the_plan) {
  const World mixed =
      world("dirty,a,offer,bark,100,t,90\nclean,a,offer,bark,30,t,90\nneed,b,need,bark,100,t,40\n",
            "dirty,salt,,3,,%\nclean,salt,,1,,%\nneed,salt,,2,2,%\n");
  const Plan plan = mixed.plan({.is_proof_wanted = true});
  ASSERT_TRUE(plan.proof);
  EXPECT_NEAR(eur(plan.proof->least), eur(plan.planned.cost.total()), 1e-6);
  // A percent of salt more would let half a tonne more of the dirty one in for each tonne: 120 EUR.
  ASSERT_EQ(plan.proof->mixes.size(), 1u);
  EXPECT_NEAR(plan.proof->mixes.front().price.in(euro / unit_amount), 120, 1e-6);
}

TEST(Blends, the_checker_finds_a_mix_beyond_its_limit) {
  const World mixed =
      world("dirty,a,offer,bark,100,t,90\nclean,a,offer,bark,30,t,90\nneed,b,need,bark,100,t,40\n",
            "dirty,salt,,3,,%\nclean,salt,,1,,%\nneed,salt,,2,2,%\n");
  World strict =
      world("dirty,a,offer,bark,100,t,90\nclean,a,offer,bark,30,t,90\nneed,b,need,bark,100,t,40\n",
            "dirty,salt,,3,,%\nclean,salt,,1,,%\nneed,salt,,1.9,1.9,%\n");
  EXPECT_EQ(strict.broken(mixed.plan().planned), std::vector{FactKind::rule});
}

}  // namespace
}  // namespace samspill::network::testing
