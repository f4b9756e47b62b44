#include "matching/small_world_test.h"

#include <algorithm>
#include <format>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

#include "base/csv.h"

namespace samspill::matching::testing {
namespace {

constexpr AmountFlow kUnitPerYear = unit_amount / year;

/// Picks with a seed; the standard library's own distributions differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <typename Value>
  Value pick(std::initializer_list<Value> values) {
    return values.begin()[below(values.size())];
  }

 private:
  std::mt19937_64 engine_;
};

void add_tables(SmallWorld& world) {
  world.add("resources",
            "resource_id,broader,unit,state,hazardous,abp_category,storable\n"
            "material,,t,solid,no,,no\n"
            "wood,material,t,solid,no,,no\n"
            "bark,wood,t,solid,no,,yes\n"
            "chips,wood,t,solid,possible,,no\n"
            "ash,material,t,solid,yes,,no\n"
            "lime,material,t,solid,no,,no\n"
            "sludge,material,t,sludge,no,2,no\n"
            "dried-sludge,sludge,t,solid,no,2,yes\n"
            "loss,,t,gas,no,,no\n"
            "energy,,MWh,heat,no,,no\n"
            "heat,energy,MWh,heat,no,,no\n"
            "warm-water,heat,MWh,heat,no,,no\n"
            "gas,energy,MWh,gas,no,,no\n");
  world.add("property_kinds",
            "property,unit,name_en,name_nb,through_process\ntemperature,°C,t,t,\npurity,%,p,p,\n"
            "salt,%,s,s,\ndry_matter,%,d,d,\ncadmium,mg/kg,c,c,dry_matter\n"
            "ratio,mg/kg,r,r,unchanged\n");
  world.add(
      "property_values",
      "resource_id,property,value,unit,source,year,status\n"
      "wood,purity,90,%,test,2024,published\nwarm-water,temperature,45,°C,test,2024,published\n"
      "sludge,dry_matter,20,%,test,2024,published\ndried-sludge,dry_matter,90,%,test,2024,"
      "published\n"
      "sludge,cadmium,2,mg/kg,test,2024,published\nash,purity,60,%,test,2024,published\n");
  world.add("prices",
            "price_id,kind,resource,route,country,value,unit,year,source,status\n"
            "p1,disposal,wood,,,40,EUR/t,2024,test,published\n"
            "p2,disposal,wood,R1,,10,EUR/t,2024,test,unverified\n"
            "p3,disposal,ash,,SE,90,EUR/t,2024,test,published\n"
            "p4,purchase,wood,,,30,EUR/t,2024,test,unverified\n"
            "p5,purchase,lime,,,100,EUR/t,2024,test,published\n"
            "p6,purchase,energy,,,60,EUR/MWh,2024,test,published\n"
            "p7,disposal,energy,,,0,EUR/MWh,2024,test,published\n");
  world.add("factors",
            "factor_id,kind,resource,route,country,value,unit,origin,year,source,status\n"
            "f1,disposal,wood,,,25,kg/t,biogenic,2024,test,published\n"
            "f2,production,wood,,,15,kg/t,fossil,2024,test,unverified\n"
            "f3,production,lime,,,900,kg/t,process,2024,test,published\n"
            "f4,production,energy,,,200,kg/MWh,fossil,2024,test,published\n"
            "f5,disposal,heat,,,0,kg/MWh,fossil,2024,test,published\n"
            "f6,disposal,ash,,,30,kg/t,fossil,2024,test,published\n"
            "f7,process,wood,R1,,300,kg/t,fossil,2024,test,unverified\n"
            "f8,process,sludge,,SE,80,kg/t,fossil,2024,test,published\n"
            "f10,disposal,sludge,,,150,kg/t,fossil,2024,test,published\n"
            "f11,production,sludge,,,10,kg/t,fossil,2024,test,published\n"
            "f9,process,heat,,,-20,kg/MWh,fossil,2024,test,published\n");
  world.add("transport",
            "mode,path,carries,excludes,cost_eur_per_unit_km,cost_eur_per_unit,"
            "co2e_kg_per_unit_km,loss_percent_per_km,max_km,capex_eur_per_km,capacity,"
            "load_per_trip,lifetime_years,factor_id,status\n"
            "lorry,road,material,sludge,0.5,2,0.1,0,,,,10,,t1,published\n"
            "ship,sea,material,,0.05,12,0.03,0,,,,,,t2,unverified\n"
            "tanker,,sludge,,0.6,3,,1,60,,,5,,t3,published\n"
            "pipe,line,heat;gas;sludge,,0.2,1,0.05,2,25,2000,40,,30,t4,published\n"
            "wide-pipe,line,heat,,0.1,1,0.05,0.5,40,9000,,,30,t5,unverified\n"
            "belt,line,wood,bark,0.1,0.5,0.02,0,12,900,60,,20,t6,published\n");
  // An island without a ferry, land on both sides of a fjord, and sites outside all areas.
  world.add("road_areas",
            "area_id,outline,road_factor\n"
            "island,63.45 9.9;63.45 10.1;63.55 10.1;63.55 9.9,\n"
            "north,63.25 9.5;63.25 10.5;64 10.5;64 9.5,1.4\n"
            "south,62 9.5;62 10.5;63.25 10.5;63.25 9.5,\n");
  world.add("road_crossings",
            "crossing_id,name,kind,area_a,area_b,latitude_a_deg,longitude_a_deg,latitude_b_deg,"
            "longitude_b_deg,length_km,cost_as_km\n"
            "c1,A-B,ferry,south,north,63.24,10.1,63.26,10.1,5,12\n"
            "c2,Bridge,bridge,south,north,63.25,10.4,63.25,10.4,,\n");
  world.add("sea_points",
            "sea_point,latitude_deg,longitude_deg,next\nw1,63.2,9.6,\nw2,63.3,10.7,w1\n");
  world.add("ports",
            "port,name,latitude_deg,longitude_deg,next\n"
            "p1,Port 1,63,10,w1\np2,Port 2,63.5,10.6,w2\np3,Port 3,63.4,10.2,w1;w2\n");
  world.add("synergies",
            "synergy_id,offer_resource,need_resource,substitution,preparation,max_distance_km,"
            "conditions,status,rd_code,taker_nace\n"
            "s1,ash,lime,0.5,grinding,50,test of leaching,published,R5,\n"
            "s2,wood,gas,2.5,gasification,,,unverified,R1,23.5;35\n"
            "s3,sludge,heat,0.8,,30,,published,,\n"
            "s4,heat,lime,0.01,,,,unverified,,\n");
}

/// Who spreads sludge keeps a limit, in one of the countries.
void add_law(SmallWorld& world) {
  world.add("resource_uses",
            "use,resource,nace,source,status\nfertiliser,sludge,10,test,unverified\n");
  world.add("contaminant_limits",
            "use,country,resource,property,limit_kind,value,unit,class,taker_use,applies,"
            "instead_of,when_property,when_least,when_below,breach,source,year,status\n"
            "sludge on fields,SE,sludge,cadmium,most,1.5,mg/kg,fields,fertiliser,class,,,,,"
            "excludes,test,2024,unverified\n");
}

SmallWorld base_of_random_world() {
  SmallWorld world;
  add_tables(world);
  add_law(world);
  return world;
}

void add_sites(SmallWorld& world, Dice& dice) {
  const std::size_t count = 2 + dice.below(5);
  for (std::size_t i = 0; i < count; ++i) {
    world.site(std::format("site{}", i), 63 + 0.1 * static_cast<double>(dice.below(6)),
               10 + 0.2 * static_cast<double>(dice.below(4)),
               dice.pick<std::string>({"NO", "NO", "SE"}));
    world.region.sites.back().has_quay = dice.pick<std::optional<bool>>({{}, {}, true, false});
    world.region.sites.back().nace = dice.pick<std::string>({"", "23.51", "10.20"});
  }
}

Process process(const SmallWorld& world, std::string key,
                std::initializer_list<std::pair<std::string_view, double>> inputs,
                std::initializer_list<std::pair<std::string_view, double>> outputs) {
  Process process;
  process.key = process.name = std::move(key);
  for (const auto& [resource, amount] : inputs) {
    process.inputs.push_back({world.reference.find_resource_id(resource), amount, {}});
  }
  for (const auto& [resource, amount] : outputs) {
    process.outputs.push_back({world.reference.find_resource_id(resource), amount, {}});
  }
  return process;
}

/// Two chains of two: wood → ash → lime, sludge → dried sludge → gas; one process depends on a
/// property, one has a second input.
void add_processes(SmallWorld& world, Dice& dice) {
  std::vector<Process> all = {
      process(world, "boiler", {{"wood", 1}}, {{"heat", 2.5}, {"ash", 0.1}, {"loss", 0.9}}),
      process(world, "mill", {{"ash", 1}, {"gas", 0.05}}, {{"lime", 0.8}, {"loss", 0.2}}),
      process(world, "dryer", {{"sludge", 1}, {"heat", 0.7}},
              {{"dried-sludge", 0.25}, {"loss", 0.75}}),
      process(world, "digester", {{"sludge", 1}, {"bark", 0.2}}, {{"gas", 0.01}, {"sludge", 0.9}})};
  all[3].outputs[0].times_property = world.reference.find_property("dry_matter");
  for (Process& process : all) {
    if (dice.one_in(3)) continue;
    process.status = dice.pick({ProcessStatus::existing, ProcessStatus::candidate});
    for (std::size_t i = dice.below(3); i > 0; --i) {
      process.sites.emplace_back(dice.below(world.region.sites.size()));
    }
    if (dice.one_in(2)) process.capacity_max = dice.pick({20.0, 200.0}) * kUnitPerYear;
    if (dice.one_in(3)) process.capacity_min = dice.pick({0.5, 60.0}) * kUnitPerYear;
    process.capex_fixed = dice.pick({0.0, 5000.0}) * euro;
    if (dice.one_in(2)) process.capex_per_flow = 40.0 * euro / unit_amount;
    process.lifetime = dice.pick({5.0, 20.0}) * year;
    process.opex_fixed = dice.pick({0.0, 100.0}) * euro / year;
    process.opex_per_amount = dice.pick({0.0, 6.0}) * euro / unit_amount;
    world.region.processes.push_back(std::move(process));
  }
}

void add_profile(Stream& stream, std::size_t periods, Dice& dice) {
  if (periods == 1 || dice.one_in(3)) return;
  double sum = 0;
  for (std::size_t i = 0; i < periods; ++i) {
    stream.profile.push_back(dice.pick({0.0, 1.0, 3.0}));
    sum += stream.profile.back();
  }
  if (sum == 0) stream.profile.back() = sum = 1;
  for (double& share : stream.profile) share /= sum;
}

void add_streams(SmallWorld& world, Dice& dice) {
  const std::size_t count = dice.one_in(8) ? 90 : 4 + dice.below(21);
  for (std::size_t i = 0; i < count; ++i) {
    const SiteId site(dice.below(world.region.sites.size()));
    const auto resource =
        dice.pick<std::string_view>({"bark", "bark", "chips", "wood", "ash", "lime", "sludge",
                                     "heat", "warm-water", "gas", "dried-sludge"});
    const double quantity = dice.pick({0.0, 10.0, 50.0, 100.0, 100.0, 700.0});
    const std::string key = std::format("s{}", i * 37 % 101);
    const StreamId id = dice.one_in(2) ? world.offer(key, site, resource, quantity)
                                       : world.need(key, site, resource, quantity);
    Stream& stream = world.region.streams.back();
    add_profile(stream, world.region.period_count(), dice);
    if (dice.one_in(3)) world.price(id, dice.pick({-20.0, 0.0, 35.0, 80.0}));
    if (dice.one_in(3)) world.factor(id, dice.pick({0.0, 50.0, 400.0}));
    if (dice.one_in(4)) stream.present_route = dice.pick<std::string>({"R1", "D1"});
    if (dice.one_in(5)) stream.max_distance = dice.pick({0.0, 15.0, 40.0}) * kilometre;
    if (dice.one_in(5)) stream.uncertainty = 0.3;
    if (dice.one_in(12)) stream.is_quantified = (stream.quantity = AmountFlow{}, false);
    stream.is_storable = dice.one_in(4);
    stream.evidence = dice.pick({Evidence::measured, Evidence::calculated, Evidence::estimated});
    if (dice.one_in(6)) {
      const auto property = dice.pick<std::string_view>({"cadmium", "ratio"});
      const double value = dice.pick({1.0, 2.0, 5.0});
      stream.direction == Direction::offer ? world.quality(id, property, {}, value, {})
                                           : world.quality(id, property, {}, {}, value);
    } else if (dice.one_in(3)) {
      const double low = dice.pick({20.0, 45.0, 90.0});
      stream.direction == Direction::offer
          ? world.quality(id, dice.pick<std::string_view>({"temperature", "purity"}), {}, low, {})
          : world.quality(id, dice.pick<std::string_view>({"temperature", "purity", "salt"}), low,
                          {}, dice.one_in(2) ? std::optional(95.0) : std::nullopt);
    }
  }
}

void add_links(SmallWorld& world, Dice& dice) {
  const std::size_t sites = world.region.sites.size();
  for (std::size_t i = dice.below(4); i > 0; --i) {
    Link link;
    link.from = SiteId(dice.below(sites));
    link.to = SiteId(dice.below(sites));
    link.mode = ModeId(dice.below(world.reference.modes().size()));
    if (dice.one_in(3)) link.resource = ResourceId(dice.below(world.reference.resources().size()));
    if (dice.one_in(2)) link.distance = dice.pick({1.0, 5.0}) * kilometre;
    if (dice.one_in(2)) link.cost = dice.pick({-4.0, 0.0, 3.0}) * euro / unit_amount;
    if (dice.one_in(3)) link.fixed = 500.0 * euro / year;
    if (dice.one_in(3)) link.capacity = 30.0 * kUnitPerYear;
    world.region.links.push_back(link);
  }
}

void add_exchanges(SmallWorld& world, Dice& dice) {
  const std::size_t streams = world.region.streams.size();
  for (std::size_t i = dice.below(4); i > 0; --i) {
    Exchange exchange;
    exchange.offer = StreamId(dice.below(streams));
    exchange.need = StreamId(dice.below(streams));
    if (world.region[exchange.offer].direction != Direction::offer) continue;
    if (world.region[exchange.need].direction != Direction::need) exchange.need = {};
    exchange.giver_site = world.region[exchange.offer].site;
    exchange.resource = world.region[exchange.offer].resource;
    exchange.stage = dice.pick({Stage::operating, Stage::operating, Stage::idea});
    if (!exchange.need && !world.region.processes.empty()) {
      exchange.process = ProcessId(dice.below(world.region.processes.size()));
      exchange.process_site = SiteId(dice.below(world.region.sites.size()));
    }
    if (!dice.one_in(4)) exchange.quantity = dice.pick({5.0, 50.0}) * kUnitPerYear;
    world.region.exchanges.push_back(exchange);
  }
}

}  // namespace

