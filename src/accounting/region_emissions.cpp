// What a region emits today.
//
// Problem: figures of sites come by gas, origin and scope, from different years. What do they say
// together, without adding what must not be added?
//
// Method: of every site, gas, origin and scope the latest year counts. Gases become CO2e by one set
// of warming potentials. Scopes 2 and 3 are others' scope 1 and are shown apart; so is biogenic
// CO2. A figure of a year before an operating initiative cut it is told to be out of date.
//
// Source: GHG Protocol, Corporate Standard, chapters 3, 4 and 9; IPCC for the potentials.
//
// Limits: what the dataset does not list is not there: traffic, farming, households.
//
// Worked number: 100 t CH4 of process origin is 2 790 t CO2e by AR6 and 2 800 t by AR5.
#include "accounting/region_emissions.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "reference/browse.h"

namespace samspill::accounting {
namespace {

using Groups = std::map<std::string, EmissionSum>;

void add(EmissionSum& sum, const Emission& row, std::optional<Co2eFlow> co2e) {
  if (!co2e) {
    ++sum.unknown;
    return;
  }
  (row.origin == Origin::biogenic ? sum.biogenic : sum.fossil) += *co2e;
}

Co2eFlow size(const EmissionGroup& group) {
  return group.sum.fossil + group.sum.biogenic;
}

std::vector<EmissionGroup> listed(const Groups& groups) {
  std::vector<EmissionGroup> list;
  for (const auto& [key, sum] : groups) list.push_back({key, "", sum});
  return list;
}

std::vector<EmissionGroup> by_size(const Groups& groups) {
  std::vector<EmissionGroup> list = listed(groups);
  std::ranges::stable_sort(list, std::ranges::greater{}, size);
  return list;
}

/// The division of the NACE code: its first two digits.
std::string division(const Site& site) {
  return site.nace.substr(0, 2);
}

/// Revision 2 stands before 2.1 in the table, as in the data of sites.
void name_sectors(std::vector<EmissionGroup>& sectors) {
  for (const reference::TableRow& row : reference::rows_of("nace")) {
    for (EmissionGroup& sector : sectors) {
      if (sector.name.empty() && sector.key == row.key()) sector.name = row.title();
    }
  }
}

}  // namespace

std::vector<const Emission*> latest_emissions(const Region& region) {
  using Key = std::tuple<SiteId, std::string, Origin, std::optional<int>>;
  std::map<Key, int> years;
  const auto key = [](const Emission& row) {
    return Key{row.site, row.gas, row.origin, row.scope};
  };
  for (const Emission& row : region.emissions) {
    int& in_year = years[key(row)];
    in_year = std::max(in_year, row.year);
  }
  std::vector<const Emission*> rows;
  for (const Emission& row : region.emissions) {
    if (row.year == years[key(row)]) rows.push_back(&row);
  }
  return rows;
}

InitiativeId later_cut(const Region& region, const Emission& row) {
  for (std::size_t i = 0; i < region.initiatives.size(); ++i) {
    const Initiative& initiative = region.initiatives[i];
    const bool has_cut = initiative.stage == Stage::operating && initiative.emitter == row.site &&
                         initiative.start_year && *initiative.start_year > row.year;
    if (has_cut && initiative.removal_share < 1) return InitiativeId(i);
  }
  return {};
}

RegionEmissions make_region_emissions(const Region& region, const reference::Reference& reference,
                                      reference::GwpSet gwp) {
  const auto co2e = [&](const Emission& row) -> std::optional<Co2eFlow> {
    const auto potential = reference.climate().warming_potential(row.gas, gwp);
    if (!potential) return {};
    return row.amount.in(tonne) * *potential * tonne_co2e / year;
  };
  const auto is_own = [](const Emission& row) { return row.scope.value_or(1) == 1; };
  RegionEmissions out{.gwp = gwp};
  Groups years, gases, origins, sectors, municipalities, sites, scopes;
  for (const Emission& row : region.emissions) {
    if (is_own(row)) add(years[std::to_string(row.year)], row, co2e(row));
  }
  for (const Emission* row : latest_emissions(region)) {
    const auto amount = co2e(*row);
    add(scopes[row->scope ? std::to_string(*row->scope) : ""], *row, amount);
    if (!is_own(*row)) continue;
    const Site& site = region[row->site];
    add(out.today, *row, amount);
    add(gases[row->gas], *row, amount);
    add(origins[std::string(word(row->origin))], *row, amount);
    add(sectors[division(site)], *row, amount);
    add(municipalities[site.municipality], *row, amount);
    add(sites[site.key], *row, amount);
    out.first_year = std::min(out.first_year.value_or(row->year), row->year);
    out.last_year = std::max(out.last_year.value_or(row->year), row->year);
    const bool is_biogenic = row->origin == Origin::biogenic;
    const InitiativeId later = is_biogenic ? InitiativeId() : later_cut(region, *row);
    if (later && amount) out.outdated.push_back({row->site, row->year, *amount, later});
  }
  out.by_year = listed(years);
  out.by_gas = by_size(gases);
  out.by_origin = by_size(origins);
  out.by_sector = by_size(sectors);
  name_sectors(out.by_sector);
  out.by_municipality = by_size(municipalities);
  out.by_site = by_size(sites);
  out.by_scope = listed(scopes);
  return out;
}

}  // namespace samspill::accounting
