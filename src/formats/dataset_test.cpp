#include "formats/dataset.h"

#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/csv.h"
#include "formats/schema.h"
#include "reference/valuation.h"
#include "tests/support/world.h"

namespace samspill::formats {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kToml = "name = \"Test\"\nbase_year = 2025\nperiods = 1\n";
constexpr const char* kSites =
    "site_id,name,country,latitude_deg,longitude_deg\n"
    "a,A,NO,63.4,10.4\nb,B,NO,63.5,10.5\n";

struct Read {
  std::optional<Dataset> dataset;
  Diagnostics diagnostics;
  std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : diagnostics.list()) out.push_back(to_text(diagnostic));
    return out;
  }
};

Read read(const testing::Text& texts, const std::string& toml = kToml) {
  Read result;
  Tables tables{"test", "region.toml", toml, {}};
  for (const auto& [name, text] : texts) {
    auto table = read_csv(name, name + ".csv", text, result.diagnostics);
    if (!table) continue;
    table->rename_columns(canonical_header(*find_table(name), name + ".csv", 1, table->columns(),
                                           result.diagnostics));
    tables.tables.push_back(std::move(*table));
  }
  result.dataset = read_dataset(tables, reference::built_in(), result.diagnostics);
  return result;
}

std::string streams(const std::string& rows) {
  return "stream_id,site_id,direction,resource,quantity,unit,profile,present_route,"
         "present_cost_eur_per_unit,low_code\n" +
         rows;
}

/// The one diagnostic that a wrong stream row gives.
std::string stream_error(const std::string& row) {
  const Read result = read({{"sites", kSites}, {"streams", streams(row)}});
  EXPECT_FALSE(result.dataset);
  return result.diagnostics.list().size() == 1
             ? result.texts()[0]
             : std::format("{} diagnostics: {}", result.diagnostics.list().size(),
                           result.texts()[0]);
}

TEST(Dataset, amounts_become_base_units_per_year) {
  const Read result =
      read({{"sites", kSites},
            {"streams", streams("o,a,offer,bark,10,kg/d,flat,R1,2,\n"
                                "h,b,need,surplus-heat,1,MW,,purchase,30,\n"
                                "g,b,need,surplus-heat,\"2,5\",GWh,,purchase,40,\n")}});
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const auto& read_streams = result.dataset->region.streams;
  EXPECT_NEAR(read_streams[0].quantity.in(unit_amount / year), 3.65, 1e-12);
  EXPECT_NEAR(read_streams[0].present_cost->in(euro / unit_amount), 2000, 1e-9) << "EUR per kg";
  EXPECT_NEAR(read_streams[1].quantity.in(unit_amount / year), 8760, 1e-9);
  EXPECT_NEAR(read_streams[2].quantity.in(unit_amount / year), 2500, 1e-9);
  EXPECT_NEAR(read_streams[2].present_cost->in(euro / unit_amount), 0.04, 1e-12) << "EUR per GWh";
}

TEST(Dataset, profiles_are_shares_of_the_year) {
  const Read result =
      read({{"sites", kSites},
            {"streams", streams("o,a,offer,bark,12,t,1;3,R1,2,\nn,b,need,bark,12,t,flat,,,\n")}},
           "name = \"T\"\nperiods = [2190, 6570]\n");
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const Region& region = result.dataset->region;
  EXPECT_DOUBLE_EQ(period_amount(region, region.streams[0], 1).in(unit_amount), 9);
  EXPECT_DOUBLE_EQ(period_amount(region, region.streams[1], 0).in(unit_amount), 3);
}

TEST(Dataset, names_in_any_language_name_the_resource) {
  const Read result =
      read({{"sites", kSites}, {"streams", streams("o,a,offer,Fiskeslam,12,t,,R3,2,\n")}});
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const auto& dataset = *result.dataset;
  EXPECT_EQ(dataset.reference[dataset.region.streams[0].resource].key, "fish-sludge");
}

