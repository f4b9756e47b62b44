// How sure a ledger is.
//
// Problem: every entry is an amount times a factor that may be wrong. The sums are less uncertain
// than their parts where factors are independent, and not where one factor is behind all of them.
// Which factor is most of the doubt?
//
// Method: seeded trials. In each one every factor is drawn once, log-normal with its likely value
// as the median and a spread of its own on either side, and all entries that use it move with it.
// What an initiative cuts is drawn from the triangle low–likely–high, as the portfolio's odds draw
// it (portfolio/odds.h); likely where a bound is missing. A draw is worked out from seed, factor
// and number of the trial alone, so neither the order of entries nor threads matter. Factors are
// independent, so the variance of the total is the sum of what each factor adds to it. An entry's
// own interval needs no trials.
//
// Source: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) for the draws; the spreads are those of
// factor_spread.h. The triangle is the usual choice for three figures of one expert (own choice):
// low and high are taken as the least and the most, not as a share of the cases.
//
// Limits: amounts are the plan's and taken as they are; entries without a factor are in no
// interval; two rows of the tables that rest on one source are drawn apart. Whether an initiative
// happens at all is the portfolio's question and not drawn here.
//
// Worked number: −46 t with spread 0.1 from one factor: 5–95 % is −46 · e^±0.1645, −54.2 to −39.0
// t. A second factor with −20 t and spread 0.4 adds most of the variance: 81 of 103 t². An
// initiative of 160, 215, 220 kt: −216 to −173 kt.
#include "accounting/uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <map>
#include <optional>
#include <vector>

#include "base/normal_quantile.h"
#include "base/splitmix.h"
#include "reference/valuation.h"

namespace samspill::accounting {
namespace {

constexpr double kTail = 0.05;
/// For the logarithm of what may be nothing at all.
constexpr double kLeastTimes = 1e-9;
/// The lines of the balance, and the total.
constexpr std::size_t kFossil = 0, kBiogenic = 1, kRemoved = 2, kAvoided = 3, kTotal = 4;
constexpr std::size_t kLines = 5;
constexpr Co2eFlow kTonne = tonne_co2e / year;

/// A number of the text that is the same on every machine.
std::uint64_t number_of(const std::string& text) {
  std::uint64_t number = 0;
  for (const char letter : text) {
    number = splitmix(number ^ static_cast<std::uint64_t>(static_cast<unsigned char>(letter)));
  }
  return number;
}

/// Even between 0 and 1.
double even_draw(std::uint64_t seed, std::uint64_t factor, std::uint64_t trial) {
  const std::uint64_t bits = splitmix(splitmix(seed ^ factor) ^ trial) >> 11;
  return (static_cast<double>(bits) + 0.5) * 0x1.0p-53;
}

std::size_t line_number(const LedgerEntry& entry) {
  Co2eBalance lines;
  const Co2eFlow* line = &line_of(lines, entry);
  if (line == &lines.fossil) return kFossil;
  if (line == &lines.biogenic) return kBiogenic;
  return line == &lines.removed ? kRemoved : kAvoided;
}

/// What rests on one factor, used with one spread: tonnes a year by line of the balance.
using Tonnes = std::array<double, kLines>;

/// The least and the most of a triangle whose peak is 1.
struct Triangle {
  double least = 1, most = 1;

  auto operator<=>(const Triangle&) const = default;
};

/// How a figure is drawn around its value, which is 1.
struct Shape {
  Spread spread;
  std::optional<Triangle> triangle;  // empty = log-normal with the spread

  auto operator<=>(const Shape&) const = default;
};
using Uses = std::map<Shape, Tonnes>;

/// The factor below which the draw lies with this probability; `score` is that of the normal.
double times_at(const Shape& shape, double probability, double score) {
  if (!shape.triangle) {
    return std::exp((score < 0 ? shape.spread.below : shape.spread.above) * score);
  }
  const auto& [least, most] = *shape.triangle;
  if (most <= least) return 1;
  const double below = (1 - least) / (most - least);
  if (probability < below) return least + (most - least) * std::sqrt(probability * below);
  return most - (most - least) * std::sqrt((1 - probability) * (1 - below));
}

/// Empty = nothing says how far it may be off.
std::optional<Shape> shape_of(const Region& region, const LedgerEntry& entry) {
  if (!entry.initiative) return Shape{.spread = entry.spread};
  const Initiative& initiative = region[entry.initiative];
  const auto& likely = initiative.cut_likely;
  const bool is_known = likely && *likely > Co2eFlow{};
  if (!is_known || (!initiative.cut_low && !initiative.cut_high)) return {};
  return Shape{.triangle =
                   Triangle{std::min(1.0, initiative.cut_low.value_or(*likely) / *likely),
                            std::max(1.0, initiative.cut_high.value_or(*likely) / *likely)}};
}

/// The spread of a log-normal with the same 5 and 95 %.
Spread like_log_normal(const Shape& shape, double score) {
  if (!shape.triangle) return shape.spread;
  const double low = std::max(times_at(shape, kTail, -score), kLeastTimes);
  return {-std::log(low) / score, std::log(times_at(shape, 1 - kTail, score)) / score};
}

double variance(const std::vector<double>& values) {
  double mean = 0, sum = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size());
}

Co2eInterval interval_of(std::vector<double> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
  };
  return {at(kTail) * kTonne, at(1 - kTail) * kTonne};
}

