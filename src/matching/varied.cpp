// All cases of an exchange: what is sent, gained and saved when its figures vary.
//
// Problem, method, source: uncertainty.cpp, whose formulas stand here. Case by case means column by
// column: each figure becomes one value per case, and sums of columns are cheap.
//
// Limits: base units throughout. Worked number: uncertainty.cpp.
#include "matching/varied.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <format>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "base/normal_quantile.h"

namespace samspill::matching {
namespace {

double base_value(double ratio) {
  return ratio;
}
template <Dimension D>
double base_value(Quantity<D> quantity) {
  return quantity.base_value();
}

double width_of(double likely, double deviation, Shape shape) {
  switch (shape) {
    case Shape::log_normal: {
      const double variation = likely == 0 ? 0 : deviation / likely;
      return std::sqrt(std::log1p(variation * variation));
    }
    case Shape::normal:
      return deviation;
    case Shape::triangular:
      return deviation * std::sqrt(6.0);
  }
  return 0;
}

/// Collects the figures of an exchange.
struct Listing {
  Inputs inputs;

  template <class Figure>
  void add(Part part, const Uncertain<Figure>& figure) {
    const double likely = base_value(figure.likely), deviation = base_value(figure.deviation);
    assert(deviation >= 0 && std::isfinite(likely) && std::isfinite(deviation));
    assert(figure.shape != Shape::triangular || (likely >= 0 && likely <= 1));
    inputs.all.push_back({part, figure.key, likely, deviation, figure.shape,
                          width_of(likely, deviation, figure.shape)});
  }
  template <class Figure>
  void add(Part part, const std::vector<Uncertain<Figure>>& figures) {
    for (const auto& figure : figures) add(part, figure);
  }
  template <class Figures>
  void add(Part part, const std::optional<Figures>& figures) {
    if (figures) add(part, *figures);
  }
};

/// Puts the figures in order and finds out which of them move together.
void name_variables(Inputs& inputs) {
  auto& [all, first] = inputs;
  std::ranges::sort(all, {}, [](const Input& input) {
    return std::tuple(input.part, input.key, input.likely, input.deviation, input.shape);
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    Input& input = all[i];
    if (input.width == 0) continue;
    const auto same = std::ranges::find_if(first, [&](std::size_t other) {
      return !input.key.empty() && all[other].key == input.key;
    });
    input.variable = static_cast<std::size_t>(same - first.begin());
    if (same == first.end()) first.push_back(i);
  }
  if (first.size() <= kMostInputs) return;
  throw Error(ErrorKind::invalid,
              std::format("an exchange has {} uncertain inputs; at most {} can be told apart",
                          first.size(), kMostInputs));
}

/// e^x by its series at x/64, squared six times; to 1e-9 for |x| < 6. The mathematics library
/// differs from machine to machine in the last digit, and this one runs on several values at once.
double exponential(double x) {
  const double y = x * (1.0 / 64);
  double e =
      1 +
      y * (1 + y * (1.0 / 2 + y * (1.0 / 6 + y * (1.0 / 24 + y * (1.0 / 120 + y * (1.0 / 720))))));
  e *= e;
  e *= e;
  e *= e;
  e *= e;
  e *= e;
  return e * e;
}

double triangular(const Input& input, double probability) {
  const double from = std::max(0.0, input.likely - input.width);
  const double to = std::min(1.0, input.likely + input.width);
  const double rise = input.likely - from, fall = to - input.likely;
  if (probability * (to - from) < rise) return from + std::sqrt(probability * (to - from) * rise);
  return to - std::sqrt((1 - probability) * (to - from) * fall);
}

double value_at(const Input& input, double probability, double score) {
  switch (input.shape) {
    case Shape::log_normal:
      return input.likely * exponential(input.width * score);
    case Shape::normal:
      return input.likely + input.width * score;
    case Shape::triangular:
      return triangular(input, probability);
  }
  return input.likely;
}

/// The factors by which a log-normal figure differs from its likely value, at all scores.
void fill_factors(double width, Column& factors) {
  const Column& scores = score_grid().score;
  for (std::size_t i = 0; i < kSamples / 2; ++i) factors[i] = exponential(width * scores[i]);
  for (std::size_t i = 0; i < kSamples / 2; ++i) factors[kSamples - 1 - i] = 1 / factors[i];
}

/// All inputs varied together.
class Together {
 public:
  static constexpr std::size_t kCases = kSamples;

  Together(const Inputs& inputs, std::uint64_t seed) : seed_(seed) {
    columns_.reserve(inputs.first.size());
    for (const Input& input : inputs.all) {
      column_of_.push_back(input.variable == Input::kExact ? 0 : column_for(input));
    }
  }
  /// The values of the input numbered `index` in all cases.
  void fill(const Input& input, std::size_t index, Column& values) const {
    const Column& column = columns_[column_of_[index]].values;
    const LatticeOrder order(input.variable, seed_);
    const double scale = input.shape == Shape::log_normal ? input.likely : 1;
    for (std::size_t i = 0; i < kCases; ++i) values[i] = scale * column[order[i]];
  }

 private:
  /// What an input takes at each score; log-normal ones of one width share a column of factors.
  struct ByScore {
    double factors_width;  // 0 = values of one input
    Column values;
  };
  std::size_t column_for(const Input& input) {
    if (input.shape == Shape::log_normal) {
      const auto same = std::ranges::find(columns_, input.width, &ByScore::factors_width);
      if (same != columns_.end()) return static_cast<std::size_t>(same - columns_.begin());
      fill_factors(input.width, columns_.emplace_back(input.width).values);
    } else {
      const ScoreGrid& grid = score_grid();
      Column& values = columns_.emplace_back(0.0).values;
      for (std::size_t i = 0; i < kSamples; ++i) {
        values[i] = value_at(input, grid.probability[i], grid.score[i]);
      }
    }
    return columns_.size() - 1;
  }

  std::uint64_t seed_;
  std::vector<ByScore> columns_;
  std::vector<std::size_t> column_of_;  // by input
};

/// All inputs at their likely values, then each variable in turn at its low and its high.
struct OneByOne {
  static constexpr std::size_t kCases = kSingleCases;
  double high_score = normal_quantile(1 - kTail);

  void fill(const Input& input, std::size_t, std::array<double, kCases>& values) const {
    values.fill(input.likely);
    values[low_case(input.variable)] = value_at(input, kTail, -high_score);
    values[low_case(input.variable) + 1] = value_at(input, 1 - kTail, high_score);
  }
};

/// `sum` += sign · `values`; they are never the same column.
template <std::size_t kCases>
void add_to(std::array<double, kCases>& sum, const std::array<double, kCases>& values,
            double sign) {
  double* __restrict to = sum.data();
  const double* __restrict from = values.data();
  for (std::size_t i = 0; i < kCases; ++i) to[i] += sign * from[i];
}

template <std::size_t kCases>
void multiply_by(std::array<double, kCases>& product, const std::array<double, kCases>& values) {
  double* __restrict to = product.data();
  const double* __restrict from = values.data();
  for (std::size_t i = 0; i < kCases; ++i) to[i] *= from[i];
}

/// Sums over the inputs of each kind. `unit` is per unit sent.
template <std::size_t kCases>
struct Sums {
  using Values = std::array<double, kCases>;
  Values offered{}, needed{}, purchase{}, carriage{}, giver_unit{}, taker_unit{}, giver_year{},
      taker_year{}, co2e{}, production_co2e{}, carriage_co2e{};
  Values yield, distance;

  void add(const Input& input, const Values& values, const UncertaintyOptions& options);
  void add_transaction(const Values& values, double share_of_giver) {
    for (std::size_t i = 0; i < kCases; ++i) {
      giver_year[i] -= share_of_giver * values[i];
      taker_year[i] -= (1 - share_of_giver) * values[i];
    }
  }
  Values sent(const ExchangeInputs& exchange) const;
};

template <std::size_t kCases>
void Sums<kCases>::add(const Input& input, const Values& values,
                       const UncertaintyOptions& options) {
  const bool by_giver = options.treatment == Side::giver;
  Values& treatment_unit = by_giver ? giver_unit : taker_unit;
  switch (input.part) {
    case Part::offered:
      return add_to(offered, values, 1);
    case Part::needed:
      return add_to(needed, values, 1);
    case Part::disposal_price:
      return add_to(giver_unit, values, 1);
    case Part::purchase_price:
      return add_to(purchase, values, 1);
    case Part::carriage:
      return add_to(carriage, values, 1);
    case Part::treatment:
      return add_to(treatment_unit, values, -1);
    case Part::by_products:
      return add_to(treatment_unit, values, 1);
    case Part::distance:
      return multiply_by(distance, values);
    case Part::yield:
      return multiply_by(yield, values);
    case Part::carriage_fixed:
      return add_to(options.carriage == Side::giver ? giver_year : taker_year, values, -1);
    case Part::treatment_fixed:
      return add_to(by_giver ? giver_year : taker_year, values, -1);
    case Part::transaction:
      return add_transaction(values, options.transaction_of_giver);
    case Part::production_co2e:
      return add_to(production_co2e, values, 1);
    case Part::carriage_co2e:
      return add_to(carriage_co2e, values, 1);
    case Part::disposal_co2e:
    case Part::by_products_co2e:
      return add_to(co2e, values, 1);
    case Part::treatment_co2e:
    case Part::use_co2e:
      return add_to(co2e, values, -1);
  }
}

template <std::size_t kCases>
Sums<kCases>::Values Sums<kCases>::sent(const ExchangeInputs& exchange) const {
  const double capacity =
      exchange.capacity ? base_value(*exchange.capacity) : std::numeric_limits<double>::infinity();
  Values wanted, sum{};
  for (std::size_t i = 0; i < kCases; ++i) wanted[i] = needed[i] / yield[i];
  const auto add_period = [&](PeriodShare share) {
    const double most = share.time > 0 ? capacity * share.time : 0;
    for (std::size_t i = 0; i < kCases; ++i) {
      const double common = std::min(offered[i] * share.offered, wanted[i] * share.needed);
      sum[i] += std::min(common, most);
    }
  };
  if (exchange.periods.empty()) add_period({1, 1, 1});
  for (const PeriodShare& share : exchange.periods) add_period(share);
  return sum;
}

template <class Cases>
Outcomes<Cases::kCases> evaluate(const ExchangeInputs& exchange, const Inputs& inputs,
                                 const UncertaintyOptions& options, const Cases& cases) {
  constexpr std::size_t kCases = Cases::kCases;
  Sums<kCases> sums;
  sums.yield.fill(1);
  sums.distance.fill(1);
  std::array<double, kCases> values;
  for (std::size_t index = 0; index < inputs.all.size(); ++index) {
    const Input& input = inputs.all[index];
    if (input.variable == Input::kExact) {
      values.fill(input.likely);
    } else {
      cases.fill(input, index, values);
    }
    sums.add(input, values, options);
  }
  multiply_by(sums.carriage, sums.distance);
  multiply_by(sums.carriage_co2e, sums.distance);
  multiply_by(sums.purchase, sums.yield);
  multiply_by(sums.production_co2e, sums.yield);
  add_to(sums.taker_unit, sums.purchase, 1);
  add_to(options.carriage == Side::giver ? sums.giver_unit : sums.taker_unit, sums.carriage, -1);
  add_to(sums.co2e, sums.production_co2e, 1);
  add_to(sums.co2e, sums.carriage_co2e, -1);
  Outcomes<kCases> out;
  out.sent = sums.sent(exchange);
  for (std::size_t i = 0; i < kCases; ++i) {
    out.giver[i] = out.sent[i] * sums.giver_unit[i] + sums.giver_year[i];
    out.taker[i] = out.sent[i] * sums.taker_unit[i] + sums.taker_year[i];
    out.benefit[i] = out.giver[i] + out.taker[i];
    out.co2e_saved[i] = out.sent[i] * sums.co2e[i];
  }
  return out;
}

}  // namespace

Inputs list_inputs(const ExchangeInputs& exchange) {
  Listing list;
  list.inputs.all.reserve(32);
  list.add(Part::offered, exchange.offered);
  list.add(Part::needed, exchange.needed);
  list.add(Part::disposal_price, exchange.disposal_price);
  list.add(Part::purchase_price, exchange.purchase_price);
  list.add(Part::carriage, exchange.carriage);
  list.add(Part::treatment, exchange.treatment);
  list.add(Part::by_products, exchange.by_products);
  list.add(Part::distance, exchange.distance);
  list.add(Part::yield, exchange.yields);
  list.add(Part::carriage_fixed, exchange.carriage_fixed);
  list.add(Part::treatment_fixed, exchange.treatment_fixed);
  list.add(Part::transaction, exchange.transaction);
  list.add(Part::disposal_co2e, exchange.disposal_co2e);
  list.add(Part::production_co2e, exchange.production_co2e);
  list.add(Part::carriage_co2e, exchange.carriage_co2e);
  list.add(Part::treatment_co2e, exchange.treatment_co2e);
  list.add(Part::by_products_co2e, exchange.by_products_co2e);
  list.add(Part::use_co2e, exchange.use_co2e);
  name_variables(list.inputs);
  return std::move(list.inputs);
}

Outcomes<kSamples> vary_together(const ExchangeInputs& exchange, const Inputs& inputs,
                                 const UncertaintyOptions& options) {
  return evaluate(exchange, inputs, options, Together(inputs, options.seed));
}

Outcomes<kSingleCases> vary_one_by_one(const ExchangeInputs& exchange, const Inputs& inputs,
                                       const UncertaintyOptions& options) {
  return evaluate(exchange, inputs, options, OneByOne{});
}

}  // namespace samspill::matching
