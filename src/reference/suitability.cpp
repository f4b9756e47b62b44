#include "reference/suitability.h"

#include <algorithm>

#include "base/number.h"
#include "reference/valuation.h"

namespace samspill::reference {
namespace {

Remark remark(std::string_view key, const Property& property, const Quality& limit,
              std::optional<double> value) {
  const auto shown = [](std::optional<double> number) {
    return number ? to_text(*number) : std::string();
  };
  return {std::string(key),
          {property.key, shown(value), shown(limit.min), shown(limit.max), property.unit}};
}

}  // namespace

bool keeps_limit(const Reference& reference, const Quality& limit, std::optional<double> value) {
  if (!limit.min && !limit.max) return true;
  if (!value) return reference[limit.property].key != "temperature";
  return (!limit.min || *value >= *limit.min) && (!limit.max || *value <= *limit.max);
}

QualityCheck check_quality(const Region& region, const Reference& reference, StreamId need,
                           const std::function<std::optional<double>(PropertyId)>& value_of) {
  QualityCheck check;
  for (const Quality& limit : region.qualities_of(need)) {
    if (!limit.min && !limit.max) continue;
    const Property& property = reference[limit.property];
    const std::optional<double> value = value_of(limit.property);
    const bool holds = keeps_limit(reference, limit, value);
    const std::string_view key = !value  ? "quality.unknown"
                                 : holds ? "quality.met"
                                         : "quality.broken";
    (!holds   ? check.broken
     : !value ? check.unknown
              : check.met)
        .push_back(remark(key, property, limit, value));
    check.fits = check.fits && holds;
  }
  return check;
}

QualityCheck check_quality(const Region& region, const Reference& reference, StreamId offer,
                           StreamId need) {
  return check_quality(region, reference, need, [&](PropertyId property) {
    return typical_value(region, reference, offer, property);
  });
}

bool quality_fits(const Region& region, const Reference& reference, StreamId offer, StreamId need) {
  return std::ranges::all_of(region.qualities_of(need), [&](const Quality& limit) {
    return keeps_limit(reference, limit, typical_value(region, reference, offer, limit.property));
  });
}

bool quality_fits(const Region& region, const Reference& reference, ResourceId offered,
                  StreamId need) {
  return std::ranges::all_of(region.qualities_of(need), [&](const Quality& limit) {
    const PropertyValue* row = reference.property_value(offered, limit.property);
    return keeps_limit(reference, limit, row == nullptr ? std::nullopt : std::optional(row->value));
  });
}

bool sector_fits(const Site& taker, const Fit& fit) {
  if (fit.synergy == nullptr || fit.synergy->taker_nace.empty() || taker.nace.empty()) return true;
  return std::ranges::any_of(fit.synergy->taker_nace, [&](const std::string& sector) {
    return taker.nace.starts_with(sector);
  });
}

std::optional<std::size_t> input_for(const Reference& reference, const Process& process,
                                     ResourceId resource) {
  for (ResourceId concept_id = resource; concept_id; concept_id = reference[concept_id].broader) {
    for (std::size_t i = 0; i < process.inputs.size(); ++i) {
      if (process.inputs[i].resource == concept_id &&
          reference[concept_id].kind == reference[resource].kind) {
        return i;
      }
    }
  }
  return {};
}

bool is_loss(const Reference& reference, ResourceId resource) {
  return reference.is_within(resource, reference.find_resource_id("loss"));
}

AmountFlow common_flow(const Region& region, const Stream& offer, const Stream& need,
                       double substitution, std::optional<AmountFlow> capacity) {
  if (offer.is_storable || need.is_storable) {
    const AmountFlow common = std::min(offer.quantity, need.quantity / substitution);
    return capacity ? std::min(common, *capacity) : common;
  }
  AmountFlow common;
  for (std::size_t period = 0; period < region.period_count(); ++period) {
    const Amount available = period_amount(region, offer, period);
    const Amount wanted = period_amount(region, need, period) / substitution;
    Amount moved = std::min(available, wanted);
    if (capacity) moved = std::min(moved, *capacity * region.settings.periods[period]);
    common += moved / (1.0 * year);
  }
  return common;
}

}  // namespace samspill::reference
