#pragma once

#include <algorithm>
#include <string>

#include "domain/plan.h"
#include "domain/region.h"

namespace samspill::network {

/// "bark", or "digester@site".
inline std::string name_of(const Region& region, const Endpoint& end) {
  if (end.stream) return region[end.stream].key;
  return region[end.process].key + "@" + region[end.site].key;
}

/// Whether an exchange operates between the two ends.
inline bool operates_today(const Region& region, const Endpoint& from, const Endpoint& to) {
  return std::ranges::any_of(region.exchanges, [&](const Exchange& exchange) {
    const Endpoint giver{exchange.offer, exchange.giver_process, from.site};
    const Endpoint taker{exchange.need, exchange.process, to.site};
    if (exchange.stage != Stage::operating || giver != from || taker != to) return false;
    return (exchange.offer || exchange.giver_site == from.site) &&
           (exchange.need || exchange.process_site == to.site);
  });
}

}  // namespace samspill::network
