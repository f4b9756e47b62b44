#include "domain/plan.h"

namespace samspill {

std::vector<FlowLeg> legs_of(const PlanFlow& flow) {
  if (!flow.legs.empty()) return flow.legs;
  return {{flow.from.site, flow.to.site, flow.mode, flow.distance, flow.sent, flow.received,
           flow.cost, flow.co2e, flow.factor_id}};
}

Amount lost(const Holding& holding, std::size_t period) {
  const Amount before = period == 0 ? holding.level.back() : holding.level[period - 1];
  return before + holding.put_in[period] - holding.taken_out[period] - holding.level[period];
}

}  // namespace samspill
