#include "formats/result_json.h"

#include <array>
#include <cmath>
#include <string_view>

#include "formats/json_values.h"
#include "formats/used_facts.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

constexpr std::array<std::string_view, 3> kSeverities = {"error", "warning", "info"};

template <typename Value, typename Unit>
Json known(const std::optional<Value>& value, Unit unit) {
  return value ? Json(value->in(unit)) : Json(nullptr);
}

Json remarks(const std::vector<Remark>& list,
             reference::Language language = reference::Language::en) {
  Json out = Json::array();
  for (const Remark& remark : list) {
    out.push_back(reference::text(remark, language));
  }
  return out;
}

std::string_view mode_name(const Dataset& dataset, ModeId mode) {
  return mode ? std::string_view(dataset.reference[mode].key) : "on_site";
}

Json site_or_null(const Region& region, SiteId site) {
  return site ? Json(region[site].key) : Json(nullptr);
}

template <typename Row, typename ToJson>
Json list(const Dataset& dataset, const std::vector<Row>& rows, ToJson to_json) {
  Json out = Json::array();
  for (const Row& row : rows) out.push_back(to_json(dataset, row));
  return out;
}

Json recourse_json(const Dataset& dataset, const Recourse& recourse) {
  return {{"id", endpoint_id(dataset.region, recourse.at)},
          {"site_id", dataset.region[recourse.at.site].key},
          {"resource", dataset.reference[recourse.resource].key},
          {"period", recourse.period},
          {"quantity", recourse.amount.in(unit_amount)},
          {"unit", dataset.reference[recourse.resource].unit()},
          {"cost_eur", recourse.cost.in(euro)},
          {"co2e_t", known(recourse.co2e, tonne_co2e)},
          {"price_id", text_or_null(recourse.price_id)},
          {"factor_id", text_or_null(recourse.factor_id)}};
}

Json leg_json(const Dataset& dataset, const FlowLeg& leg) {
  return {{"from_site", dataset.region[leg.from].key},
          {"to_site", dataset.region[leg.to].key},
          {"mode", mode_name(dataset, leg.mode)},
          {"quantity", leg.sent.in(unit_amount)},
          {"received", leg.received.in(unit_amount)},
          {"distance_km", leg.distance.in(kilometre)},
          {"cost_eur", leg.cost.in(euro)},
          {"co2e_t", leg.co2e.in(tonne_co2e)},
          {"factor_id", text_or_null(leg.factor_id)}};
}

Json flow_json(const Dataset& dataset, const PlanFlow& flow) {
  return {{"from_id", endpoint_id(dataset.region, flow.from)},
          {"to_id", endpoint_id(dataset.region, flow.to)},
          {"resource", dataset.reference[flow.resource].key},
          {"mode", mode_name(dataset, flow.mode)},
          {"period", flow.period},
          {"quantity", flow.sent.in(unit_amount)},
          {"unit", dataset.reference[flow.resource].unit()},
          {"received", flow.received.in(unit_amount)},
          {"substitution", flow.substitution},
          {"distance_km", flow.distance.in(kilometre)},
          {"cost_eur", flow.cost.in(euro)},
          {"co2e_t", flow.co2e.in(tonne_co2e)},
          {"factor_id", text_or_null(flow.factor_id)},
          {"use_co2e_t", flow.use_co2e.in(tonne_co2e)},
          {"use_factor_id", text_or_null(flow.use_factor_id)},
          {"legs", list(dataset, flow.legs, leg_json)}};
}

Json builds_json(const Dataset& dataset, const NetworkState& state) {
  Json out = Json::array();
  for (const Activity& activity : state.activities) {
    if (!activity.is_built) continue;
    const Process& process = dataset.region[activity.process];
    out.push_back({{"process_id", process.key},
                   {"site_id", dataset.region[activity.site].key},
                   {"capacity", activity.capacity.in(unit_amount / year)},
                   {"unit", dataset.reference[process.inputs.front().resource].unit()},
                   {"investment_eur_per_year", activity.investment.in(euro / year)},
                   {"operation_eur_per_year", activity.operation.in(euro / year)}});
  }
  return out;
}

