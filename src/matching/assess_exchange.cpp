#include "matching/assess_exchange.h"

#include <algorithm>

#include "matching/spread.h"
#include "matching/uncertainty.h"
#include "reference/valuation.h"

namespace samspill::matching {
namespace {

using reference::Status;

/// Lays out what one outcome rests on, each figure with its spread.
class ExchangeFigures {
 public:
  ExchangeFigures(const PairRules& rules, StreamId offer, StreamId need, const Outcome& outcome)
      : rules_(rules),
        giver_(rules.region()[offer]),
        taker_(rules.region()[need]),
        outcome_(outcome),
        spreads_(rules.reference()) {
    add_amounts(offer, need);
    add_yields();
    add_prices();
    add_factors();
    add_way(outcome.way, outcome.sent);
    for (const Treatment& treatment : outcome.treatments) {
      add_treatment(treatment);
      add_way(treatment.way, treatment.given);
    }
  }

  ExchangeInputs take() { return std::move(in_); }

 private:
  void add_amounts(StreamId offer, StreamId need) {
    in_.offered = spreads_.amount(giver_, rules_.left_over()[offer].quantity);
    in_.needed = spreads_.amount(taker_, rules_.left_over()[need].quantity);
    in_.capacity = outcome_.capacity;
    if (giver_.is_storable || taker_.is_storable) return;
    const Region& region = rules_.region();
    for (std::size_t t = 0; t < region.period_count(); ++t) {
      in_.periods.push_back({period_share(region, giver_, t), period_share(region, taker_, t),
                             region.settings.periods[t] / (1.0 * year)});
    }
  }

  void add_yields() {
    in_.yields.push_back(spreads_.arrival(outcome_.way.arrival));
    AmountFlow entering = outcome_.sent * outcome_.way.arrival;
    for (const Treatment& treatment : outcome_.treatments) {
      in_.yields.push_back(spreads_.by_status(treatment.given / entering, Status::stated));
      in_.yields.push_back(spreads_.arrival(treatment.way.arrival));
      entering = treatment.given * treatment.way.arrival;
    }
    in_.yields.push_back(spreads_.substitution(outcome_.fit->fit));
    if (outcome_.distance() > Distance{}) in_.distance = spreads_.distance(origin());
  }

  /// The least known of all ways, as they are varied as one.
  reference::DistanceOrigin origin() const {
    auto origin = outcome_.way.origin;
    for (const Treatment& treatment : outcome_.treatments) {
      origin = std::max(origin, treatment.way.origin);
    }
    return origin;
  }

  void add_prices() {
    const auto spread = [&](const std::optional<reference::ValuedPrice>& price)
        -> std::optional<Uncertain<UnitPrice>> {
      if (!price) return {};
      return price->row != nullptr ? spreads_.price(*price->row)
                                   : spreads_.by_status(price->value, Status::stated);
    };
    in_.disposal_price =
        spread(reference::present_price(rules_.region(), rules_.reference(), giver_));
    in_.purchase_price =
        spread(reference::present_price(rules_.region(), rules_.reference(), taker_));
    in_.transaction = spreads_.transaction(rules_.region().settings.discount_rate);
  }

  void add_factors() {
    const auto spread = [&](const std::optional<reference::ValuedFactor>& factor)
        -> std::optional<Uncertain<CarbonIntensity>> {
      if (!factor) return {};
      return factor->row != nullptr ? spreads_.factor(*factor->row)
                                    : spreads_.by_status(factor->value, Status::stated);
    };
    const Region& region = rules_.region();
    const reference::Reference& reference = rules_.reference();
    in_.disposal_co2e = spread(reference::present_factor(region, reference, giver_));
    in_.production_co2e = spread(reference::present_factor(region, reference, taker_));
    if (outcome_.use_co2e != Co2eFlow{}) {
      in_.use_co2e.push_back(
          spreads_.by_status(outcome_.use_co2e / outcome_.sent, Status::unverified));
    }
  }

  void add_way(const reference::Carriage& way, AmountFlow carried) {
    if (!way.mode) return;
    const Status status = rules_.reference()[way.mode].provenance.status;
    const double share = carried / outcome_.sent;
    in_.carriage.push_back(
        spreads_.by_status(way.cost * share, status, std::string(way.factor_id)));
    if (way.fixed != MoneyFlow{}) {
      in_.carriage_fixed.push_back(spreads_.by_status(way.fixed, status));
    }
    if (!way.co2e) {
      in_.carriage_co2e.reset();
    } else if (in_.carriage_co2e) {
      in_.carriage_co2e->push_back(spreads_.by_status(*way.co2e * share, status));
    }
  }

  void add_treatment(const Treatment& treatment) {
    if (!treatment.cost) {
      in_.treatment.reset();
    } else if (in_.treatment) {
      in_.treatment->push_back(spreads_.treatment(*treatment.cost / outcome_.sent));
    }
    if (!treatment.co2e) {
      in_.treatment_co2e.reset();
    } else if (in_.treatment_co2e) {
      in_.treatment_co2e->push_back(
          spreads_.by_status(*treatment.co2e / outcome_.sent, Status::unverified));
    }
  }

  const PairRules& rules_;
  const Stream& giver_;
  const Stream& taker_;
  const Outcome& outcome_;
  Spreads spreads_;
  ExchangeInputs in_;
};

}  // namespace

Assessment assess_exchange(const PairRules& rules, StreamId offer, StreamId need,
                           const Outcome& outcome) {
  return assess(ExchangeFigures(rules, offer, need, outcome).take());
}

}  // namespace samspill::matching
