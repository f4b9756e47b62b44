// The worth of an exchange when none of its figures is exact.
//
// Problem: amounts, prices, costs and factors each have a likely value and a spread. What can be
// expected of benefit and CO2e, how sure is a gain, and which figure should be found out first?
// Method: all inputs are varied together over a lattice of 256 points (lattice.h). At each,
//   sent s    Σ over periods min(offered_t, needed_t / yield, capacity_t)
//   benefit   s · (disposal price + yield · purchase price + by-products − carriage · distance
//             − treatment) − fixed costs − transaction
//   CO2e      s · (disposal + yield · production + by-products − carriage · distance − treatment
//             − use)
// and low, high and the probability are read off the sorted results. A mover's low and high are
// worked out with all other inputs at their likely values. Its share of the variance is that of
// E[benefit | input], fitted by a polynomial of degree 3 in the input's normal score (first-order
// Sobol index); shares add up to 1 where inputs only add, to less where they multiply.
//
// Source: I. M. Sobol', Math. Comput. Simul. 55 (2001) 271; quantiles between samples: A. Hazen's
// plotting positions. Distributions and their spread: spread.h.
//
// Limits: inputs with different keys are independent. 256 points tell low and high to about 3 % of
// their distance (one standard deviation over seeds) and the probability to about 0.013. A figure
// per unit sent that itself depends on a yield (carriage after a process) keeps its likely yield.
//
// Worked number: 100 t/yr ± 20 % (two standard deviations) at a certain 50 EUR/t saved: σ =
// √ln(1 + 0.1²) = 0.0998, low 5 000 · e^(−1.645 σ) = 4 243, high 5 892 EUR/yr.
#include "matching/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "matching/lattice.h"
#include "matching/varied.h"

