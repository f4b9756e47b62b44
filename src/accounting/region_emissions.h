#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::accounting {

/// Emissions of a group, never netted: biogenic CO2 stands apart.
struct EmissionSum {
  Co2eFlow fossil;  // with process and mixed origin
  Co2eFlow biogenic;
  std::size_t unknown = 0;  // rows of a gas whose warming potential is not known

  bool operator==(const EmissionSum&) const = default;
};

struct EmissionGroup {
  std::string key;   // empty = not stated
  std::string name;  // of a sector; else empty
  EmissionSum sum;

  bool operator==(const EmissionGroup&) const = default;
};

/// A figure that is older than something that has changed it since.
struct OutdatedEmission {
  SiteId site;
  int year = 0;
  Co2eFlow fossil;
  InitiativeId initiative;  // operates there since a later year

  bool operator==(const OutdatedEmission&) const = default;
};

/// What the region's sites emit themselves, from emissions.csv.
struct RegionEmissions {
  reference::GwpSet gwp = reference::GwpSet::ar6;
  EmissionSum today;  // scope 1, and what states no scope; the latest year of each figure
  std::optional<int> first_year, last_year;  // of the figures in `today`
  std::vector<EmissionGroup> by_year;        // all figures of these scopes
  // Of the figures in `today`, the largest first.
  std::vector<EmissionGroup> by_gas, by_origin, by_sector, by_municipality, by_site;
  std::vector<EmissionGroup> by_scope;  // latest figures of all scopes; they do not add up
  std::vector<OutdatedEmission> outdated;

  bool operator==(const RegionEmissions&) const = default;
};

/// The rows that no later year of the same site, gas, origin and scope replaces.
std::vector<const Emission*> latest_emissions(const Region& region);

/// The operating initiative that has cut the figure since its year; none = nothing known has.
InitiativeId later_cut(const Region& region, const Emission& row);

RegionEmissions make_region_emissions(const Region& region, const reference::Reference& reference,
                                      reference::GwpSet gwp);

}  // namespace samspill::accounting
