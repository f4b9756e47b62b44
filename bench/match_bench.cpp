// The best ten matches of every offer of a made-up region (match_instance.h): ours by NeedColumns,
// all pairs as the check, and the tables for the databases of bench/peers/.
//
//   match_bench [--offers N] [--needs N] [--stretch F --clusters N] [--threads N] [--repeat N]
//               [--path plain|avx2|avx512] [--check N] [--changes N] [--tables DIR]
//
// --check compares the first N offers with all pairs; --changes moves N needs one by one.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <optional>
#include <print>
#include <stdexcept>
#include <string>
#include <sys/resource.h>

#include "match_instance.h"
#include "matching/need_search.h"
#include "matching/parallel_blocks.h"

namespace {

using namespace samspill;
using namespace samspill::bench;
using matching::NeedColumns;
using matching::NeedSearch;
using matching::ScanPath;

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

struct Hit {
  double benefit;
  std::uint32_t need;
  bool operator==(const Hit&) const = default;
};

/// The best matches of an offer, best first, the lower need first among equals.
struct BestTen {
  int count = 0;
  Hit hits[kBest];

  void add(Hit hit) {
    if (count == kBest && !comes_before(hit, hits[kBest - 1])) return;
    int at = count < kBest ? count++ : kBest - 1;
    for (; at > 0 && comes_before(hit, hits[at - 1]); --at) hits[at] = hits[at - 1];
    hits[at] = hit;
  }
  double bar() const { return count < kBest ? kLeastBenefitEur : hits[kBest - 1].benefit; }
  bool operator==(const BestTen& other) const {
    return std::equal(hits, hits + count, other.hits, other.hits + other.count);
  }

 private:
  static bool comes_before(const Hit& a, const Hit& b) {
    return a.benefit > b.benefit || (a.benefit == b.benefit && a.need < b.need);
  }
};

void try_pair(const Instance& instance, const Offer& offer, std::uint32_t number, BestTen& best) {
  const Need& need = instance.needs[number];
  if (!may_match(instance, offer, need)) return;
  const double benefit = benefit_eur(offer, need, std::sqrt(squared_distance(offer, need)));
  if (benefit > kLeastBenefitEur) best.add({benefit, number});
}

std::uint32_t months(int first, int last) {
  return (2U << last) - (1U << first);
}

matching::NeedFigures figures(const Need& need) {
  std::uint64_t properties = 0;
  for (int i = 0; i < need.limit_count; ++i) {
    properties |= std::uint64_t{1} << need.limits[i].parameter;
  }
  return {.place = {need.x_km, need.y_km},
          .reach_km = need.reach_km,
          .quantity = need.quantity,
          .value_per_unit = need.purchase_eur_per_unit,
          .periods = months(need.first_month, need.last_month),
          .properties = properties,
          .takes_hazardous = need.takes_hazardous};
}

matching::OfferFigures figures(const Offer& offer) {
  return {.key = offer.code,
          .place = {offer.x_km, offer.y_km},
          .quantity = offer.quantity,
          .value_per_unit = offer.disposal_eur_per_unit,
          .cost_per_unit = kHandlingEurPerUnit,
          .cost_per_unit_km = kCarriageEurPerUnitKm,
          .fixed = kFixedEur,
          .periods = months(offer.first_month, offer.last_month),
          .stated = offer.stated,
          .is_hazardous = offer.is_hazardous};
}

void fetch(const auto& row) {
  const auto* const bytes = reinterpret_cast<const char*>(&row);
  for (std::size_t i = 0; i < sizeof row; i += 64) __builtin_prefetch(bytes + i);
}

void fetch_ranges(const Instance& instance, const Offer& offer) {
  __builtin_prefetch(instance.ranges.data() + offer.first_range);
  __builtin_prefetch(instance.ranges.data() + offer.first_range + 8);
}

BestTen best_of(const NeedColumns& columns, const Instance& instance, const Offer& offer,
                ScanPath path, std::uint64_t& tried) {
  BestTen best;
  NeedSearch search(columns, figures(offer), kLeastBenefitEur, path);
  // The need after the next is asked for first, so that its row comes from memory meanwhile.
  for (auto need = search.next(), following = need; need; need = following) {
    following = search.next();
    if (following) fetch(instance.needs[*following]);
    ++tried;
    try_pair(instance, offer, *need, best);
    if (best.count == kBest) search.raise(best.bar());
  }
  return best;
}

NeedColumns make_columns(const Instance& instance) {
  std::vector<matching::NeedFigures> needs;
  needs.reserve(instance.needs.size());
  for (const Need& need : instance.needs) needs.push_back(figures(need));
  std::vector<matching::NeedKey> keys;
  keys.reserve(instance.accepted.size());
  for (const auto [code, need] : instance.accepted) keys.push_back({code, need});
  return NeedColumns(kMonths, instance.code_count, needs, keys);
}

/// Offers of a code one after the other, and near ones after each other: they look into the same
/// blocks.
std::vector<std::uint32_t> by_code_and_place(const Instance& instance) {
  constexpr float kCellKm = 60;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
  keyed.reserve(instance.offers.size());
  for (const Offer& offer : instance.offers) {
    const auto x = static_cast<std::uint64_t>(offer.x_km / kCellKm + 1024);
    const auto y = static_cast<std::uint64_t>(offer.y_km / kCellKm + 1024);
    keyed.emplace_back(std::uint64_t{offer.code} << 40 | y << 20 | x,
                       static_cast<std::uint32_t>(keyed.size()));
  }
  std::ranges::sort(keyed);
  std::vector<std::uint32_t> order;
  order.reserve(keyed.size());
  for (const auto& [key, offer] : keyed) order.push_back(offer);
  return order;
}

struct Options {
  Size size;
  unsigned threads = 2;
  int repeat = 5;
  ScanPath path = matching::fastest_path();
  std::size_t check = 0;
  std::size_t changes = 0;
  std::string tables;
};

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i], value = words[i + 1];
    if (name == "--offers")
      options.size.offers = std::stoul(value);
    else if (name == "--needs")
      options.size.needs = std::stoul(value);
    else if (name == "--clusters")
      options.size.clusters = std::stoi(value);
    else if (name == "--stretch")
      options.size.stretch = std::stod(value);
    else if (name == "--threads")
      options.threads = static_cast<unsigned>(std::stoul(value));
    else if (name == "--repeat")
      options.repeat = std::stoi(value);
    else if (name == "--check")
      options.check = std::stoul(value);
    else if (name == "--changes")
      options.changes = std::stoul(value);
    else if (name == "--tables")
      options.tables = value;
    else if (name == "--path" && value == "plain")
      options.path = ScanPath::plain;
    else if (name == "--path" && value == "avx2")
      options.path = ScanPath::avx2;
    else if (name == "--path" && value == "avx512")
      options.path = ScanPath::avx512;
    else
      throw std::runtime_error("unknown option " + name + " " + value);
  }
  return options;
}

