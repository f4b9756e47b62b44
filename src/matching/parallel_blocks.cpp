#include "matching/parallel_blocks.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace samspill::matching {
namespace {

/// Small enough that threads end together, large enough that taking one costs nothing.
constexpr std::size_t kInBlock = 256;

}  // namespace

void for_each_block(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t begin, std::size_t end)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex failing;
  std::exception_ptr failure;
  const auto take_blocks = [&] {
    try {
      for (std::size_t begin; (begin = next.fetch_add(kInBlock)) < count;) {
        work(begin, std::min(count, begin + kInBlock));
      }
    } catch (...) {
      next = count;
      const std::scoped_lock lock(failing);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(take_blocks);
    take_blocks();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace samspill::matching
