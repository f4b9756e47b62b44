#include "service/map_endpoint.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <numbers>

#include "formats/row_readers.h"
#include "reference/towns.h"
#include "report/basis.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

constexpr double kTilePixels = 256;
constexpr double kClusterPixels = 40;
constexpr std::size_t kMostTowns = 12;  // that a map can name
constexpr double kMostLatitude = 85;    // Web Mercator ends there

/// Which square of the map a place lies in, at a zoom (Web Mercator, as map libraries draw).
std::pair<int, int> square_of(const Place& place, int zoom) {
  const double squares = std::exp2(zoom) * kTilePixels / kClusterPixels;
  const double latitude =
      std::clamp(place.latitude_deg, -kMostLatitude, kMostLatitude) * std::numbers::pi / 180;
  const double east = (place.longitude_deg + 180) / 360;
  const double south = 0.5 - std::asinh(std::tan(latitude)) / (2 * std::numbers::pi);
  return {static_cast<int>(east * squares), static_cast<int>(south * squares)};
}

bool is_within(const std::optional<storage::Box>& box, const Place& place) {
  return !box || (place.latitude_deg >= box->south_deg && place.latitude_deg <= box->north_deg &&
                  place.longitude_deg >= box->west_deg && place.longitude_deg <= box->east_deg);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json position(const Place& place) {
  return {place.longitude_deg, place.latitude_deg};
}

Json feature(Json geometry, Json properties) {
  return {{"type", "Feature"},
          {"geometry", std::move(geometry)},
          {"properties", std::move(properties)}};
}

std::vector<SiteFacts> facts_of_sites(const formats::Dataset& dataset) {
  const Region& region = dataset.region;
  std::vector<SiteFacts> facts(region.sites.size());
  for (const Stream& stream : region.streams) {
    SiteFacts& site = facts[stream.site.index()];
    ++(stream.direction == Direction::offer ? site.offers : site.needs);
  }
  for (const Emission& emission : region.emissions) {
    const auto potential =
        dataset.reference.climate().warming_potential(emission.gas, reference::GwpSet::ar6);
    if (!potential || emission.scope.value_or(1) > 1) continue;
    auto& emitted = facts[emission.site.index()].emitted;
    if (!emitted || emission.year > emitted->year) emitted = Emitted{emission.year, 0};
    if (emission.year == emitted->year) {
      emitted->kt_co2e += *potential * emission.amount.in(tonne) / 1000;
    }
  }
  return facts;
}

Json site_feature(const Site& site, const SiteFacts& facts) {
  Json json = feature({{"type", "Point"}, {"coordinates", position(site.place)}},
                      {{"kind", "site"},
                       {"site_id", site.key},
                       {"name", site.name},
                       {"municipality", text_or_null(site.municipality)},
                       {"nace", text_or_null(site.nace)},
                       {"offers", facts.offers},
                       {"needs", facts.needs},
                       {"emissions_kt_co2e", nullptr},
                       {"emissions_year", nullptr}});
  if (facts.emitted) {
    json["properties"]["emissions_kt_co2e"] = facts.emitted->kt_co2e;
    json["properties"]["emissions_year"] = facts.emitted->year;
  }
  return json;
}

Json cluster_feature(const Cluster& cluster) {
  return feature({{"type", "Point"}, {"coordinates", position(cluster.middle)}},
                 {{"kind", "cluster"}, {"sites", cluster.sites.size()}});
}

SiteId giver_site(const Region& region, const Exchange& exchange) {
  return exchange.offer ? region[exchange.offer].site : exchange.giver_site;
}

SiteId taker_site(const Region& region, const Exchange& exchange) {
  return exchange.need ? region[exchange.need].site : exchange.process_site;
}

/// The id of one end, as exchanges.csv writes it.
std::string end_id(const Region& region, StreamId stream, ProcessId process, SiteId site) {
  if (stream) return region[stream].key;
  return std::format("{}@{}", region[process].key, region[site].key);
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
    Json properties{{"kind", "exchange"},
                    {"exchange_id", exchange.key},
                    {"offer_id", end_id(region, exchange.offer, exchange.giver_process, giver)},
                    {"need_id", end_id(region, exchange.need, exchange.process, taker)},
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

std::vector<Cluster> clusters_of(const Region& region, const std::vector<SiteFacts>& facts,
                                 int zoom) {
  std::vector<Cluster> clusters;
  std::map<std::pair<int, int>, Cluster> squares;
  for (std::size_t i = 0; i < region.sites.size(); ++i) {
    const Place& place = region.sites[i].place;
    if (facts[i].emitted) {
      clusters.push_back({place, {SiteId(i)}});
      continue;
    }
    Cluster& cluster = squares[square_of(place, zoom)];
    cluster.sites.emplace_back(i);
    cluster.middle.latitude_deg += place.latitude_deg;
    cluster.middle.longitude_deg += place.longitude_deg;
  }
  for (auto& [square, cluster] : squares) {
    cluster.middle.latitude_deg /= static_cast<double>(cluster.sites.size());
    cluster.middle.longitude_deg /= static_cast<double>(cluster.sites.size());
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

MapLayers::Layer MapLayers::layer(const app::StoredRegion& region, int zoom) {
  const std::lock_guard lock(mutex_);
  Drawn& drawn = regions_[region.stored.record.key];
  if (drawn.version != region.stored.record.version) {
    drawn = {region.stored.record.version,
             std::make_shared<const std::vector<SiteFacts>>(facts_of_sites(region.dataset)),
             {}};
  }
  auto& clusters = drawn.clusters[zoom];
  if (!clusters) {
    clusters = std::make_shared<const std::vector<Cluster>>(
        clusters_of(region.dataset.region, *drawn.facts, zoom));
  }
  return {drawn.facts, clusters};
}

Response ReadMap::operator()(const Request& request, const std::string& region) const {
  const auto box = read_box(request);
  const int zoom = read_count(request, "zoom", 0, 22, 8);
  const auto stored = regions.load(actor, region);
  const Region& sites = stored->dataset.region;
  const MapLayers::Layer layer = layers.layer(*stored, zoom);
  Json features = Json::array();
  for (const Cluster& cluster : *layer.clusters) {
    if (!is_within(box, cluster.middle)) continue;
    const SiteId first = cluster.sites.front();
    features.push_back(cluster.sites.size() > 1
                           ? cluster_feature(cluster)
                           : site_feature(sites[first], (*layer.facts)[first.index()]));
  }
  add_exchanges(sites, stored->dataset.reference, box, features);
  add_towns(box, features);
  Response response =
      tagged_response({{"type", "FeatureCollection"}, {"features", std::move(features)}},
                      stored->stored.record.version);
  response.headers.set("Content-Type", "application/geo+json");
  return response;
}

}  // namespace samspill::service