Json storages_json(const Dataset& dataset, const NetworkState& state) {
  const auto numbers = [](const std::vector<Amount>& amounts) {
    Json out = Json::array();
    for (const Amount amount : amounts) out.push_back(amount.in(unit_amount));
    return out;
  };
  Json out = Json::array();
  for (const StorageUse& use : state.storages) {
    const Storage& storage = dataset.region[use.storage];
    Json holdings = Json::array();
    for (const Holding& holding : use.holdings) {
      std::vector<Amount> losses;
      for (std::size_t t = 0; t < holding.level.size(); ++t) losses.push_back(lost(holding, t));
      const auto& taker = holding.taker;
      holdings.push_back({{"from_id", endpoint_id(dataset.region, holding.giver)},
                          {"to_id", taker ? Json(endpoint_id(dataset.region, *taker)) : Json()},
                          {"resource", dataset.reference[holding.resource].key},
                          {"put_in", numbers(holding.put_in)},
                          {"taken_out", numbers(holding.taken_out)},
                          {"lost", numbers(losses)},
                          {"level", numbers(holding.level)}});
    }
    out.push_back({{"storage_id", storage.key},
                   {"site_id", dataset.region[storage.site].key},
                   {"resource", dataset.reference[storage.resource].key},
                   {"is_built", use.is_built},
                   {"capacity", use.capacity.in(unit_amount)},
                   {"unit", dataset.reference[storage.resource].unit()},
                   {"holdings", std::move(holdings)},
                   {"investment_eur_per_year", use.investment.in(euro / year)},
                   {"operation_eur_per_year", use.operation.in(euro / year)}});
  }
  return out;
}

Json links_json(const Dataset& dataset, const NetworkState& state) {
  Json out = Json::array();
  for (const LinkBuild& link : state.link_builds) {
    out.push_back({{"from_site", dataset.region[link.from].key},
                   {"to_site", dataset.region[link.to].key},
                   {"mode", mode_name(dataset, link.mode)},
                   {"resource", dataset.reference[link.resource].key},
                   {"investment_eur_per_year", link.investment.in(euro / year)}});
  }
  return out;
}

Json activities_json(const Dataset& dataset, const NetworkState& state) {
  Json out = Json::array();
  for (const Activity& activity : state.activities) {
    const Process& process = dataset.region[activity.process];
    Json main_input = Json::array();
    for (const Amount amount : activity.main_input) main_input.push_back(amount.in(unit_amount));
    out.push_back({{"process_id", process.key},
                   {"site_id", dataset.region[activity.site].key},
                   {"main_input", std::move(main_input)},
                   {"unit", dataset.reference[process.inputs.front().resource].unit()},
                   {"is_built", activity.is_built},
                   {"capacity", activity.capacity.in(unit_amount / year)},
                   {"investment_eur_per_year", activity.investment.in(euro / year)},
                   {"operation_eur_per_year", activity.operation.in(euro / year)}});
  }
  return out;
}

Json parts_json(const NetworkState& state) {
  const auto money = [](MoneyFlow part) { return part.in(euro / year); };
  const auto co2e = [](Co2eFlow part) { return part.in(tonne_co2e / year); };
  return {{"objective_eur_per_year", money(state.cost.total())},
          {"co2e_t_per_year", co2e(state.co2e.total())},
          {"cost_eur_per_year",
           {{"disposal", money(state.cost.disposal)},
            {"purchase", money(state.cost.purchase)},
            {"transport", money(state.cost.transport)},
            {"operation", money(state.cost.operation)},
            {"investment", money(state.cost.investment)},
            {"carbon", money(state.cost.carbon)}}},
          {"co2e_parts_t_per_year",
           {{"disposal", co2e(state.co2e.disposal)},
            {"production", co2e(state.co2e.production)},
            {"transport", co2e(state.co2e.transport)},
            {"use", co2e(state.co2e.use)}}}};
}

Json price_json(const Dataset& dataset, const NodePrice& price) {
  return {{"id", endpoint_id(dataset.region, price.at)},
          {"site_id", dataset.region[price.at.site].key},
          {"resource", dataset.reference[price.resource].key},
          {"eur_per_unit", price.price.in(euro / unit_amount)}};
}

Json terms_json(const Dataset& dataset, const PlanTerms& terms) {
  Json without = Json::array();
  for (const SiteId site : terms.without) without.push_back(dataset.region[site].key);
  return {{"objective", kObjectives[static_cast<std::size_t>(terms.objective)]},
          {"carbon_price_eur_per_t", terms.carbon_price.in(euro / tonne_co2e)},
          {"cap_t_per_year", known(terms.cap, tonne_co2e / year)},
          {"without", std::move(without)}};
}

