// How long it takes to read a dataset, to make it ready, and to find the best partners of every
// offer with every rule in play: region_match_bench DATA [TOP] [LEAST_BENEFIT].
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <format>
#include <iostream>
#include <numeric>
#include <vector>

#include "formats/csv_folder.h"
#include "matching/find_matches.h"

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
  const auto pairs = matching::find_best_pairs(search, region, options);
  const std::string searched = watch.lap();
  double sum = 0;
  for (const auto& pair : pairs) {
    if (pair.score.benefit) sum += pair.score.benefit->in(euro / year);
  }
  std::cout << std::format("searched {}  {} pairs, {:.2f} EUR a year\n", searched, pairs.size(),
                           sum);
  matching::MatchSearch::Scratch scratch;
  std::vector<double> microseconds;
  for (std::size_t i = 0; i < region.streams.size() && microseconds.size() < 20000; ++i) {
    if (region.streams[i].direction != Direction::offer) continue;
    const auto begin = std::chrono::steady_clock::now();
    (void)search.best_of(StreamId(i), scratch);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    microseconds.push_back(took.count());
  }
  std::ranges::sort(microseconds);
  const auto quantile = [&](double share) {
    return microseconds[static_cast<std::size_t>(share *
                                                 static_cast<double>(microseconds.size() - 1))];
  };
  std::cout << std::format("an offer {:.1f} us in the middle, {:.1f} us mean, {:.1f} us at 99 %\n",
                           quantile(0.5),
                           std::accumulate(microseconds.begin(), microseconds.end(), 0.0) /
                               static_cast<double>(microseconds.size()),
                           quantile(0.99));
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
