// The exact best partners of every stream: each by itself (match_search.cpp), on all cores.
#include "matching/find_matches.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>
#include <tuple>

#include "base/each_once.h"
#include "matching/parallel_blocks.h"

namespace samspill::matching {
namespace {

unsigned thread_count() {
  return std::max(1U, std::thread::hardware_concurrency());
}

/// Tells the share that is done, whichever thread did it.
class Report {
 public:
  Report(const MatchOptions& options, std::size_t count) : options_(options), count_(count) {}
  void add(std::size_t done) {
    if (!options_.progress) return;
    const std::scoped_lock lock(telling_);
    done_ += done;
    options_.progress(static_cast<double>(done_) / static_cast<double>(count_));
  }

 private:
  const MatchOptions& options_;
  std::size_t count_;
  std::mutex telling_;
  std::size_t done_ = 0;
};

/// Scratch spaces that no thread uses at the moment.
class Idle {
 public:
  MatchSearch::Scratch take() {
    const std::scoped_lock lock(giving_);
    if (idle_.empty()) return {};
    MatchSearch::Scratch scratch = std::move(idle_.back());
    idle_.pop_back();
    return scratch;
  }
  void give(MatchSearch::Scratch scratch) {
    const std::scoped_lock lock(giving_);
    idle_.push_back(std::move(scratch));
  }

 private:
  std::mutex giving_;
  std::vector<MatchSearch::Scratch> idle_;
};

/// The best pairs of each stream that asks for them.
class FoundPairs {
 public:
  FoundPairs(const Region& region, const MatchOptions& options)
      : region_(region), options_(options) {}

  bool asks(const Stream& stream) const {
    if (options_.per == Per::site) return true;
    return stream.direction == (options_.per == Per::need ? Direction::need : Direction::offer);
  }

  void add(StreamId asking, std::vector<ScoredPair> pairs) {
    if (options_.per == Per::offer || options_.per == Per::need) {
      cut(pairs);
      found_.insert(found_.end(), pairs.begin(), pairs.end());
    } else {
      // The pairs of the whole region stand under no site.
      const SiteId site = options_.per == Per::site ? region_[asking].site : SiteId{};
      std::vector<ScoredPair>& of_site = by_site_[site];
      of_site.insert(of_site.end(), pairs.begin(), pairs.end());
    }
  }

  std::vector<ScoredPair> take() {
    for (auto& [site, pairs] : by_site_) {
      drop_repeated(pairs);
      cut(pairs);
      found_.insert(found_.end(), pairs.begin(), pairs.end());
    }
    if (options_.per == Per::site) drop_repeated(found_);  // both sites may ask for a pair
    sort_by_rank(options_.rank, region_, found_);
    return std::move(found_);
  }

 private:
  void cut(std::vector<ScoredPair>& pairs) const {
    keep_best(options_.rank, region_, options_.top, pairs);
  }
  /// A pair that both of its streams or sites ask for.
  static void drop_repeated(std::vector<ScoredPair>& pairs) {
    keep_each_once(pairs, [](const ScoredPair& pair) { return std::pair(pair.offer, pair.need); });
  }

  const Region& region_;
  const MatchOptions& options_;
  std::vector<ScoredPair> found_;
  std::map<SiteId, std::vector<ScoredPair>> by_site_;
};

/// The streams that ask, those of a resource one after the other and near ones after each other:
/// they look at the same partners.
std::vector<StreamId> by_resource_and_place(const Region& region, const FoundPairs& found) {
  constexpr double kCellDegrees = 0.5;
  using Cell = std::tuple<std::size_t, int, int, std::size_t>;
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < region.streams.size(); ++i) {
    const Stream& stream = region.streams[i];
    if (!found.asks(stream)) continue;
    const samspill::Place& place = region[stream.site].place;
    cells.emplace_back(stream.resource.index(), static_cast<int>(place.latitude_deg / kCellDegrees),
                       static_cast<int>(place.longitude_deg / kCellDegrees), i);
  }
  std::ranges::sort(cells);
  std::vector<StreamId> order;
  order.reserve(cells.size());
  for (const Cell& cell : cells) order.emplace_back(std::get<3>(cell));
  return order;
}

}  // namespace

std::vector<ScoredPair> find_best_pairs(const MatchSearch& search) {
  const Region& region = search.region();
  const MatchOptions& options = search.options();
  FoundPairs found(region, options);
  const std::vector<StreamId> order = by_resource_and_place(region, found);
  const std::size_t count = order.size();
  Idle idle;
  Report report(options, std::max<std::size_t>(count, 1));
  std::mutex finding;
  for_each_block(count, thread_count(), [&](std::size_t begin, std::size_t end) {
    MatchSearch::Scratch scratch = idle.take();
    std::vector<std::pair<StreamId, std::vector<ScoredPair>>> of_block;
    for (std::size_t i = begin; i < end && !options.stop.stop_requested(); ++i) {
      of_block.emplace_back(order[i], search.best_of(order[i], scratch));
    }
    idle.give(std::move(scratch));
    report.add(end - begin);
    const std::scoped_lock lock(finding);
    for (auto& [asking, pairs] : of_block) found.add(asking, std::move(pairs));
  });
  return found.take();
}

std::vector<Match> find_matches(const Region& region, const reference::Reference& reference,
                                const MatchOptions& options) {
  const MatchSearch search(region, reference, options);
  const std::vector<ScoredPair> pairs = find_best_pairs(search);
  std::vector<Match> matches(pairs.size());
  for_each_block(pairs.size(), thread_count(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) matches[i] = search.match_of(pairs[i]);
  });
  if (options.progress) options.progress(1);
  return matches;
}

}  // namespace samspill::matching
