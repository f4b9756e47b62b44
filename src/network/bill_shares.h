#pragma once

#include <vector>

#include "domain/plan.h"
#include "domain/region.h"

namespace samspill::network {

/// What something costs with the carbon price on its CO2e, and that CO2e.
struct Bill {
  MoneyFlow cost;
  Co2eFlow co2e;

  Bill operator+(const Bill& other) const { return {cost + other.cost, co2e + other.co2e}; }
  Bill operator-(const Bill& other) const { return {cost - other.cost, co2e - other.co2e}; }
};

/// A state's cost and CO2e by where they fall. Fixed costs are left out: investment, and the fixed
/// running of processes and storages.
struct BillShares {
  std::vector<Bill> sites;     // disposal, purchase, running of processes and storages, the new use
  std::vector<Bill> carriage;  // of flows to and from each site, so each flow at both its ends
  Bill transport;              // of all flows
};

BillShares share_bill(const Region& region, const NetworkState& state, CarbonPrice carbon_price);

}  // namespace samspill::network