SmallWorld::SmallWorld() {
  add("constants",
      "constant_id,value,unit\nroad_detour_factor,1,1\nearth_radius,6371.0088,km\n"
      "uncertainty_measured,5,%\nuncertainty_calculated,15,%\nuncertainty_estimated,40,%\n"
      "uncertainty_published,10,%\nuncertainty_unverified,30,%\nuncertainty_stated,5,%\n"
      "uncertainty_substitution,15,%\nuncertainty_loss,50,%\nuncertainty_distance,15,%"
      "\nuncertainty_distance_mapped,8,%\n"
      "uncertainty_treatment,25,%\nuncertainty_transaction,80,%\nusual_range_coverage,80,%\n"
      "pipe_detour_factor,1.1,1\nsea_detour_factor,1.2,1\nport_reach,8,km\n"
      "transaction_cost,20000,EUR\ntransaction_years,10,yr\nbundle_radius,50,km\n"
      "collection_interval,14,d\ncollection_interval_storable,90,d\n");
  periods(1);
}

void SmallWorld::add(std::string table, std::string csv) {
  Diagnostics diagnostics;
  const auto read = read_csv(table, table, std::move(csv), diagnostics);
  if (read) reference.add(*read, reference::Status::unverified, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) ADD_FAILURE() << to_text(diagnostic);
}

