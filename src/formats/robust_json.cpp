#include "formats/robust_json.h"

#include <optional>

#include "formats/result_json.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

Json risky_json(const network::RiskyCost& cost) {
  return {{"objective_eur_per_year", cost.objective.in(euro / year)},
          {"expected_eur_per_year", cost.expected.in(euro / year)},
          {"worst_part_eur_per_year", cost.worst_part.in(euro / year)}};
}

Json risky_or_null(const std::optional<network::RiskyCost>& cost) {
  return cost ? risky_json(*cost) : Json(nullptr);
}

Json money_or_null(const std::optional<MoneyFlow>& money) {
  return money ? Json(money->in(euro / year)) : Json(nullptr);
}

Json builds_json(const Dataset& dataset, const network::Builds& builds) {
  const Region& region = dataset.region;
  Json processes = Json::array(), storages = Json::array(), links = Json::array();
  for (const auto& [place, capacity] : builds.processes) {
    const Process& process = region[place.first];
    const ResourceId main_input = process.inputs.front().resource;
    processes.push_back({{"process_id", process.key},
                         {"site_id", region[place.second].key},
                         {"capacity", capacity.in(unit_amount / year)},
                         {"unit", dataset.reference[main_input].unit()}});
  }
  for (const auto& [id, capacity] : builds.storages) {
    storages.push_back({{"storage_id", region[id].key},
                        {"capacity", capacity.in(unit_amount)},
                        {"unit", dataset.reference[region[id].resource].unit()}});
  }
  for (const auto& [way, investment] : builds.links) {
    const auto& [from, to, mode, resource] = way;
    links.push_back({{"from_site", region[from].key},
                     {"to_site", region[to].key},
                     {"mode", dataset.reference[mode].key},
                     {"resource", dataset.reference[resource].key},
                     {"investment_eur_per_year", investment.in(euro / year)}});
  }
  return {{"builds", std::move(processes)},
          {"storage_builds", std::move(storages)},
          {"link_builds", std::move(links)}};
}

}  // namespace

Json robust_json(const Dataset& dataset, const network::RobustPlan& plan) {
  Json out = {{"status", kPlanStatuses[static_cast<std::size_t>(plan.status)]},
              {"risk_weight", plan.risk.weight},
              {"risk_level", plan.risk.level}};
  out.update(risky_json(plan.planned));
  out["bound_eur_per_year"] = plan.bound.in(euro / year);
  out["gap"] = plan.gap;
  out["worth_of_knowing_eur_per_year"] = plan.worth_of_knowing().in(euro / year);
  out["worth_of_scenarios_eur_per_year"] = money_or_null(plan.worth_of_scenarios());
  out["today"] = risky_json(plan.today);
  out["if_known"] = risky_json(plan.if_known);
  out["for_mean"] = risky_or_null(plan.for_mean);
  out["for_expected"] = risky_or_null(plan.for_expected);
  out.update(builds_json(dataset, plan.builds));
  out["mean_builds"] = builds_json(dataset, plan.mean_builds);
  out["scenarios"] = Json::array();
  for (const network::ScenarioOutcome& outcome : plan.outcomes) {
    const Scenario& scenario = dataset.region.scenarios[outcome.scenario.index()];
    out["scenarios"].push_back({{"scenario_id", scenario.key},
                                {"name", scenario.name},
                                {"probability", scenario.probability},
                                {"if_known_eur_per_year", outcome.if_known.in(euro / year)},
                                {"for_mean_eur_per_year", money_or_null(outcome.for_mean)},
                                {"plan", plan_json(dataset, outcome.plan)}});
  }
  out["notes"] = Json::array();
  for (const Remark& note : plan.notes) {
    out["notes"].push_back(reference::text(note, reference::Language::en));
  }
  return out;
}

}  // namespace samspill::formats
