// How uncertain a figure is when only its kind and its status are known.
//
// Method: a relative standard deviation per kind and status from data/constants.csv. Where a row
// states low and high, these are taken as the limits that `usual_range_coverage` of the cases lie
// between: log-normal when both have the sign of the figure, else normal.
//
// Source: own choice, as the rows say. Limits: the asymmetry of a range around its likely value is
// dropped, only its width counts. A log-normal figure has the coefficient of variation asked for;
// its mean is above its median by the factor √(1 + v²).
//
// Worked number: 65 EUR/MWh, usually 40 to 100, 80 % of the cases: σ = ln(100/40) / (2 · 1.2816) =
// 0.357, coefficient of variation √(e^σ² − 1) = 0.369.
#include "matching/spread.h"

#include <algorithm>
#include <cmath>

#include "base/normal_quantile.h"

namespace samspill::matching {

using reference::Fit;
using reference::Status;

double Spreads::of(Status status) const {
  switch (status) {
    case Status::published:
      return percent("uncertainty_published");
    case Status::published_in_part:
      return percent("uncertainty_published_in_part");
    case Status::unverified:
      return percent("uncertainty_unverified");
    case Status::stated:
      return percent("uncertainty_stated");
  }
  return 0;
}

double Spreads::of(Evidence evidence) const {
  switch (evidence) {
    case Evidence::measured:
      return percent("uncertainty_measured");
    case Evidence::calculated:
      return percent("uncertainty_calculated");
    case Evidence::estimated:
      return percent("uncertainty_estimated");
  }
  return 0;
}

template <class Row>
auto Spreads::of_row(const Row& row) const {
  using Figure = decltype(row.value);
  if (!row.low || !row.high || !(*row.low < *row.high)) {
    return by_status(row.value, row.provenance.status, row.provenance.key);
  }
  const Figure zero{};
  const double scores = 2 * normal_quantile(0.5 + percent("usual_range_coverage") / 2);
  Uncertain<Figure> figure{row.value, {}, Shape::log_normal, row.provenance.key};
  if ((*row.low > zero && row.value > zero) || (*row.high < zero && row.value < zero)) {
    const double sigma = std::abs(std::log(*row.high / *row.low)) / scores;
    figure.deviation =
        (row.value < zero ? -row.value : row.value) * std::sqrt(std::expm1(sigma * sigma));
  } else {
    figure.deviation = (*row.high - *row.low) / scores;
    figure.shape = Shape::normal;
  }
  return figure;
}

Uncertain<AmountFlow> Spreads::amount(const Stream& stream, AmountFlow left) const {
  const double relative_spread = stream.uncertainty ? *stream.uncertainty / 2 : of(stream.evidence);
  return {left, stream.quantity * relative_spread, Shape::log_normal, {}};
}

Uncertain<UnitPrice> Spreads::price(const reference::Price& row) const {
  return of_row(row);
}

Uncertain<CarbonIntensity> Spreads::factor(const reference::Factor& row) const {
  return of_row(row);
}

Uncertain<double> Spreads::substitution(const Fit& fit) const {
  const bool is_exact = fit.kind == Fit::Kind::same;
  return relative(fit.substitution, is_exact ? 0 : percent("uncertainty_substitution"), {});
}

Uncertain<double> Spreads::arrival(double share) const {
  return {share, std::min(share, 1 - share) * percent("uncertainty_loss"), Shape::triangular, {}};
}

Uncertain<double> Spreads::distance(reference::DistanceOrigin origin) const {
  switch (origin) {
    case reference::DistanceOrigin::stated:
      return relative(1.0, 0, {});
    case reference::DistanceOrigin::mapped:
      return relative(1.0, percent("uncertainty_distance_mapped"), {});
    case reference::DistanceOrigin::guessed:
      return relative(1.0, percent("uncertainty_distance"), {});
  }
  return relative(1.0, 0, {});
}

Uncertain<MoneyFlow> Spreads::transaction(double discount_rate) const {
  const Money once = reference_.constant("transaction_cost") * euro;
  const Duration years = reference_.constant("transaction_years") * year;
  return relative(reference::annuity(once, discount_rate, years),
                  percent("uncertainty_transaction"), {});
}

}  // namespace samspill::matching
