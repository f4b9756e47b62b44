#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/match.h"
#include "matching/accepted_needs.h"
#include "matching/best_case.h"
#include "matching/best_list.h"
#include "matching/experience.h"
#include "matching/match_options.h"
#include "matching/need_columns.h"
#include "matching/pair_rules.h"
#include "matching/pathways.h"
#include "matching/prospects.h"

namespace samspill::matching {

/// A region made ready for the search of matches. Keeps references: it must not outlive its
/// arguments. Several threads may search at once, each with its own Scratch.
class MatchSearch {
 public:
  MatchSearch(const Region& region, const reference::Reference& reference,
              const MatchOptions& options);

  /// What one search after the other may overwrite.
  struct Scratch {
    struct Candidate {
      Score best_case;
      StreamId need;
      const Routes* routes = nullptr;
    };
    std::vector<std::uint32_t> seen;  // by stream: the number of the search that saw it last
    std::uint32_t search = 0;
    std::vector<Prospect> prospects;
    std::vector<Candidate> candidates;
  };

  /// The best pairs of an offer, best first.
  std::vector<ScoredPair> best_of(StreamId offer, Scratch& scratch) const;
  /// A pair of best_of() with its reasons.
  Match match_of(const ScoredPair& pair) const;

 private:
  /// Needs that are listed under one key for each resource.
  struct Kind {
    std::uint8_t filters = 0;  // that the need meets, one bit each
    bool is_known = true;      // its value
    bool is_storable = false;
    bool is_even = true;  // the same in every period

    bool operator==(const Kind&) const = default;
  };
  class Hunt;

  std::uint8_t filters_met_by(const Stream& stream) const;
  Kind kind_of(StreamId need) const;
  std::uint32_t key_of(ResourceId needed, std::size_t kind) const;
  NeedColumns list_needs();
  void list_places();
  std::span<const StreamId> needs_at(SiteId site) const;
  bool has_enough(const std::optional<MoneyFlow>& benefit) const {
    return !options_.min_benefit || benefit >= options_.min_benefit;
  }

  const Region& region_;
  const reference::Reference& reference_;
  const MatchOptions& options_;
  PairRules rules_;
  Pathways pathways_;
  AcceptedNeeds accepted_;
  BestCase best_case_;
  Experience experience_;
  Prospects prospects_;
  std::vector<std::uint8_t> filters_met_;  // by stream
  std::vector<Kind> kinds_;                // in use
  NeedColumns needs_;
  std::vector<StreamId> needs_by_site_;
  std::vector<std::size_t> first_need_of_site_;        // into needs_by_site_, and its size
  std::vector<std::vector<SiteId>> sites_on_the_way_;  // by offered resource: of processes
};

}  // namespace samspill::matching
