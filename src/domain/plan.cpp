#include "domain/plan.h"

namespace samspill {

Amount lost(const Holding& holding, std::size_t period) {
  const Amount before = period == 0 ? holding.level.back() : holding.level[period - 1];
  return before + holding.put_in[period] - holding.taken_out[period] - holding.level[period];
}

}  // namespace samspill
