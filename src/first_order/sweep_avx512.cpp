#include "first_order/sweep_kernel.h"

#ifdef __AVX512F__
namespace samspill::first_order {

const Sweeps kAvx512Sweeps{sweep_columns, sweep_prices};

}  // namespace samspill::first_order
#endif
