// At which carbon and electricity price the best portfolio becomes another.
//
// Problem: between no carbon price and a high one the choice changes a few times; trying every euro
// would miss none but take hundreds of searches. Method: a portfolio costs a + b · price, with b
// the electricity it takes, or the tonnes it cuts with a minus. The best cost by price is the
// lowest of these lines, so it bends downwards only. Take the best portfolios of both ends and the
// price at which their lines cross, and search there: where nothing is cheaper than the two, the
// choice turns there; else the same on both sides of it. Two searches for each turn, and no turn is
// missed. Source: M. J. Eisner, D. G. Severance, Journal of the ACM 23 (1976) 619; from memory,
// unverified. Limits: turns that are worth less than a millionth of the cost are not told apart;
// the targets are missed least at every price, so prices do not change by how much. Worked: A costs
// 3 and cuts 30 kt, A and C cost 4 and cut 50. The lines cross at 1 million EUR for 20 kt: at 50
// EUR/t C comes in.
#include "portfolio/turns.h"

#include <algorithm>
#include <utility>

#include "portfolio/choose.h"

namespace samspill::portfolio {
namespace {

/// As a share of the cost: how surely a portfolio is the best one, and what is as good as equal.
constexpr double kGap = 1e-6;
constexpr double kSame = 4e-6;

template <typename Price>
struct Line {
  using Amount = decltype(Money{} / Price{});

  Price price;  // at which the portfolio is the best
  Money fixed;  // what it costs at a price of zero
  Amount amount;
  std::vector<Chosen> chosen;

  Money at(Price other) const { return fixed + amount * other; }
};

Line<CarbonPrice> line(const Region& region, Options options, CarbonPrice price) {
  options.carbon_price = price;
  const Outline choices = outline(region, options);
  Portfolio best = choose(region, choices, options);
  Line<CarbonPrice> out{price, best.cost, {}, {}};
  for (std::size_t t = 0; t < choices.years.size(); ++t) {
    const PathYear& one = best.path[t];
    out.amount -= (one.baseline - one.planned) * (choices.years[t].discount * year);
  }
  out.chosen = std::move(best.chosen);
  return out;
}

Line<EnergyPrice> line(const Region& region, Options options, EnergyPrice change) {
  options.electricity_change = change;
  const Outline choices = outline(region, options);
  Portfolio best = choose(region, choices, options);
  Line<EnergyPrice> out{change, best.cost, {}, {}};
  for (std::size_t t = 0; t < choices.years.size(); ++t) {
    const PathYear& one = best.path[t];
    out.fixed -=
        options.carbon_price * (one.baseline - one.planned) * (choices.years[t].discount * year);
    for (const Chosen& chosen : best.chosen) {
      const auto entry = std::ranges::find(choices.entries, chosen.initiative, &Entry::id);
      if (chosen.is_operating || !entry->runs(chosen.start_year, one.year)) continue;
      out.amount += region[chosen.initiative].electricity.value_or(Power{}) *
                    (choices.years[t].discount * year);
    }
  }
  out.fixed -= out.amount * change;
  out.chosen = std::move(best.chosen);
  return out;
}

template <typename Price>
Turn<Price> turn_at(Price price, const std::vector<Chosen>& below,
                    const std::vector<Chosen>& above) {
  Turn<Price> out{.price = price};
  for (const Chosen& chosen : above) {
    const auto before = std::ranges::find(below, chosen.initiative, &Chosen::initiative);
    if (before == below.end()) {
      out.added.push_back(chosen.initiative);
    } else if (before->start_year != chosen.start_year) {
      out.moved.push_back(chosen.initiative);
    }
  }
  for (const Chosen& chosen : below) {
    if (!std::ranges::contains(above, chosen.initiative, &Chosen::initiative)) {
      out.dropped.push_back(chosen.initiative);
    }
  }
  return out;
}

template <typename Price>
class Search {
 public:
  Search(const Region& region, Options options) : region_(region), options_(std::move(options)) {
    options_.gap = kGap;
  }

  std::vector<Turn<Price>> between(Price low, Price high) {
    between(line(region_, options_, low), line(region_, options_, high));
    return std::move(out_);
  }

 private:
  static bool is_same(Money a, Money b) {
    const Money size = std::max({1.0 * million_euro, a, -a});
    return a <= b + kSame * size && b <= a + kSame * size;
  }

  void between(const Line<Price>& low, const Line<Price>& high) {
    // The lower one is as good at the upper end, so it is the best all the way.
    if (is_same(low.at(high.price), high.at(high.price))) return;
    const Price cross = (high.fixed - low.fixed) / (low.amount - high.amount);
    if (!(low.price < cross && cross < high.price)) return;
    const Line<Price> middle = line(region_, options_, cross);
    if (is_same(middle.at(cross), low.at(cross))) {
      out_.push_back(turn_at(cross, low.chosen, high.chosen));
      return;
    }
    between(low, middle);
    between(middle, high);
  }

  const Region& region_;
  Options options_;
  std::vector<Turn<Price>> out_;
};

}  // namespace

Turns turns(const Region& region, const Options& options) {
  Turns out{.carbon = Search<CarbonPrice>(region, options).between({}, kCarbonMost)};
  const bool is_electric = std::ranges::any_of(
      region.initiatives, [](const Initiative& one) { return one.electricity.has_value(); });
  if (is_electric) {
    out.electricity =
        Search<EnergyPrice>(region, options).between(-kElectricityMost, kElectricityMost);
  }
  return out;
}

}  // namespace samspill::portfolio
