#include "service/map_endpoint.h"

#include <format>
#include <iterator>

#include "formats/json_values.h"
#include "formats/result_json.h"
#include "formats/row_readers.h"
#include "reference/towns.h"
#include "report/basis.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

constexpr std::size_t kMostTowns = 12;  // that a map can name
using app::is_within;
using formats::text_or_null;

Json position(const Place& place) {
  return {place.longitude_deg, place.latitude_deg};
}

Json feature(Json geometry, Json properties) {
  return {{"type", "Feature"},
          {"geometry", std::move(geometry)},
          {"properties", std::move(properties)}};
}

/// Features as text: building thousands as JSON values would take most of the time.
void add_feature(const Place& place, std::string_view properties, std::string& features) {
  if (!features.empty()) features += ',';
  std::format_to(std::back_inserter(features),
                 R"({{"type":"Feature","geometry":{{"type":"Point","coordinates":[{},{}]}},)"
                 R"("properties":{{{}}}}})",
                 place.longitude_deg, place.latitude_deg, properties);
}

void add_site(const app::SiteOnMap& site, std::string& features) {
  const auto emitted = [&](auto part) { return site.emitted ? Json(part(*site.emitted)) : Json(); };
  add_feature(site.place,
              std::format(R"("kind":"site","site_id":{},"name":{},"municipality":{},"nace":{},)"
                          R"("offers":{},"needs":{},"emissions_kt_co2e":{},"emissions_year":{})",
                          Json(site.key).dump(), Json(site.name).dump(),
                          text_or_null(site.municipality).dump(), text_or_null(site.nace).dump(),
                          site.offers, site.needs,
                          emitted([](const app::Emitted& is) { return is.kt_co2e; }).dump(),
                          emitted([](const app::Emitted& is) { return is.year; }).dump()),
              features);
}

void add_sites(const app::RegionOutline& region, const std::optional<storage::Box>& box, int zoom,
               std::string& features) {
  for (const app::SiteOnMap* site : region.emitters()) {
    if (is_within(box, site->place)) add_site(*site, features);
  }
  for (const app::SiteSquares::Square& square : region.squares(box, zoom)) {
    if (square.only != nullptr) {
      add_site(*square.only, features);
    } else {
      add_feature(square.middle, std::format(R"("kind":"cluster","sites":{})", square.sites),
                  features);
    }
  }
}

SiteId giver_site(const Region& region, const Exchange& exchange) {
  return exchange.offer ? region[exchange.offer].site : exchange.giver_site;
}

SiteId taker_site(const Region& region, const Exchange& exchange) {
  return exchange.need ? region[exchange.need].site : exchange.process_site;
}

std::string_view word_of(Stage stage) {
  for (const auto& [word, value] : formats::kStages) {
    if (value == stage) return word;
  }
  return {};
}

void add_exchanges(const Region& region, const reference::Reference& reference,
                   const std::optional<storage::Box>& box, Json& features) {
  for (const Exchange& exchange : region.exchanges) {
    const SiteId giver = giver_site(region, exchange);
    const SiteId taker = taker_site(region, exchange);
    if (exchange.stage != Stage::operating || !giver || !taker || giver == taker) continue;
    const Place& from = region[giver].place;
    const Place& to = region[taker].place;
    if (!is_within(box, from) && !is_within(box, to)) continue;
    const reference::Resource* resource =
        exchange.resource ? &reference[exchange.resource] : nullptr;
    Json properties{
        {"kind", "exchange"},
        {"exchange_id", exchange.key},
        {"offer_id", formats::endpoint_id(region, {exchange.offer, exchange.giver_process, giver})},
        {"need_id", formats::endpoint_id(region, {exchange.need, exchange.process, taker})},
        {"resource", resource == nullptr ? Json(nullptr) : Json(resource->key)},
        {"family", report::family_of(reference, exchange.resource)},
        {"stage", word_of(exchange.stage)},
        {"quantity", nullptr},
        {"unit", nullptr}};
    if (exchange.quantity && resource != nullptr) {
      properties["quantity"] = exchange.quantity->in(unit_amount / year);
      properties["unit"] = std::format("{}/yr", resource->unit());
    }
    features.push_back(
        feature({{"type", "LineString"}, {"coordinates", {position(from), position(to)}}},
                std::move(properties)));
  }
}

std::vector<reference::Town> largest_first(std::vector<reference::Town> towns) {
  std::ranges::stable_sort(towns, std::ranges::greater(), &reference::Town::weight);
  return towns;
}

/// Towns for orientation.
void add_towns(const std::optional<storage::Box>& box, Json& features) {
  static const std::vector<reference::Town> towns = largest_first(reference::towns());
  std::size_t named = 0;
  for (const reference::Town& town : towns) {
    if (!is_within(box, town.place)) continue;
    features.push_back(feature({{"type", "Point"}, {"coordinates", position(town.place)}},
                               {{"kind", "place"}, {"name", town.name}}));
    if (++named == kMostTowns) return;
  }
}

}  // namespace

Response ReadMap::operator()(const Request& request, const std::string& region) const {
  const auto box = read_box(request);
  const int zoom = read_count(request, "zoom", 0, 22, 8);
  const std::int64_t version = regions.read(actor, region).version;
  if (knows(request, version)) return unchanged_response(version);
  const auto outline = regions.outline(actor, region);
  std::string sites;
  add_sites(*outline, box, zoom, sites);
  Json others = Json::array();
  add_exchanges(outline->operating().region, outline->operating().reference, box, others);
  add_towns(box, others);
  for (const Json& other : others) sites += (sites.empty() ? "" : ",") + other.dump();
  Response response{200,
                    {{"Content-Type", "application/geo+json"}},
                    std::format(R"({{"type":"FeatureCollection","features":[{}]}})", sites)};
  response.headers.add("ETag", version_tag(outline->record().version));
  return response;
}

}  // namespace samspill::service