SiteId SmallWorld::site(std::string key, double latitude_deg, double longitude_deg,
                        std::string country) {
  region.sites.push_back({.key = std::move(key),
                          .country = std::move(country),
                          .place = {latitude_deg, longitude_deg}});
  return SiteId(region.sites.size() - 1);
}

StreamId SmallWorld::stream(std::string key, SiteId site, Direction direction,
                            std::string_view resource, double quantity) {
  Stream row;
  row.key = std::move(key);
  row.site = site;
  row.direction = direction;
  row.resource = reference.find_resource_id(resource);
  EXPECT_TRUE(row.resource) << resource;
  row.quantity = quantity * kUnitPerYear;
  region.streams.push_back(std::move(row));
  return StreamId(region.streams.size() - 1);
}

StreamId SmallWorld::offer(std::string key, SiteId site, std::string_view resource,
                           double quantity) {
  return stream(std::move(key), site, Direction::offer, resource, quantity);
}

StreamId SmallWorld::need(std::string key, SiteId site, std::string_view resource,
                          double quantity) {
  return stream(std::move(key), site, Direction::need, resource, quantity);
}

void SmallWorld::price(StreamId id, double eur_per_unit) {
  region.streams[id.index()].present_cost = eur_per_unit * euro / unit_amount;
}