TEST(Dataset, every_wrong_cell_names_itself) {
  EXPECT_EQ(stream_error("o,a,offer,bark,-5,t,,,,\n"),
            "streams.csv row 2, column quantity: found \"-5\", expected a number of at least 0");
  EXPECT_THAT(stream_error("o,a,offer,bark,NaN,t,,,,\n"), HasSubstr("found \"NaN\""));
  EXPECT_THAT(stream_error("o,a,offer,bark,1e400,t,,,,\n"), HasSubstr("found \"1e400\""));
  EXPECT_THAT(stream_error("o,a,offer,bark,5,tonz,,,,\n"),
              HasSubstr("column unit: found \"tonz\", expected a unit such as"));
  EXPECT_THAT(stream_error("o,a,offer,surplus-heat,5,t,,,,\n"), HasSubstr("MWh"));
  EXPECT_THAT(stream_error("o,c,offer,bark,5,t,,,,\n"),
              HasSubstr("column site_id: found \"c\", expected an id in sites"));
  EXPECT_THAT(stream_error("o,a,ofer,bark,5,t,,,,\n"), HasSubstr("did you mean \"offer\"?"));
  EXPECT_THAT(stream_error("o,a,offer,barkk,5,t,,,,\n"), HasSubstr("did you mean \"bark\" ("));
  EXPECT_THAT(stream_error("o,a,offer,bark,5,t,1;2,,,\n"), HasSubstr("found 2 weights"));
  EXPECT_THAT(stream_error("o,a,offer,bark,5,t,,R99,,\n"), HasSubstr("R1–R13"));
  EXPECT_THAT(stream_error("o,a,offer,bark,5,t,,,,99 99 99\n"), HasSubstr("List of Waste"));
  EXPECT_THAT(stream_error(",a,offer,bark,5,t,,,,\n"), HasSubstr("column stream_id"));
  EXPECT_THAT(stream_error("o,a,,bark,5,t,,,,\n"), HasSubstr("column direction"));
}

TEST(Dataset, ids_are_used_once) {
  EXPECT_EQ(stream_error("o,a,offer,bark,5,t,,,,\no,a,offer,bark,5,t,,,,\n"),
            "streams.csv row 3, column stream_id: found \"o\", which row 2 already uses as its id");
}

/// What the words of one stream are read as; "" when the program asks back.
std::string meaning_of(const std::string& words, const std::string& unit,
                       const std::string& low_code = "", const std::string& direction = "offer") {
  const Read result =
      read({{"sites", kSites},
            {"streams",
             streams(std::format("o,a,{},{},5,{},,,,{}\n", direction, words, unit, low_code))}});
  if (!result.dataset) return {};
  return result.dataset->reference[result.dataset->region.streams[0].resource].key;
}

TEST(Dataset, a_waste_code_helps_to_read_the_words_beside_it) {
  EXPECT_EQ(meaning_of("bioslam fra papirfabrikkens renseanlegg", "t"), "");
  EXPECT_EQ(meaning_of("bioslam fra papirfabrikkens renseanlegg", "t", "03 03 11"),
            "mill-bio-sludge");
}

TEST(Dataset, words_are_not_read_as_what_the_unit_cannot_measure) {
  EXPECT_EQ(meaning_of("varmt kjølevann fra datasenter", "m3"), "cooling-water");
  EXPECT_THAT(stream_error("o,a,offer,varmt kjølevann fra datasenter,5,MWh,,,,\n"),
              HasSubstr("\"data-centre-heat\" ("));
}

TEST(Dataset, doubt_between_narrower_concepts_leaves_the_broader_one) {
  EXPECT_EQ(meaning_of("slam fra smoltproduksjon", "t"), "fish-sludge");
}

TEST(Dataset, places_outside_the_globe_are_refused) {
  const Read result =
      read({{"sites", "site_id,name,country,latitude_deg,longitude_deg\na,A,NO,95,10\n"},
            {"streams", streams("")}});
  EXPECT_THAT(result.texts(),
              ElementsAre("sites.csv row 2, column latitude_deg: found \"95\", expected a latitude "
                          "from -90 to 90"));
}

TEST(Dataset, forty_mistakes_give_forty_diagnostics) {
  std::string rows;
  for (int i = 0; i < 300; ++i) {
    const char* quantity = i % 10 == 3 ? "-1" : "5";   // 30 mistakes
    const char* unit = i % 30 == 7 ? "barrels" : "t";  // 10 mistakes
    rows += std::format("s{},a,offer,bark,{},{},,,,\n", i, quantity, unit);
  }
  const Read result = read({{"sites", kSites}, {"streams", streams(rows)}});
  EXPECT_FALSE(result.dataset);
  EXPECT_EQ(result.diagnostics.errors(), 40u);
}

