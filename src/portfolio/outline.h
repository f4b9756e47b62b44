#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "portfolio/portfolio.h"

namespace samspill::portfolio {

/// An initiative that can be chosen, or that runs anyway.
struct Entry {
  InitiativeId id;
  std::vector<int> starts;    // years; the only one of those that operate
  bool is_operating = false;  // no decision, no cost
  int lifetime_years = 0;
  std::optional<int> end_year;
  int build_years = 0;
  int ramp_up_years = 0;
  Co2eFlow cut;  // in a year of full running
  double removal_share = 0;
  MoneyFlow yearly_cost;  // annuity of the investment and running cost
  Money capex;
  double staff_years = 0;
  std::vector<std::size_t> needs, excludes;  // entries

  bool runs(int start, int in_year) const;
  /// The share of the full cut in the year; zero when it does not run.
  double share(int start, int in_year) const;
  /// The share of investment and staff that falls in the year.
  double build_share(int start, int in_year) const;
};

/// Tonnes that several initiatives address together: what they count adds up to no more than there
/// are.
struct Pool {
  enum class Kind { emitter, overlap, shared };
  struct Member {
    std::size_t entry = 0;
    double weight = 1;
  };
  Kind kind = Kind::emitter;
  std::string name;
  Co2eFlow ceiling;
  std::vector<Member> members;
  std::optional<std::size_t> larger;  // overlap: the ceiling holds while this one, a member, runs
};

struct OutlineYear {
  int year = 0;
  double discount = 1;  // of money paid in it
  Co2eFlow baseline;
  std::optional<Co2eFlow> target;
};

/// Everything the engine needs to know, with ids resolved and impossible choices gone.
struct Outline {
  std::string scope;
  bool counts_removals = false;
  std::vector<OutlineYear> years;
  std::vector<Entry> entries;
  std::vector<Pool> pools;
  std::vector<NotRanked> not_ranked;
  std::optional<Money> budget;
  std::optional<double> staff;
  CarbonPrice carbon_price;

  /// Of each tonne that the entry cuts, what counts towards the target.
  double weight(const Entry& entry) const {
    return counts_removals ? 1.0 : 1.0 - entry.removal_share;
  }
};

/// Whether those without a known cost may be chosen too, as if they cost nothing: to see how far
/// all of them would reach, never to say what it costs.
enum class UnknownCosts { out, in };

/// Throws as choose() does.
Outline outline(const Region& region, const Options& options,
                UnknownCosts unknown = UnknownCosts::out);

}  // namespace samspill::portfolio
