#include "first_order/iterate.h"

#include <cstring>
#include <gtest/gtest.h>
#include <vector>

#include "first_order/small_problem_test.h"

namespace samspill::first_order {
namespace {

std::vector<const Sweeps*> sweeps_of_this_processor() {
  std::vector<const Sweeps*> sweeps = {&kPlainSweeps};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) sweeps.push_back(&kAvx2Sweeps);
  if (__builtin_cpu_supports("avx512f")) sweeps.push_back(&kAvx512Sweeps);
#endif
  return sweeps;
}

bool are_same(const std::vector<Block>& a, const std::vector<Block>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Block)) == 0;
}

TEST(Iteration, every_processor_takes_the_same_steps_bit_for_bit) {
  const FlowProblem problem = small_problem({.periods = 20,
                                             .has_gains = true,
                                             .has_capacities = true,
                                             .has_pipes = true,
                                             .has_plants = true,
                                             .has_stores = true,
                                             .has_yearly = true},
                                            4);
  std::vector<Step> steps;
  for (const Sweeps* sweeps : sweeps_of_this_processor()) {
    Layout layout(problem);
    State state = start_state(layout);
    Iteration iteration(layout, state, 1, *sweeps);
    iteration.run(500, steps.emplace_back());
    EXPECT_GT(iteration.restarts(), 0U);
  }
  for (const Step& step : steps) {
    EXPECT_TRUE(are_same(step.flow, steps[0].flow));
    EXPECT_TRUE(are_same(step.activity, steps[0].activity));
    EXPECT_TRUE(are_same(step.price, steps[0].price));
  }
}

}  // namespace
}  // namespace samspill::first_order
