#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "network/plan_world_test.h"

namespace samspill::network {
namespace {

using namespace testing;

/// Regions without processes, pipes to build and storages: streams of four resources at up to
/// eight sites, one synergy, links with a capacity, sites that pass things on, things that wait.
class ExchangeWorld {
 public:
  explicit ExchangeWorld(unsigned seed) : random_(seed) {}

  World make_one() {
    site_count_ = between(2, 8);
    std::string places;
    for (int i = 0; i < site_count_; ++i) places += std::format("s{} {}\n", i, between(0, 40));
    std::string streams =
        "stream_id,direction,resource,unit,present_cost_eur_per_unit,site_id,quantity,"
        "present_co2e_kg_per_unit,storable,max_distance_km,profile\n";
    const int count = between(3, 20);
    for (int i = 0; i < count; ++i) streams += std::format("x{},{}\n", i, stream());
    Text reference = kReference;
    reference.emplace_back(
        "synergies",
        "synergy_id,offer_resource,need_resource,substitution,max_distance_km,rd_code\n"
        "s1,digestate,fertiliser,0.3,,\n");
    return make(places, {{"streams", streams}, {"links", links()}}, reference,
                kSettings + std::format("carbon_price_eur_per_t = {}\n", between(0, 100)) +
                    kPeriods[period_count_ - 1]);
  }

 private:
  static constexpr const char* kPeriods[] = {"", "periods = [2190, 6570]\n",
                                             "periods = [2190, 4380, 2190]\n"};

  int between(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
  }
  bool one_in(int count) { return between(1, count) == 1; }

  std::string stream() {
    const char* offered[] = {"bark", "sludge", "digestate", "ash"};
    const char* needed[] = {"organic", "bark", "fertiliser", "ash"};
    const bool gives = one_in(2);
    const std::string resource = (gives ? offered : needed)[between(0, 3)];
    std::string profile = "1";
    for (int i = 0; i < period_count_ - 1; ++i) profile += std::format(";{}", between(0, 3));
    return std::format("{},{},t/yr,{},s{},{},{},{},{},{}", gives ? "offer" : "need", resource,
                       between(gives ? -10 : 20, 100), between(0, site_count_ - 1), between(1, 100),
                       between(0, 300), one_in(4) ? "yes" : "no",
                       one_in(4) ? std::to_string(between(5, 40)) : "", profile);
  }

  std::string links() {
    std::string csv =
        "from_site,to_site,mode,distance_km,cost_eur_per_unit,fixed_eur_per_year,capacity\n";
    for (int from = 0; has_links_ && from + 1 < site_count_; from += between(1, 3)) {
      csv += std::format("s{},s{},lorry,{},{},0,{}\n", from, from + 1, between(1, 9),
                         between(0, 30), one_in(2) ? std::to_string(between(5, 60)) : "");
    }
    return csv;
  }

  std::mt19937 random_;
  bool has_links_ = one_in(2);
  int site_count_ = 2;
  int period_count_ = between(1, 3);
};

TEST(ExchangePlan, is_the_one_of_branch_and_bound_with_its_proof) {
  int alone = 0, with_flows = 0, with_relays = 0, with_swaps = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    const World world = ExchangeWorld(seed).make_one();
    // A cap that binds nothing is what branch and bound alone keeps.
    const Plan other = world.plan({.cap = 1e9 * tonne_co2e / year, .gap = 0});
    ASSERT_EQ(other.solved_by, SolvedBy::branch_and_bound);
    const Plan plan =
        world.plan({.method = seed % 2 == 0 ? Method::exact : Method::scale, .gap = 1e-6});
    const double cost = plan.planned.cost.total().in(euro / year);
    const double expected = other.planned.cost.total().in(euro / year);
    EXPECT_NEAR(cost, expected, 1e-6 * (1 + std::abs(expected)));
    if (plan.solved_by != SolvedBy::network_simplex) continue;
    ++alone;
    EXPECT_EQ(plan.status, PlanStatus::optimal);
    EXPECT_EQ(plan.gap, 0);
    ASSERT_TRUE(plan.proof);
    EXPECT_NEAR(plan.proof->least.in(euro / year), cost, 1e-8 * (1 + std::abs(cost)));
    with_flows += !plan.planned.flows.empty();
    for (const PlanFlow& flow : plan.planned.flows) {
      with_relays += !flow.legs.empty();
      with_swaps += flow.substitution != 1;
    }
  }
  EXPECT_GT(alone, 300);
  EXPECT_GT(with_flows, 250);
  EXPECT_GT(with_relays, 20);
  EXPECT_GT(with_swaps, 20);
}

World bark_and_ash() {
  return make("a 0\nb 10\n",
              {{"streams",
                "stream_id,site_id,direction,resource,unit,quantity,present_cost_eur_per_unit\n"
                "bark,a,offer,bark,t/yr,100,90\nfuel,b,need,bark,t/yr,60,40\n"}});
}

TEST(ExchangePlan, says_how_it_was_found_and_what_things_are_worth) {
  const World world = bark_and_ash();
  const Plan plan = world.plan();
  EXPECT_EQ(plan.solved_by, SolvedBy::network_simplex);
  EXPECT_EQ(world.text(plan.planned), "bark > fuel 60 lorry\nbark disposes of bark 40\n");
  EXPECT_NEAR(world.price(plan, "bark"), -90, 1e-9);
  EXPECT_NEAR(world.price(plan, "fuel"), -80, 1e-9);
  EXPECT_EQ(plan.gap, 0);
}

TEST(ExchangePlan, what_it_does_not_know_is_left_to_the_other_ways) {
  const World world = bark_and_ash();
  EXPECT_EQ(world.plan({.objective = Objective::climate}).solved_by, SolvedBy::branch_and_bound);
  EXPECT_EQ(world.plan({.cap = 10.0 * tonne_co2e / year}).solved_by, SolvedBy::branch_and_bound);
}

}  // namespace
}  // namespace samspill::network
