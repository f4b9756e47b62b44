#include "accounting/plan_builder_test.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/file.h"
#include "reference/valuation.h"
#include "tests/support/world.h"

namespace samspill::accounting::testing {
namespace {

/// The taker's resource that the flow meets: the need, or the one input of the tests' only plant.
ResourceId met_by(const Region& region, const Endpoint& to) {
  return to.stream ? region[to.stream].resource : region[to.process].inputs.front().resource;
}

void add_up(NetworkState& state) {
  for (const Recourse& row : state.disposals) {
    if (row.co2e) state.co2e.disposal += *row.co2e / (1.0 * year);
  }
  for (const Recourse& row : state.purchases) {
    if (row.co2e) state.co2e.production += *row.co2e / (1.0 * year);
  }
  for (const PlanFlow& row : state.flows) {
    state.co2e.transport += row.co2e / (1.0 * year);
    state.co2e.use += row.use_co2e / (1.0 * year);
  }
}

}  // namespace

formats::Dataset three_sites() {
  return samspill::testing::make_world(
      "name = \"Test\"\ncountry = \"NO\"\nperiods = [4380, 4380]\n",
      {{"sites",
        "site_id,name,country,latitude_deg,longitude_deg\n"
        "a,mill,NO,63,10\nb,boiler,NO,63,10\nc,farm,NO,63,10\n"},
       {"streams",
        "stream_id,site_id,direction,resource,quantity,unit,present_co2e_kg_per_unit,source\n"
        "bark,a,offer,bark,100,t/yr,,\nbark2,a,offer,bark,80,t/yr,30,weighed\n"
        "bark3,a,offer,bark,80,t/yr,40,weighed\nash,a,offer,ash,50,t/yr,,\n"
        "gas,b,need,gas,300,MWh/yr,,\ngas2,c,need,gas,300,MWh/yr,,\n"
        "chips,c,need,wood,500,t/yr,,\nown,a,need,wood,40,t/yr,,\nlime,c,need,lime,60,t/yr,,\n"},
       {"processes",
        "process_id,name,status,sites,capacity_min,capacity_max,capacity_unit\n"
        "plant,plant,existing,b,0,1000,t/yr\n"},
       {"process_flows",
        "process_id,direction,resource,amount,unit\n"
        "plant,in,wood,1,t\nplant,in,gas,0.1,MWh\nplant,out,ash,0.03,t\n"
        "plant,out,lime,0.02,t\nplant,out,loss,0.95,t\n"}},
      {{"constants",
        "constant_id,value,unit\nroad_detour_factor,1,1\nearth_radius,6371,km\n"
        "usual_range_coverage,80,%\nbasic_variance_production,0.0006,1\n"
        "basic_variance_disposal,0.0006,1\nbasic_variance_use,0.0006,1\n"
        "basic_variance_transport,0.12,1\n"},
       {"pedigree", read_file(std::string(SAMSPILL_SOURCE_DIR) + "/data/pedigree.csv")},
       {"gwp", read_file(std::string(SAMSPILL_SOURCE_DIR) + "/data/gwp.csv")},
       {"resources",
        "resource_id,broader,unit,state,hazardous,storable\nwood,,t,solid,no,yes\n"
        "bark,wood,t,solid,no,yes\nash,,t,solid,no,yes\nlime,,t,solid,no,yes\n"
        "fuel-gas,,MWh,gas,no,yes\ngas,fuel-gas,MWh,gas,no,yes\nloss,,t,gas,no,no\n"},
       {"factors",
        "factor_id,kind,resource,route,country,value,unit,origin,year,source,status\n"
        "f1,disposal,bark,,,20,kg/t,fossil,2020,read,published\n"
        "f2,production,gas,,,202,kg/MWh,fossil,2006,IPCC,published\n"
        "f3,process,bark,R1,,15,kg/t,biogenic,2019,guess,unverified\n"
        "f4,production,wood,,,10,kg/t,fossil,2020,read,published\n"
        "f5,disposal,ash,,,5,kg/t,biogenic,2021,read,published_in_part\n"},
       {"prices",
        "price_id,kind,resource,value,unit,status\np1,disposal,bark,10,EUR/t,published\n"},
       {"transport",
        "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,"
        "loss_percent_per_km,factor_id,year,source,status\n"
        "lorry,wood,0.1,0,0.1,1,t1,2025,DEFRA,published\nbelt,ash,0.1,0,,0,,2025,guess,"
        "unverified\n"},
       {"synergies",
        "synergy_id,offer_resource,need_resource,substitution,rd_code,source,status\n"
        "s1,bark,gas,2.5,R1,read,published\ns2,ash,lime,0.5,R5,read,published\n"}});
}

Endpoint PlanBuilder::stream(std::string_view key) const {
  const auto& streams = world_.region.streams;
  const auto found = std::ranges::find(streams, key, &Stream::key);
  EXPECT_NE(found, streams.end()) << key;
  return {.stream = StreamId(static_cast<std::size_t>(found - streams.begin())),
          .site = found->site};
}

Endpoint PlanBuilder::process(std::string_view key, std::string_view site) const {
  const auto& processes = world_.region.processes;
  const auto& sites = world_.region.sites;
  const auto found = std::ranges::find(processes, key, &Process::key);
  const auto at = std::ranges::find(sites, site, &Site::key);
  return {.process = ProcessId(static_cast<std::size_t>(found - processes.begin())),
          .site = SiteId(static_cast<std::size_t>(at - sites.begin()))};
}

ResourceId PlanBuilder::resource_of(const Endpoint& at, std::string_view named) const {
  return at.stream ? world_.region[at.stream].resource : world_.reference.find_resource_id(named);
}

void PlanBuilder::recourse(NetworkState& state, const Endpoint& at, double amount,
                           std::size_t period, std::string_view resource) const {
  Recourse row{.at = at, .resource = resource_of(at, resource), .period = period};
  row.amount = amount * unit_amount;
  bool is_purchase = false;
  std::optional<reference::ValuedFactor> factor;
  if (at.stream) {
    const Stream& stream = world_.region[at.stream];
    is_purchase = stream.direction == Direction::need;
    factor = reference::present_factor(world_.region, world_.reference, stream);
  } else {
    const auto& inputs = world_.region[at.process].inputs;
    is_purchase = std::ranges::contains(inputs, row.resource, &ProcessFlow::resource);
    const auto kind =
        is_purchase ? reference::FactorKind::production : reference::FactorKind::disposal;
    factor = reference::market_factor(world_.region, world_.reference, kind, row.resource, at.site);
  }
  if (factor) {
    row.co2e = factor->value * row.amount;
    row.factor_id = factor->factor_id;
  }
  (is_purchase ? state.purchases : state.disposals).push_back(row);
}

void PlanBuilder::flow(NetworkState& state, const Endpoint& from, const Endpoint& to, double sent,
                       std::size_t period, std::string_view resource) const {
  PlanFlow row{.from = from, .to = to, .resource = resource_of(from, resource), .period = period};
  row.sent = row.received = sent * unit_amount;
  const auto fit = world_.reference.fit(row.resource, met_by(world_.region, to));
  ASSERT_TRUE(fit);
  row.substitution = fit->substitution;
  if (from.site != to.site) {
    const auto& modes = world_.reference.modes();
    const auto mode = std::ranges::find_if(modes, [&](const reference::Mode& candidate) {
      return world_.reference.carries(candidate, row.resource);
    });
    row.mode = ModeId(static_cast<std::size_t>(mode - modes.begin()));
    row.distance = 10.0 * kilometre;
    row.received *= 1 - 10 * mode->loss_per_km;
    if (mode->co2e_per_distance) {
      row.co2e = *mode->co2e_per_distance * row.distance * row.sent;
      row.factor_id = mode->provenance.key;
    }
  }
  const auto use =
      reference::use_factor(world_.region, world_.reference, *fit, row.resource, to.site);
  if (use) {
    row.use_co2e = use->value * row.received;
    row.use_factor_id = use->factor_id;
  }
  state.flows.push_back(row);
}

void PlanBuilder::finish(Plan& plan) {
  add_up(plan.planned);
  add_up(plan.baseline);
  plan.status = PlanStatus::optimal;
}

}  // namespace samspill::accounting::testing