void SmallWorld::factor(StreamId id, double kg_per_unit) {
  region.streams[id.index()].present_co2e = kg_per_unit * kilogram_co2e / unit_amount;
}

void SmallWorld::quality(StreamId id, std::string_view property, std::optional<double> min,
                         std::optional<double> typical, std::optional<double> max) {
  region.qualities.push_back({id, reference.find_property(property), min, typical, max});
  std::ranges::stable_sort(region.qualities, {}, &Quality::stream);
}

void SmallWorld::link(SiteId from, SiteId to, std::string_view mode, double kilometres) {
  Link row;
  row.from = from;
  row.to = to;
  row.mode = reference.find_mode(mode);
  row.distance = kilometres * kilometre;
  region.links.push_back(row);
}

void SmallWorld::periods(std::size_t count) {
  region.settings.periods.assign(count, 1.0 * year / static_cast<double>(count));
}

SiteId site_north(SmallWorld& world, std::string key, double kilometres) {
  return world.site(std::move(key), 63 + kilometres / kKilometresPerDegree);
}

StreamId need(SmallWorld& world, std::string key, SiteId site, std::string_view resource,
              double quantity, double eur) {
  const StreamId id = world.need(std::move(key), site, resource, quantity);
  world.price(id, eur);
  world.factor(id, 0);
  return id;
}

