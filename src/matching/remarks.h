#pragma once

#include <string>
#include <vector>

#include "domain/assessment.h"
#include "domain/remark.h"
#include "matching/pair_rules.h"

namespace samspill::matching {

/// What must be checked before anyone relies on a match, by kind.
struct Doubts {
  std::vector<Remark> legal;       // permits, shipment, waste status
  std::vector<Remark> qualities;   // limits that the offer says nothing about
  std::vector<Remark> unverified;  // figures that were not read in their source
  std::vector<Remark> unknown;     // prices and factors that nobody states
  std::vector<Remark> other;       // conditions of the synergy, records that name no amount

  std::vector<Remark> all() const;
};

/// Why the resource fits: as it is, or what each process makes of it.
std::vector<Remark> fit_reasons(const PairRules& rules, StreamId offer, StreamId need,
                                const Outcome& outcome);
/// Why what is given fits what is needed.
Remark fit_reason(const PairRules& rules, ResourceId given, ResourceId needed,
                  const reference::Fit& fit);
/// What holds for the quantities, the ways, the money and the CO2e, with the ids of the figures
/// used.
std::vector<Remark> outcome_reasons(const PairRules& rules, StreamId offer, StreamId need,
                                    const Outcome& outcome);
/// Everything but the qualities; the legal ones are what `law` asks to check.
Doubts doubts(const PairRules& rules, StreamId offer, StreamId need, const Outcome& outcome,
              const LawCheck& law);
/// What to expect of the benefit, what moves it most, who gains what.
std::vector<Remark> assessment_reasons(const Assessment& assessment, std::string_view unit);

/// Numbers as remarks carry them: whole euros and tonnes of CO2e, distances to 0.1 km, shares in
/// percent to 0.1, amounts to four digits.
std::string shown(MoneyFlow money);
std::string shown(Co2eFlow co2e);
std::string shown(Distance distance);
std::string shown(AmountFlow amount);
/// A probability in percent: whole, and never quite 0 or 100, as no sample shows that.
std::string shown_percent(double probability);

}  // namespace samspill::matching
