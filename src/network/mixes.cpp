// What a need gets when its partners' offers are mixed: the mean of a property, by amount or by dry
// matter. For the checkers; the model has its own (blends.cpp).
#include "network/mixes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "network/endpoints.h"
#include "network/nodes.h"
#include "reference/valuation.h"

namespace samspill::network {
namespace {

using reference::Mixing;
using reference::Reference;

class MixFinder {
 public:
  MixFinder(const Region& region, const Reference& tables, const NetworkState& state)
      : region_(region), tables_(tables) {
    for (const PlanFlow& flow : state.flows) {
      if (takes_part(flow.from, flow.to)) sent_to_[flow.to.stream].push_back(&flow);
    }
    for (const StorageUse& use : state.storages) {
      for (const Holding& holding : use.holdings) {
        if (!holding.taker || !takes_part(holding.giver, *holding.taker)) continue;
        held_for_[holding.taker->stream].push_back(&holding);
      }
    }
    for (const Recourse& row : state.purchases) {
      if (row.at.stream) bought_by_[row.at.stream].push_back(&row);
    }
  }

  void add(const Quality& limit, std::vector<Mix>& mixes) {
    const Stream& need = region_[limit.stream];
    const bool is_yearly = waits_for_free(region_, tables_, need);
    std::vector<Mix> found;
    for (std::size_t t = 0; t < (is_yearly ? 1 : region_.period_count()); ++t) {
      found.push_back({limit.stream, limit.property, t});
    }
    const auto see = [&](std::size_t period, Amount amount, double weight, double value) {
      Mix& mix = found[is_yearly ? 0 : period];
      const double counted = amount.in(unit_amount)*weight;
      mix.amount += counted;
      if (limit.max) mix.above += counted * (value - *limit.max);
      if (limit.min) mix.below += counted * (*limit.min - value);
    };
    for (const PlanFlow* flow : sent_to_[limit.stream]) {
      const auto has = value(limit.property, flow->from.stream, flow->resource);
      const double counts = weight(limit, flow->from.stream, flow->resource);
      if (has) see(flow->period, flow->received, counts, *has);
    }
    for (const Holding* holding : held_for_[limit.stream]) {
      const auto has = value(limit.property, holding->giver.stream, holding->resource);
      const double counts = weight(limit, holding->giver.stream, holding->resource);
      for (std::size_t t = 0; has && t < holding->level.size(); ++t) {
        see(t, holding->taken_out[t] - holding->put_in[t], counts, *has);
      }
    }
    for (const Recourse* row : bought_by_[limit.stream]) {
      const double least = limit.min.value_or(0), most = limit.max.value_or(HUGE_VAL);
      const double has = std::clamp(limit.typical.value_or(least), std::min(least, most), most);
      see(row->period, row->amount, weight(limit, {}, row->resource), has);
    }
    mixes.insert(mixes.end(), found.begin(), found.end());
  }

 private:
  bool takes_part(const Endpoint& from, const Endpoint& to) const {
    return to.stream && !operates_today(region_, from, to);
  }

  std::optional<double> value(PropertyId property, StreamId giver, ResourceId resource) const {
    if (giver) return reference::typical_value(region_, tables_, giver, property);
    const auto* row = tables_.property_value(resource, property);
    return row == nullptr ? std::nullopt : std::optional(row->value);
  }

  double weight(const Quality& limit, StreamId giver, ResourceId resource) const {
    if (tables_[limit.property].mixing == Mixing::by_amount) return 1;
    return value(tables_.find_property("dry_matter"), giver, resource).value_or(0) / 100;
  }

  const Region& region_;
  const Reference& tables_;
  std::map<StreamId, std::vector<const PlanFlow*>> sent_to_;
  std::map<StreamId, std::vector<const Holding*>> held_for_;
  std::map<StreamId, std::vector<const Recourse*>> bought_by_;
};

}  // namespace

std::vector<Mix> find_mixes(const Region& region, const Reference& reference,
                            const NetworkState& state) {
  MixFinder finder(region, reference, state);
  std::vector<Mix> mixes;
  for (const Quality& limit : region.qualities) {
    const bool is_limited = limit.min || limit.max;
    if (region[limit.stream].direction != Direction::need || !is_limited) continue;
    if (reference[limit.property].mixing != Mixing::none) finder.add(limit, mixes);
  }
  return mixes;
}

}  // namespace samspill::network
