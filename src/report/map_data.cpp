#include <algorithm>
#include <format>
#include <map>
#include <reference_tables.h>
#include <set>
#include <tuple>

#include "base/csv.h"
#include "base/number.h"
#include "base/text.h"
#include "report/picture_data.h"

namespace samspill::report {
namespace {

/// More sites or lines than this make a map slow and unreadable; those that matter least go first.
constexpr std::size_t kMostSites = 1500;
constexpr std::size_t kMostExchanges = 1500;
constexpr std::size_t kMostTowns = 12;

struct Emitted {
  int year = 0;
  Mass amount;
};

/// Carbon dioxide of the latest year recorded, by site.
std::map<SiteId, Emitted> latest_emissions(const Region& region) {
  std::map<SiteId, Emitted> latest;
  for (const Emission& emission : region.emissions) {
    const std::string gas = fold(emission.gas);
    if (gas != "co2" && gas != "co2e") continue;
    Emitted& known = latest[emission.site];
    if (emission.year < known.year) continue;
    if (emission.year > known.year) known = {emission.year, {}};
    known.amount += emission.amount;
  }
  return latest;
}

struct Part {
  bool gives = false;
  bool takes = false;
};

Role role_of(const Part& part) {
  if (part.gives && part.takes) return Role::both;
  if (part.gives) return Role::giver;
  return part.takes ? Role::taker : Role::other;
}

std::vector<MapExchange> map_exchanges(const Basis& basis) {
  std::map<std::tuple<SiteId, SiteId, ResourceId>, std::size_t> index;
  std::vector<MapExchange> exchanges;
  for (const ExchangeSum& sum : basis.exchanges) {
    if (!sum.is_between_sites() || !sum.is_in_plan()) continue;
    const auto [place, is_new] =
        index.try_emplace({sum.from.site, sum.to.site, sum.resource}, exchanges.size());
    const auto benefit = sum.benefit();
    const auto in_euro = [](MoneyFlow money) { return money.in(kEuroPerYear); };
    const auto in_tonnes = [](Co2eFlow co2e) { return co2e.in(kTonneCo2ePerYear); };
    MapExchange made{.from_site = basis.site_id(sum.from.site),
                     .to_site = basis.site_id(sum.to.site),
                     .resource = basis.reference[sum.resource].key,
                     .resource_name = basis.resource_name(sum.resource),
                     .family = basis.family(sum.resource),
                     .quantity = sum.sent.in(kUnitPerYear),
                     .unit = basis.base_unit(sum.resource),
                     .mode = basis.mode_name(sum.mode),
                     .distance_km = sum.distance.in(kilometre),
                     .is_operating = sum.is_operating(),
                     .benefit_eur_per_year = benefit.transform(in_euro),
                     .co2e_saved_t_per_year = sum.co2e_saved.transform(in_tonnes)};
    if (is_new) {
      exchanges.push_back(std::move(made));
      continue;
    }
    // Several streams or modes between the same two sites are one line.
    MapExchange& line = exchanges[place->second];
    const auto add = [](std::optional<double>& to, const std::optional<double>& more) {
      to = to && more ? std::optional(*to + *more) : std::nullopt;
    };
    line.quantity += made.quantity;
    line.is_operating = line.is_operating || made.is_operating;
    if (!line.mode.contains(made.mode)) line.mode += ", " + made.mode;
    add(line.benefit_eur_per_year, made.benefit_eur_per_year);
    add(line.co2e_saved_t_per_year, made.co2e_saved_t_per_year);
  }
  return exchanges;
}

/// The towns with most people inside the bounds.
std::vector<MapTown> towns_within(const Bounds& bounds) {
  Diagnostics ignored;
  const auto table =
      read_csv("towns", "data/towns.csv", std::string(reference::tables::towns_csv()), ignored);
  std::vector<std::pair<double, MapTown>> found;
  for (std::size_t row = 0; table && row < table->rows(); ++row) {
    const auto number = [&](std::string_view name) -> std::optional<ReadNumber> {
      const auto column = table->column(name);
      return column ? read_number(table->cell(row, *column)) : std::nullopt;
    };
    const auto name = table->column("municipality");
    const auto [y, x, weight] =
        std::tuple(number("latitude_deg"), number("longitude_deg"), number("weight"));
    if (!name || !x || !y || !weight) continue;
    const bool is_inside = x->value > bounds.west_deg && x->value < bounds.east_deg &&
                           y->value > bounds.south_deg && y->value < bounds.north_deg;
    if (!is_inside) continue;
    found.push_back({weight->value, {std::string(table->cell(row, *name)), {y->value, x->value}}});
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &std::pair<double, MapTown>::first);
  std::vector<MapTown> towns;
  for (auto& [weight, town] : found) {
    if (towns.size() < kMostTowns) towns.push_back(std::move(town));
  }
  return towns;
}

Bounds bounds_of(const std::vector<MapSite>& sites) {
  Bounds bounds{180, 90, -180, -90};
  for (const MapSite& site : sites) {
    bounds.west_deg = std::min(bounds.west_deg, site.place.longitude_deg);
    bounds.east_deg = std::max(bounds.east_deg, site.place.longitude_deg);
    bounds.south_deg = std::min(bounds.south_deg, site.place.latitude_deg);
    bounds.north_deg = std::max(bounds.north_deg, site.place.latitude_deg);
  }
  return bounds;
}

/// Sites that give, take or emit come before those that do nothing.
std::vector<SiteId> sites_by_importance(const Basis& basis, const std::map<SiteId, Part>& parts,
                                        const std::map<SiteId, Emitted>& emitted) {
  std::vector<SiteId> sites;
  for (std::size_t i = 0; i < basis.region.sites.size(); ++i) sites.emplace_back(i);
  std::ranges::stable_partition(
      sites, [&](SiteId id) { return parts.contains(id) || emitted.contains(id); });
  return sites;
}

}  // namespace

MapFigure make_map(const Basis& basis) {
  MapFigure map;
  map.exchanges = map_exchanges(basis);
  if (map.exchanges.size() > kMostExchanges) {
    map.exchanges_left_out = map.exchanges.size() - kMostExchanges;
    map.exchanges.resize(kMostExchanges);
  }
  std::map<SiteId, Part> parts;
  for (const ExchangeSum& sum : basis.exchanges) {
    if (!sum.is_between_sites() || !sum.is_in_plan()) continue;
    parts[sum.from.site].gives = true;
    parts[sum.to.site].takes = true;
  }
  const std::map<SiteId, Emitted> emitted = latest_emissions(basis.region);
  std::set<std::string> drawn_ends;
  for (const MapExchange& exchange : map.exchanges) {
    drawn_ends.insert(exchange.from_site);
    drawn_ends.insert(exchange.to_site);
  }
  for (const SiteId id : sites_by_importance(basis, parts, emitted)) {
    const Site& site = basis.region[id];
    // The ends of the lines are always drawn, however many sites there are.
    if (map.sites.size() >= kMostSites && !drawn_ends.contains(basis.site_id(id))) {
      ++map.sites_left_out;
      continue;
    }
    const auto part = parts.find(id);
    MapSite& made = map.sites.emplace_back(
        MapSite{.id = basis.site_id(id),
                .key = site.key,
                .name = basis.site_name(id),
                .organisation = site.organisation,
                .municipality = site.municipality,
                .place = site.place,
                .role = part == parts.end() ? Role::other : role_of(part->second)});
    if (const auto known = emitted.find(id); known != emitted.end()) {
      made.emission_t_co2 = known->second.amount.in(tonne);
      made.emission_year = known->second.year;
    }
  }
  map.bounds = bounds_of(map.sites);
  if (!map.sites.empty()) map.towns = towns_within(map.bounds);
  return map;
}

}  // namespace samspill::report