Json balance_price_json(const Dataset& dataset, const BalancePrice& price) {
  return {{"id", endpoint_id(dataset.region, price.at)},
          {"resource", dataset.reference[price.resource].key},
          {"side", price.direction == Direction::offer ? "gives" : "takes"},
          {"passed_on_by", site_or_null(dataset.region, price.relay)},
          {"period", price.period},
          {"eur_per_unit", price.price.in(euro / unit_amount)}};
}

Json mix_price_json(const Dataset& dataset, const MixPrice& price) {
  return {{"need_id", dataset.region[price.need].key},
          {"property", dataset.reference[price.property].key},
          {"limit", price.is_most ? "most" : "least"},
          {"period", price.period},
          {"eur_per_unit", price.price.in(euro / unit_amount)}};
}

Json room_price_json(const Dataset& dataset, const RoomPrice& price) {
  return {{"storage_id", dataset.region[price.storage].key},
          {"period", price.period},
          {"eur_per_unit", price.price.in(euro / unit_amount)}};
}

Json holding_price_json(const Dataset& dataset, const HoldingPrice& price) {
  const auto& taker = price.taker;
  return {{"storage_id", dataset.region[price.storage].key},
          {"from_id", endpoint_id(dataset.region, price.giver)},
          {"to_id", taker ? Json(endpoint_id(dataset.region, *taker)) : Json()},
          {"resource", dataset.reference[price.resource].key},
          {"mode", mode_name(dataset, price.mode)},
          {"period", price.period},
          {"eur_per_unit", price.price.in(euro / unit_amount)},
          {"arrival_eur_per_unit", price.arrival.in(euro / unit_amount)}};
}

Json proof_json(const Dataset& dataset, const PriceProof& proof) {
  return {{"eur_per_year", proof.least.in(euro / year)},
          {"cap_eur_per_t", proof.cap_price.in(euro / tonne_co2e)},
          {"prices", list(dataset, proof.prices, balance_price_json)},
          {"mixes", list(dataset, proof.mixes, mix_price_json)},
          {"rooms", list(dataset, proof.rooms, room_price_json)},
          {"holdings", list(dataset, proof.holdings, holding_price_json)}};
}

/// The least cost by the solver's word; null where it has none, or sought the least CO2e.
Json bound_json(const Plan& plan) {
  if (plan.terms.objective == Objective::climate || plan.gap >= 1) return nullptr;
  const double cost = plan.planned.cost.total().in(euro / year);
  return cost - plan.gap * std::abs(cost);
}

}  // namespace

std::string endpoint_id(const Region& region, const Endpoint& endpoint) {
  if (endpoint.stream) return region[endpoint.stream].key;
  return region[endpoint.process].key + "@" + region[endpoint.site].key;
}

Json check_json(const Diagnostics& diagnostics) {
  Json rows = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    rows.push_back({{"severity", kSeverities[static_cast<std::size_t>(diagnostic.severity)]},
                    {"file", diagnostic.file},
                    {"row", diagnostic.row == 0 ? Json(nullptr) : Json(diagnostic.row)},
                    {"column", text_or_null(diagnostic.column)},
                    {"message", in_english(diagnostic.message)}});
  }
  return {{"ok", !diagnostics.has_errors()},
          {"errors", diagnostics.errors()},
          {"warnings", diagnostics.warnings()},
          {"not_listed", diagnostics.dropped()},
          {"diagnostics", std::move(rows)}};
}