TEST(Dataset, an_unknown_column_is_told_with_the_nearest_name) {
  const Read result = read(
      {{"sites", "site_id,name,country,latitude_deg,longitude_dge\n"}, {"streams", streams("")}});
  EXPECT_THAT(result.texts()[0], HasSubstr("did you mean \"longitude_deg\"?"));
  EXPECT_THAT(result.texts()[1],
              HasSubstr("column longitude_deg: this required column is missing"));
}

TEST(Dataset, headers_are_read_however_they_are_spelt) {
  const Read result = read({{"sites",
                             "Site ID;Name;Country;Latitude deg;Longitude-deg\n"
                             "a;A;NO;63,4;10,4\n"},
                            {"streams", streams("")}});
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  EXPECT_DOUBLE_EQ(result.dataset->region.sites[0].place.latitude_deg, 63.4);
}

TEST(Dataset, an_unknown_amount_stays_unknown) {
  const Read result = read({{"sites", kSites}, {"streams", streams("o,a,offer,bark,,t,,,,\n")}});
  ASSERT_TRUE(result.dataset);
  EXPECT_FALSE(result.dataset->region.streams[0].is_quantified);
  EXPECT_EQ(result.diagnostics.warnings(), 1u);
}

TEST(Dataset, a_process_must_balance_its_mass) {
  const auto process = [](const std::string& loss) {
    return read({{"sites", kSites},
                 {"streams", streams("")},
                 {"processes",
                  "process_id,name,status,sites,capacity_unit\ndryer,Dryer,candidate,any,t/yr\n"},
                 {"process_flows",
                  "process_id,direction,resource,amount,unit\n"
                  "dryer,in,sawdust,1,t\ndryer,in,electricity,0.1,MWh\n"
                  "dryer,out,wood-pellets,0.5,t\ndryer,out,loss," +
                      loss + ",t\n"}});
  };
  EXPECT_TRUE(process("0.5").dataset) << process("0.5").texts()[0];
  EXPECT_THAT(process("0.2").texts()[0], HasSubstr("1 t go in and 0.7 t come out"));
}

Read read_storage(const std::string& row) {
  return read({{"sites", kSites},
               {"streams", streams("")},
               {"storages",
                "storage_id,name,site_id,resource,status,capacity,capacity_unit,"
                "loss_percent_per_month,capex_fixed_eur,capex_eur_per_capacity,lifetime_years,"
                "opex_fixed_eur_per_year,opex_eur_per_unit,source\n" +
                    row}});
}

TEST(Dataset, a_storage_is_read_in_base_units) {
  const Read result =
      read_storage("heap,Heap,a,bark,candidate,2000,kg,1.5,100,3,10,7,4,the yard\n");
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const Region& region = result.dataset->region;
  ASSERT_EQ(region.storages.size(), 1u);
  const Storage& heap = region.storages[0];
  EXPECT_EQ(heap.status, ProcessStatus::candidate);
  EXPECT_NEAR(heap.capacity->in(unit_amount), 2, 1e-12);
  EXPECT_NEAR(heap.loss_per_month, 0.015, 1e-12);
  EXPECT_NEAR(heap.capex_per_amount.in(euro / unit_amount), 3000, 1e-9);
  EXPECT_NEAR(heap.opex_per_amount.in(euro / unit_amount), 4000, 1e-9);
  EXPECT_NEAR(heap.lifetime.in(year), 10, 1e-12);
  EXPECT_EQ(heap.source, "the yard");
  EXPECT_TRUE(read_storage("heap,Heap,a,bark,candidate,,t,0,,,,,,\n").dataset);
}

