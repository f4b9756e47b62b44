#include "first_order/sweep_kernel.h"

#ifdef __AVX2__
namespace samspill::first_order {

const Sweeps kAvx2Sweeps{sweep_columns, sweep_prices};

}  // namespace samspill::first_order
#endif
