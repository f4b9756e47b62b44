#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "units/quantity.h"

namespace samspill {

/// How far a project or an exchange has come.
enum class Stage { idea, screened, contacted, feasibility, agreement, operating, ended };

/// Who decides on an initiative.
enum class Level { municipal, regional, national };

/// How an initiative keeps carbon out of the air: less is given off, or CO2 is caught and stored.
enum class Measure { cut, capture };

/// An established or planned project that cuts emissions. Empty = unknown, unless said otherwise.
struct Initiative {
  std::string key;  // the initiative_id of the dataset
  std::string name;
  SiteId site;               // where it is; none = at no single site
  SiteId emitter;            // whose emissions it cuts; none = of many, or elsewhere
  std::string municipality;  // of the site where the row names none
  std::string owner;
  std::optional<Level> level;
  Stage stage = Stage::idea;
  std::optional<int> start_year;         // the first year it can run; of an operating one: did run
  std::optional<int> latest_start_year;  // empty = any later year
  std::optional<int> end_year;           // the last year it runs; empty = as long as it lasts
  int lifetime_years = 20;
  int build_years = 0;    // before the start, in which its investment is paid; 0 = all in the first
  int ramp_up_years = 0;  // in which its cut grows evenly to the full one
  std::optional<Money> capex;
  std::optional<MoneyFlow> opex;      // negative = it earns
  std::optional<double> staff_years;  // person-years of work to build it
  std::optional<Power> electricity;   // it takes from the grid; negative = it gives. Paid by opex
  std::optional<Co2eFlow> cut_low, cut_likely, cut_high;  // in a year of full running
  Measure measure = Measure::cut;
  double removal_share = 0;            // of the cut that is biogenic CO2 stored for good: a removal
  std::optional<double> probability;   // that it delivers, 0…1
  std::optional<Co2eFlow> capacity;    // for the cuts of all that need it
  std::vector<InitiativeId> needs;     // all must run whenever it runs
  std::vector<InitiativeId> excludes;  // never both
  std::vector<InitiativeId> overlaps;  // the smaller one's tonnes are among the larger one's
  std::vector<std::string> exchanges;  // keys of exchanges with the same tonnes
  std::string funding;
  std::string source;

  bool operator==(const Initiative&) const = default;
};

/// One row of a target: what may be emitted in a year, or what would be without any initiative.
struct Target {
  std::string scope;  // whose target; rows of the same scope belong together
  int base_year = 0;
  std::optional<Co2eFlow> base;  // emitted in the base year
  int year = 0;
  std::optional<Co2eFlow> most;  // allowed in that year, and on until the next; empty = no target
  std::optional<Co2eFlow> baseline;  // measured or expected in that year without the initiatives
  bool counts_removals = false;      // stored biogenic CO2 counts towards it
  std::string source;

  bool operator==(const Target&) const = default;
};

}  // namespace samspill
