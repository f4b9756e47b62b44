#include "accounting/make_ledger.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/support/world.h"

namespace samspill::accounting {
namespace {

constexpr const char* kToml = "name = \"Test\"\nperiods = 1\n";
const testing::Text kReference = {
    {"resources", "resource_id,broader,unit\nbark,,t\ncoal,,t\npellets,,t\nloss,,t\n"},
    {"property_kinds", "property,unit\ndensity,t/m3\n"},
    {"constants", "constant_id,value,unit\nroad_detour_factor,1,1\n"},
    {"transport",
     "mode,carries,cost_eur_per_unit_km,co2e_kg_per_unit_km,source,year\n"
     "lorry,bark,0.1,0.1,S,2024\n"},
    {"factors",
     "factor_id,kind,resource,route,value,unit,origin,source,year,status\n"
     "tip,disposal,bark,,500,kg/t,mixed,Source A,2024,published\n"
     "dig,production,coal,,200,kg/t,fossil,Source B,2023,unverified\n"
     "burn,process,bark,R1,30,kg/t,biogenic,Source C,2022,published\n"},
    {"synergies",
     "synergy_id,offer_resource,need_resource,substitution,rd_code\nS1,bark,coal,1,R1\n"}};

formats::Dataset world() {
  return testing::make_world(
      kToml,
      {{"sites",
        "site_id,name,country,latitude_deg,longitude_deg\n"
        "mill,Mill,NO,63,10\nworks,Works,NO,63.5,10\nkiln,Kiln,NO,63.2,10\n"},
       {"streams",
        "stream_id,site_id,direction,resource,quantity,unit\n"
        "o,mill,offer,bark,100,t\nn,works,need,coal,60,t\nm,kiln,need,coal,40,t\n"}},
      kReference);
}

Endpoint end_of(const Region& region, std::size_t stream) {
  return {StreamId(stream), {}, region.streams[stream].site};
}

/// Today all is tipped and bought; the plan sends 60 t to the works and 40 t to the kiln.
Plan all_exchanged(const Region& region) {
  const auto recourse = [&](std::size_t stream, double amount, double kg, const char* factor) {
    return Recourse{end_of(region, stream),
                    region.streams[stream].resource,
                    0,
                    amount * unit_amount,
                    {},
                    amount * kg * kilogram_co2e,
                    "",
                    factor};
  };
  const auto flow = [&](std::size_t to, double amount, double transport_t) {
    PlanFlow row;
    row.from = end_of(region, 0);
    row.to = end_of(region, to);
    row.resource = region.streams[0].resource;
    row.mode = ModeId(0);
    row.sent = row.received = amount * unit_amount;
    row.co2e = transport_t * tonne_co2e;
    row.factor_id = "transport:lorry";
    row.use_co2e = amount * 0.03 * tonne_co2e;
    row.use_factor_id = "burn";
    return row;
  };
  Plan plan;
  plan.status = PlanStatus::optimal;
  plan.baseline.disposals = {recourse(0, 100, 500, "tip")};
  plan.baseline.purchases = {recourse(1, 60, 200, "dig"), recourse(2, 40, 200, "dig")};
  plan.baseline.co2e = {50.0 * tonne_co2e / year, 20.0 * tonne_co2e / year, {}, {}};
  plan.planned.flows = {flow(1, 60, 6), flow(2, 40, 4)};
  plan.planned.co2e = {{}, {}, 10.0 * tonne_co2e / year, 3.0 * tonne_co2e / year};
  return plan;
}

double tonnes(Co2eFlow flow) {
  return flow.in(tonne_co2e / year);
}

const LedgerEntry* find(const Ledger& ledger, EntryKind kind, std::size_t counterparty) {
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.kind == kind && entry.counterparty == SiteId(counterparty)) return &entry;
  }
  return nullptr;
}

TEST(MakeLedger, a_saving_is_split_among_the_partners_that_explain_it) {
  const auto dataset = world();
  const Ledger ledger =
      make_ledger(dataset.region, dataset.reference, all_exchanged(dataset.region), {});
  const LedgerEntry* works = find(ledger, EntryKind::avoided_disposal, 1);
  const LedgerEntry* kiln = find(ledger, EntryKind::avoided_disposal, 2);
  ASSERT_TRUE(works && kiln);
  EXPECT_NEAR(tonnes(*works->co2e), -30, 1e-9);
  EXPECT_NEAR(tonnes(*kiln->co2e), -20, 1e-9);
  EXPECT_EQ(works->factor_id, "tip");
  EXPECT_EQ(works->source, "Source A, 2024");
  EXPECT_TRUE(works->is_verified);
  EXPECT_FALSE(find(ledger, EntryKind::avoided_production, 0)->is_verified);
}

TEST(MakeLedger, own_emissions_and_avoided_ones_are_kept_apart) {
  const auto dataset = world();
  const Ledger ledger =
      make_ledger(dataset.region, dataset.reference, all_exchanged(dataset.region), {});
  EXPECT_NEAR(tonnes(ledger.balance.fossil), -50 + 10, 1e-9);
  EXPECT_NEAR(tonnes(ledger.balance.avoided), -20, 1e-9);
  EXPECT_NEAR(tonnes(ledger.balance.biogenic), 3, 1e-9) << "burning bark is biogenic";
  EXPECT_NEAR(tonnes(ledger.balance.removed), 0, 1e-9);
  EXPECT_NEAR(tonnes(ledger.total), -57, 1e-9);
  EXPECT_EQ(ledger.unknown, 0u);
}

TEST(MakeLedger, an_unknown_factor_is_an_entry_without_co2e) {
  const auto dataset = world();
  Plan plan = all_exchanged(dataset.region);
  plan.baseline.disposals[0].co2e.reset();
  plan.baseline.disposals[0].factor_id.clear();
  plan.baseline.co2e.disposal = {};
  const Ledger ledger = make_ledger(dataset.region, dataset.reference, plan, {});
  EXPECT_EQ(ledger.unknown, 2u);
  EXPECT_FALSE(find(ledger, EntryKind::avoided_disposal, 1)->co2e);
  EXPECT_NEAR(tonnes(ledger.total), -7, 1e-9);
}

TEST(MakeLedger, nothing_changed_is_an_empty_ledger) {
  const auto dataset = world();
  Plan plan = all_exchanged(dataset.region);
  plan.baseline = plan.planned;
  EXPECT_TRUE(make_ledger(dataset.region, dataset.reference, plan, {}).entries.empty());
}

TEST(MakeLedger, a_plan_whose_sums_do_not_add_up_is_refused) {
  const auto dataset = world();
  Plan plan = all_exchanged(dataset.region);
  plan.planned.co2e.transport += 1.0 * tonne_co2e / year;
  EXPECT_THROW(make_ledger(dataset.region, dataset.reference, plan, {}), Error);
}

TEST(MakeLedger, more_waste_than_today_is_an_added_disposal) {
  const auto dataset = world();
  Plan plan = all_exchanged(dataset.region);
  std::swap(plan.planned, plan.baseline);
  const Ledger ledger = make_ledger(dataset.region, dataset.reference, plan, {});
  EXPECT_NEAR(tonnes(ledger.total), 57, 1e-9);
  EXPECT_TRUE(find(ledger, EntryKind::added_disposal, 1));
  EXPECT_NEAR(tonnes(ledger.balance.avoided), 0, 1e-9);
}

}  // namespace
}  // namespace samspill::accounting