void print_sums(const std::vector<BestTen>& best, std::size_t offers) {
  long rows = 0;
  double sum = 0;
  for (std::size_t i = 0; i < offers; ++i) {
    rows += best[i].count;
    for (int k = 0; k < best[i].count; ++k) sum += best[i].hits[k].benefit;
  }
  std::println("first {} offers: {} rows, {:.4f} EUR", offers, rows, sum);
}

std::vector<BestTen> match_all(const NeedColumns& columns, const Instance& instance,
                               const Options& options) {
  std::vector<BestTen> best(instance.offers.size());
  for (int i = 0; i < options.repeat; ++i) {
    std::atomic<std::uint64_t> tried = 0;
    const double wall = wall_seconds(), cpu = cpu_seconds();
    const std::vector<std::uint32_t> order = by_code_and_place(instance);
    const double ordered = wall_seconds() - wall;
    matching::for_each_block(
        order.size(), options.threads, [&](std::size_t begin, std::size_t end) {
          std::uint64_t tried_here = 0;
          for (std::size_t at = begin; at < end; ++at) {
            const std::uint32_t offer = order[at];
            if (at + 4 < end) fetch(instance.offers[order[at + 4]]);
            if (at + 2 < end) fetch_ranges(instance, instance.offers[order[at + 2]]);
            best[offer] =
                best_of(columns, instance, instance.offers[offer], options.path, tried_here);
          }
          tried += tried_here;
        });
    const double spent = cpu_seconds() - cpu;
    std::println(
        "all offers: wall {:.3f} s (order {:.3f}), CPU {:.3f} s, {:.2f} us/offer, {:.1f} "
        "pairs worked out/offer",
        wall_seconds() - wall, ordered, spent, 1e6 * spent / static_cast<double>(order.size()),
        static_cast<double>(tried) / static_cast<double>(order.size()));
  }
  return best;
}

