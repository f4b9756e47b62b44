#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "domain/region.h"

namespace samspill::portfolio {

using EnergyPrice = Quantity<Dimension{.energy = -1, .money = 1}>;

struct Options {
  std::string scope{};                // of the targets; empty = the first in the table
  std::map<int, Co2eFlow> targets{};  // by year, in place of the table's of the same year
  std::optional<Money> budget{};      // most investment paid in any one year
  std::optional<double> staff{};      // most person-years of building in any one year
  std::vector<InitiativeId> without{};
  // The one year in which each of these may start, or not at all, in place of the years of its row.
  std::map<InitiativeId, int> starts{};
  CarbonPrice carbon_price{};        // what every tonne that counts saves; none = costs as stated
  EnergyPrice electricity_change{};  // dearer than what the stated running costs rest on
  double gap = 1e-4;                 // how far an answer may be from the proven bound
  std::optional<std::chrono::duration<double>> time_limit{};  // of each problem solved
  std::stop_token stop{};                                     // the best so far comes back
  int threads = 1;
};

/// Why an initiative is not among those that can be chosen.
enum class Unranked {
  left_out,     // by the options
  in_baseline,  // ran before the last figure of the baseline, which therefore has its cut
  ended,
  cost_unknown,  // investment or running cost
  cut_unknown,
  start_unknown,    // operating, but not since when
  need_unranked,    // needs one that cannot be chosen
  ruled_out,        // by one that operates
  too_late,         // cannot run within the years looked at
  not_in_its_year,  // held by the options to a year in which it cannot be ready or has ended
};

struct NotRanked {
  InitiativeId initiative;
  Unranked why = Unranked::ended;

  bool operator==(const NotRanked&) const = default;
};

struct Chosen {
  InitiativeId initiative;
  int start_year = 0;
  bool is_operating = false;  // no decision, no cost
  Money cost;                 // discounted, as Portfolio::cost
  Co2eFlow cut;  // what counts of it in the last year looked at, without what others cut already
  Co2eFlow removed;                      // of it stored biogenic CO2
  std::vector<Co2eFlow> towards_target;  // what counts towards the target, by year of the path
  std::optional<CarbonPrice> own_cost;   // a full year's cost per tonne it would cut alone

  bool operator==(const Chosen&) const = default;
};

struct PathYear {
  int year = 0;
  Co2eFlow baseline;  // without the portfolio
  Co2eFlow cut;       // of fossil and process emissions
  Co2eFlow captured;  // of the cut: caught and stored
  Co2eFlow removed;   // biogenic CO2 stored
  Co2eFlow planned;   // baseline − cut, and − removed where removals count
  std::optional<Co2eFlow> target;
  Money invested;
  double staff_years = 0;

  /// Above the target; zero where there is none.
  Co2eFlow missed() const;
  bool operator==(const PathYear&) const = default;
};

enum class Status { optimal, feasible };  // feasible: the search ended early

/// A choice of initiatives with their start years, and what comes of it if all goes as likely.
struct Portfolio {
  std::string scope;
  bool counts_removals = false;
  Status status = Status::optimal;
  double gap = 0;              // of what was sought last: the missed amount, or the cost
  std::vector<Chosen> chosen;  // the largest cut first
  std::vector<PathYear> path;
  std::vector<NotRanked> not_ranked;
  std::vector<InitiativeId> not_chosen;  // could be chosen
  Money cost;   // of the years looked at, discounted to the first: investment as annuities over the
                // lifetime, so that what is left of it at the end is not charged; running costs
  Money capex;  // not discounted
  Co2e missed;  // over all years

  bool is_met() const;
  bool operator==(const Portfolio&) const = default;
};

/// The portfolio that misses the targets least and, among those, costs least.
/// Throws Error (not_found, invalid) when there is no such scope, no target, or no baseline;
/// Error(unavailable) when it was stopped before there was any answer.
Portfolio choose(const Region& region, const Options& options);

/// Writes the problem of least cost, whose missed amount is fixed as choose() found it, as MPS or
/// LP. Money in million EUR, emissions in kt. Throws as above, and Error(unavailable) when the
/// place cannot be written.
void write_model(const Region& region, const Options& options, const std::filesystem::path& path);

/// The scopes of the region's targets that have a target and a baseline, in the table's order.
std::vector<std::string> scopes_of(const Region& region);

/// Whether all figures of the initiative were read in the source that its row names.
bool is_verified(const Initiative& initiative);

}  // namespace samspill::portfolio
