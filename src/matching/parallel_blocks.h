#pragma once

#include <cstddef>
#include <functional>

namespace samspill::matching {

/// Calls `work(begin, end)` for ranges that together are 0 to `count`, on `threads` threads, the
/// calling one among them. Which thread does which range is left to chance, so a range must only
/// write what is its own. Throws the first failure of `work` after all threads have stopped.
void for_each_block(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace samspill::matching
