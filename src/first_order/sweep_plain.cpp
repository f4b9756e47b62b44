#include "first_order/sweep_kernel.h"

namespace samspill::first_order {

const Sweeps kPlainSweeps{sweep_columns, sweep_prices};

}  // namespace samspill::first_order
