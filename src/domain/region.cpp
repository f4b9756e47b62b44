#include "domain/region.h"

#include <algorithm>
#include <cmath>

namespace samspill {

std::span<const Quality> Region::qualities_of(StreamId id) const {
  const auto first = std::ranges::lower_bound(qualities, id, {}, &Quality::stream);
  const auto is_other = [&](const Quality& quality) { return quality.stream != id; };
  return {first, std::find_if(first, qualities.end(), is_other)};
}

bool is_member(const Site& site, NetworkId network) {
  return std::ranges::contains(site.memberships, network, &Membership::network);
}

double period_share(const Region& region, const Stream& stream, std::size_t period) {
  if (!stream.profile.empty()) return stream.profile[period];
  return region.settings.periods[period] / (1.0 * year);
}

Amount period_amount(const Region& region, const Stream& stream, std::size_t period) {
  return stream.quantity * (period_share(region, stream, period) * year);
}

double kept_share(const Region& region, const Storage& storage, std::size_t period) {
  const double months = region.settings.periods[period] / (1.0 * year) * 12;
  return std::pow(1 - storage.loss_per_month, months);
}

double available_share(const Region& region, ProcessId process, SiteId site) {
  const auto& available = region.circumstances.available;
  const auto found = available.find({process, site});
  return found == available.end() ? 1 : found->second;
}

CarbonPrice carbon_price_of(const Settings& settings, int year) {
  if (settings.carbon_price.empty()) return {};
  const auto after = settings.carbon_price.upper_bound(year);
  return after == settings.carbon_price.begin() ? after->second : std::prev(after)->second;
}

}  // namespace samspill
