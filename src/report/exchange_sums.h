#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"
#include "units/quantity.h"

namespace samspill::report {

/// One exchange over a year, all periods together, and what it is worth against treating and buying
/// as the two sides do without it.
struct ExchangeSum {
  Endpoint from;
  Endpoint to;
  ResourceId resource;
  ModeId mode;
  Distance distance;
  AmountFlow sent;        // in the plan
  AmountFlow sent_today;  // in the baseline
  MoneyFlow transport;    // carriage, and the annualised pipe where one is built for it
  bool has_transport_factor = true;

  // What a stream saves has no meaning at a process: its own costs are counted for the whole plant.
  bool gives_from_stream = false;
  bool takes_to_stream = false;
  std::optional<MoneyFlow> giver_saves;  // empty at a stream: no price is known
  std::optional<MoneyFlow> taker_saves;
  std::optional<Co2eFlow> co2e_saved;  // empty: a factor is missing
  bool has_verified_prices = true;
  bool has_verified_factors = true;

  bool operator==(const ExchangeSum&) const = default;

  bool is_between_sites() const { return from.site != to.site; }
  bool is_operating() const { return sent_today > AmountFlow{}; }
  bool is_in_plan() const { return sent > AmountFlow{}; }
  /// What both sides save less transport; empty when a part is not known.
  std::optional<MoneyFlow> benefit() const;
  /// The part of the benefit that the plan adds to today.
  std::optional<MoneyFlow> added_benefit() const;
};

/// All flows of plan and baseline summed over the periods; those worth most first, unknown last.
std::vector<ExchangeSum> sum_exchanges(const Region& region, const reference::Reference& reference,
                                       const Plan& plan);

}  // namespace samspill::report
