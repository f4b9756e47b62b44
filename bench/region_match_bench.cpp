// How long it takes to read a dataset, to make it ready, to find the best partners of every offer
// with every rule in play, and to take in changes: region_match_bench DATA [TOP] [LEAST_BENEFIT].
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <format>
#include <iostream>
#include <random>
#include <sys/resource.h>
#include <vector>

#include "formats/csv_folder.h"
#include "matching/find_matches.h"
#include "matching/live_matches.h"

namespace samspill {
namespace {

/// Wall and processor seconds since it was made or asked.
class Watch {
 public:
  std::string lap() {
    const auto now = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    const double seconds = std::chrono::duration<double>(now - wall_).count();
    const double of_cpu = static_cast<double>(cpu - cpu_) / CLOCKS_PER_SEC;
    wall_ = now;
    cpu_ = cpu;
    return std::format("{:8.3f} s wall {:8.3f} s CPU", seconds, of_cpu);
  }

 private:
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
  std::clock_t cpu_ = std::clock();
};

/// Of this thread's processor.
double microseconds(const auto& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
  };
  const double begin = now();
  work();
  return now() - begin;
}

std::string spread(std::vector<double>& times) {
  std::ranges::sort(times);
  const auto quantile = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  return std::format("{:.1f} us in the middle, {:.1f} us at 99 %, {:.1f} us at most", quantile(0.5),
                     quantile(0.99), times.back());
}

/// A stream changes, comes or goes, and its own matches and those of its partners are asked for.
void change_and_ask(const Region& region, const reference::Reference& reference,
                    const matching::MatchOptions& options) {
  matching::LiveMatches live(region, reference, options);
  std::mt19937_64 dice(1);
  std::vector<double> changes, own, of_others;
  for (int step = 0; step < 3000; ++step) {
    StreamId id(dice() % live.region().streams.size());
    Stream stream = live.region()[id];
    stream.quantity = stream.quantity * (0.5 + static_cast<double>(dice() % 100) / 100);
    stream.key = std::format("new-{}", step);
    changes.push_back(microseconds([&] {
      if (step % 3 == 0) live.change(id, stream);
      if (step % 3 == 1) id = live.add(stream);
      if (step % 3 == 2) live.withdraw(id);
    }));
    std::vector<matching::ScoredPair> pairs;
    own.push_back(microseconds([&] { pairs = live.best_of(id); }));
    of_others.push_back(microseconds([&] {
      for (const auto& pair : pairs) (void)live.best_of(pair.offer == id ? pair.need : pair.offer);
    }));
  }
  std::cout << "a change taken in " << spread(changes) << "\n  its own matches " << spread(own)
            << "\n  those of its partners " << spread(of_others) << '\n';
}

int run(const std::string& folder, const matching::MatchOptions& options) {
  const reference::Reference& reference = reference::built_in();
  Watch watch;
  Diagnostics diagnostics;
  const auto dataset =
      formats::read_dataset(formats::read_csv_folder(folder, diagnostics), reference, diagnostics);
  if (!dataset) {
    std::cerr << "the region is wrong\n";
    return EXIT_FAILURE;
  }
  const Region& region = dataset->region;
  std::cout << std::format("read     {}  {} streams\n", watch.lap(), region.streams.size());
  const matching::MatchSearch search(region, dataset->reference, options);
  std::cout << std::format("ready    {}\n", watch.lap());
  const auto pairs = matching::find_best_pairs(search);
  const std::string searched = watch.lap();
  double sum = 0;
  for (const auto& pair : pairs) {
    if (pair.score.benefit) sum += pair.score.benefit->in(euro / year);
  }
  std::cout << std::format("searched {}  {} pairs, {:.2f} EUR a year\n", searched, pairs.size(),
                           sum);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << std::format("peak     {} MB\n", usage.ru_maxrss * 1024 / 1'000'000);
  matching::MatchSearch::Scratch scratch;
  std::vector<double> searches;
  constexpr std::size_t kEvery = 53;  // of the streams
  for (std::size_t i = 0; i < region.streams.size(); i += kEvery) {
    if (region.streams[i].direction != Direction::offer) continue;
    searches.push_back(microseconds([&] { (void)search.best_of(StreamId(i), scratch); }));
  }
  std::cout << "an offer " << spread(searches) << '\n';
  change_and_ask(region, dataset->reference, options);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace samspill

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: region_match_bench DATA [TOP] [LEAST_BENEFIT]\n";
    return EXIT_FAILURE;
  }
  samspill::matching::MatchOptions options;
  if (argc > 2) options.top = std::stoul(argv[2]);
  if (argc > 3) options.min_benefit = std::stod(argv[3]) * samspill::euro / samspill::year;
  return samspill::run(argv[1], options);
}