TEST(Dataset, every_wrong_cell_of_a_storage_names_itself) {
  const auto text = [](const std::string& row) { return read_storage(row).texts().at(0); };
  EXPECT_THAT(text("heap,Heap,a,bark,existing,,t,0,,,,,,\n"), HasSubstr("column capacity"));
  EXPECT_THAT(text("heap,Heap,a,bark,existing,5,t/yr,0,,,,,,\n"), HasSubstr("without a time"));
  EXPECT_THAT(text("heap,Heap,a,bark,existing,5,t,101,,,,,,\n"), HasSubstr("from 0 to 100"));
  EXPECT_THAT(text("heap,Heap,a,bark,existing,5,t,,,,,,,\n"), HasSubstr("loss_percent_per_month"));
  EXPECT_THAT(text("heap,Heap,z,bark,existing,5,t,0,,,,,,\n"), HasSubstr("site_id"));
  EXPECT_THAT(text("heap,Heap,a,bark,planned,5,t,0,,,,,,\n"), HasSubstr("existing"));
  EXPECT_THAT(text("heap,Heap,a,bark,existing,5,t,0,,,,,-1,\n"), HasSubstr("at least 0"));
  EXPECT_THAT(text("heap,Heap,a,bark,existing,5,t,0,,,,,,\nheap,H,a,bark,existing,5,t,0,,,,,,\n"),
              HasSubstr("already uses"));
}

Read read_scenarios_with(const std::string& scenarios, const std::string& changes) {
  return read({{"sites", kSites},
               {"streams", streams("o,a,offer,bark,10,t/yr,flat,R1,2,\n")},
               {"processes",
                "process_id,name,status,sites,capacity_max,capacity_unit\n"
                "dryer,D,existing,a,,t/yr\npress,P,candidate,a,50,t/yr\n"},
               {"process_flows",
                "process_id,direction,resource,amount,unit\n"
                "dryer,in,bark,1,t\ndryer,out,loss,1,t\npress,in,bark,1,t\npress,out,loss,1,t\n"},
               {"scenarios", "scenario_id,name,probability\n" + scenarios},
               {"scenario_changes",
                "scenario_id,change,direction,stream_id,resource,site_id,process_id,mode,factor\n" +
                    changes}});
}

TEST(Dataset, scenarios_are_read_with_their_changes) {
  const Read result = read_scenarios_with("s,As recorded,0.7\nt,Bad year,0.3\n",
                                          "t,price,,,bark,,,,1.5\n"
                                          "t,quantity,offer,,bark,a,,,0.5\n"
                                          "t,price,,,,,,lorry,2\n"
                                          "t,closing,,,,b,,,\n"
                                          "t,outage,,,,a,press,,0.25\nt,outage,,,,,dryer,,\n"
                                          "t,carbon_price,,,,,,,2\n");
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const Region& region = result.dataset->region;
  ASSERT_EQ(region.scenarios.size(), 2u);
  EXPECT_TRUE(region.scenarios[0].changes.empty());
  const Scenario& bad = region.scenarios[1];
  EXPECT_EQ(bad.name, "Bad year");
  EXPECT_EQ(bad.probability, 0.3);
  ASSERT_EQ(bad.changes.size(), 7u);
  EXPECT_EQ(bad.changes[0].resource, result.dataset->reference.find_resource_id("bark"));
  EXPECT_EQ(bad.changes[1].direction, Direction::offer);
  EXPECT_EQ(bad.changes[1].factor, 0.5);
  EXPECT_EQ(bad.changes[2].mode, result.dataset->reference.find_mode("lorry"));
  EXPECT_EQ(bad.changes[3].site, SiteId(1));
  EXPECT_EQ(bad.changes[4].process, ProcessId(1));
  EXPECT_EQ(bad.changes[4].factor, 0.25);
  EXPECT_EQ(bad.changes[5].factor, 0) << "an outage without a factor is a whole one";
}

