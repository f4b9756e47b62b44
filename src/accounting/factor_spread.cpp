// How uncertain an emission factor is.
//
// Problem: most factors come as one number. How far may it be from what is true of this plant, this
// place, this year?
//
// Method: the pedigree matrix. Data are graded by reliability, completeness and how far they are
// from their use in time, place and technology; each grade adds to the variance of the factor's
// logarithm, and so does a basic variance of its kind. Where the table states a low and a high
// value, these hold usual_range_coverage of the cases; on either side the wider of the two counts.
// A range of 2 to 60 around 20 is thus wider below than above. The figures
// are rows of data/pedigree.csv and data/constants.csv; which of our data have which grade is
// `stands_for` there.
//
// Source: B. P. Weidema, M. S. Wesnæs, J. Cleaner Production 4 (1996) 167; the data quality
// guideline of ecoinvent 3 (2013), additive variances.
//
// Limits: grades are derived from status, year, country and resource, nobody has judged row by row.
//
// Worked number: a published factor (0.0006 + 0.0001) of the same resource (0.0006) without country
// (0.0001), two years old (0), basic 0.0006: variance 0.002, spread 0.0447, so that 90 % of the
// cases lie between 0.93 and 1.08 of it.
#include "accounting/factor_spread.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "base/normal_quantile.h"

namespace samspill::accounting {
namespace {

using reference::Reference;
using reference::Status;

/// Words of data/pedigree.csv.
constexpr std::array<std::string_view, 4> kStatuses = {"published", "published_in_part",
                                                       "unverified", "stated"};
constexpr std::array<std::string_view, 3> kEvidences = {"measured", "calculated", "estimated"};
constexpr std::array<std::string_view, 3> kBasics = {"production", "disposal", "use"};

/// Years between a factor and its use; the last four digits of "2019-2021" are its year.
std::optional<double> age(std::string_view stated, int in_year) {
  if (stated.size() < 4 || in_year == 0) return {};
  const std::string_view last = stated.substr(stated.size() - 4);
  int found = 0;
  const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), found);
  if (error != std::errc{} || end != last.data() + last.size()) return {};
  return std::abs(in_year - found);
}

double variance_of(const Reference& reference, const reference::Provenance& from,
                   std::string_view basic, int in_year) {
  const reference::ClimateTables& tables = reference.climate();
  const std::string_view status = kStatuses[static_cast<std::size_t>(from.status)];
  return reference.constant("basic_variance_" + std::string(basic)) +
         tables.quality_variance("reliability", status) +
         tables.quality_variance("completeness", status) +
         tables.age_variance(age(from.year, in_year));
}

/// The wider of the graded spread and, on either side, of the stated range.
Spread with_range(const Reference& reference, const reference::Factor& factor, double graded) {
  Spread spread{graded, graded};
  const double tail = (1 - reference.constant("usual_range_coverage") / 100) / 2;
  const double score = normal_quantile(1 - tail);
  for (const auto& bound : {factor.low, factor.high}) {
    const double ratio = bound && factor.value != CarbonIntensity{} ? *bound / factor.value : 1;
    if (ratio <= 0) continue;
    double& side = ratio < 1 ? spread.below : spread.above;
    side = std::max(side, std::abs(std::log(ratio)) / score);
  }
  return spread;
}

}  // namespace

Spread spread_of(const Reference& reference, const reference::Factor& factor, ResourceId resource,
                 std::string_view country, int in_year) {
  const reference::ClimateTables& tables = reference.climate();
  const bool is_own_country = !factor.country.empty() && factor.country == country;
  const double variance =
      variance_of(reference, factor.provenance, kBasics[static_cast<std::size_t>(factor.kind)],
                  in_year) +
      tables.quality_variance("geographical", is_own_country ? "country" : "general") +
      tables.quality_variance("technological", factor.resource == resource ? "same" : "broader");
  return with_range(reference, factor, std::sqrt(variance));
}

Spread spread_of(const Reference& reference, const reference::Mode& mode, int in_year) {
  const reference::ClimateTables& tables = reference.climate();
  const double spread = std::sqrt(variance_of(reference, mode.provenance, "transport", in_year) +
                                  tables.quality_variance("geographical", "general") +
                                  tables.quality_variance("technological", "same"));
  return {spread, spread};
}

Spread spread_of_own_figure(const Reference& reference, const Stream& stream) {
  const reference::ClimateTables& tables = reference.climate();
  const std::string_view basic = kBasics[stream.direction == Direction::need ? 0 : 1];
  const std::string_view reliability = stream.source.contains("unverified")
                                           ? std::string_view("unverified")
                                           : kEvidences[static_cast<std::size_t>(stream.evidence)];
  const double spread = std::sqrt(reference.constant("basic_variance_" + std::string(basic)) +
                                  tables.quality_variance("reliability", reliability) +
                                  tables.quality_variance("completeness", "own") +
                                  tables.quality_variance("geographical", "own") +
                                  tables.quality_variance("technological", "own"));
  return {spread, spread};
}

}  // namespace samspill::accounting
