// How sure a ledger is.
//
// Problem: every entry is an amount times a factor that may be wrong. The sums are less uncertain
// than their parts where factors are independent, and not where one factor is behind all of them.
// Which factor is most of the doubt?
//
// Method: seeded trials. In each one every factor is drawn once, log-normal with its likely value
// as the median and a spread of its own on either side, and all entries that use it move with it. A
// draw is worked out from seed, factor and number of the trial alone, so neither the order of
// entries nor threads matter. Factors are independent, so the variance of the total is the sum of
// what each factor adds to it. An entry's own interval needs no trials.
//
// Source: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) for the draws; the spreads are those of
// factor_spread.h.
//
// Limits: amounts are the plan's and taken as they are; entries without a factor are in no
// interval; two rows of the tables that rest on one source are drawn apart.
//
// Worked number: −46 t with spread 0.1 from one factor: 5–95 % is −46 · e^±0.1645, −54.2 to −39.0
// t. A second factor with −20 t and spread 0.4 adds most of the variance: 81 of 103 t².
#include "accounting/uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "base/normal_quantile.h"
#include "base/splitmix.h"
#include "reference/valuation.h"

namespace samspill::accounting {
namespace {

constexpr double kTail = 0.05;
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

double normal_draw(std::uint64_t seed, std::uint64_t factor, std::uint64_t trial) {
  const std::uint64_t bits = splitmix(splitmix(seed ^ factor) ^ trial) >> 11;
  return normal_quantile((static_cast<double>(bits) + 0.5) * 0x1.0p-53);
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
using Uses = std::map<Spread, Tonnes>;

double variance(const std::vector<double>& values) {
  double mean = 0, sum = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size());
}

Co2eInterval interval_of(std::vector<double> values) {
  std::ranges::sort(values);
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
  };
  return {at(kTail) * kTonne, at(1 - kTail) * kTonne};
}

}  // namespace

std::string drawn_factor(const Region& region, const LedgerEntry& entry) {
  if (entry.factor_id != reference::kOwnFigure || !entry.stream) return entry.factor_id;
  return entry.factor_id + ":" + region[entry.stream].key;
}

void add_uncertainty(const Region& region, Ledger& ledger, std::uint64_t seed, std::size_t trials) {
  std::map<std::string, Uses> factors;
  const double score = normal_quantile(1 - kTail);
  for (LedgerEntry& entry : ledger.entries) {
    if (!entry.co2e) continue;
    const Co2eFlow less = *entry.co2e * std::exp(-score * entry.spread.below);
    const Co2eFlow more = *entry.co2e * std::exp(score * entry.spread.above);
    entry.interval = {std::min(less, more), std::max(less, more)};
    Tonnes& tonnes = factors[drawn_factor(region, entry)][entry.spread];
    tonnes[line_number(entry)] += entry.co2e->in(kTonne);
    tonnes[kTotal] += entry.co2e->in(kTonne);
  }
  std::array<std::vector<double>, kLines> sums;
  sums.fill(std::vector<double>(trials, 0.0));
  LedgerUncertainty& out = ledger.uncertainty = {.seed = seed, .trials = trials};
  for (const auto& [factor, uses] : factors) {
    const std::uint64_t number = number_of(factor);
    std::array<std::vector<double>, kLines> own;
    own.fill(std::vector<double>(trials, 0.0));
    for (std::size_t trial = 0; trial < trials; ++trial) {
      const double draw = normal_draw(seed, number, trial);
      for (const auto& [spread, tonnes] : uses) {
        const double times = std::exp((draw < 0 ? spread.below : spread.above) * draw);
        for (std::size_t line = 0; line < kLines; ++line) own[line][trial] += tonnes[line] * times;
      }
    }
    for (std::size_t line = 0; line < kLines; ++line) {
      for (std::size_t trial = 0; trial < trials; ++trial) sums[line][trial] += own[line][trial];
    }
    out.factors.push_back({factor, variance(own[kFossil]), variance(own[kAvoided]),
                           variance(own[kTotal]), uses.rbegin()->first});
  }
  for (double FactorShare::* share :
       {&FactorShare::of_fossil, &FactorShare::of_avoided, &FactorShare::of_total}) {
    double whole = 0;
    for (const FactorShare& factor : out.factors) whole += factor.*share;
    for (FactorShare& factor : out.factors) factor.*share = whole > 0 ? factor.*share / whole : 0;
  }
  std::ranges::stable_sort(out.factors, std::ranges::greater{}, &FactorShare::of_total);
  out.fossil = interval_of(std::move(sums[kFossil]));
  out.biogenic = interval_of(std::move(sums[kBiogenic]));
  out.removed = interval_of(std::move(sums[kRemoved]));
  out.avoided = interval_of(std::move(sums[kAvoided]));
  out.total = interval_of(std::move(sums[kTotal]));
}

}  // namespace samspill::accounting