TEST(Dataset, every_wrong_cell_of_a_scenario_names_itself) {
  const auto wrong = [](const std::string& scenarios, const std::string& changes = "") {
    const Read result = read_scenarios_with(scenarios, changes);
    EXPECT_FALSE(result.dataset);
    return result.texts().empty() ? "" : result.texts()[0];
  };
  EXPECT_THAT(wrong("s,S,0.5\nt,T,0.4\n"), HasSubstr("add up to 0.9, expected 1"));
  EXPECT_THAT(wrong("s,S,1.5\n"), HasSubstr("from 0 to 1"));
  EXPECT_THAT(wrong("s,S,0.5\ns,T,0.5\n"), HasSubstr("already uses"));
  const auto change = [&](const std::string& row) { return wrong("s,S,1\n", row); };
  EXPECT_THAT(change("t,price,,o,,,,,2\n"), HasSubstr("expected an id in scenarios"));
  EXPECT_THAT(change("s,flood,,,,a,,,\n"), HasSubstr("closing"));
  EXPECT_THAT(change("s,price,,o,,,,,-1\n"), HasSubstr("at least 0"));
  EXPECT_THAT(change("s,price,,o,,,,,\n"), HasSubstr("column factor"));
  EXPECT_THAT(change("s,price,,o,bark,,,,2\n"), HasSubstr("one of stream_id, resource and mode"));
  EXPECT_THAT(change("s,price,,,bark,a,,,2\n"), HasSubstr("an empty cell"));
  EXPECT_THAT(change("s,quantity,,z,,,,,2\n"), HasSubstr("column stream_id"));
  EXPECT_THAT(change("s,quantity,,,,,,,2\n"), HasSubstr("either a stream_id"));
  EXPECT_THAT(change("s,quantity,,,straw-gold,,,,2\n"), HasSubstr("column resource"));
  EXPECT_THAT(change("s,closing,,,,z,,,\n"), HasSubstr("column site_id"));
  EXPECT_THAT(change("s,closing,,,,a,,,0.5\n"), HasSubstr("column factor"));
  EXPECT_THAT(change("s,outage,,,,,zz,,\n"), HasSubstr("column process_id"));
  EXPECT_THAT(change("s,outage,,,,b,press,,\n"), HasSubstr("a site of the process press"));
  EXPECT_THAT(change("s,outage,,,,,press,,1.5\n"), HasSubstr("from 0 to 1"));
  EXPECT_THAT(change("s,outage,,,,,dryer,,0.5\n"), HasSubstr("no capacity is stated"));
  EXPECT_THAT(change("s,price,,,,,,rocket,2\n"), HasSubstr("column mode"));
}

TEST(Dataset, exchanges_join_an_offer_with_a_need_or_a_process) {
  const auto exchange = [](const std::string& offer, const std::string& taker) {
    return read({{"sites", kSites},
                 {"streams", streams("o,a,offer,bark,5,t,,,,\nn,b,need,bark,5,t,,,,\n")},
                 {"exchanges", "exchange_id,offer_id,need_id,stage,quantity,unit\nx," + offer +
                                   "," + taker + ",operating,2,t/yr\n"}});
  };
  EXPECT_TRUE(exchange("o", "n").dataset);
  EXPECT_THAT(exchange("n", "n").texts()[0], HasSubstr("direction offer"));
  EXPECT_THAT(exchange("o", "o").texts()[0], HasSubstr("direction need"));
  EXPECT_THAT(exchange("o", "mill@b").texts()[0], HasSubstr("an id in processes before the @"));
}

Read read_decision(const std::string& row) {
  return read({{"sites", kSites},
               {"streams", streams("o,a,offer,bark,5,t,,,,\nn,b,need,bark,5,t,,,,\n")},
               {"decisions", "offer_id,need_id,decision,reason,remark,date,facts\n" + row}});
}

TEST(Dataset, decisions_tell_what_people_said_to_a_match) {
  const Read result = read_decision(
      "o,n,declined,no_interest,\"too wet, they say\",2026-05-17,f0123456789a\no,n,accepted,,,,\n");
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  EXPECT_THAT(
      result.dataset->region.decisions,
      ElementsAre(Decision{StreamId(0), StreamId(1), Answer::declined, DecisionReason::no_interest,
                           "too wet, they say", "2026-05-17", "f0123456789a"},
                  Decision{StreamId(0), StreamId(1), Answer::accepted, {}, "", "", ""}));
  EXPECT_TRUE(result.texts().empty());
  for (std::size_t i = 0; i < kDecisionReasonWords.size(); ++i) {
    const Read one = read_decision(std::format("o,n,declined,{},,,\n", kDecisionReasonWords[i]));
    ASSERT_TRUE(one.dataset) << one.texts()[0];
    EXPECT_EQ(one.dataset->region.decisions[0].reason, static_cast<DecisionReason>(i));
  }
}

