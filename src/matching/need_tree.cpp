// The order of a key's needs.
//
// Problem: a test asks sixteen needs, or sixteen groups, at once. The more alike the needs of a
// group are, the closer its figures are to each need's and the sooner the whole group is left out.
//
// Method: a k-d tree with groups of 16^k needs. A range is cut in two near the middle, at a whole
// number of the largest groups that fit into it, across the widest of place, value and quantity.
// Widths are measured in the list's mean reach for place, in the value's range, and in a factor of
// e^4 for quantity. (J. L. Bentley, Communications of the ACM 18 (1975) 509; J. H. Friedman,
// J. L. Bentley, R. A. Finkel, ACM Trans. Math. Software 3 (1977) 209.)
//
// Limits: the order only bears on speed. Appended needs are grouped as they come.
//
// Worked number: 600 needs: groups of 256, 256 and 88; the last one holds 5 blocks of 16 and one
// of 8.
#include "matching/need_tree.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace samspill::matching {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr std::uint32_t kNoNeed = std::numeric_limits<std::uint32_t>::max();
constexpr float kNarrowQuantity = 4;  // a factor of e^4 between quantities is as wide as a reach
constexpr float kLeastQuantity = 1e-6F;
constexpr std::size_t kDimensions = 5;

/// Where a need stands for the arrangement: place, value, quantity, each by its own measure.
struct Position {
  std::array<float, kDimensions> at;
  std::uint32_t index;
};

/// What a GroupBlock says of one of its lanes.
struct Group {
  float least[3] = {kInfinity, kInfinity, kInfinity};
  float most[3] = {-kInfinity, -kInfinity, -kInfinity};
  float reach_squared = 0;
  float quantity = 0;
  float value = -kInfinity;
  std::uint32_t periods = 0;
  std::uint32_t properties_low = ~0U;
  std::uint32_t properties_high = ~0U;
  bool takes_hazardous = false;

  void add(const Group& other) {
    for (int i = 0; i < 3; ++i) {
      least[i] = std::min(least[i], other.least[i]);
      most[i] = std::max(most[i], other.most[i]);
    }
    reach_squared = std::max(reach_squared, other.reach_squared);
    quantity = std::max(quantity, other.quantity);
    value = std::max(value, other.value);
    periods |= other.periods;
    properties_low &= other.properties_low;
    properties_high &= other.properties_high;
    takes_hazardous |= other.takes_hazardous;
  }
};

Group group_of(const NeedBlock& block) {
  Group all;
  for (int i = 0; i < kLanes; ++i) {
    if (block.need[i] == kNoNeed) continue;
    all.add({.least = {block.x[i], block.y[i], block.z[i]},
             .most = {block.x[i], block.y[i], block.z[i]},
             .reach_squared = std::fabs(block.reach_squared[i]),
             .quantity = block.quantity[i],
             .value = block.value[i],
             .periods = block.periods[i],
             .properties_low = block.properties_low[i],
             .properties_high = block.properties_high[i],
             .takes_hazardous = !std::signbit(block.reach_squared[i])});
  }
  return all;
}

Group group_of(const GroupBlock& block) {
  Group all;
  for (int i = 0; i < kLanes; ++i) {
    all.add({.least = {block.least_x[i], block.least_y[i], block.least_z[i]},
             .most = {block.most_x[i], block.most_y[i], block.most_z[i]},
             .reach_squared = std::fabs(block.reach_squared[i]),
             .quantity = block.quantity[i],
             .value = block.value[i],
             .periods = block.periods[i],
             .properties_low = block.properties_low[i],
             .properties_high = block.properties_high[i],
             .takes_hazardous = !std::signbit(block.reach_squared[i])});
  }
  return all;
}

void set_lane(GroupBlock& block, std::size_t i, const Group& group) {
  block.least_x[i] = group.least[0];
  block.least_y[i] = group.least[1];
  block.least_z[i] = group.least[2];
  block.most_x[i] = group.most[0];
  block.most_y[i] = group.most[1];
  block.most_z[i] = group.most[2];
  block.reach_squared[i] = group.takes_hazardous ? group.reach_squared : -group.reach_squared;
  block.quantity[i] = group.quantity;
  block.value[i] = group.value;
  block.periods[i] = group.periods;
  block.properties_low[i] = group.properties_low;
  block.properties_high[i] = group.properties_high;
}

void set_lane(NeedBlock& block, std::size_t i, const NeedLane& need) {
  block.x[i] = need.x;
  block.y[i] = need.y;
  block.z[i] = need.z;
  block.reach_squared[i] = need.reach_squared;
  block.quantity[i] = need.quantity;
  block.value[i] = need.value;
  block.periods[i] = need.periods;
  block.properties_low[i] = need.properties_low;
  block.properties_high[i] = need.properties_high;
  block.need[i] = need.need;
}

NeedLane lane(const NeedBlock& block, int i) {
  return {block.x[i],
          block.y[i],
          block.z[i],
          block.reach_squared[i],
          block.quantity[i],
          block.value[i],
          block.periods[i],
          block.properties_low[i],
          block.properties_high[i],
          block.need[i]};
}

constexpr NeedLane kEmptyLane{kInfinity, 0, 0, 0, 0, 0, 0, 0, 0, kNoNeed};

