#include "network/bill_shares.h"

namespace samspill::network {

BillShares share_bill(const Region& region, const NetworkState& state, CarbonPrice carbon_price) {
  const auto per_year = 1.0 * year;
  BillShares shares{
      std::vector<Bill>(region.sites.size()), std::vector<Bill>(region.sites.size()), {}};
  const auto add = [&](Bill& bill, MoneyFlow cost, Co2eFlow co2e) {
    bill.cost += cost + carbon_price * co2e;
    bill.co2e += co2e;
  };
  for (const auto* side : {&state.disposals, &state.purchases}) {
    for (const Recourse& row : *side) {
      add(shares.sites[row.at.site.index()], row.cost / per_year,
          row.co2e.value_or(Co2e{}) / per_year);
    }
  }
  for (const Activity& activity : state.activities) {
    add(shares.sites[activity.site.index()],
        activity.operation - region[activity.process].opex_fixed, {});
  }
  for (const StorageUse& use : state.storages) {
    const Storage& storage = region[use.storage];
    add(shares.sites[storage.site.index()], use.operation - storage.opex_fixed, {});
  }
  for (const PlanFlow& flow : state.flows) {
    for (Bill* bill : {&shares.transport, &shares.carriage[flow.from.site.index()],
                       &shares.carriage[flow.to.site.index()]}) {
      add(*bill, flow.cost / per_year, flow.co2e / per_year);
    }
    add(shares.sites[flow.to.site.index()], {}, flow.use_co2e / per_year);
  }
  return shares;
}

}  // namespace samspill::network
