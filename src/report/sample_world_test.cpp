// The figures of the sample world, worked on paper.
//   bark      800 t/yr × (50 EUR/t treatment + 30 EUR/t purchase) − 4 000 EUR transport = 60 000
//   EUR/yr,
//             of which 500/800 is new: 37 500 EUR/yr.
//             CO2e: 800 × (20 + 10) kg − 1.6 t of transport = 22.4 t/yr
//   heat      3 000 MWh/yr sent, 2 700 received × 40 EUR/MWh − 3 000 transport − 20 000 pipe = 85
//   000
//             EUR/yr; CO2e: disposal of heat has no factor, so unknown.
//   sludge    200 t/yr × 100 EUR/t − 2 000 EUR transport = 18 000 EUR/yr on the giver's side alone.
#include "report/sample_world_test.h"

#include <format>

#include "tests/support/world.h"

namespace samspill::report::testing {
namespace {

constexpr std::string_view kSettings = R"(name = "Testvik"
country = "NO"
currency = "EUR"
base_year = 2024
discount_rate = 0.05
carbon_price_eur_per_t = 50
periods = 12
planning_years = [2025]
)";

const samspill::testing::Text& reference_tables() {
  static const samspill::testing::Text tables = {
      {"resources",
       "resource_id,broader,unit,state,hazardous,abp_category,storable,name_en,name_nb\n"
       "material,,t,solid,no,,no,material,materiale\n"
       "wood,material,t,solid,no,,no,wood,tre\n"
       "bark,wood,t,solid,no,,yes,bark,bark\n"
       "organic,material,t,solid,no,,no,organic material,organisk materiale\n"
       "fish-sludge,organic,t,sludge,no,2,no,fish sludge,fiskeslam\n"
       "ash,material,t,solid,yes,,no,ash,aske\n"
       "energy,,MWh,heat,no,,no,energy,energi\n"
       "heat,energy,MWh,heat,no,,no,heat,varme\n"
       "surplus-heat,heat,MWh,heat,no,,no,surplus heat,overskuddsvarme\n"
       "fuel-gas,energy,MWh,gas,no,,no,fuel gas,brenngass\n"
       "biogas,fuel-gas,MWh,gas,no,,no,biogas,biogass\n"},
      {"prices",
       "price_id,kind,resource,route,country,value,unit,year,source,status\n"
       "price-sludge,disposal,fish-sludge,,,100,EUR/t,2023,Gebyrregulativ,published\n"
       "price-heat,purchase,heat,,,40,EUR/MWh,2024,own guess,unverified\n"
       "price-heat-away,disposal,heat,,,0,EUR/MWh,2024,air costs nothing,published\n"
       "price-gas,purchase,biogas,,,70,EUR/MWh,2024,market list,published\n"},
      {"factors",
       "factor_id,kind,resource,route,country,value,unit,origin,year,source,status\n"
       "factor-sludge,disposal,fish-sludge,,,90,kg/t,biogenic,2022,NIBIO,published\n"
       "factor-heat,production,heat,,,30,kg/MWh,fossil,2023,Handbook of heat,unverified\n"
       "factor-gas,production,biogas,,,20,kg/MWh,fossil,2023,Handbook of gas,published\n"},
      {"transport",
       "mode,carries,excludes,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,"
       "loss_percent_per_km,max_km,capex_eur_per_km,capacity,lifetime_years,factor_id,year,source,"
       "status\n"
       "lorry,material,,0.1,4,0.1,0,,,,,tra-lorry,2025,DESNZ,published\n"
       "pipe_heat,heat,,0.2,0,0.01,1,20,50000,,40,tra-pipe,2025,own guess,unverified\n"},
      {"constants",
       "constant_id,value,unit,source,year,region,status\nroad_detour_factor,1.3,,test,2024,,"
       "published\n"},
      {"property_kinds", "property,unit,name_en,name_nb\ntemperature,°C,temperature,temperatur\n"},
      {"rd_codes",
       "code,kind,title_en,title_nb\nR1,recovery,fuel,brensel\nD1,disposal,landfill,x\n"},
      {"list_of_waste", "code,level,parent,hazardous,title_en\n03 01 01,3,03 01,no,bark\n"},
      {"nace", "code,level,parent,title_en\n16.10,4,16.1,sawmilling\n"}};
  return tables;
}

samspill::testing::Text tables() {
  return {{"sites",
           "site_id,name,organisation,country,municipality,latitude_deg,longitude_deg\n"
           "mill,Testvik sawmill,Testvik Bruk AS,NO,Testvik,63.3,9.85\n"
           "board,Board works,Board AS,NO,Testvik,63.43,10.4\n"
           "smelter,Smelter,Smelter AS,NO,Testvik,63.32,9.86\n"
           "green,\"<script>alert('x')</script> & \"\"Sønner\"\" </script><!--\",Gartneri "
           "AS,NO,Testvik,"
           "63.33,9.9\n"
           "hatch,Hatchery,Laks AS,NO,Testvik,63.7,8.8\n"
           "biogas,Biogas site,Biogass AS,NO,Testvik,63.71,11.16\n"
           "idle,Idle site,Ingen AS,NO,Testvik,63.6,10.9\n"},
          {"streams",
           "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
           "present_co2e_kg_per_unit,storable,evidence,uncertainty_percent,source\n"
           "o-bark,mill,offer,bark,1000,t/yr,50,20,yes,measured,5,mill's weighbridge\n"
           "n-bark,board,need,bark,800,t/yr,30,10,yes,calculated,10,annual report 2023\n"
           "o-heat,smelter,offer,surplus-heat,5000,MWh/yr,,,no,estimated,30,by size\n"
           "n-heat,green,need,heat,2700,MWh/yr,,,no,measured,5,annual report 2023\n"
           "o-sludge,hatch,offer,fish-sludge,200,t/yr,,,no,estimated,,by size\n"
           "n-gas,biogas,need,biogas,100,MWh/yr,,,no,calculated,10,annual report 2023\n"
           "o-ash,smelter,offer,ash,60,t/yr,,,no,estimated,40,by size\n"},
          {"processes",
           "process_id,name,status,sites,capacity_min,capacity_max,capacity_unit,capex_fixed_eur,"
           "capex_eur_per_capacity,lifetime_years,opex_fixed_eur_per_year,opex_eur_per_unit\n"
           "digester,Biogas plant,candidate,biogas,0,500,t/yr,100000,100,20,5000,10\n"},
          {"process_flows",
           "process_id,direction,resource,amount,unit\n"
           "digester,in,fish-sludge,1,t\ndigester,out,biogas,0.5,MWh\n"},
          {"emissions",
           "site_id,year,gas,tonnes,origin,scope\n"
           "smelter,2022,CO2,100000,fossil,1\nsmelter,2023,CO2,90000,fossil,1\n"
           "smelter,2023,CO2,5000,biogenic,1\n"}};
}

SiteId site(const Region& region, std::string_view key) {
  return SiteId(static_cast<std::size_t>(std::ranges::find(region.sites, key, &Site::key) -
                                         region.sites.begin()));
}

StreamId stream(const Region& region, std::string_view key) {
  return StreamId(static_cast<std::size_t>(std::ranges::find(region.streams, key, &Stream::key) -
                                           region.streams.begin()));
}

/// Writes plans with fewer words.
struct Maker {
  const Region& region;
  const reference::Reference& reference;

