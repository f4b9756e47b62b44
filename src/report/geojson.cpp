#include "report/geojson.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/json.h"
#include "base/text.h"

namespace samspill::report {
namespace {

constexpr std::array<std::string_view, 4> kRoles = {"giver", "taker", "both", "other"};

Json value(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json position(const Place& place) {
  return {place.longitude_deg, place.latitude_deg};
}

Json site_feature(const MapSite& site) {
  return {{"type", "Feature"},
          {"id", "site:" + site.key},
          {"geometry", {{"type", "Point"}, {"coordinates", position(site.place)}}},
          {"properties",
           {{"kind", "site"},
            {"site_id", site.key},
            {"name", site.name},
            {"organisation", site.organisation},
            {"municipality", site.municipality},
            {"role", kRoles[static_cast<std::size_t>(site.role)]},
            {"emission_t_co2_per_year", value(site.emission_t_co2)},
            {"emission_year", site.emission_year ? Json(*site.emission_year) : Json(nullptr)}}}};
}

Json exchange_feature(const MapExchange& line, const MapSite& from, const MapSite& to) {
  Json properties = {{"kind", "exchange"},
                     {"from_site_id", from.key},
                     {"to_site_id", to.key},
                     {"from_name", from.name},
                     {"to_name", to.name},
                     {"resource", line.resource},
                     {"resource_name", line.resource_name}};
  std::string unit = line.unit;
  std::ranges::transform(unit, unit.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  properties["quantity_" + unit + "_per_year"] = line.quantity;
  properties["mode"] = line.mode;
  properties["distance_km"] = line.distance_km;
  properties["is_operating_today"] = line.is_operating;
  properties["benefit_eur_per_year"] = value(line.benefit_eur_per_year);
  properties["co2e_saved_t_per_year"] = value(line.co2e_saved_t_per_year);
  return {{"type", "Feature"},
          {"geometry",
           {{"type", "LineString"}, {"coordinates", {position(from.place), position(to.place)}}}},
          {"properties", properties}};
}

}  // namespace

std::string to_geojson(const ReportModel& model) {
  std::map<std::string, const MapSite*> sites;
  Json features = Json::array();
  for (const MapSite& site : model.map.sites) {
    sites[site.id] = &site;
    features.push_back(site_feature(site));
  }
  for (const MapExchange& line : model.map.exchanges) {
    features.push_back(exchange_feature(line, *sites.at(line.from_site), *sites.at(line.to_site)));
  }
  const Json collection = {
      {"type", "FeatureCollection"}, {"name", model.title}, {"features", features}};
  return collection.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace samspill::report