namespace {

Json pathway_json(const Dataset& dataset, const Match& match) {
  Json steps = Json::array();
  for (const PathwayStep& step : match.pathway) {
    const Process& process = dataset.region[step.process];
    const reference::Resource& input = dataset.reference[process.inputs.front().resource];
    const reference::Resource& output = dataset.reference[step.output];
    steps.push_back({{"process_id", process.key},
                     {"site_id", dataset.region[step.site].key},
                     {"is_built", process.status == ProcessStatus::existing},
                     {"input", input.key},
                     {"throughput", step.throughput.in(unit_amount / year)},
                     {"throughput_unit", input.unit()},
                     {"output", output.key},
                     {"given", step.given.in(unit_amount / year)},
                     {"given_unit", output.unit()},
                     {"cost_eur_per_year", known(step.cost, euro / year)},
                     {"co2e_t_per_year", known(step.co2e, tonne_co2e / year)},
                     {"mode", mode_name(dataset, step.mode)},
                     {"distance_km", step.distance.in(kilometre)}});
  }
  return steps;
}

/// Low, high and the chance of more than nothing; null when unknown.
template <typename Flow, typename Unit>
void add_outlook(const Outlook<Flow>* outlook, Unit unit, const std::string& name,
                 const std::string& unit_name, Json& out) {
  out[name + "_low_" + unit_name] = outlook != nullptr ? Json(outlook->low.in(unit)) : Json();
  out[name + "_high_" + unit_name] = outlook != nullptr ? Json(outlook->high.in(unit)) : Json();
  out[name + "_probability"] = outlook != nullptr ? Json(outlook->probability_above_zero) : Json();
}

void add_assessment(const Match& match, Json& out) {
  const Assessment* given = match.assessment ? &*match.assessment : nullptr;
  add_outlook(given != nullptr && given->benefit ? &*given->benefit : nullptr, euro / year,
              "benefit", "eur_per_year", out);
  add_outlook(given != nullptr && given->co2e_saved ? &*given->co2e_saved : nullptr,
              tonne_co2e / year, "co2e_saved", "t_per_year", out);
  out["movers"] = Json::array();
  out["split"] = nullptr;
  if (given == nullptr) return;
  for (const Mover& mover : given->movers) {
    out["movers"].push_back({{"input", kPartWords[static_cast<std::size_t>(mover.part)]},
                             {"row_id", text_or_null(mover.key)},
                             {"benefit_at_low_eur_per_year", mover.at_low.in(euro / year)},
                             {"benefit_at_high_eur_per_year", mover.at_high.in(euro / year)},
                             {"variance_share", mover.variance_share}});
  }
  if (!given->split) return;
  const Split& split = *given->split;
  out["split"] = {{"giver_saves_eur_per_year", split.giver_saves.in(euro / year)},
                  {"taker_saves_eur_per_year", split.taker_saves.in(euro / year)},
                  {"transport_eur_per_year", split.carriage.in(euro / year)},
                  {"treatment_eur_per_year", split.treatment.in(euro / year)},
                  {"transaction_eur_per_year", split.transaction.in(euro / year)},
                  {"even_payment_eur_per_unit", split.even_payment.in(euro / unit_amount)},
                  {"least_payment_eur_per_unit", split.least_payment.in(euro / unit_amount)},
                  {"most_payment_eur_per_unit", split.most_payment.in(euro / unit_amount)}};
}

}  // namespace

Json match_json(const Dataset& dataset, const std::vector<Match>& matches,
                reference::Language language) {
  const Region& region = dataset.region;
  const UsedFacts facts(dataset);
  Json rows = Json::array();
  for (const Match& match : matches) {
    const Stream& offer = region[match.offer];
    rows.push_back({{"offer_id", offer.key},
                    {"need_id", region[match.need].key},
                    {"resource", dataset.reference[offer.resource].key},
                    {"pathway", pathway_json(dataset, match)},
                    {"quantity", match.quantity.in(unit_amount / year)},
                    {"unit", dataset.reference[offer.resource].unit()},
                    {"substitution", match.substitution},
                    {"mode", mode_name(dataset, match.mode)},
                    {"distance_km", match.distance.in(kilometre)},
                    {"benefit_eur_per_year", known(match.benefit, euro / year)},
                    {"co2e_saved_t_per_year", known(match.co2e_saved, tonne_co2e / year)},
                    {"confidence", match.confidence},
                    {"reasons", remarks(match.reasons, language)},
                    {"checks", remarks(match.checks, language)},
                    {"facts", facts.of(match)}});
    add_assessment(match, rows.back());
  }
  return {{"matches", std::move(rows)}};
}

