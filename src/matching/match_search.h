#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "domain/match.h"
#include "matching/best_list.h"
#include "matching/experience.h"
#include "matching/match_options.h"
#include "matching/need_columns.h"
#include "matching/pair_rules.h"
#include "matching/partner_groups.h"
#include "matching/pathways.h"
#include "matching/prospects.h"

namespace samspill::matching {

/// A region made ready for the search of matches. Keeps references: it must not outlive its
/// arguments. Several threads may search at once, each with its own Scratch.
class MatchSearch {
 public:
  MatchSearch(const Region& region, const reference::Reference& reference,
              const MatchOptions& options);

  const Region& region() const { return region_; }
  const MatchOptions& options() const { return options_; }

  /// Takes in a stream that has come last, or changed from what it was before (else null); its site
  /// must be there. Nobody may search meanwhile.
  void update(StreamId id, const Stream* before);

  /// What one search after the other may overwrite.
  struct Scratch {
    /// The prospects of a stream, those of one group of partners after the other.
    struct Outlook {
      std::vector<Prospect> prospects;
      std::vector<std::size_t> ends;  // by group
      std::span<const Prospect> of(std::size_t group) const {
        const std::size_t begin = group == 0 ? 0 : ends[group - 1];
        return std::span(prospects).subspan(begin, ends[group] - begin);
      }
      std::span<Prospect> of(std::size_t group) {
        const std::size_t begin = group == 0 ? 0 : ends[group - 1];
        return std::span(prospects).subspan(begin, ends[group] - begin);
      }
    };
    /// A prospect among the partners of one kind.
    struct Lead {
      double most =
          0;  // that it could bring at the best of them, where a bar at zero or above asks
      std::size_t group = 0;
      std::size_t kind = 0;
      const Prospect* prospect = nullptr;
    };
    /// A partner and what it could bring.
    struct Hope {
      double most = 0;
      std::size_t group = 0;
      StreamId partner;
    };
    /// The same in both measures, for Pareto order.
    struct Candidate {
      std::optional<MoneyFlow> benefit;
      std::optional<Co2eFlow> co2e_saved;
      StreamId partner;
      std::size_t group = 0;
    };
    std::vector<std::uint32_t> seen;  // by stream: the number of the search that saw it last
    std::uint32_t search = 0;
    Outlook by_benefit;
    Outlook by_co2e;
    std::vector<Lead> leads;
    std::vector<Hope> hopes;
    std::vector<double> best_hopes;  // a heap of the highest, the lowest of them in front
    std::vector<Candidate> candidates;
    LawMemo law;
  };

  /// The best pairs of an offer or of a need: all those that may be among the best of a longer
  /// list, in no promised order (BestList::take_all).
  std::vector<ScoredPair> best_of(StreamId id, Scratch& scratch) const;
  /// A pair with its reasons; it must be a match.
  Match match_of(const ScoredPair& pair) const;

 private:
  /// Streams that are listed under one key for each resource.
  struct Kind {
    Direction direction = Direction::need;
    std::uint8_t filters = 0;  // that the stream meets, one bit each
    bool is_known = true;      // its value
    bool is_storable = false;
    bool is_negative = false;  // its value
    bool is_even = true;       // the same in every period
    bool has_quay = true;      // its site

    bool operator==(const Kind&) const = default;
  };
  class Hunt;
  static constexpr std::uint32_t kNotListed = std::numeric_limits<std::uint32_t>::max();

  std::uint8_t filters_met_by(const Stream& stream) const;
  /// Of what the search is after.
  const Prospects& prospects() const {
    return options_.rank == Rank::climate ? *by_co2e_ : by_benefit_;
  }
  Kind kind_of(StreamId id) const;
  std::uint32_t key_of(ResourceId resource, std::size_t kind) const;
  std::uint32_t key_now(StreamId id);
  NeedColumns list_streams();
  void list_sites_on_the_way();
  bool passes(std::uint8_t filters, std::uint8_t filters_of_partner) const;
  bool has_enough(const std::optional<MoneyFlow>& benefit) const {
    return !options_.min_benefit || benefit >= options_.min_benefit;
  }

  const Region& region_;
  const reference::Reference& reference_;
  const MatchOptions& options_;
  PairRules rules_;
  Pathways pathways_;
  PartnerGroups groups_;
  std::optional<Experience> experience_;
  Prospects by_benefit_;
  std::optional<Prospects> by_co2e_;       // where that counts
  std::vector<std::uint8_t> filters_met_;  // by stream
  std::vector<Kind> kinds_;                // in use
  std::vector<std::uint32_t> keys_;        // by stream: under which it is listed; kNotListed
  NeedColumns streams_;
  std::vector<std::vector<StreamId>> by_site_;
  /// By direction and resource: the sites of processes on the way to or from partners.
  std::array<std::vector<std::vector<SiteId>>, 2> sites_on_the_way_;
};

}  // namespace samspill::matching
