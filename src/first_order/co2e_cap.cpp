// Plans under a cap on CO2e.
//
// Method: the cap gets a price (Lagrangian relaxation, as the balances in bound.cpp). At a price p
// the best plan without the cap, less p · cap, is a bound on every plan that keeps it. A plan that
// breaks the cap at a low price and one that keeps it at a high price are mixed so that the cap is
// just kept: parts of flows and sizes are again a plan. The next price is where both cost the same,
// as in a cutting-plane method; each search starts where the last one stood. Worked number: 100 EUR
// and 10 t, or 130 EUR and 4 t, cap 7 t: price 30 / 6 = 5 EUR/t, half of each: 115 EUR.
#include <algorithm>
#include <cmath>

#include "first_order/first_order.h"
#include "first_order/search.h"

namespace samspill::first_order {
namespace {

/// Inner searches miss by this part of the wanted gap at most; by less after so many prices.
constexpr double kPartOfGap = 0.5;
constexpr int kPricesAtOnePart = 8;
/// The first price, as a part of what a unit of CO2e costs on average; then doubled.
constexpr double kFirstPart = 0.05;
constexpr int kDoublings = 24, kMostPrices = 80;

class CapSearch {
 public:
  CapSearch(const FlowProblem& problem, double cap, const Options& options)
      : problem_(problem), own_price_(problem.co2e_price), cap_(cap), outer_(options) {
    inner_ = options;
    inner_.gap = kPartOfGap * outer_.gap;
    inner_.progress = {};
  }

  Result find() {
    Search search(problem_, inner_);
    at_price(search, 0);
    while (!is_done(search)) at_price(search, next_price());
    Result result = search.result();
    low_.plan.cost = low_.money;
    result.plan = high_.is_known ? mix(search) : std::move(low_.plan);
    result.bound = bound_;
    result.price = std::move(price_);
    result.gap = high_.is_known ? gap_of(result.plan.cost) : gap();
    result.is_within_gap = high_.is_known && result.gap <= outer_.gap;
    result.co2e_cap_price = cap_price_;
    return result;
  }

 private:
  struct Known {
    bool is_known = false;
    double price = 0, money = 0, co2e = 0;  // money with the problem's own price of CO2e
    Plan plan;
  };

  void at_price(Search& search, double price) {
    problem_.co2e_price = own_price_ + price;
    inner_.gap = part_ * outer_.gap;
    if (low_.is_known && low_.money != 0) {  // what the cap's price adds must not hide the money
      inner_.gap /= 1 + price * std::abs(low_.co2e / low_.money);
    }
    search.begin_anew();
    search.close_gap();
    ++prices_;
    Result result = search.result();
    const double bound = result.bound - price * cap_;
    if (bound > bound_) {
      bound_ = bound;
      price_ = std::move(result.price);
      cap_price_ = price;
    }
    const double co2e = co2e_of(problem_, result.plan);
    Known known{true, price, result.plan.cost - price * co2e, co2e, std::move(result.plan)};
    (co2e > cap_ ? low_ : high_) = std::move(known);
    if (outer_.progress) {
      outer_.progress({search.iteration.iterations(), mixed_money(), bound_, gap()});
    }
  }

  double next_price() const {
    if (!high_.is_known) {
      const double first = kFirstPart * std::abs(low_.money) / std::max(std::abs(low_.co2e), 1e-9);
      return low_.price > 0 ? 2 * low_.price : first;
    }
    const double equal = (high_.money - low_.money) / (low_.co2e - high_.co2e);
    const double span = high_.price - low_.price;
    return std::clamp(equal, low_.price + 0.05 * span, high_.price - 0.05 * span);
  }

  bool is_done(Search& search) {
    if (high_.is_known && high_.price == 0) return true;
    if (prices_ >= (high_.is_known ? kMostPrices : kDoublings) || search.must_end()) return true;
    if (!high_.is_known) return false;
    if (!low_.is_known || gap() <= outer_.gap) return true;
    if (prices_ % kPricesAtOnePart == 0) part_ *= kPartOfGap;
    return false;
  }

  /// The part of the dirty plan that the cap leaves room for.
  double dirty_part() const {
    if (!low_.is_known) return 0;
    return std::clamp((cap_ - high_.co2e) / (low_.co2e - high_.co2e), 0.0, 1.0);
  }
  double mixed_money() const {
    if (!high_.is_known) return std::numeric_limits<double>::infinity();
    const double part = dirty_part();
    return part > 0 ? part * low_.money + (1 - part) * high_.money : high_.money;
  }
  double gap_of(double money) const {
    return money <= bound_ ? 0 : (money - bound_) / std::abs(money);
  }
  double gap() const {
    const double money = mixed_money();
    return std::isfinite(money) ? gap_of(money) : money;
  }

  /// As much of the dirty plan as the cap leaves room for, after rounding to 32 bits.
  Plan mix(Search& search) {
    problem_.co2e_price = own_price_;
    for (double breath = 1e-6; breath < dirty_part(); breath *= 4) {
      Plan mixed = search.repair.mixed(low_.plan, high_.plan, dirty_part() - breath);
      if (co2e_of(problem_, mixed) <= cap_) return mixed;
    }
    high_.plan.cost = high_.money;
    return std::move(high_.plan);
  }

  FlowProblem problem_;
  double own_price_, cap_;
  Options outer_, inner_;
  Known low_, high_;  // that breaks the cap, that keeps it
  double bound_ = -std::numeric_limits<double>::infinity(), cap_price_ = 0;
  std::vector<double> price_;
  int prices_ = 0;
  double part_ = kPartOfGap;
};

}  // namespace

double co2e_of(const FlowProblem& problem, const Plan& plan) {
  const std::size_t periods = problem.periods;
  double sum = 0;
  for (std::size_t i = 0; i < plan.flow.size(); ++i) {
    sum += static_cast<double>(plan.flow[i]) * problem.arcs[i / periods].co2e;
  }
  for (std::size_t i = 0; i < plan.activity.size(); ++i) {
    sum += plan.activity[i] * problem.activities[i / periods].co2e;
  }
  for (std::size_t i = 0; i < plan.purchase.size(); ++i) {
    sum += plan.purchase[i] * problem.purchase_co2e[i / periods] +
           plan.disposal[i] * problem.disposal_co2e[i / periods];
  }
  return sum;
}

Result solve_under_cap(const FlowProblem& problem, double co2e_cap, const Options& options) {
  return CapSearch(problem, co2e_cap, options).find();
}

}  // namespace samspill::first_order