/// What a factor makes of the lines in each trial.
std::vector<Tonnes> draw(const LedgerUncertainty& asked, const std::string& factor,
                         const Uses& uses) {
  const std::uint64_t number = number_of(factor);
  std::vector<Tonnes> drawn(asked.trials, Tonnes{});
  for (std::size_t trial = 0; trial < asked.trials; ++trial) {
    const double even = even_draw(asked.seed, number, trial);
    const double score = normal_quantile(even);
    for (const auto& [shape, tonnes] : uses) {
      const double times = times_at(shape, even, score);
      for (std::size_t line = 0; line < kLines; ++line) drawn[trial][line] += tonnes[line] * times;
    }
  }
  return drawn;
}

std::vector<double> values_of(const std::vector<Tonnes>& drawn, std::size_t line) {
  std::vector<double> values;
  values.reserve(drawn.size());
  for (const Tonnes& tonnes : drawn) values.push_back(tonnes[line]);
  return values;
}

/// What an entry adds to what rests on its factor.
void add_use(const Region& region, const LedgerEntry& entry, std::map<std::string, Uses>& factors) {
  if (!entry.co2e) return;
  const Shape shape = shape_of(region, entry).value_or(Shape{.triangle = Triangle{}});
  Tonnes& tonnes = factors[drawn_factor(region, entry)][shape];
  tonnes[line_number(entry)] += entry.co2e->in(kTonne);
  tonnes[kTotal] += entry.co2e->in(kTonne);
}

void add_intervals(const Region& region, std::vector<LedgerEntry>& entries, double score) {
  for (LedgerEntry& entry : entries) {
    const auto shape = shape_of(region, entry);
    if (!entry.co2e || !shape) continue;
    const Co2eFlow less = *entry.co2e * times_at(*shape, kTail, -score);
    const Co2eFlow more = *entry.co2e * times_at(*shape, 1 - kTail, score);
    entry.interval = {std::min(less, more), std::max(less, more)};
  }
}

void share_variance(std::vector<FactorShare>& factors) {
  for (double FactorShare::* share :
       {&FactorShare::of_fossil, &FactorShare::of_avoided, &FactorShare::of_total}) {
    double whole = 0;
    for (const FactorShare& factor : factors) whole += factor.*share;
    for (FactorShare& factor : factors) factor.*share = whole > 0 ? factor.*share / whole : 0;
  }
  std::ranges::stable_sort(factors, std::ranges::greater{}, &FactorShare::of_total);
}

}  // namespace

std::string drawn_factor(const Region& region, const LedgerEntry& entry) {
  if (entry.initiative) return "initiative:" + region[entry.initiative].key;
  if (entry.factor_id != reference::kOwnFigure || !entry.stream) return entry.factor_id;
  return entry.factor_id + ":" + region[entry.stream].key;
}

void add_uncertainty(const Region& region, Ledger& ledger, std::uint64_t seed, std::size_t trials) {
  const double score = normal_quantile(1 - kTail);
  add_intervals(region, ledger.entries, score);
  std::map<std::string, Uses> factors;
  for (const LedgerEntry& entry : ledger.entries) add_use(region, entry, factors);
  std::vector<Tonnes> sums(trials, Tonnes{});
  LedgerUncertainty& out = ledger.uncertainty = {.seed = seed, .trials = trials};
  for (const auto& [factor, uses] : factors) {
    const std::vector<Tonnes> drawn = draw(out, factor, uses);
    for (std::size_t trial = 0; trial < trials; ++trial) {
      for (std::size_t line = 0; line < kLines; ++line) sums[trial][line] += drawn[trial][line];
    }
    out.factors.push_back({factor, variance(values_of(drawn, kFossil)),
                           variance(values_of(drawn, kAvoided)), variance(values_of(drawn, kTotal)),
                           like_log_normal(uses.rbegin()->first, score)});
  }
  share_variance(out.factors);
  out.fossil = interval_of(values_of(sums, kFossil));
  out.biogenic = interval_of(values_of(sums, kBiogenic));
  out.removed = interval_of(values_of(sums, kRemoved));
  out.avoided = interval_of(values_of(sums, kAvoided));
  out.total = interval_of(values_of(sums, kTotal));
}

std::optional<Co2eInterval> interval_of(const Region& region, const LedgerUncertainty& asked,
                                        std::span<const LedgerEntry* const> entries) {
  std::map<std::string, Uses> factors;
  for (const LedgerEntry* entry : entries) add_use(region, *entry, factors);
  if (asked.trials == 0 || factors.empty()) return {};
  std::vector<double> sums(asked.trials, 0.0);
  for (const auto& [factor, uses] : factors) {
    const std::vector<Tonnes> drawn = draw(asked, factor, uses);
    for (std::size_t trial = 0; trial < asked.trials; ++trial) sums[trial] += drawn[trial][kTotal];
  }
  return interval_of(std::move(sums));
}

}  // namespace samspill::accounting
