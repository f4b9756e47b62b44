#include "formats/portfolio_json.h"

#include <algorithm>

#include "portfolio/balance.h"
#include "portfolio/portfolio.h"

namespace samspill::formats {
namespace {

using portfolio::Answers;
using portfolio::Portfolio;

constexpr CarbonPrice kEuroPerTonne = euro / tonne_co2e;
constexpr portfolio::EnergyPrice kEuroPerMegawattHour = euro / megawatt_hour;

template <typename Value, typename Unit>
Json known(const std::optional<Value>& value, Unit unit) {
  return value ? Json(value->in(unit)) : Json(nullptr);
}

const std::string& key(const Dataset& dataset, InitiativeId id) {
  return dataset.region[id].key;
}

Json keys(const Dataset& dataset, const std::vector<InitiativeId>& ids) {
  Json out = Json::array();
  for (const InitiativeId id : ids) out.push_back(key(dataset, id));
  return out;
}

Json chosen_json(const Dataset& dataset, const Portfolio& portfolio) {
  Json out = Json::array();
  for (const portfolio::Chosen& chosen : portfolio.chosen) {
    Json towards_target = Json::array();
    for (const Co2eFlow cut : chosen.towards_target) {
      towards_target.push_back(cut.in(kilotonne_co2e / year));
    }
    out.push_back({{"initiative_id", key(dataset, chosen.initiative)},
                   {"start_year", chosen.start_year},
                   {"is_operating", chosen.is_operating},
                   {"cost_meur", chosen.cost.in(million_euro)},
                   {"cut_kt_per_year", chosen.cut.in(kilotonne_co2e / year)},
                   {"removed_kt_per_year", chosen.removed.in(kilotonne_co2e / year)},
                   {"towards_target_kt", std::move(towards_target)},
                   {"own_cost_eur_per_t", known(chosen.own_cost, kEuroPerTonne)},
                   {"is_verified", portfolio::is_verified(dataset.region[chosen.initiative])}});
  }
  return out;
}

Json path_json(const Portfolio& portfolio, const std::optional<Answers>& answers) {
  Json out = Json::array();
  for (std::size_t t = 0; t < portfolio.path.size(); ++t) {
    const portfolio::PathYear& one = portfolio.path[t];
    Json year_json = {
        {"year", one.year},
        {"baseline_kt", one.baseline.in(kilotonne_co2e / year)},
        {"planned_kt", one.planned.in(kilotonne_co2e / year)},
        {"target_kt", known(one.target, kilotonne_co2e / year)},
        {"missed_kt", one.target ? Json(one.missed().in(kilotonne_co2e / year)) : Json()},
        {"cut_kt", one.cut.in(kilotonne_co2e / year)},
        {"captured_kt", one.captured.in(kilotonne_co2e / year)},
        {"removed_kt", one.removed.in(kilotonne_co2e / year)},
        {"capex_meur", one.invested.in(million_euro)},
        {"staff_person_years", one.staff_years}};
    if (answers) {
      const portfolio::YearOdds& odds = answers->odds.years[t];
      year_json["met_probability"] = odds.met ? Json(*odds.met) : Json();
      year_json["planned_low_kt"] = odds.low.in(kilotonne_co2e / year);
      year_json["planned_mean_kt"] = odds.mean.in(kilotonne_co2e / year);
      year_json["planned_high_kt"] = odds.high.in(kilotonne_co2e / year);
    }
    out.push_back(std::move(year_json));
  }
  return out;
}

Json balance_json(const Portfolio& portfolio) {
  Json out = Json::array();
  for (std::size_t t = 0; t < portfolio.path.size(); ++t) {
    Json steps = Json::array();
    for (const portfolio::BalanceStep& step : portfolio::balance(portfolio, t)) {
      steps.push_back({{"kind", portfolio::kBalanceWords[static_cast<std::size_t>(step.kind)]},
                       {"from_kt", step.from.in(kilotonne_co2e / year)},
                       {"to_kt", step.to.in(kilotonne_co2e / year)},
                       {"amount_kt", (step.to - step.from).in(kilotonne_co2e / year)}});
    }
    out.push_back({{"year", portfolio.path[t].year}, {"steps", std::move(steps)}});
  }
  return out;
}

Json not_ranked_json(const Dataset& dataset, const Portfolio& portfolio) {
  Json out = Json::array();
  for (const portfolio::NotRanked& one : portfolio.not_ranked) {
    out.push_back({{"initiative_id", key(dataset, one.initiative)},
                   {"reason", kUnrankedReasons[static_cast<std::size_t>(one.why)]},
                   {"cut_kt_per_year",
                    known(dataset.region[one.initiative].cut_likely, kilotonne_co2e / year)}});
  }
  return out;
}

Json curve_json(const Dataset& dataset, const Answers& answers) {
  Json out = Json::array();
  for (const portfolio::CurveStep& step : answers.curve) {
    out.push_back({{"cut_kt_per_year", step.cut.in(kilotonne_co2e / year)},
                   {"cost_meur_per_year", step.cost.in(million_euro / year)},
                   {"step_eur_per_t", step.step.in(kEuroPerTonne)},
                   {"added", keys(dataset, step.added)},
                   {"dropped", keys(dataset, step.dropped)}});
  }
  return out;
}

Json naive_json(const Dataset& dataset, const Answers& answers) {
  Json out = Json::array();
  for (const portfolio::NaiveStep& step : answers.naive) {
    out.push_back({{"initiative_id", key(dataset, step.initiative)},
                   {"own_cost_eur_per_t", step.own_cost.in(kEuroPerTonne)},
                   {"cut_kt_per_year", step.cut.in(kilotonne_co2e / year)}});
  }
  return out;
}

Json regrets_json(const Dataset& dataset, const Answers& answers) {
  Json out = Json::array();
  for (const portfolio::Regret& regret : answers.regrets) {
    out.push_back({{"initiative_id", key(dataset, regret.initiative)},
                   {"missed_kt", regret.missed.in(kilotonne_co2e)},
                   {"cost_meur", regret.cost.in(million_euro)}});
  }
  return out;
}

Json summary(const Dataset& dataset, const Portfolio& portfolio) {
  Json chosen = Json::array();
  for (const portfolio::Chosen& one : portfolio.chosen) {
    if (!one.is_operating) chosen.push_back(key(dataset, one.initiative));
  }
  return {{"scope", portfolio.scope},
          {"met", portfolio.is_met()},
          {"missed_kt", portfolio.missed.in(kilotonne_co2e)},
          {"cost_meur", portfolio.cost.in(million_euro)},
          {"capex_meur", portfolio.capex.in(million_euro)},
          {"chosen", std::move(chosen)}};
}

Json price_cases_json(const Dataset& dataset, const Answers& answers) {
  Json out = Json::array();
  for (const portfolio::PriceCase& one : answers.price_cases) {
    Json json = {
        {"carbon_price_eur_per_t", one.carbon_price.in(kEuroPerTonne)},
        {"electricity_change_eur_per_mwh", one.electricity_change.in(kEuroPerMegawattHour)},
        {"carbon_saved_meur", one.carbon_saved.in(million_euro)}};
    json.update(summary(dataset, one.portfolio));
    out.push_back(std::move(json));
  }
  return out;
}

Json alternatives_json(const Dataset& dataset, const Answers& answers) {
  Json out = Json::array();
  for (const portfolio::Alternative& one : answers.alternatives) {
    Json json = {{"kind", kAlternatives[static_cast<std::size_t>(one.kind)]}};
    if (!one.name.empty()) json["name"] = one.name;
    json.update(summary(dataset, one.portfolio));
    out.push_back(std::move(json));
  }
  return out;
}

template <typename Price>
Json turns_json(const Dataset& dataset, const std::vector<portfolio::Turn<Price>>& turns,
                std::string_view price, Price unit) {
  Json out = Json::array();
  for (const portfolio::Turn<Price>& turn : turns) {
    out.push_back({{price, turn.price.in(unit)},
                   {"added", keys(dataset, turn.added)},
                   {"dropped", keys(dataset, turn.dropped)},
                   {"moved", keys(dataset, turn.moved)}});
  }
  return out;
}

void add_answers(Json& out, const Dataset& dataset, const Answers& answers) {
  out["marginal_cost_eur_per_t"] = known(answers.marginal_cost, kEuroPerTonne);
  out["shortage"] = {
      {"missed_kt", answers.shortage.missed.in(kilotonne_co2e)},
      {"without_budget_missed_kt", known(answers.shortage.without_budget, kilotonne_co2e)},
      {"with_unknown_costs_missed_kt", known(answers.shortage.with_unknown, kilotonne_co2e)}};
  out["odds"] = {{"all_met_probability", answers.odds.all_met},
                 {"seed", answers.draw.seed},
                 {"trials", answers.draw.trials},
                 {"without_probability", keys(dataset, answers.odds.without_probability)}};
  out["regrets"] = regrets_json(dataset, answers);
  out["curve"] = curve_json(dataset, answers);
  out["naive_curve"] = naive_json(dataset, answers);
  out["price_cases"] = price_cases_json(dataset, answers);
  out["compared"] = alternatives_json(dataset, answers);
  if (!answers.turns) return;
  out["turns"] = {
      {"carbon",
       turns_json(dataset, answers.turns->carbon, "carbon_price_eur_per_t", kEuroPerTonne)},
      {"electricity", turns_json(dataset, answers.turns->electricity,
                                 "electricity_change_eur_per_mwh", kEuroPerMegawattHour)}};
}

}  // namespace

Json portfolio_json(const Dataset& dataset, const Portfolio& portfolio,
                    const std::optional<Answers>& answers) {
  Json out = {{"status", portfolio.status == portfolio::Status::optimal ? "optimal" : "feasible"},
              {"scope", portfolio.scope},
              {"counts_removals", portfolio.counts_removals},
              {"met", portfolio.is_met()},
              {"missed_kt", portfolio.missed.in(kilotonne_co2e)},
              {"cost_meur", portfolio.cost.in(million_euro)},
              {"capex_meur", portfolio.capex.in(million_euro)},
              {"gap", portfolio.gap},
              {"chosen", chosen_json(dataset, portfolio)},
              {"path", path_json(portfolio, answers)},
              {"balance", balance_json(portfolio)},
              {"not_chosen", keys(dataset, portfolio.not_chosen)},
              {"not_ranked", not_ranked_json(dataset, portfolio)}};
  if (answers) add_answers(out, dataset, *answers);
  return out;
}

}  // namespace samspill::formats
