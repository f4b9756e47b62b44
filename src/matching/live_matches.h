#pragma once

#include <vector>

#include "domain/match.h"
#include "domain/region.h"
#include "matching/match_search.h"

namespace samspill::matching {

/// The matches of a region while its streams come, change and go. Nothing is worked out in advance:
/// a change is taken into the index at once, and the best partners of any stream are searched when
/// they are asked for, which takes microseconds. So what is asked for is never out of date.
/// Keeps a reference to `reference`. Refers to itself, so it stays in place.
class LiveMatches {
 public:
  LiveMatches(Region region, const reference::Reference& reference, MatchOptions options = {});
  LiveMatches(const LiveMatches&) = delete;
  LiveMatches& operator=(const LiveMatches&) = delete;

  const Region& region() const { return region_; }

  /// Adds a stream under a new key. The qualities are given its number. Throws Error(invalid) where
  /// the region has no such site.
  StreamId add(Stream stream, std::vector<Quality> qualities = {});
  /// Puts other facts in place of a stream's; its key stays. Throws Error as add().
  void change(StreamId id, Stream stream, std::vector<Quality> qualities = {});
  /// Takes a stream out of all matches. It stays in the region, with nothing to give or to take.
  void withdraw(StreamId id);

  /// The best matches of an offer or a need at this moment, best first.
  std::vector<ScoredPair> best_of(StreamId id);
  /// A pair of best_of() with its reasons.
  Match match_of(const ScoredPair& pair) const { return search_.match_of(pair); }

 private:
  void check(const Stream& stream) const;
  void set_qualities(StreamId id, std::vector<Quality> qualities);

  Region region_;
  MatchOptions options_;
  MatchSearch search_;
  MatchSearch::Scratch scratch_;
};

}  // namespace samspill::matching