TEST(Dataset, every_wrong_cell_of_a_decision_names_itself) {
  const auto error = [](const std::string& row) {
    const Read result = read_decision(row);
    EXPECT_FALSE(result.dataset) << row;
    EXPECT_EQ(result.diagnostics.errors(), 1U) << row;
    return result.texts().empty() ? "" : result.texts()[0];
  };
  EXPECT_EQ(error("x,n,declined,,,,\n"),
            "decisions.csv row 2, column offer_id: found \"x\", expected an id in streams");
  EXPECT_THAT(error("n,n,declined,,,,\n"), HasSubstr("column offer_id: found \"n\", expected a "
                                                     "stream with the direction offer"));
  EXPECT_THAT(error("o,o,declined,,,,\n"), HasSubstr("direction need"));
  EXPECT_THAT(error("o,,declined,,,,\n"), HasSubstr("column need_id"));
  EXPECT_THAT(error("o,n,,,,,\n"), HasSubstr("column decision"));
  EXPECT_THAT(error("o,n,refused,,,,\n"), HasSubstr("column decision: found \"refused\""));
  EXPECT_THAT(error("o,n,declined,prise,,,\n"), HasSubstr("did you mean \"price\"?"));
  EXPECT_THAT(error("o,n,declined,,,2026-02-29,\n"),
              HasSubstr("column date: found \"2026-02-29\", expected a day as YYYY-MM-DD"));
  EXPECT_THAT(error("o,n,declined,,,,F12\n"), HasSubstr("column facts: found \"F12\""));
}

TEST(Dataset, own_prices_override_the_built_in_ones) {
  const Read result =
      read({{"sites", kSites},
            {"streams", streams("o,a,offer,bark,5,t,,,,\n")},
            {"prices", "price_id,kind,resource,value,unit\nmine,disposal,bark,123,EUR/t\n"}});
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const auto price = reference::present_price(result.dataset->region, result.dataset->reference,
                                              result.dataset->region.streams[0]);
  ASSERT_TRUE(price);
  EXPECT_DOUBLE_EQ(price->value.in(euro / unit_amount), 123);
}

TEST(Dataset, links_between_catalogue_tables_are_checked) {
  const Read result = read({{"sites", kSites},
                            {"streams", streams("")},
                            {"networks", "network_id,name\nn1,N\n"},
                            {"organisations", "organisation_id,name\no1,O\n"},
                            {"members", "network_id,organisation_id\nn1,o2\n"}});
  EXPECT_THAT(
      result.texts()[0],
      HasSubstr("members.csv row 2, column organisation_id: found \"o2\", expected an id in "
                "organisations"));
}

Read read_members(const std::string& members) {
  return read({{"sites",
                "site_id,name,organisation,country,latitude_deg,longitude_deg\n"
                "a,A,Owner AS,NO,63.4,10.4\nb,B,owner,NO,63.5,10.5\nc,C,,NO,63.5,10.5\n"},
               {"streams", streams("")},
               {"organisations", "organisation_id,name\nowner,Owner AS\nempty,Empty AS\n"},
               {"networks",
                "network_id,name,country,website,source\nn,Ring,NO,ring.no,its page\nm,Other,,,\n"},
               {"members", "network_id,site_id,organisation_id,since\n" + members}});
}

TEST(Dataset, members_are_sites_or_organisations_with_all_their_sites) {
  const Read result = read_members("n,c,,2020-05-20\nm,a,,\nm,,owner,2021\nn,,empty,\n");
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const Region& region = result.dataset->region;
  EXPECT_THAT(region.networks, ElementsAre(Network{"n", "Ring", "NO", "ring.no", "its page"},
                                           Network{"m", "Other", "", "", ""}));
  const NetworkId n(0), m(1);
  EXPECT_THAT(region.sites[0].memberships, ElementsAre(Membership{m, ""}));
  EXPECT_THAT(region.sites[1].memberships, ElementsAre(Membership{m, "2021"}));
  EXPECT_THAT(region.sites[2].memberships, ElementsAre(Membership{n, "2020-05-20"}));
  EXPECT_TRUE(is_member(region.sites[2], n));
  EXPECT_FALSE(is_member(region.sites[2], m));
}

