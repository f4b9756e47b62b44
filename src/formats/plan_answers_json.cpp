#include "formats/plan_answers_json.h"

#include <array>
#include <string_view>

#include "formats/result_json.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

constexpr std::array<std::string_view, 5> kStandings = {"exchanges", "idle", "way_not_built",
                                                        "process_not_built", "no_way"};

std::string_view mode_name(const Dataset& dataset, ModeId mode) {
  return mode ? std::string_view(dataset.reference[mode].key) : "on_site";
}

Json loss_json(const Dataset& dataset, const network::Lost& lost) {
  const Region& region = dataset.region;
  if (const auto* site = std::get_if<SiteId>(&lost)) {
    return {{"kind", "site"}, {"site_id", region[*site].key}};
  }
  const auto& way = std::get<network::UsedWay>(lost);
  return {{"kind", "way"},
          {"from_site_id", region[way.from].key},
          {"to_site_id", region[way.to].key},
          {"mode", mode_name(dataset, way.mode)},
          {"resource", dataset.reference[way.resource].key}};
}

Json stopped_json(const Dataset& dataset, const network::StoppedFlow& flow) {
  return {{"from_id", endpoint_id(dataset.region, flow.from)},
          {"to_id", endpoint_id(dataset.region, flow.to)},
          {"resource", dataset.reference[flow.resource].key},
          {"mode", mode_name(dataset, flow.mode)},
          {"quantity", flow.sent.in(unit_amount / year)},
          {"unit", dataset.reference[flow.resource].unit()}};
}

Json failure_json(const Dataset& dataset, const network::Failure& failure) {
  const Region& region = dataset.region;
  Json stopped = Json::array(), idle = Json::array(), stranded = Json::array(),
       hits = Json::array();
  for (const auto& flow : failure.stopped) stopped.push_back(stopped_json(dataset, flow));
  for (const Endpoint& process : failure.idle) idle.push_back(endpoint_id(region, process));
  for (const StreamId need : failure.stranded) stranded.push_back(region[need].key);
  for (const network::Hit& hit : failure.hits) {
    hits.push_back(
        {{"site_id", region[hit.site].key}, {"cost_eur_per_year", hit.cost.in(euro / year)}});
  }
  return {{"lost", loss_json(dataset, failure.lost)},
          {"cost_eur_per_year", failure.cost.in(euro / year)},
          {"transport_eur_per_year", failure.transport.in(euro / year)},
          {"co2e_t_per_year", failure.co2e.in(tonne_co2e / year)},
          {"is_single_point", failure.is_single_point},
          {"stopped", std::move(stopped)},
          {"idle_processes", std::move(idle)},
          {"stranded_needs", std::move(stranded)},
          {"hits", std::move(hits)}};
}

template <typename Value, typename Unit>
Json known(const std::optional<Value>& value, Unit unit) {
  return value ? Json(value->in(unit)) : Json(nullptr);
}

Json figures_json(const network::Figures& figures) {
  return {{"carriage_eur_per_unit", known(figures.carriage, euro / unit_amount)},
          {"distance_km", known(figures.distance, kilometre)},
          {"disposal_eur_per_unit", known(figures.disposal, euro / unit_amount)},
          {"purchase_eur_per_unit", known(figures.purchase, euro / unit_amount)},
          {"carbon_price_eur_per_t", known(figures.carbon_price, euro / tonne_co2e)}};
}

constexpr std::array<std::string_view, 5> kInputs = {"disposal", "purchase", "quantity",
                                                     "transport", "carbon_price"};

Json changed_way_json(const Dataset& dataset, const std::optional<network::ChangedWay>& way) {
  if (!way) return nullptr;
  return {{"from_id", endpoint_id(dataset.region, way->from)},
          {"to_id", endpoint_id(dataset.region, way->to)},
          {"resource", dataset.reference[way->resource].key},
          {"mode", mode_name(dataset, way->mode)},
          {"before", way->before.in(unit_amount / year)},
          {"after", way->after.in(unit_amount / year)},
          {"unit", dataset.reference[way->resource].unit()}};
}

