// The exact best partners of every offer: each offer by itself (match_search.cpp), on all cores.
#include "matching/find_matches.h"

#include <algorithm>
#include <mutex>
#include <thread>

#include "matching/match_search.h"
#include "matching/offer_blocks.h"

namespace samspill::matching {
namespace {

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

}  // namespace

std::vector<Match> find_matches(const Region& region, const reference::Reference& reference,
                                const MatchOptions& options) {
  const MatchSearch search(region, reference, options);
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t count = region.streams.size();
  Idle idle;
  Report report(options, std::max<std::size_t>(count, 1));
  std::vector<ScoredPair> found;
  std::mutex finding;
  for_each_offer_block(count, threads, [&](std::size_t begin, std::size_t end) {
    MatchSearch::Scratch scratch = idle.take();
    std::vector<ScoredPair> of_block;
    for (std::size_t i = begin; i < end && !options.stop.stop_requested(); ++i) {
      if (region.streams[i].direction != Direction::offer) continue;
      const auto best = search.best_of(StreamId(i), scratch);
      of_block.insert(of_block.end(), best.begin(), best.end());
    }
    idle.give(std::move(scratch));
    report.add(end - begin);
    const std::scoped_lock lock(finding);
    found.insert(found.end(), of_block.begin(), of_block.end());
  });
  sort_by_rank(options.rank, region, found);
  std::vector<Match> matches(found.size());
  for_each_offer_block(found.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) matches[i] = search.match_of(found[i]);
  });
  if (options.progress) options.progress(1);
  return matches;
}

}  // namespace samspill::matching