NeedBlock empty_need_block() {
  NeedBlock block;
  for (std::size_t i = 0; i < kLanes; ++i) set_lane(block, i, kEmptyLane);
  return block;
}

GroupBlock empty_group_block() {
  GroupBlock block;
  for (std::size_t i = 0; i < kLanes; ++i) set_lane(block, i, Group{});
  return block;
}

template <typename Block>
std::vector<GroupBlock> groups_over(const std::vector<Block>& blocks) {
  std::vector<GroupBlock> groups((blocks.size() + kLanes - 1) / kLanes, empty_group_block());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    set_lane(groups[i / kLanes], i % kLanes, group_of(blocks[i]));
  }
  return groups;
}

float mean_reach(std::span<const NeedLane> needs) {
  double sum = 0;
  int finite = 0;
  for (const NeedLane& need : needs) {
    const float squared = std::fabs(need.reach_squared);
    if (!std::isfinite(squared)) continue;
    sum += std::sqrt(squared);
    ++finite;
  }
  return finite > 0 && sum > 0 ? static_cast<float>(sum / finite) : 1.0F;
}

std::vector<Position> positions(std::span<const NeedLane> needs) {
  const float per_km = 1 / mean_reach(needs);
  const auto [low, high] = std::ranges::minmax(needs, {}, &NeedLane::value);
  const float per_value = high.value > low.value ? 1 / (high.value - low.value) : 0.0F;
  std::vector<Position> all;
  all.reserve(needs.size());
  for (const NeedLane& need : needs) {
    const float quantity = std::log(std::max(need.quantity, kLeastQuantity)) / kNarrowQuantity;
    all.push_back(
        {{need.x * per_km, need.y * per_km, need.z * per_km, need.value * per_value, quantity},
         static_cast<std::uint32_t>(all.size())});
  }
  return all;
}

std::size_t widest_dimension(std::span<const Position> needs) {
  std::array<float, kDimensions> least = needs[0].at, most = needs[0].at;
  for (const Position& need : needs) {
    for (std::size_t i = 0; i < kDimensions; ++i) {
      least[i] = std::min(least[i], need.at[i]);
      most[i] = std::max(most[i], need.at[i]);
    }
  }
  std::size_t widest = 0;
  for (std::size_t i = 1; i < kDimensions; ++i) {
    if (most[i] - least[i] > most[widest] - least[widest]) widest = i;
  }
  return widest;
}

void arrange(std::span<Position> needs) {
  if (needs.size() <= kLanes) return;
  std::size_t group = kLanes;
  while (group * kLanes < needs.size()) group *= kLanes;
  const std::size_t left = (needs.size() + group - 1) / group / 2 * group;
  const std::size_t dimension = widest_dimension(needs);
  std::ranges::nth_element(needs, needs.begin() + static_cast<std::ptrdiff_t>(left),
                           [dimension](const Position& a, const Position& b) {
                             return a.at[dimension] < b.at[dimension];
                           });
  arrange(needs.first(left));
  arrange(needs.subspan(left));
}

}  // namespace

NeedTree::NeedTree(std::span<const NeedLane> needs) : size_(needs.size()), filled_(needs.size()) {
  if (needs.empty()) return;
  std::vector<Position> order = positions(needs);
  arrange(order);
  blocks_.assign((needs.size() + kLanes - 1) / kLanes, empty_need_block());
  for (std::size_t i = 0; i < order.size(); ++i) {
    set_lane(blocks_[i / kLanes], i % kLanes, needs[order[i].index]);
  }
  if (blocks_.size() > 1) levels_.push_back(groups_over(blocks_));
  while (!levels_.empty() && levels_.back().size() > 1) {
    levels_.push_back(groups_over(levels_.back()));
  }
}

void NeedTree::append(const NeedLane& need) {
  if (filled_ % kLanes == 0) blocks_.push_back(empty_need_block());
  set_lane(blocks_.back(), filled_ % kLanes, need);
  ++filled_;
  ++size_;
  group_last_block();
}

void NeedTree::group_last_block() {
  std::size_t count = blocks_.size();
  for (std::size_t level = 0; count > 1; ++level) {
    if (level == levels_.size()) {
      levels_.push_back(level == 0 ? groups_over(blocks_) : groups_over(levels_[level - 1]));
    } else {
      std::vector<GroupBlock>& groups = levels_[level];
      if (groups.size() * kLanes < count) groups.push_back(empty_group_block());
      set_lane(groups.back(), (count - 1) % kLanes,
               level == 0 ? group_of(blocks_.back()) : group_of(levels_[level - 1].back()));
    }
    count = levels_[level].size();
  }
}

bool NeedTree::erase(std::uint32_t need) {
  for (NeedBlock& block : blocks_) {
    const auto* const found = std::find(block.need, block.need + kLanes, need);
    if (found == block.need + kLanes) continue;
    set_lane(block, static_cast<std::size_t>(found - block.need), kEmptyLane);
    --size_;
    return true;
  }
  return false;
}

void NeedTree::collect(std::vector<NeedLane>& needs) const {
  for (const NeedBlock& block : blocks_) {
    for (int i = 0; i < kLanes; ++i) {
      if (block.need[i] != kNoNeed) needs.push_back(lane(block, i));
    }
  }
}

}  // namespace samspill::matching
