#pragma once

#include <cstddef>
#include <functional>

namespace samspill::solver {

/// Does the task for each number below `count`, on so many threads, this one among them. Throws
/// what a task threw once all threads have ended; those not begun by then are left out.
void side_by_side(std::size_t count, int threads, const std::function<void(std::size_t)>& task);

}  // namespace samspill::solver