/// Offers one by one as they come, each timed alone.
void time_single(const NeedColumns& columns, const Instance& instance, const Options& options) {
  std::vector<double> microseconds;
  std::uint64_t tried = 0;
  const std::size_t count = std::min<std::size_t>(instance.offers.size(), 100'000);
  for (std::size_t i = 0; i < count; ++i) {
    const double start = wall_seconds();
    best_of(columns, instance, instance.offers[i], options.path, tried);
    microseconds.push_back(1e6 * (wall_seconds() - start));
  }
  std::ranges::sort(microseconds);
  const auto at = [&](double share) {
    return microseconds[static_cast<std::size_t>(share * static_cast<double>(count - 1))];
  };
  std::println("single: median {:.2f} us, p99 {:.2f} us, p99.9 {:.2f} us, longest {:.1f} us",
               at(0.5), at(0.99), at(0.999), at(1));
}

void check(const Instance& instance, const std::vector<BestTen>& best, std::size_t offers) {
  std::vector<std::vector<std::uint32_t>> needs_of_code(instance.code_count);
  for (const auto [code, need] : instance.accepted) needs_of_code[code].push_back(need);
  const double cpu = cpu_seconds();
  std::size_t different = 0;
  for (std::size_t i = 0; i < offers; ++i) {
    BestTen all;
    for (const std::uint32_t need : needs_of_code[instance.offers[i].code]) {
      try_pair(instance, instance.offers[i], need, all);
    }
    different += all != best[i];
  }
  std::println("check by lists of codes: {} of {} offers differ, {:.2f} us/offer", different,
               offers, 1e6 * (cpu_seconds() - cpu) / static_cast<double>(offers));
}

/// Moves needs one by one to where other needs are.
void time_changes(NeedColumns& columns, Instance& instance, std::size_t count) {
  std::vector<std::vector<std::uint32_t>> codes(instance.needs.size());
  for (const auto [code, need] : instance.accepted) codes[need].push_back(code);
  std::vector<double> milliseconds;
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005 + 1442695040888963407;
    const auto need = static_cast<std::uint32_t>((state >> 33) % instance.needs.size());
    const Need& other = instance.needs[(state >> 20) % instance.needs.size()];
    instance.needs[need].x_km = other.x_km;
    instance.needs[need].y_km = other.y_km;
    const double start = cpu_seconds();
    columns.remove(need, codes[need]);
    columns.add(need, figures(instance.needs[need]), codes[need]);
    milliseconds.push_back(1e3 * (cpu_seconds() - start));
  }
  std::ranges::sort(milliseconds);
  double sum = 0;
  for (const double time : milliseconds) sum += time;
  std::println(
      "change of one need, CPU: mean {:.3f} ms, median {:.3f} ms, p99 {:.3f} ms, longest {:.2f} "
      "ms",
      sum / static_cast<double>(count), milliseconds[count / 2], milliseconds[count * 99 / 100],
      milliseconds.back());
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void run(const Options& options) {
  Instance instance = make_instance(options.size);
  std::println("{} offers, {} needs, {} codes accepted, path {}", instance.offers.size(),
               instance.needs.size(), instance.accepted.size(), static_cast<int>(options.path));
  if (!options.tables.empty()) write_tables(instance, options.tables);
  const double wall = wall_seconds(), cpu = cpu_seconds();
  NeedColumns columns = make_columns(instance);
  std::println("columns: wall {:.3f} s, CPU {:.3f} s", wall_seconds() - wall, cpu_seconds() - cpu);
  std::vector<BestTen> best = match_all(columns, instance, options);
  print_sums(best, best.size());
  print_sums(best, std::min<std::size_t>(best.size(), 2000));
  time_single(columns, instance, options);
  if (options.check > 0) check(instance, best, std::min(options.check, best.size()));
  std::println("peak {} MiB", peak_megabytes());
  if (options.changes == 0) return;
  time_changes(columns, instance, options.changes);
  best = match_all(columns, instance, options);
  check(instance, best, std::min<std::size_t>(best.size(), 2000));
}

}  // namespace

int main(int count, char** words) {
  try {
    run(read_options(count, words));
  } catch (const std::exception& failure) {
    std::println(stderr, "{}", failure.what());
    return 1;
  }
}