  Endpoint at(std::string_view key) const {
    const StreamId id = stream(region, key);
    return {.stream = id, .site = region[id].site};
  }
  Endpoint plant(std::string_view site_key) const {
    return {.process = ProcessId(0), .site = site(region, site_key)};
  }
  ResourceId resource(std::string_view key) const { return reference.find_resource_id(key); }

  PlanFlow flow(Endpoint from, Endpoint to, std::string_view what, std::string_view mode,
                std::size_t period, double sent, double received, double cost,
                double co2e_t) const {
    const ModeId id = mode.empty() ? ModeId() : reference.find_mode(mode);
    return {.from = from,
            .to = to,
            .resource = resource(what),
            .mode = id,
            .distance = (mode.empty() ? 0.0 : 25.0) * kilometre,
            .period = period,
            .sent = sent * unit_amount,
            .received = received * unit_amount,
            .cost = cost * euro,
            .co2e = co2e_t * tonne_co2e,
            .factor_id = id ? reference[id].provenance.key : ""};
  }
  Recourse recourse(std::string_view key, double amount, double cost, std::optional<double> co2e_t,
                    std::string price, std::string factor) const {
    const Endpoint end = at(key);
    return {.at = end,
            .resource = region[end.stream].resource,
            .amount = amount * unit_amount,
            .cost = cost * euro,
            .co2e = co2e_t.transform([](double t) { return t * tonne_co2e; }),
            .price_id = std::move(price),
            .factor_id = std::move(factor)};
  }
};

Plan make_plan(const Maker& make) {
  Plan plan{.status = PlanStatus::optimal, .gap = 0.0004};
  NetworkState& planned = plan.planned;
  const Endpoint digester = make.plant("biogas");
  planned.flows = {
      make.flow(make.at("o-bark"), make.at("n-bark"), "bark", "lorry", 0, 500, 500, 2500, 1.0),
      make.flow(make.at("o-bark"), make.at("n-bark"), "bark", "lorry", 3, 300, 300, 1500, 0.6),
      make.flow(make.at("o-heat"), make.at("n-heat"), "surplus-heat", "pipe_heat", 0, 3000, 2700,
                3000, 0.75),
      make.flow(make.at("o-sludge"), digester, "fish-sludge", "lorry", 0, 200, 200, 2000, 0.5),
      make.flow(digester, make.at("n-gas"), "biogas", "", 0, 100, 100, 0, 0),
      // What a solver leaves behind: must not become an exchange.
      make.flow(make.at("o-bark"), digester, "bark", "lorry", 0, 1e-9, 1e-9, 0, 0)};
  planned.disposals = {make.recourse("o-bark", 200, 10000, 4, "stream", "stream"),
                       make.recourse("o-heat", 2000, 0, {}, "price-heat-away", "")};
  planned.activities = {{.process = ProcessId(0),
                         .site = site(make.region, "biogas"),
                         .is_built = true,
                         .capacity = 200.0 * unit_amount / year,
                         .main_input = {200.0 * unit_amount},
                         .investment = 9600.0 * euro / year,
                         .operation = 7000.0 * euro / year}};
  planned.link_builds = {{.from = site(make.region, "smelter"),
                          .to = site(make.region, "green"),
                          .mode = make.reference.find_mode("pipe_heat"),
                          .investment = 20000.0 * euro / year}};
  planned.cost = {.disposal = 10000.0 * euro / year,
                  .transport = 9000.0 * euro / year,
                  .operation = 7000.0 * euro / year,
                  .investment = 29600.0 * euro / year,
                  .carbon = 342.5 * euro / year};
  planned.co2e = {.disposal = 4.0 * tonne_co2e / year, .transport = 2.85 * tonne_co2e / year};
  NetworkState& today = plan.baseline;
  today.flows = {
      make.flow(make.at("o-bark"), make.at("n-bark"), "bark", "lorry", 0, 300, 300, 1500, 0.6)};
  today.disposals = {make.recourse("o-bark", 700, 35000, 14, "stream", "stream"),
                     make.recourse("o-heat", 5000, 0, {}, "price-heat-away", ""),
                     make.recourse("o-sludge", 200, 20000, 18, "price-sludge", "factor-sludge")};
  today.purchases = {make.recourse("n-bark", 500, 15000, 5, "stream", "stream"),
                     make.recourse("n-heat", 2700, 108000, 81, "price-heat", "factor-heat"),
                     make.recourse("n-gas", 100, 7000, 2, "price-gas", "factor-gas")};
  today.cost = {.disposal = 55000.0 * euro / year,
                .purchase = 130000.0 * euro / year,
                .transport = 1500.0 * euro / year,
                .carbon = 6030.0 * euro / year};
  today.co2e = {.disposal = 32.0 * tonne_co2e / year,
                .production = 88.0 * tonne_co2e / year,
                .transport = 0.6 * tonne_co2e / year};
  plan.prices = {{make.at("o-bark"), make.resource("bark"), -50.0 * euro / unit_amount},
                 {make.at("n-bark"), make.resource("bark"), -45.0 * euro / unit_amount},
                 {make.at("n-heat"), make.resource("heat"), 1.2 * euro / unit_amount}};
  plan.left_out = {stream(make.region, "o-ash")};
  return plan;
}

Ledger make_ledger(const Maker& make) {
  const auto entry = [&](EntryKind kind, std::string_view key, double amount,
                         std::optional<double> co2e_t, Origin origin, std::string factor,
                         std::string source, bool is_verified) {
    const Endpoint end = make.at(key);
    return LedgerEntry{.site = end.site,
                       .resource = make.region[end.stream].resource,
                       .kind = kind,
                       .origin = origin,
                       .amount = amount * unit_amount / year,
                       .co2e = co2e_t.transform([](double t) { return t * tonne_co2e / year; }),
                       .factor_id = std::move(factor),
                       .source = std::move(source),
                       .is_verified = is_verified};
  };
  Ledger ledger;
  ledger.entries = {
      entry(EntryKind::avoided_disposal, "o-bark", -500, -10, Origin::mixed, "stream", "", true),
      entry(EntryKind::avoided_disposal, "o-heat", -3000, {}, Origin::mixed, "", "", false),
      entry(EntryKind::avoided_disposal, "o-sludge", -200, -18, Origin::biogenic, "factor-sludge",
            "NIBIO, 2022", true),
      entry(EntryKind::avoided_production, "n-heat", -2700, -81, Origin::fossil, "factor-heat",
            "Handbook of heat, 2023", false),
      entry(EntryKind::avoided_production, "n-bark", -500, -5, Origin::mixed, "stream", "", true),
      entry(EntryKind::avoided_production, "n-gas", -100, -2, Origin::fossil, "factor-gas",
            "Handbook of gas, 2023", true),
      entry(EntryKind::transport, "o-bark", 500, 1, Origin::fossil, "tra-lorry", "DESNZ, 2025",
            true)};
  ledger.entries.back().counterparty = site(make.region, "board");
  ledger.balance = {.fossil = 1.0 * tonne_co2e / year, .avoided = -116.0 * tonne_co2e / year};
  ledger.total = -115.0 * tonne_co2e / year;
  ledger.unknown = 1;
  return ledger;
}

}  // namespace