namespace samspill::matching {
namespace {

/// The value that this share of the whole lies below; `tail` holds the smallest of `count` values,
/// the k-th of which stands for (k − ½)/count. Leaves `tail` partly sorted.
double quantile(std::span<double> tail, double share, std::size_t count) {
  const double place = share * static_cast<double>(count) - 0.5;
  const auto below = tail.begin() + static_cast<std::ptrdiff_t>(place);
  std::ranges::nth_element(tail, below);
  const double above = *std::ranges::min_element(below + 1, tail.end());
  return *below + (place - std::floor(place)) * (above - *below);
}

/// The low quantile. Looks at few values only: those below the fifth of every sixteenth value.
double low_quantile(const Column& values) {
  constexpr std::size_t kEvery = 16, kBound = 4;
  std::array<double, kSamples / kEvery> some;
  for (std::size_t i = 0; i < some.size(); ++i) some[i] = values[i * kEvery];
  std::ranges::nth_element(some, some.begin() + kBound);
  Column tail;
  std::size_t count = 0;
  for (const double value : values) {
    tail[count] = value;
    count += value <= some[kBound] ? 1 : 0;
  }
  const bool is_enough = static_cast<double>(count) > kTail * kSamples + 1;
  if (is_enough) return quantile(std::span(tail).first(count), kTail, kSamples);
  tail = values;
  return quantile(tail, kTail, kSamples);
}

double share_above_zero(std::span<const double> values) {
  const auto above = std::ranges::count_if(values, [](double value) { return value > 0; });
  return static_cast<double>(above) / static_cast<double>(values.size());
}

template <class Flow>
Outlook<Flow> outlook(const Column& values, double likely) {
  Column mirrored;
  for (std::size_t i = 0; i < kSamples; ++i) mirrored[i] = -values[i];
  return {Flow::in_base_units(low_quantile(values)), Flow::in_base_units(likely),
          Flow::in_base_units(-low_quantile(mirrored)), share_above_zero(values)};
}

/// The share of the variance of `benefit` that the variable brings by itself. `deviations`: from
/// the mean.
double variance_share(const Column& deviations, double variance, LatticeOrder order) {
  std::array<double, 3> fit{};
  const ScoreGrid& grid = score_grid();
  Column by_score;
  for (std::size_t i = 0; i < kSamples; ++i) by_score[order[i]] = deviations[i];
  for (std::size_t i = 0; i < kSamples; ++i) {
    for (std::size_t d = 0; d < fit.size(); ++d) fit[d] += by_score[i] * grid.powers[d][i];
  }
  double explained = 0;
  for (const double sum : fit) explained += sum / kSamples * sum / kSamples;
  return std::min(1.0, explained / variance);
}

/// Variables between whose low and high the benefit changes, most first.
std::vector<std::size_t> rank_by_change(const Inputs& inputs,
                                        const Outcomes<kSingleCases>& single) {
  std::vector<std::pair<double, std::size_t>> changes;
  for (std::size_t v = 0; v < inputs.first.size(); ++v) {
    const std::size_t low = low_case(v);
    const double change = std::abs(single.benefit[low + 1] - single.benefit[low]);
    if (change > 0) changes.emplace_back(-change, v);
  }
  std::ranges::sort(changes);
  std::vector<std::size_t> ranked;
  for (const auto& [change, variable] : changes) ranked.push_back(variable);
  return ranked;
}

std::vector<Mover> movers(const Inputs& inputs, const Column& benefit,
                          const Outcomes<kSingleCases>& single, const UncertaintyOptions& options) {
  double mean = 0, variance = 0;
  for (const double value : benefit) mean += value / kSamples;
  Column deviations;
  for (std::size_t i = 0; i < kSamples; ++i) deviations[i] = benefit[i] - mean;
  for (const double value : deviations) variance += value * value / kSamples;
  std::vector<Mover> result;
  for (const std::size_t variable : rank_by_change(inputs, single)) {
    if (result.size() == options.movers) break;
    const Input& input = inputs.all[inputs.first[variable]];
    double at_low = single.benefit[low_case(variable)];
    double at_high = single.benefit[low_case(variable) + 1];
    // A negative log-normal figure is highest where its score is lowest.
    if (input.shape == Shape::log_normal && input.likely < 0) std::swap(at_low, at_high);
    result.push_back({input.part, std::string(input.key), MoneyFlow::in_base_units(at_low),
                      MoneyFlow::in_base_units(at_high),
                      variance_share(deviations, variance, {variable, options.seed})});
  }
  return result;
}

double likely_sum(const Inputs& inputs, Part part) {
  double sum = 0;
  for (const Input& input : inputs.all) {
    if (input.part == part) sum += input.likely;
  }
  return sum;
}

double likely_product(const Inputs& inputs, Part part) {
  double product = 1;
  for (const Input& input : inputs.all) {
    if (input.part == part) product *= input.likely;
  }
  return product;
}

/// `giver`, `taker`: their gains before any payment, at the likely values.
Split split(const Inputs& inputs, double sent, double giver, double taker) {
  const auto per_unit = [&](Part part) {
    return MoneyFlow::in_base_units(sent * likely_sum(inputs, part));
  };
  const auto per_year = [&](Part part) {
    return MoneyFlow::in_base_units(likely_sum(inputs, part));
  };
  Split split;
  split.giver_saves = per_unit(Part::disposal_price);
  split.taker_saves = per_unit(Part::purchase_price) * likely_product(inputs, Part::yield);
  split.by_products = per_unit(Part::by_products);
  split.carriage = per_unit(Part::carriage) * likely_product(inputs, Part::distance) +
                   per_year(Part::carriage_fixed);
  split.treatment = per_unit(Part::treatment) + per_year(Part::treatment_fixed);
  split.transaction = per_year(Part::transaction);
  split.even_payment = UnitPrice::in_base_units((giver - taker) / (2 * sent));
  split.least_payment = UnitPrice::in_base_units(-taker / sent);
  split.most_payment = UnitPrice::in_base_units(giver / sent);
  return split;
}

double probability_both_gain(const Outcomes<kSamples>& samples, double payment) {
  std::size_t both = 0;
  for (std::size_t i = 0; i < kSamples; ++i) {
    const double paid = payment * samples.sent[i];
    both += (samples.giver[i] - paid > 0) & (samples.taker[i] + paid > 0);
  }
  return static_cast<double>(both) / kSamples;
}

bool is_money_known(const ExchangeInputs& inputs) {
  return inputs.disposal_price && inputs.purchase_price && inputs.treatment && inputs.by_products;
}

bool is_co2e_known(const ExchangeInputs& inputs) {
  return inputs.disposal_co2e && inputs.production_co2e && inputs.carriage_co2e &&
         inputs.treatment_co2e && inputs.by_products_co2e;
}

}  // namespace

Assessment assess(const ExchangeInputs& exchange, const UncertaintyOptions& options) {
  const Inputs inputs = list_inputs(exchange);
  const auto single = vary_one_by_one(exchange, inputs, options);
  const auto together = vary_together(exchange, inputs, options);
  const double sent = single.sent[kLikelyCase];
  Assessment result;
  result.sent = AmountFlow::in_base_units(sent);
  if (is_co2e_known(exchange)) {
    result.co2e_saved = outlook<Co2eFlow>(together.co2e_saved, single.co2e_saved[kLikelyCase]);
  }
  if (!is_money_known(exchange)) return result;
  result.benefit = outlook<MoneyFlow>(together.benefit, single.benefit[kLikelyCase]);
  result.movers = movers(inputs, together.benefit, single, options);
  if (sent <= 0) return result;
  result.split = split(inputs, sent, single.giver[kLikelyCase], single.taker[kLikelyCase]);
  result.split->probability_both_gain =
      probability_both_gain(together, result.split->even_payment.base_value());
  return result;
}

}  // namespace samspill::matching
