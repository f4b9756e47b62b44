#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/place.h"

namespace samspill::report {

// What the report's pictures show, as plain values; the page's script, the PDF and GeoJSON draw the
// same ones. All amounts are per year; `unit` is the base unit of the resource (t, MWh, m3, piece,
// ha).

enum class Role { giver, taker, both, other };

struct MapSite {
  std::string id;   // short, without blanks; names the site on the map and in rows
  std::string key;  // the site_id of the dataset
  std::string name;
  std::string organisation;
  std::string municipality;
  Place place;
  Role role = Role::other;
  std::optional<double> emission_t_co2;  // of the latest year recorded
  std::optional<int> emission_year;
};

struct MapExchange {
  std::string from_site;  // MapSite::id
  std::string to_site;
  std::string resource;  // resource_id
  std::string resource_name;
  std::string family;  // the branch of the vocabulary, gives the colour
  double quantity = 0;
  std::string unit;
  std::string mode;  // in words
  double distance_km = 0;
  bool is_operating = false;
  std::optional<double> benefit_eur_per_year;
  std::optional<double> co2e_saved_t_per_year;
};

/// A town that helps to find one's way.
struct MapTown {
  std::string name;
  Place place;
};

struct Bounds {
  double west_deg = 0;
  double south_deg = 0;
  double east_deg = 0;
  double north_deg = 0;
};

struct MapFigure {
  Bounds bounds;
  std::vector<MapSite> sites;
  std::vector<MapExchange> exchanges;  // between different sites, largest benefit first
  std::vector<MapTown> towns;
  std::size_t sites_left_out = 0;  // without an exchange or emissions, in a region with very many
  std::size_t exchanges_left_out = 0;
};

struct SankeyNode {
  std::string id;
  std::string name;
};

struct SankeyLink {
  std::string source;  // SankeyNode::id
  std::string target;
  double value = 0;
  std::string resource_name;
  std::string family;
};

/// The flows of all resources that are counted in one unit.
struct Sankey {
  std::string title;
  std::string unit;
  std::vector<SankeyNode> nodes;
  std::vector<SankeyLink> links;  // largest first
  std::size_t links_left_out = 0;
};

/// One part of the yearly cost and emissions; empty where the part has none by its nature.
struct ComparisonPart {
  std::string key;  // "disposal" … "total"
  std::string name;
  std::optional<double> baseline_eur_per_year;
  std::optional<double> plan_eur_per_year;
  std::optional<double> baseline_t_co2e_per_year;
  std::optional<double> plan_t_co2e_per_year;
};

/// Ledger entries of one kind and origin, summed; `origin` is "avoided" for what others no longer
/// emit.
struct LedgerSum {
  std::string kind;
  std::string name;
  std::string origin;
  std::optional<double> t_co2e_per_year;
};

/// What one initiative, or several together, take off the baseline.
struct Wedge {
  std::string name;
  std::string colour;                    // of the style sheet
  std::vector<double> kt_co2e_per_year;  // by year
  std::string source;                    // shown when one points at it
};

/// The way to a target, by year: the baseline, the wedges cut from it, and what may be emitted.
struct WedgeFigure {
  std::vector<int> years;
  std::vector<double> baseline_kt;
  std::vector<double> planned_kt;                // baseline less all wedges
  std::vector<std::optional<double>> target_kt;  // empty = no target in that year
  std::vector<Wedge> wedges;                     // from the baseline down
};

/// One step of the marginal abatement cost curve.
struct CostStep {
  double to_kt = 0;  // cut by this step and all before
  double eur_per_t = 0;
  std::string initiatives;  // that come in
};

struct CostCurveFigure {
  int year = 0;
  double running_kt = 0;           // cut by what runs already
  std::vector<CostStep> steps;     // after that
  std::optional<double> asked_kt;  // the cut that the target asks for; empty = no target that year
};

/// What the initiatives of one stage would cut.
struct StageBar {
  std::string name;
  std::string told;  // how many, how much, how many unknown
  double kt_co2e_per_year = 0;
  std::string initiatives;  // of this stage
};

/// One step of the balance, from the base year by way of each cut to the target.
struct BalanceStep {
  std::string name;
  std::string colour;  // of the style sheet; empty = hatched, as it is missing
  double from_kt = 0;
  double to_kt = 0;
  std::string source;
};

}  // namespace samspill::report
