#include "matching/live_matches.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <ranges>
#include <utility>

#include "base/error.h"

namespace samspill::matching {

namespace {

/// So that the first streams that come do not have a million others moved.
Region with_room(Region region) {
  region.streams.reserve(region.streams.size() + region.streams.size() / 8 + 1000);
  region.qualities.reserve(region.qualities.size() + region.qualities.size() / 8 + 1000);
  return region;
}

}  // namespace

LiveMatches::LiveMatches(Region region, const reference::Reference& reference, MatchOptions options)
    : region_(with_room(std::move(region))),
      options_(std::move(options)),
      search_(region_, reference, options_) {}

void LiveMatches::check(const Stream& stream) const {
  if (stream.site && stream.site.index() < region_.sites.size()) return;
  throw Error(ErrorKind::invalid,
              std::format("stream \"{}\" stands at no site of the region", stream.key));
}

void LiveMatches::set_qualities(StreamId id, std::vector<Quality> qualities) {
  for (Quality& quality : qualities) quality.stream = id;
  auto& all = region_.qualities;
  const auto old = std::ranges::equal_range(all, id, {}, &Quality::stream);
  // In place as far as it goes, for what stands behind is long.
  const auto both = std::min(old.size(), qualities.size());
  auto end = std::ranges::move(qualities | std::views::take(both), old.begin()).out;
  if (old.size() > both) end = all.erase(end, old.end());
  all.insert(end, std::make_move_iterator(qualities.begin() + static_cast<std::ptrdiff_t>(both)),
             std::make_move_iterator(qualities.end()));
}

StreamId LiveMatches::add(Stream stream, std::vector<Quality> qualities) {
  check(stream);
  const StreamId id(region_.streams.size());
  region_.streams.push_back(std::move(stream));
  set_qualities(id, std::move(qualities));
  search_.update(id, nullptr);
  return id;
}

void LiveMatches::change(StreamId id, Stream stream, std::vector<Quality> qualities) {
  check(stream);
  stream.key = region_[id].key;
  const Stream before = std::exchange(region_.streams[id.index()], std::move(stream));
  set_qualities(id, std::move(qualities));
  search_.update(id, &before);
}

void LiveMatches::withdraw(StreamId id) {
  Stream stream = region_[id];
  stream.quantity = {};
  change(id, std::move(stream));
}

std::vector<ScoredPair> LiveMatches::best_of(StreamId id) {
  std::vector<ScoredPair> pairs = search_.best_of(id, scratch_);
  keep_best(options_.rank, region_, options_.top, pairs);
  return pairs;
}

}  // namespace samspill::matching
