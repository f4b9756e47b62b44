#include "network/check_plan.h"

#include <gmock/gmock.h>
#include <random>
#include <set>

#include "base/error.h"
#include "formats/plan_reader.h"
#include "formats/result_json.h"
#include "network/plan_world_test.h"
#include "network/price_bound.h"

namespace samspill::network {
namespace {

using namespace testing;
using ::testing::IsEmpty;
using Tree = nlohmann::json;

/// Two periods, a carbon price, a lorry, a pipe to build, a digester to build whose gas depends on
/// the sludge, a process that exists, something that can be stored, a heap and a shed, and a stream
/// without a price.
World full_world() {
  return make(
      "a 0\nb 10\n",
      {{"streams",
        "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
        "present_co2e_kg_per_unit,storable,profile\n"
        "bark,a,offer,bark,100,t/yr,90,50,no,1;3\nfuel,b,need,bark,60,t/yr,40,100,no,1;1\n"
        "sludge,a,offer,sludge,100,t/yr,20,30,no,\ngas,a,need,gas,150,MWh/yr,30,200,no,\n"
        "warm,a,offer,heat,1000,MWh/yr,5,,no,\ncold,b,need,heat,800,MWh/yr,60,150,no,\n"
        "clinker,b,need,cement,40,t/yr,70,800,yes,\nash,a,offer,ash,50,t/yr,30,9,yes,\n"
        "compost,a,offer,fertiliser,20,t/yr,30,0,no,\nfeed,b,need,fertiliser,20,t/yr,60,0,no,\n"
        "odd,a,offer,fertiliser,5,t/yr,,,no,\n"},
       {"qualities",
        "stream_id,property,min,typical,max,unit\nsludge,yield,,2,,MWh/t\n"
        "cold,temperature,50,,,°C\nwarm,temperature,,80,,°C\n"},
       {"processes",
        "process_id,name,status,sites,capacity_min,capacity_max,capacity_unit,capex_fixed_eur,"
        "capex_eur_per_capacity,lifetime_years,opex_fixed_eur_per_year,opex_eur_per_unit\n"
        "digester,d,candidate,any,10,90,t/yr,2000,40,10,100,3\n"
        "mill,m,existing,b,,500,t/yr,,,,70,2\n"},
       {"process_flows",
        "process_id,direction,resource,amount,unit,times_property\n"
        "digester,in,sludge,1,t,\ndigester,out,gas,1,MWh,yield\n"
        "digester,out,digestate,0.9,t,\ndigester,out,loss,0.1,t,\n"
        "mill,in,ash,1,t,\nmill,out,cement,0.8,t,\nmill,out,loss,0.2,t,\n"},
       {"storages",
        "storage_id,name,site_id,resource,status,capacity,capacity_unit,loss_percent_per_month,"
        "capex_fixed_eur,capex_eur_per_capacity,lifetime_years,opex_fixed_eur_per_year,"
        "opex_eur_per_unit\n"
        "heap,h,a,bark,existing,4,t,5,,,,20,2\nshed,s,b,bark,candidate,1,t,1,10,5,15,3,1\n"}},
      {{"prices", "price_id,kind,resource,value,unit\nspread,disposal,digestate,5,EUR/t\n"}},
      kTwoPeriods + "carbon_price_eur_per_t = 50\n");
}

/// What the check of such a file finds; a word for a file that can't be read.
std::vector<std::string> findings(const World& world, const std::string& bytes) {
  std::vector<std::string> out;
  try {
    Diagnostics diagnostics;
    const auto plan = formats::read_plan_bytes(world.data, bytes, "plan.json", diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list()) out.push_back(to_text(diagnostic));
    if (!plan) return out;
    const PlanCheck check = check_plan(world.data.region, world.data.reference, *plan);
    out.insert(out.end(), check.violations.begin(), check.violations.end());
  } catch (const Error& error) {
    out.emplace_back(error.what());
  }
  return out;
}

Tree full_plan(const World& world, const NetworkOptions& options = {}) {
  return Tree::parse(formats::plan_json(world.data, world.plan(options)).dump());
}

Tree changed(const Tree& value) {
  if (value.is_number()) return value.get<double>() * 1.1 + 1;
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_string()) return value.get<std::string>() + "x";
  return 1;
}

TEST(CheckPlan, a_plan_is_accepted_as_it_was_written) {
  const World world = full_world();
  const Plan plan = world.plan();
  EXPECT_EQ(world.text(plan.planned),
            "ash > mill@b 50 lorry\nbark > fuel 58.9404 lorry\ncompost > feed 20 lorry\ndigester@a "
            "> gas 150\n"
            "mill@b > clinker 40\nsludge > digester@a 75\nwarm > cold 800 pipe\n"
            "bark disposes of bark 41.1182\ndigester@a disposes of digestate 67.5\n"
            "sludge disposes of sludge 25\nwarm disposes of heat 200\nfuel buys bark 1.11815\n"
            "digester@a takes 75\ndigester@a is built for 75\nmill@b takes 50\n"
            "pipe a-b is built\n");
  const PlanCheck check = check_plan(world.data.region, world.data.reference, plan);
  for (const CheckedFacts& facts : check.facts) EXPECT_GT(facts.count, 0u) << facts.kind;
  ASSERT_TRUE(check.proven_gap);
  EXPECT_LT(*check.proven_gap, 0.01);
  EXPECT_THAT(findings(world, full_plan(world).dump()), IsEmpty());
}

TEST(CheckPlan, every_changed_figure_is_found) {
  // The compost costs less and emits more where it is sent: the cap holds back half of it.
  const World world = full_world();
  for (const bool has_cap : {false, true}) {
    NetworkOptions options;
    const double free_t = tonnes(world.plan().planned.co2e.total());
    if (has_cap) options.cap = (free_t - 0.01) * tonne_co2e / year;
    const Tree plan = full_plan(world, options);
    ASSERT_TRUE(plan.contains("flows"));
    std::vector<std::string> missed;
    int shadow_prices = 0, proof_prices = 0;
    const Tree flat = plan.flatten();
    for (const auto& [place, value] : flat.items()) {
      Tree mutant = plan;
      mutant[Tree::json_pointer(place)] = changed(value);
      if (!findings(world, mutant.dump()).empty()) {
        const bool is_price = place.ends_with("eur_per_unit");
        if (is_price) ++(place.starts_with("/proof") ? proof_prices : shadow_prices);
        continue;
      }
      // A price that is not at its bound, and one that leaves the proof as strong, are no lies.
      if (place.ends_with("eur_per_unit") || place.starts_with("/notes")) continue;
      missed.push_back(std::format("{} {} {}", has_cap, place, value.dump()));
    }
    EXPECT_THAT(missed, IsEmpty());
    EXPECT_GT(proof_prices, 10);
    EXPECT_TRUE(has_cap || shadow_prices > 1) << shadow_prices;
  }
}

TEST(CheckPlan, every_row_left_away_or_doubled_is_found) {
  const World world = full_world();
  const Tree plan = full_plan(world);
  for (const char* list :
       {"flows", "disposals", "purchases", "builds", "link_builds", "activities", "left_out"}) {
    for (std::size_t i = 0; i < plan[list].size(); ++i) {
      Tree without = plan, twice = plan;
      without[list].erase(i);
      twice[list].push_back(plan[list][i]);
      EXPECT_FALSE(findings(world, without.dump()).empty()) << list << i;
      EXPECT_FALSE(findings(world, twice.dump()).empty()) << list << i;
    }
  }
}

TEST(CheckPlan, every_part_left_away_is_found) {
  const World world = full_world();
  const Tree plan = full_plan(world);
  for (const auto& [key, value] : plan.items()) {
    if (key == "notes") continue;
    Tree mutant = plan;
    mutant.erase(key);
    EXPECT_FALSE(findings(world, mutant.dump()).empty()) << key;
  }
  for (const char* list : {"flows", "disposals", "activities", "storages", "proof"}) {
    for (const auto& [key, value] : (plan[list].is_array() ? plan[list][0] : plan[list]).items()) {
      Tree mutant = plan;
      (mutant[list].is_array() ? mutant[list][0] : mutant[list]).erase(key);
      EXPECT_FALSE(findings(world, mutant.dump()).empty()) << list << key;
    }
  }
}

/// The whole plan another way: balanced, summed and priced right, and yet forbidden.
TEST(CheckPlan, what_the_rules_forbid_is_found) {
  const World world = full_world();
  const Plan plan = world.plan();
  const auto has = [&](const Plan& changed, std::string_view words) {
    const auto check = check_plan(world.data.region, world.data.reference, changed);
    return std::ranges::any_of(check.violations, [&](const std::string& violation) {
      return violation.find(words) != std::string::npos;
    });
  };
  World near = world;
  near.data.region.streams[0].max_distance = 9.0 * kilometre;
  EXPECT_FALSE(check_plan(near.data.region, near.data.reference, plan).is_accepted());
  World cool = world;
  for (Quality& quality : cool.data.region.qualities) {
    if (quality.min) quality.min = 90;
  }
  EXPECT_FALSE(check_plan(cool.data.region, cool.data.reference, plan).is_accepted());
  Plan away = plan;
  away.terms.without = {world.site("b")};
  EXPECT_TRUE(has(away, "it cannot be at this site"));
  Plan capped = plan;
  capped.terms.cap = plan.planned.co2e.total() * 0.5;
  EXPECT_TRUE(has(capped, "CO2e under the cap"));
  Plan dear = plan;
  dear.baseline.cost = {};
  EXPECT_TRUE(has(dear, "which is today's at most"));
}

TEST(CheckPlan, no_prices_prove_more_than_the_optimum) {
  const World world = full_world();
  const Plan plan = world.plan({.gap = 0});
  std::vector<Remark> notes;
  const Network network = find_network(world.data.region, world.data.reference, {},
                                       {plan.terms.carbon_price, true}, kMostPairs, notes);
  std::mt19937 random(7);
  std::normal_distribution<double> around(1, 0.5);
  for (int i = 0; i < 200; ++i) {
    PriceProof proof = *plan.proof;
    for (BalancePrice& price : proof.prices) price.price *= around(random);
    EXPECT_LE(price_bound(network, plan.terms, proof), plan.planned.cost.total());
  }
  EXPECT_EQ(price_bound(network, plan.terms, *plan.proof), plan.proof->least);
}

TEST(CheckPlan, a_file_that_is_no_plan_is_an_error) {
  const World world = full_world();
  for (const char* text : {"", "{", "[]", "7", "{}", "{\"status\": 1e999}", "\"status\"",
                           "{\"status\": \"infeasible\", \"notes\": []}", "{\"status\": {}}",
                           "{\"status\": \"optimal\", \"flows\": 3, \"terms\": []}"}) {
    EXPECT_FALSE(findings(world, text).empty()) << text;
  }
  const World other = make("x 0\n", {{"streams",
                                      "stream_id,site_id,direction,resource,quantity,"
                                      "unit\nbark,x,offer,bark,1,t/yr\n"}});
  EXPECT_FALSE(findings(other, full_plan(world).dump()).empty());
}

}  // namespace
}  // namespace samspill::network