double eur(MoneyFlow money) {
  return money.in(euro / year);
}

SmallWorld random_world(std::uint64_t seed) {
  static const SmallWorld base = base_of_random_world();
  SmallWorld world = base;
  Dice dice(seed);
  if (dice.one_in(2)) world.region.settings.periods = {0.5 * year, 0.25 * year, 0.25 * year};
  world.region.settings.discount_rate = dice.pick({0.0, 0.06});
  add_sites(world, dice);
  if (dice.one_in(2)) add_processes(world, dice);
  add_streams(world, dice);
  add_links(world, dice);
  add_exchanges(world, dice);
  world.region.networks.push_back({.key = "network"});
  for (std::size_t i = 0; i < world.region.sites.size(); i += 3) {
    world.region.sites[i].memberships = {{NetworkId(0), ""}};
  }
  return world;
}

void shuffle_streams(Region& region, std::uint64_t seed) {
  Dice dice(seed);
  std::vector<std::size_t> old_index(region.streams.size());
  std::iota(old_index.begin(), old_index.end(), std::size_t{0});
  for (std::size_t i = old_index.size(); i > 1; --i) {
    std::swap(old_index[i - 1], old_index[dice.below(i)]);
  }
  std::vector<Stream> streams;
  std::vector<StreamId> new_id(region.streams.size());
  for (std::size_t i = 0; i < old_index.size(); ++i) {
    streams.push_back(region.streams[old_index[i]]);
    new_id[old_index[i]] = StreamId(i);
  }
  region.streams = std::move(streams);
  const auto follow = [&](StreamId& id) {
    if (id) id = new_id[id.index()];
  };
  for (Quality& quality : region.qualities) follow(quality.stream);
  std::ranges::stable_sort(region.qualities, {}, &Quality::stream);
  for (Exchange& exchange : region.exchanges) {
    follow(exchange.offer);
    follow(exchange.need);
  }
  for (Decision& decision : region.decisions) {
    follow(decision.offer);
    follow(decision.need);
  }
}

}  // namespace samspill::matching::testing
