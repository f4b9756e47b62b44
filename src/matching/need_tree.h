#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "matching/need_blocks.h"

namespace samspill::matching {

/// A need as a lane of a NeedBlock keeps it.
struct NeedLane {
  float x, y, z;
  float reach_squared;
  float quantity;
  float value;
  std::uint32_t periods;
  std::uint32_t properties_low;
  std::uint32_t properties_high;
  std::uint32_t need;
};

/// The needs of one key in blocks of sixteen, and over them groups of sixteen blocks, groups of
/// sixteen groups and so on up to one block of groups.
class NeedTree {
 public:
  NeedTree() = default;
  /// Arranges the needs so that those of a group are alike in place, value and quantity.
  explicit NeedTree(std::span<const NeedLane> needs);

  /// Puts a need behind the others, unlike them as it may be.
  void append(const NeedLane& need);
  /// Takes a need out; false if it is not here. Its groups stay as wide as they were.
  bool erase(std::uint32_t need);
  /// Adds all needs to `needs`, in no promised order.
  void collect(std::vector<NeedLane>& needs) const;

  std::size_t size() const { return size_; }
  const std::vector<NeedBlock>& blocks() const { return blocks_; }
  /// levels()[0][i] is over blocks() 16·i to 16·i + 15, levels()[1][i] over levels()[0] likewise.
  const std::vector<std::vector<GroupBlock>>& levels() const { return levels_; }

 private:
  void group_last_block();

  std::vector<NeedBlock> blocks_;
  std::vector<std::vector<GroupBlock>> levels_;
  std::size_t size_ = 0;    // needs that are here
  std::size_t filled_ = 0;  // lanes given out, those of erased needs too
};

}  // namespace samspill::matching
