#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "domain/ids.h"
#include "units/quantity.h"

namespace samspill::matching {

/// What makes one match better than another. `both` is Pareto order, see score.h.
enum class Rank { benefit, climate, both };

/// For what the best matches are listed.
enum class Per { offer, need, site, region };

/// Which matches find_matches looks for. A filter holds when the giver's side or the taker's side
/// meets it; empty filters always hold.
struct MatchOptions {
  std::size_t top = 5;  // best matches kept for each; 0 = all
  Per per = Per::offer;
  Rank rank = Rank::benefit;
  SiteId site;                           // giver or taker
  ResourceId resource;                   // offered or needed, this or narrower
  std::string country;                   // of giver or taker
  NetworkId network;                     // that giver or taker is a member of
  std::optional<MoneyFlow> min_benefit;  // leaves out less, and what is unknown
  std::stop_token stop;                  // ends early with the offers done so far
  std::function<void(double)> progress;  // told the share of the offers done, 0…1
};

}  // namespace samspill::matching