Json bundles_json(const Dataset& dataset, const std::vector<Bundle>& bundles) {
  const Region& region = dataset.region;
  Json rows = Json::array();
  for (const Bundle& bundle : bundles) {
    Json members = Json::array();
    for (const BundleMember& member : bundle.members) {
      members.push_back(
          {{"offer_id", region[member.offer].key},
           {"quantity", member.sent.in(unit_amount / year)},
           {"benefit_alone_eur_per_year", member.benefit_alone.in(euro / year)},
           {"co2e_saved_alone_t_per_year", known(member.co2e_saved_alone, tonne_co2e / year)}});
    }
    const Stream& first = region[bundle.members.front().offer];
    rows.push_back(
        {{"kind", bundle.kind == BundleKind::lorry ? "lorry" : "plant"},
         {"need_id", region[bundle.need].key},
         {"process_id", bundle.process ? Json(region[bundle.process].key) : Json(nullptr)},
         {"site_id", region[bundle.site].key},
         {"mode", bundle.mode ? Json(dataset.reference[bundle.mode].key) : Json(nullptr)},
         {"members", std::move(members)},
         {"quantity", bundle.quantity.in(unit_amount / year)},
         {"unit", dataset.reference[first.resource].unit()},
         {"distance_km", bundle.distance.in(kilometre)},
         {"share_filled", bundle.share_filled ? Json(*bundle.share_filled) : Json(nullptr)},
         {"benefit_alone_eur_per_year", bundle.benefit_alone.in(euro / year)},
         {"benefit_eur_per_year", bundle.benefit.in(euro / year)},
         {"co2e_saved_alone_t_per_year", known(bundle.co2e_saved_alone, tonne_co2e / year)},
         {"co2e_saved_t_per_year", known(bundle.co2e_saved, tonne_co2e / year)}});
  }
  return {{"bundles", std::move(rows)}};
}

Json gaps_json(const Dataset& dataset, const std::vector<Gap>& gaps) {
  const Region& region = dataset.region;
  Json rows = Json::array();
  for (const Gap& gap : gaps) {
    Json offers = Json::array();
    for (const GapOffer& offer : gap.offers) {
      offers.push_back({{"offer_id", region[offer.offer].key},
                        {"quantity", offer.sent.in(unit_amount / year)},
                        {"distance_km", offer.distance.in(kilometre)}});
    }
    const Stream& first = region[gap.offers.front().offer];
    rows.push_back({{"kind", gap.kind == GapKind::process ? "process" : "need"},
                    {"technology_id", text_or_null(gap.technology)},
                    {"resource", dataset.reference[gap.resource].key},
                    {"need_id", gap.need ? Json(region[gap.need].key) : Json(nullptr)},
                    {"site_id", region[gap.site].key},
                    {"is_of_sector", gap.is_of_sector},
                    {"quantity", gap.quantity.in(unit_amount / year)},
                    {"unit", dataset.reference[first.resource].unit()},
                    {"size", known(gap.size, unit_amount / year)},
                    {"benefit_eur_per_year", known(gap.benefit, euro / year)},
                    {"co2e_saved_t_per_year", known(gap.co2e_saved, tonne_co2e / year)},
                    {"offers", std::move(offers)},
                    {"checks", remarks(gap.checks)}});
  }
  return {{"gaps", std::move(rows)}};
}

Json plan_json(const Dataset& dataset, const Plan& plan) {
  Json out = {{"status", kPlanStatuses[static_cast<std::size_t>(plan.status)]}};
  if (plan.status == PlanStatus::infeasible) {
    out["notes"] = remarks(plan.notes);
    return out;
  }
  out["terms"] = terms_json(dataset, plan.terms);
  out["method"] = kMethods[static_cast<std::size_t>(plan.method)];
  out["solved_by"] = kSolvedBy[static_cast<std::size_t>(plan.solved_by)];
  out.update(parts_json(plan.planned));
  out["gap"] = plan.gap;
  out["bound_eur_per_year"] = bound_json(plan);
  out["flows"] = list(dataset, plan.planned.flows, flow_json);
  out["builds"] = builds_json(dataset, plan.planned);
  out["link_builds"] = links_json(dataset, plan.planned);
  out["activities"] = activities_json(dataset, plan.planned);
  out["storages"] = storages_json(dataset, plan.planned);
  out["disposals"] = list(dataset, plan.planned.disposals, recourse_json);
  out["purchases"] = list(dataset, plan.planned.purchases, recourse_json);
  out["prices"] = list(dataset, plan.prices, price_json);
  out["proof"] = plan.proof ? proof_json(dataset, *plan.proof) : Json(nullptr);
  out["baseline"] = parts_json(plan.baseline);
  Json left_out = Json::array();
  for (const StreamId stream : plan.left_out) left_out.push_back(dataset.region[stream].key);
  out["left_out"] = std::move(left_out);
  out["notes"] = remarks(plan.notes);
  out["facts"] = UsedFacts(dataset).of(plan);
  return out;
}

}  // namespace samspill::formats