ReportInput SampleWorld::input(Language language) const {
  return {dataset.region, dataset.reference, matches,  plan,
          ledger,         warnings,          language, "2026-03-01"};
}

std::unique_ptr<SampleWorld> make_sample_world() {
  auto world = std::make_unique<SampleWorld>(SampleWorld{
      samspill::testing::make_world(std::string(kSettings), tables(), reference_tables())});
  const Region& region = world->dataset.region;
  const Maker make{region, world->dataset.reference};
  world->plan = make_plan(make);
  world->ledger = make_ledger(make);
  world->matches = {{.offer = stream(region, "o-heat"),
                     .need = stream(region, "n-heat"),
                     .quantity = 3000.0 * unit_amount / year,
                     .mode = make.reference.find_mode("pipe_heat"),
                     .distance = 25.0 * kilometre,
                     .confidence = 0.4,
                     .reasons = {{"match.narrower", {"surplus heat", "heat"}}},
                     .checks = {{"check.factor_unknown", {"surplus heat"}}}},
                    {.offer = stream(region, "o-bark"),
                     .need = stream(region, "n-bark"),
                     .quantity = 800.0 * unit_amount / year,
                     .mode = make.reference.find_mode("lorry"),
                     .distance = 25.0 * kilometre,
                     .benefit = 60000.0 * euro / year,
                     .co2e_saved = 22.4 * tonne_co2e / year,
                     .confidence = 0.85,
                     .reasons = {{"match.same", {"bark"}}, {"match.saves_disposal", {"40 000"}}},
                     .checks = {{"check.waste_status", {}}}}};
  world->warnings = {{Severity::warning, "streams.csv", 6, "uncertainty_percent",
                      Message("<b>no</b> uncertainty is given")}};
  return world;
}

