#include "report/page_data.h"

#include <array>
#include <string_view>

#include "base/json.h"
#include "report/wording.h"

namespace samspill::report {
namespace {

/// The words the script shows; web/src/report/texts/en.json has the same keys.
constexpr auto kTextKeys = std::to_array<std::string_view>({
    "unknown",
    "per_year",
    "unit_piece",
    "save_picture",
    "save_picture_of",
    "filter_rows",
    "rows_shown",
    "site_rows",
    "all_rows",
    "scroll_table",
    "scroll_figure",
    "map_label",
    "map_help",
    "zoom_in",
    "zoom_out",
    "zoom_all",
    "wheel_hint",
    "map_source",
    "role_giver",
    "role_taker",
    "role_both",
    "role_other",
    "emissions",
    "emitter_legend",
    "operating",
    "planned",
    "widest_line",
    "flow_label",
    "flow_link",
    "inflow",
    "outflow",
    "chart_label",
    "today",
    "plan",
    "cost",
    "greenhouse_gases",
    "unit_eur",
    "unit_keur",
    "unit_meur",
    "unit_t_co2e",
    "origin_fossil",
    "origin_biogenic",
    "origin_process",
    "origin_mixed",
    "origin_removed",
    "origin_avoided",
    "family_organic",
    "family_wood",
    "family_mineral",
    "family_metal",
    "family_chemical",
    "family_plastic",
    "family_paper",
    "family_glass",
    "family_ash",
    "family_slag",
    "family_fuel",
    "family_heat",
    "family_fuel-gas",
    "family_electricity",
    "family_water",
    "family_gas",
    "family_capacity",
    "family_other",
});

constexpr std::array<std::string_view, 4> kRoles = {"giver", "taker", "both", "other"};

Json number(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json texts(Language language) {
  const Wording words(language);
  Json texts = Json::object();
  for (const std::string_view key : kTextKeys) {
    texts[std::string(key)] = words.text("report.web." + std::string(key));
  }
  return texts;
}

Json map_data(const MapFigure& map) {
  if (map.sites.empty()) return nullptr;
  Json sites = Json::array();
  for (const MapSite& site : map.sites) {
    sites.push_back({{"id", site.id},
                     {"name", site.name},
                     {"latitude_deg", site.place.latitude_deg},
                     {"longitude_deg", site.place.longitude_deg},
                     {"role", kRoles[static_cast<std::size_t>(site.role)]},
                     {"emitter_t_co2e", number(site.emission_t_co2)}});
  }
  Json exchanges = Json::array();
  for (const MapExchange& line : map.exchanges) {
    exchanges.push_back({{"from_site", line.from_site},
                         {"to_site", line.to_site},
                         {"resource", line.resource},
                         {"resource_name", line.resource_name},
                         {"family", line.family},
                         {"quantity", line.quantity},
                         {"unit", line.unit},
                         {"mode", line.mode},
                         {"is_operating", line.is_operating}});
  }
  Json places = Json::array();
  for (const MapTown& town : map.towns) {
    places.push_back({{"name", town.name},
                      {"latitude_deg", town.place.latitude_deg},
                      {"longitude_deg", town.place.longitude_deg}});
  }
  const Bounds& bounds = map.bounds;
  return {{"bounds", {bounds.west_deg, bounds.south_deg, bounds.east_deg, bounds.north_deg}},
          {"sites", sites},
          {"exchanges", exchanges},
          {"places", places}};
}

Json sankey_data(const Sankey& sankey) {
  Json nodes = Json::array();
  for (const SankeyNode& node : sankey.nodes) {
    nodes.push_back({{"id", node.id}, {"name", node.name}, {"family", nullptr}});
  }
  Json links = Json::array();
  for (const SankeyLink& link : sankey.links) {
    links.push_back({{"source", link.source},
                     {"target", link.target},
                     {"value", link.value},
                     {"resource_name", link.resource_name},
                     {"family", link.family}});
  }
  return {{"title", sankey.title}, {"unit", sankey.unit}, {"nodes", nodes}, {"links", links}};
}

Json comparison_data(const std::vector<ComparisonPart>& parts) {
  Json made = Json::array();
  for (const ComparisonPart& part : parts) {
    // A part that costs or emits nothing by its nature adds 0 to the total; null says "unknown".
    made.push_back({{"key", part.key},
                    {"name", part.name},
                    {"baseline_eur_per_year", part.baseline_eur_per_year.value_or(0)},
                    {"plan_eur_per_year", part.plan_eur_per_year.value_or(0)},
                    {"baseline_t_co2e_per_year", part.baseline_t_co2e_per_year.value_or(0)},
                    {"plan_t_co2e_per_year", part.plan_t_co2e_per_year.value_or(0)}});
  }
  return {{"parts", made}};
}

}  // namespace

std::string page_data(const ReportModel& model) {
  Json sankeys = Json::array();
  for (const Sankey& sankey : model.sankeys) sankeys.push_back(sankey_data(sankey));
  Json ledger = Json::array();
  for (const LedgerSum& sum : model.ledger) {
    ledger.push_back({{"kind", sum.kind},
                      {"name", sum.name},
                      {"origin", sum.origin},
                      {"t_co2e_per_year", number(sum.t_co2e_per_year)}});
  }
  const Json data = {{"language", Wording(model.language).code()},
                     {"texts", texts(model.language)},
                     {"map", map_data(model.map)},
                     {"sankeys", sankeys},
                     {"comparison", comparison_data(model.comparison)},
                     {"ledger", ledger}};
  return data.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace samspill::report
