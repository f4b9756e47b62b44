#pragma once

#include <string>

#include "domain/region.h"
#include "matching/uncertain.h"
#include "reference/carriage.h"
#include "reference/reference.h"

namespace samspill::matching {

/// How uncertain the figures of an exchange are where nobody says otherwise, by what kind they are
/// and how they are known: the rows `uncertainty_…` of data/constants.csv. Keeps a reference: it
/// must not outlive its argument.
class Spreads {
 public:
  explicit Spreads(const reference::Reference& reference) : reference_(reference) {}

  /// One standard deviation of a quantity, as a share of it.
  double of(Evidence evidence) const;

  /// What is left of a stream: its stated half width (two standard deviations) or that of its
  /// evidence. The deviation is that of the whole stream, so the smaller the rest, the less sure.
  Uncertain<AmountFlow> amount(const Stream& stream, AmountFlow left) const;

  /// A row's low and high where it has them (they hold `usual_range_coverage` of the cases), else
  /// by its status. The key is the row's, so that it moves as one wherever it is used.
  Uncertain<UnitPrice> price(const reference::Price& row) const;
  Uncertain<CarbonIntensity> factor(const reference::Factor& row) const;

  /// Any other figure, by the status of its row: a transport price, a site's own figure (stated).
  template <class Figure>
  Uncertain<Figure> by_status(Figure likely, reference::Status status, std::string key = {}) const {
    return relative(likely, of(status), std::move(key));
  }

  /// Units of the need that replace one of the offer. Exact when both are the same resource.
  Uncertain<double> substitution(const reference::Fit& fit) const;
  /// The share that arrives: what is lost on the way is uncertain, so 1 stays 1.
  Uncertain<double> arrival(double share) const;
  /// How much longer or shorter the way is than computed, around 1; exact where a link states it.
  Uncertain<double> distance(reference::DistanceOrigin origin) const;
  /// What a process costs per unit or per year.
  template <class Figure>
  Uncertain<Figure> treatment(Figure likely) const {
    return relative(likely, percent("uncertainty_treatment"), {});
  }
  /// Talks, samples, contract and permit of one exchange as a yearly cost.
  Uncertain<MoneyFlow> transaction(double discount_rate) const;

 private:
  double percent(std::string_view constant) const { return reference_.constant(constant) / 100; }
  double of(reference::Status status) const;
  template <class Figure>
  Uncertain<Figure> relative(Figure likely, double spread, std::string key) const {
    return {likely, (likely < Figure{} ? -likely : likely) * spread, Shape::log_normal,
            std::move(key)};
  }
  template <class Row>
  auto of_row(const Row& row) const;

  const reference::Reference& reference_;
};

}  // namespace samspill::matching
