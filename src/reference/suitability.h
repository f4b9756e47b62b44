#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "domain/region.h"
#include "domain/remark.h"
#include "reference/reference.h"

namespace samspill::reference {

/// Whether an offer's quality meets a need's limits.
struct QualityCheck {
  bool fits = true;
  std::vector<Remark> met;      // limits that were compared and hold
  std::vector<Remark> broken;   // limits that exclude the pair
  std::vector<Remark> unknown;  // limits for which the offer states no value
};

/// Compares each property that the need limits: the offer's typical value must lie in min–max. A
/// reference value stands in for one the offer doesn't state; where there is none the limit is to
/// be checked, not broken, except for temperature: heat of unknown temperature meets no need.
QualityCheck check_quality(const Region& region, const Reference& reference, StreamId offer,
                           StreamId need);

/// The same with values from elsewhere, such as of what a process has made of the offer.
QualityCheck check_quality(const Region& region, const Reference& reference, StreamId need,
                           const std::function<std::optional<double>(PropertyId)>& value_of);

/// Whether the value keeps the limit. An unknown value breaks none but a limit on temperature.
bool keeps_limit(const Reference& reference, const Quality& limit, std::optional<double> value);

/// check_quality().fits alone, for those who try many pairs.
bool quality_fits(const Region& region, const Reference& reference, StreamId offer, StreamId need);

/// The same for what a process gives out: the reference values of its resource are its quality.
bool quality_fits(const Region& region, const Reference& reference, ResourceId offered,
                  StreamId need);

/// Whether the taker is of a sector that the synergy is for; one whose sector is unknown may be.
bool sector_fits(const Site& taker, const Fit& fit);

/// The input by which a resource enters a process: the one that names it most closely, the first of
/// equals. Empty when it enters by none.
std::optional<std::size_t> input_for(const Reference& reference, const Process& process,
                                     ResourceId resource);

/// Whether a process's output leaves the books: evaporated water, gas to the air.
bool is_loss(const Reference& reference, ResourceId resource);

/// The part of the offer that the need can take over the year, period by period; where either can
/// be stored, over the whole year. `substitution`: units of the need met by one unit of the offer.
/// `capacity`: the most that the way between them carries, as a rate that holds in every period.
AmountFlow common_flow(const Region& region, const Stream& offer, const Stream& need,
                       double substitution, std::optional<AmountFlow> capacity = {});

}  // namespace samspill::reference
