#pragma once

#include <vector>

#include "network/model.h"

namespace samspill::network {

/// The state that the model's columns stand for, freed of the solver's noise: what no partner takes
/// or gives is worked out anew from the balances, and only what is used is built.
NetworkState read_state(const Network& network, const Model& model,
                        const std::vector<double>& columns);

/// What one unit more is worth at each stream, and at each process of the state: the dual of its
/// balance, the mean over the periods weighted by amount.
std::vector<NodePrice> read_prices(const Network& network, const Model& model,
                                   const NetworkState& state, const std::vector<double>& row_duals);

/// The prices of a proof: of the limits that mixes must keep, of room in storages and of what they
/// hold, and of every balance in every period.
std::vector<MixPrice> read_mix_prices(const Network& network, const Model& model,
                                      const std::vector<double>& row_duals);
std::vector<RoomPrice> read_room_prices(const Network& network, const Model& model,
                                        const std::vector<double>& row_duals);
std::vector<HoldingPrice> read_holding_prices(const Network& network, const Model& model,
                                              const std::vector<double>& row_duals);
std::vector<BalancePrice> read_balance_prices(const Network& network, const Model& model,
                                              const std::vector<double>& row_duals);

/// The exactly computed cost and CO2e of a state that lists its parts.
void add_up(NetworkState& state, CarbonPrice carbon_price);

}  // namespace samspill::network
