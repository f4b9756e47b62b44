#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "portfolio/odds.h"
#include "portfolio/portfolio.h"
#include "portfolio/turns.h"

namespace samspill::portfolio {

/// Why the targets are missed: what is missed at least when one limit after another is lifted,
/// costs aside. Sums over all years.
struct Shortage {
  Co2e missed;                         // as asked
  std::optional<Co2e> without_budget;  // no limit of money and staff; empty = there was none
  std::optional<Co2e> with_unknown;    // and those without a known cost too; empty = there are none
};
Shortage shortage(const Region& region, const Options& options, const Portfolio& portfolio);

/// What leaving one chosen initiative out does to the best portfolio of the rest.
struct Regret {
  InitiativeId initiative;
  Co2e missed;  // more than before
  Money cost;   // more than before; negative where more is missed instead
};
/// For each chosen initiative that is a decision, the worst first.
std::vector<Regret> regrets(const Region& region, const Options& options,
                            const Portfolio& portfolio);

/// What one more tonne below every target costs: the best portfolio with targets lower by a
/// hundredth of the cut they ask for, against this one, per discounted tonne. Empty when these
/// targets or the lower ones are missed, or they ask for no cut.
std::optional<CarbonPrice> marginal_cost(const Region& region, const Options& options,
                                         const Portfolio& portfolio);

/// One step of the marginal abatement cost curve of the last year.
struct CurveStep {
  Co2eFlow cut;    // that counts towards the target, all steps so far
  MoneyFlow cost;  // of that year, all steps so far
  CarbonPrice
      step;  // of this step alone: the best portfolio for this cut against that for the last
  std::vector<InitiativeId> added, dropped;  // against the step before
};
/// From nothing to the largest cut that the last year allows, in about so many even steps. Dearer
/// steps may swap initiatives: what was best for less may be no part of what is best for more.
std::vector<CurveStep> cost_curve(const Region& region, const Options& options, std::size_t steps);

/// The figure that people add up: each initiative alone, cheapest tonne first, as if nothing
/// overlapped and nothing was needed.
struct NaiveStep {
  InitiativeId initiative;
  CarbonPrice own_cost;
  Co2eFlow cut;  // that counts towards the target, alone
};
std::vector<NaiveStep> naive_curve(const Region& region, const Options& options);

/// The best portfolio under another carbon or electricity price.
struct PriceCase {
  CarbonPrice carbon_price;
  EnergyPrice electricity_change;
  Portfolio portfolio;
  Money carbon_saved;  // by the cuts that count, at that price, discounted
};
/// No carbon price, the region's own, twice that; electricity dearer and cheaper by
/// `electricity_step` where any initiative says how much it takes.
std::vector<PriceCase> price_cases(const Region& region, const Options& options,
                                   EnergyPrice electricity_step);

/// Another portfolio to set beside the one asked for.
struct Alternative {
  enum class Kind {
    as_asked,
    without_limits,  // nothing left out or held to a year, no limit of money or staff
    other_target,    // the same for another scope of the targets
    named            // as a person describes it
  };
  Kind kind = Kind::as_asked;
  Portfolio portfolio;
  std::string name;  // of a named one
};
/// A portfolio that a person wants to see beside the others.
struct NamedOptions {
  std::string name;
  Options options;
};
/// The portfolio itself first, the named ones last.
std::vector<Alternative> alternatives(const Region& region, const Options& options,
                                      const Portfolio& portfolio,
                                      const std::vector<NamedOptions>& named = {});

inline constexpr std::size_t kCurveSteps = 10;
inline constexpr EnergyPrice kElectricityStep = 20 * euro / megawatt_hour;

/// What else is asked.
struct Questions {
  OddsOptions draw{};
  std::vector<NamedOptions> named{};
  bool asks_turns = false;
};

/// All of the above.
struct Answers {
  OddsOptions draw;
  Odds odds;
  Shortage shortage;
  std::optional<CarbonPrice> marginal_cost;
  std::vector<Regret> regrets;
  std::vector<CurveStep> curve;
  std::vector<NaiveStep> naive;
  std::vector<PriceCase> price_cases;
  std::vector<Alternative> alternatives;
  std::optional<Turns> turns;  // empty = not asked
};
/// `progress` hears the share done. Empty when it was stopped, which is looked at between
/// questions.
std::optional<Answers> answer(const Region& region, const Options& options,
                              const Portfolio& portfolio, const Questions& asked,
                              const std::function<void(double)>& progress);

}  // namespace samspill::portfolio
