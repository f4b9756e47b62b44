#pragma once

#include <algorithm>
#include <format>
#include <gtest/gtest.h>
#include <map>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>

#include "network/check_plan.h"
#include "network/check_state.h"
#include "network/plan_network.h"
#include "reference/texts.h"
#include "tests/support/world.h"

// Small worlds for the tests of this folder: sites on a line, a handful of resources, one lorry at
// 1 EUR/(t km) and 0.1 kg/(t km), one pipe for heat and gas at 100 EUR/(km yr) that loses nothing.
// No interest, no carbon price, unless the test says otherwise.
namespace samspill::network::testing {

using samspill::testing::Text;

inline const Text kReference = {
    {"constants", "constant_id,value,unit\nroad_detour_factor,1,1\n"},
    {"property_kinds", "property,unit,name_en\ntemperature,°C,temperature\nyield,MWh/t,yield\n"},
    {"resources",
     "resource_id,broader,unit,state\n"
     "loss,,t,gas\norganic,,t,solid\nbark,organic,t,solid\nsludge,organic,t,sludge\n"
     "fish-sludge,sludge,t,sludge\nfertiliser,,t,solid\ndigestate,,t,sludge\nash,,t,solid\n"
     "cement,,t,solid\ngas,,MWh,gas\nheat,,MWh,heat\npower,,MWh,power\n"},
    {"transport",
     "mode,carries,cost_eur_per_unit_km,co2e_kg_per_unit_km,capex_eur_per_km,lifetime_years\n"
     "lorry,organic;fertiliser;digestate;ash;cement,1,0.1,,\n"
     "pipe,heat;gas,0,0,1000,10\n"},
};

inline const std::string kSettings =
    "name = \"test\"\ncountry = \"NO\"\nbase_year = 2024\ndiscount_rate = 0.0\n";
/// Two halves of a year.
inline const std::string kTwoPeriods = kSettings + "periods = [4380, 4380]\n";

/// "a 0\nb 10\n": sites by their kilometres along a meridian.
inline std::string sites(std::string_view places) {
  std::string csv = "site_id,name,country,latitude_deg,longitude_deg\n";
  while (!places.empty()) {
    const std::size_t blank = places.find(' '), end = places.find('\n');
    const std::string key(places.substr(0, blank));
    const double km = std::stod(std::string(places.substr(blank, end - blank)));
    csv += std::format("{},{},NO,{:.12f},10\n", key, key,
                       60 + km / (6371.0088 * std::numbers::pi / 180));
    places.remove_prefix(end + 1);
  }
  return csv;
}

struct World {
  formats::Dataset data;

  /// Every plan of every test passes the checker, with its proof.
  Plan plan(NetworkOptions options = {}) const {
    options.is_proof_wanted = options.most_pairs == kMostPairs;
    const Plan plan = plan_network(data.region, data.reference, options);
    if (plan.status == PlanStatus::infeasible) return plan;
    for (const std::string& violation : check_plan(data.region, data.reference, plan).violations) {
      ADD_FAILURE() << violation;
    }
    return plan;
  }
  /// What the checker finds wrong with a state.
  std::vector<FactKind> broken(const NetworkState& state, CarbonPrice carbon_price = {},
                               const std::vector<SiteId>& without = {}) const {
    const FactList facts =
        check_state(data.region, data.reference, reference::Carriages(data.region, data.reference),
                    state, carbon_price, without);
    std::vector<FactKind> kinds;
    for (const Violation& violation : facts.violations) kinds.push_back(violation.kind);
    return kinds;
  }
  SiteId site(std::string_view key) const {
    const auto found = std::ranges::find(data.region.sites, key, &Site::key);
    return SiteId(static_cast<std::size_t>(found - data.region.sites.begin()));
  }
  std::string name(const Endpoint& end) const {
    if (end.stream) return data.region[end.stream].key;
    return data.region[end.process].key + "@" + data.region[end.site].key;
  }

  /// The state in words, amounts summed over the year: "offer > need 60 lorry", "offer disposes
  /// 40", "need buys 3", "digester@a takes 100", "digester@a is built for 100", "pipe a-b is
  /// built".
  std::string text(const NetworkState& state) const {
    std::map<std::string, Amount> flows, disposals, purchases;
    for (const PlanFlow& flow : state.flows) {
      const std::string mode = flow.mode ? " " + data.reference[flow.mode].key : "";
      flows[name(flow.from) + " > " + name(flow.to) + "{}" + mode] += flow.sent;
    }
    for (const Recourse& row : state.disposals) {
      disposals[name(row.at) + " disposes of " + data.reference[row.resource].key] += row.amount;
    }
    for (const Recourse& row : state.purchases) {
      purchases[name(row.at) + " buys " + data.reference[row.resource].key] += row.amount;
    }
    std::string out;
    const auto number = [](auto value) { return std::format(" {:.6g}", value.in(unit_amount)); };
    for (const auto& [what, amount] : flows) {
      const std::size_t hole = what.find("{}");
      out += what.substr(0, hole) + number(amount) + what.substr(hole + 2) + "\n";
    }
    for (const auto& [what, amount] : disposals) out += what + number(amount) + "\n";
    for (const auto& [what, amount] : purchases) out += what + number(amount) + "\n";
    for (const Activity& activity : state.activities) {
      Amount total;
      for (const Amount amount : activity.main_input) total += amount;
      const std::string who = name({{}, activity.process, activity.site});
      out += who + " takes" + number(total) + "\n";
      if (activity.is_built) {
        out += who + " is built for" + number(activity.capacity * (1.0 * year)) + "\n";
      }
    }
    for (const LinkBuild& link : state.link_builds) {
      out += std::format("{} {}-{} is built\n", data.reference[link.mode].key,
                         data.region[link.from].key, data.region[link.to].key);
    }
    return out;
  }

  /// What one unit more is worth at a stream [EUR].
  double price(const Plan& plan, std::string_view stream) const {
    for (const NodePrice& price : plan.prices) {
      if (price.at.stream && data.region[price.at.stream].key == stream) {
        return price.price.in(euro / unit_amount);
      }
    }
    throw std::out_of_range("no price");
  }
};

inline World make(std::string_view places, Text tables, const Text& reference = {},
                  const std::string& settings = kSettings) {
  tables.insert(tables.begin(), {"sites", sites(places)});
  Text all = kReference;
  all.insert(all.end(), reference.begin(), reference.end());
  return {samspill::testing::make_world(settings, tables, all)};
}

inline double eur(MoneyFlow flow) {
  return flow.in(euro / year);
}
inline double tonnes(Co2eFlow flow) {
  return flow.in(tonne_co2e / year);
}

/// Whether the plan bears this note, in words that people can read.
inline bool has_note(const Plan& plan, std::string_view key) {
  const auto note = std::ranges::find(plan.notes, key, &Remark::key);
  return note != plan.notes.end() &&
         !reference::text(*note, reference::Language::nb).starts_with("network.");
}

}  // namespace samspill::network::testing
