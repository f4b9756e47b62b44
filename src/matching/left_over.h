#pragma once

#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What today's operating exchanges leave of each stream. Matching speaks of the rest alone: what
/// is exchanged already can be neither saved nor sold a second time. The rest keeps the stream's
/// profile.
class LeftOver {
 public:
  LeftOver(const Region& region, const reference::Reference& reference);

  /// Reads a stream anew that has changed.
  void update(StreamId id);

  /// The stream with the rest as its quantity.
  const Stream& operator[](StreamId id) const;
  /// The quantity in operating exchanges; more than the stream's own where the records disagree.
  AmountFlow taken(StreamId id) const;
  /// True when an operating exchange of the stream names no quantity: the rest may be smaller.
  bool is_uncertain(StreamId id) const { return uncertain_.contains(id); }

 private:
  void take(StreamId id, std::optional<AmountFlow> quantity);
  void take(const Exchange& exchange, StreamId id);
  void reduce(StreamId id);

  const Region& region_;
  const reference::Reference& reference_;
  std::unordered_map<StreamId, AmountFlow> taken_;
  std::unordered_map<StreamId, Stream> reduced_;
  std::unordered_set<StreamId> uncertain_;
};

}  // namespace samspill::matching