TEST(Dataset, wrong_members_are_told_by_row_and_column) {
  const auto error = [](const std::string& row) { return read_members(row).texts().at(0); };
  EXPECT_EQ(error("ring,a,,\n"),
            "members.csv row 2, column network_id: found \"ring\", expected an id in networks");
  EXPECT_THAT(error(",a,,\n"), HasSubstr("column network_id"));
  EXPECT_THAT(error("n,x,,\n"), HasSubstr("column site_id: found \"x\", expected an id in sites"));
  EXPECT_EQ(error("n,,,\n"),
            "members.csv row 2, column site_id: found neither, expected either a site or an "
            "organisation");
  EXPECT_THAT(error("n,a,owner,\n"), HasSubstr("found both"));
  EXPECT_EQ(error("n,a,,\nn,a,,2020\n"),
            "members.csv row 3, column site_id: found \"a\", which is in n by an earlier row");
  const Read twice = read(
      {{"sites", kSites}, {"streams", streams("")}, {"networks", "network_id,name\nn,N\nn,M\n"}});
  EXPECT_THAT(twice.texts().at(0), HasSubstr("networks.csv row 3, column network_id"));
  const Read nameless =
      read({{"sites", kSites}, {"streams", streams("")}, {"networks", "network_id,name\nn,\n"}});
  EXPECT_THAT(nameless.texts().at(0), HasSubstr("networks.csv row 2, column name"));
}

TEST(Dataset, wrong_settings_name_the_key_and_the_line) {
  const auto settings = [](const std::string& toml) {
    return read({{"sites", kSites}, {"streams", streams("")}}, toml).texts()[0];
  };
  EXPECT_THAT(
      settings("name = \"T\"\ndiscount_rat = 0.1\n"),
      HasSubstr("region.toml row 2, column discount_rat: \"discount_rat\" is not a setting; "
                "did you mean \"discount_rate\"?"));
  EXPECT_THAT(settings("name = \"T\"\nperiods = 13\n"), HasSubstr("column periods"));
  EXPECT_THAT(settings("name = \"T\"\nperiods = [1, 2]\n"), HasSubstr("sum to 3"));
  EXPECT_THAT(settings("name = \"T\"\nbase_year = 12.5\n"), HasSubstr("whole number"));
  EXPECT_THAT(settings("name = \n"), HasSubstr("region.toml row 1"));
  EXPECT_THAT(settings(""), HasSubstr("settings are missing"));
}

TEST(Dataset, carbon_prices_by_year_hold_until_the_next) {
  const Read result = read({{"sites", kSites}, {"streams", streams("")}},
                           "name = \"T\"\n[carbon_price_eur_per_t]\n2025 = 70\n2030 = 120\n");
  ASSERT_TRUE(result.dataset) << result.texts()[0];
  const Settings& settings = result.dataset->region.settings;
  EXPECT_DOUBLE_EQ(carbon_price_of(settings, 2029).in(euro / tonne_co2e), 70);
  EXPECT_DOUBLE_EQ(carbon_price_of(settings, 2035).in(euro / tonne_co2e), 120);
  EXPECT_DOUBLE_EQ(carbon_price_of(settings, 2020).in(euro / tonne_co2e), 70);
}

constexpr const char* kInitiatives = "initiative_id,name,stage,start_year,probability,needs\n";

/// Everything that is wrong with these rows of initiatives and targets.
std::vector<std::string> portfolio_errors(const std::string& initiatives,
                                          const std::string& targets) {
  const Read result = read({{"sites", kSites},
                            {"streams", streams("")},
                            {"initiatives", kInitiatives + initiatives},
                            {"targets", "scope,base_year,base_kt,year,target_kt\n" + targets}});
  EXPECT_FALSE(result.dataset);
  return result.texts();
}

TEST(Dataset, tells_a_circle_of_prerequisites_once_with_all_who_are_in_it) {
  EXPECT_THAT(portfolio_errors("a,A,idea,2026,1,b\nb,B,idea,2026,1,c\nc,C,idea,2026,1,a\n"
                               "d,D,idea,2026,1,a\n",
                               ""),
              ElementsAre("initiatives.csv row 2, column needs: a needs b needs c needs a, a "
                          "circle; expected prerequisites of which one can come first"));
}

TEST(Dataset, tells_a_target_before_its_base_year) {
  EXPECT_THAT(portfolio_errors("", "all,2025,100,2020,60\n"),
              ElementsAre("targets.csv row 2, column year: found \"2020\", expected the base year "
                          "2025 or later"));
}

TEST(Dataset, tells_a_probability_that_is_none) {
  EXPECT_THAT(portfolio_errors("a,A,idea,2026,-0.5,\nb,B,idea,2026,1.2,\n", ""),
              ElementsAre("initiatives.csv row 2, column probability: found \"-0.5\", expected a "
                          "number from 0 to 1",
                          "initiatives.csv row 3, column probability: found \"1.2\", expected a "
                          "number from 0 to 1"));
}

}  // namespace
}  // namespace samspill::formats