std::unique_ptr<SampleWorld> make_wide_world(std::size_t exchanges) {
  samspill::testing::Text rows = {
      {"sites", "site_id,name,organisation,country,municipality,latitude_deg,longitude_deg\n"},
      {"streams",
       "stream_id,site_id,direction,resource,quantity,unit,present_cost_eur_per_unit,"
       "present_co2e_kg_per_unit,storable,evidence\n"}};
  for (std::size_t i = 0; i < exchanges; ++i) {
    const double shift = static_cast<double>(i) / static_cast<double>(exchanges);
    rows[0].second += std::format("g{0},Giver number {0},A,NO,X,{1},10\n", i, 63.0 + shift);
    rows[0].second += std::format("t{0},Taker number {0},B,NO,X,{1},11\n", i, 63.0 + shift);
    rows[1].second += std::format("o{0},g{0},offer,bark,100,t/yr,50,20,yes,measured\n", i);
    rows[1].second += std::format("n{0},t{0},need,bark,100,t/yr,30,10,yes,measured\n", i);
  }
  auto world = std::make_unique<SampleWorld>(
      SampleWorld{samspill::testing::make_world(std::string(kSettings), rows, reference_tables())});
  const Maker make{world->dataset.region, world->dataset.reference};
  world->plan.status = PlanStatus::feasible;
  for (std::size_t i = 0; i < exchanges; ++i) {
    world->plan.planned.flows.push_back(make.flow(make.at(std::format("o{}", i)),
                                                  make.at(std::format("n{}", i)), "bark", "lorry",
                                                  0, 100, 100, 10 + static_cast<double>(i), 0.1));
  }
  return world;
}

}  // namespace samspill::report::testing
