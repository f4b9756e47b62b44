#pragma once

#include <map>
#include <tuple>
#include <utility>

#include "domain/plan.h"
#include "domain/region.h"

namespace samspill::network {

struct Model;
struct Network;

/// What a plan builds.
struct Builds {
  using Way = std::tuple<SiteId, SiteId, ModeId, ResourceId>;  // from, to, by, for
  std::map<std::pair<ProcessId, SiteId>, AmountFlow> processes;
  std::map<StorageId, Amount> storages;
  std::map<Way, MoneyFlow> links;  // annualised

  bool operator==(const Builds&) const = default;
};

/// What the state builds.
Builds builds_of(const NetworkState& state);

/// Makes the builds large enough for others too.
void include(Builds& builds, const Builds& others);

/// What a candidate of this size costs a year.
MoneyFlow investment_in(const Region& region, const Process& process, AmountFlow capacity);
MoneyFlow investment_in(const Region& region, const Storage& storage, Amount capacity);

/// Fixes all builds of the model as they are given, as far as they can be of use there: what is
/// left is a linear problem of what flows.
void fix_to(const Builds& builds, const Network& network, Model& model);

/// Gives the state these builds, with their whole cost, in place of those that it needs.
void hold_to(const Builds& builds, const Region& region, CarbonPrice carbon_price,
             NetworkState& state);

}  // namespace samspill::network
