// What the plan says of a pair, in words.
#include "network/pair_remarks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "base/number.h"
#include "network/endpoints.h"

namespace samspill::network {
namespace {

/// Of several partners only the largest are named.
constexpr std::size_t kMostPartners = 3;

/// Adding zero turns −0 into 0.
std::string rounded(double value, double scale) {
  return to_text(std::round(value * scale) / scale + 0.0);
}
std::string cents(UnitPrice price) {
  return rounded(price.in(euro / unit_amount), 100);
}
std::string whole(MoneyFlow money) {
  return rounded(money.in(euro / year), 1);
}
/// To four digits.
std::string four_digits(double value) {
  return value == 0 ? "0"
                    : rounded(value, std::pow(10, 3 - std::floor(std::log10(std::abs(value)))));
}
std::string shown(AmountFlow amount) {
  return four_digits(amount.in(unit_amount / year));
}
std::string shown(Distance distance) {
  return rounded(distance.in(kilometre), 10);
}

class PairWriter {
 public:
  PairWriter(const Region& region, const reference::Reference& reference, const Plan& plan,
             const PairAnswer& answer)
      : region_(region), reference_(reference), plan_(plan), answer_(answer) {}

  std::vector<Remark> write() && {
    if (answer_.standing == PairStanding::no_way) return {};
    write_standing();
    write_partners();
    write_worths();
    write_turning();
    add("pair.local", {});
    return std::move(out_);
  }

 private:
  void add(std::string key, std::vector<std::string> arguments) {
    out_.push_back({std::move(key), std::move(arguments)});
  }
  std::string given_unit() const { return std::string(reference_[answer_.given].unit()); }
  std::string wanted_unit() const { return std::string(reference_[answer_.wanted].unit()); }
  std::string from() const { return name_of(region_, answer_.from); }
  std::string to() const { return name_of(region_, answer_.to); }

  void write_standing() {
    const std::string connection = whole(answer_.connection);
    switch (answer_.standing) {
      case PairStanding::exchanges:
        add("pair.exchanges", {shown(answer_.sent), given_unit(), whole(answer_.worth)});
        break;
      case PairStanding::idle:
        add("pair.idle", {given_unit(), cents(answer_.short_by)});
        break;
      case PairStanding::way_not_built:
        if (answer_.sent > AmountFlow{}) {
          add("pair.way_not_built", {reference_[answer_.mode].key, connection, shown(answer_.sent),
                                     given_unit(), whole(answer_.worth)});
        } else {
          add("pair.way_useless", {reference_[answer_.mode].key, connection});
        }
        break;
      case PairStanding::process_not_built:
        for (const Endpoint& end : {answer_.from, answer_.to}) {
          if (end.process && region_[end.process].status == ProcessStatus::candidate) {
            add("pair.process_not_built", {region_[end.process].name, region_[end.site].name});
          }
        }
        break;
      case PairStanding::no_way:
        break;
    }
  }

  /// Where the giver's goes and the taker's comes from in the plan.
  void write_partners() {
    std::map<Endpoint, Amount> takers, givers;
    for (const PlanFlow& flow : plan_.planned.flows) {
      if (flow.from == answer_.from && flow.resource == answer_.given) takers[flow.to] += flow.sent;
      if (flow.to == answer_.to) givers[flow.from] += flow.received * flow.substitution;
    }
    add_largest("pair.giver_sends", takers, given_unit());
    add_outside("pair.giver_disposes", plan_.planned.disposals, answer_.from, answer_.given);
    add_largest("pair.taker_gets", givers, wanted_unit());
    add_outside("pair.taker_buys", plan_.planned.purchases, answer_.to, answer_.wanted);
  }

  void add_largest(const std::string& key, const std::map<Endpoint, Amount>& partners,
                   const std::string& unit) {
    std::vector<std::pair<Endpoint, Amount>> sorted(partners.begin(), partners.end());
    std::ranges::stable_sort(sorted, std::greater{}, &std::pair<Endpoint, Amount>::second);
    if (sorted.size() > kMostPartners) sorted.resize(kMostPartners);
    for (const auto& [partner, amount] : sorted) {
      add(key, {name_of(region_, partner), shown(amount / (1.0 * year)), unit});
    }
  }

  void add_outside(const std::string& key, const std::vector<Recourse>& rows, const Endpoint& at,
                   ResourceId resource) {
    Amount sum;
    Money cost;
    for (const Recourse& row : rows) {
      if (row.at != at || row.resource != resource) continue;
      sum += row.amount;
      cost += row.cost;
    }
    if (!(sum > Amount{})) return;
    add(key,
        {shown(sum / (1.0 * year)), std::string(reference_[resource].unit()), cents(cost / sum)});
  }

  void write_worths() {
    const bool costs = answer_.giver_cost >= UnitPrice{};
    add(costs ? "pair.giver_costs" : "pair.giver_earns",
        {given_unit(), from(), cents(costs ? answer_.giver_cost : -answer_.giver_cost)});
    const bool pays = answer_.taker_cost >= UnitPrice{};
    add(pays ? "pair.taker_pays" : "pair.taker_earns",
        {wanted_unit(), to(), cents(pays ? answer_.taker_cost : -answer_.taker_cost)});
    if (answer_.met != 1) {
      add("pair.meets", {given_unit(), four_digits(answer_.met), wanted_unit()});
    }
    if (answer_.is_at_corner) add("pair.corner", {});
    if (answer_.mode) {
      add("pair.carriage", {reference_[answer_.mode].key, shown(*answer_.now.distance),
                            cents(*answer_.now.carriage), given_unit()});
    }
  }

  void write_turning() {
    const bool ends = answer_.standing == PairStanding::exchanges;
    if (!ends && answer_.standing != PairStanding::idle) return;
    const Figures &now = answer_.now, &turning = answer_.turning;
    bool is_any = false;
    const auto write = [&](const std::string& figure, const auto& value, const auto& present,
                           const std::string& unit, const auto& show) {
      if (!value) return;
      is_any = true;
      // "pair.ends_carriage_above": it ends when carriage costs more than that.
      add("pair." + std::string(ends ? "ends_" : "begins_") + figure +
              (*value > *present ? "_above" : "_below"),
          {show(*value), unit, show(*present)});
    };
    const auto price = [](UnitPrice value) { return cents(value); };
    const auto length = [](Distance value) { return shown(value); };
    const auto carbon = [](CarbonPrice value) { return rounded(value.in(euro / tonne_co2e), 10); };
    write("carriage", turning.carriage, now.carriage, given_unit(), price);
    write("distance", turning.distance, now.distance, "km", length);
    write("disposal", turning.disposal, now.disposal, given_unit(), price);
    write("purchase", turning.purchase, now.purchase, wanted_unit(), price);
    write("carbon", turning.carbon_price, now.carbon_price, "t CO2e", carbon);
    if (!is_any) add(ends ? "pair.never_ends" : "pair.never_begins", {});
  }

  const Region& region_;
  const reference::Reference& reference_;
  const Plan& plan_;
  const PairAnswer& answer_;
  std::vector<Remark> out_;
};

}  // namespace

std::vector<Remark> pair_remarks(const Region& region, const reference::Reference& reference,
                                 const Plan& plan, const PairAnswer& answer) {
  return PairWriter(region, reference, plan, answer).write();
}

}  // namespace samspill::network