Json break_even_json(const Dataset& dataset, const network::BreakEven& row) {
  const network::PlanInput& input = row.input;
  const auto known = [](std::optional<double> value) { return value ? Json(*value) : Json(); };
  return {{"input", kInputs[static_cast<std::size_t>(input.kind)]},
          {"id", input.at.site ? Json(endpoint_id(dataset.region, input.at)) : Json()},
          {"resource", input.resource ? Json(dataset.reference[input.resource].key) : Json()},
          {"mode", input.mode ? Json(dataset.reference[input.mode].key) : Json()},
          {"now", row.now},
          {"below", known(row.below)},
          {"above", known(row.above)},
          {"change_below", changed_way_json(dataset, row.change_below)},
          {"change_above", changed_way_json(dataset, row.change_above)},
          {"per_tenth_eur_per_year", row.per_tenth.in(euro / year)}};
}

}  // namespace

Json front_json(const Dataset& dataset, const std::vector<network::ParetoPoint>& front) {
  Json out = plan_json(dataset, front.front().plan);
  out["points"] = Json::array();
  for (const network::ParetoPoint& point : front) {
    out["points"].push_back({{"objective_eur_per_year", point.cost.in(euro / year)},
                             {"co2e_t_per_year", point.co2e.in(tonne_co2e / year)},
                             {"gap", point.plan.gap}});
  }
  return out;
}

Json resilience_json(const Dataset& dataset, const network::Resilience& resilience) {
  Json failures = Json::array();
  for (const auto& failure : resilience.failures) {
    failures.push_back(failure_json(dataset, failure));
  }
  return {{"benefit_eur_per_year", resilience.benefit.in(euro / year)},
          {"untouched_sites", resilience.untouched},
          {"is_complete", resilience.is_complete},
          {"failures", std::move(failures)}};
}

Json sensitivity_json(const Dataset& dataset, const network::Sensitivity& sensitivity) {
  Json rows = Json::array();
  for (const network::BreakEven& row : sensitivity.break_evens) {
    rows.push_back(break_even_json(dataset, row));
  }
  return {{"break_evens", std::move(rows)},
          {"steady", sensitivity.steady},
          {"is_complete", sensitivity.is_complete}};
}

Json pair_json(const Dataset& dataset, const network::PairAnswer& answer,
               const std::vector<Remark>& remarks) {
  using network::PairStanding;
  Json out = {{"standing", kStandings[static_cast<std::size_t>(answer.standing)]},
              {"from_id", endpoint_id(dataset.region, answer.from)},
              {"to_id", endpoint_id(dataset.region, answer.to)},
              {"reasons", Json::array()}};
  for (const Remark& remark : remarks) {
    out["reasons"].push_back(reference::text(remark, reference::Language::en));
  }
  if (answer.standing == PairStanding::no_way) return out;
  const bool is_idle = answer.standing == PairStanding::idle;
  const bool is_unbuilt = answer.standing == PairStanding::way_not_built;
  const bool has_worth = is_unbuilt || answer.standing == PairStanding::exchanges;
  out["mode"] = mode_name(dataset, answer.mode);
  out["quantity"] = answer.sent.in(unit_amount / year);
  out["unit"] = dataset.reference[answer.given].unit();
  out["taker_unit"] = dataset.reference[answer.wanted].unit();
  out["met_per_unit"] = answer.met;
  out["giver_cost_eur_per_unit"] = answer.giver_cost.in(euro / unit_amount);
  out["taker_cost_eur_per_unit"] = answer.taker_cost.in(euro / unit_amount);
  out["short_by_eur_per_unit"] =
      is_idle ? Json(answer.short_by.in(euro / unit_amount)) : Json(nullptr);
  out["is_at_corner"] = is_idle ? Json(answer.is_at_corner) : Json(nullptr);
  out["worth_eur_per_year"] = has_worth ? Json(answer.worth.in(euro / year)) : Json(nullptr);
  out["connection_eur_per_year"] =
      is_unbuilt ? Json(answer.connection.in(euro / year)) : Json(nullptr);
  out["now"] = figures_json(answer.now);
  out["turning"] = figures_json(answer.turning);
  return out;
}

}  // namespace samspill::formats
