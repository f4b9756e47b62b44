// The search of one offer among the needs of its key.
//
// Problem: the caller wants the exact best K of thousands of needs and looks closely at few.
//
// Method: branch and bound on the tree of the key (need_tree.cpp). The sixteen groups of a block
// are tested at once; those that may still reach the bar wait on a stack, the most promising on
// top, and are dropped if the bar has passed them when their turn comes. What comes out of the
// lowest blocks is worked out by the caller, who raises the bar. (A. H. Land, A. G. Doig,
// Econometrica 28 (1960) 497; depth first with the best first: N. Roussopoulos, S. Kelley,
// F. Vincent, SIGMOD 1995.)
//
// Rounding, u = 2^-24: a straight line from rounded places is off by less than d₀ = 4u · 20 000 km
// and 4u of itself. The bracket value + v − cost − c·D loses less than 3u of the first terms
// and u of each later one. So `gain` is raised by 8u of the largest terms and by c·d₀, c is
// lowered by 16u, reaches are raised by d₀ and 16u, benefits by 16u (`rounding`), and the bar is
// lowered by 4u and 1e-30 EUR for amounts that vanish.
//
// Limits: costs per km are not negative, so that a group is worth most at its nearest point.
#include "matching/need_search.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <format>

#include "base/error.h"

namespace samspill::matching {
namespace {

constexpr double kVanishingEur = 1e-30;

std::uint32_t low(std::uint64_t bits) {
  return static_cast<std::uint32_t>(bits);
}
std::uint32_t high(std::uint64_t bits) {
  return static_cast<std::uint32_t>(bits >> 32);
}

const NeedColumns::List& list_of(const NeedColumns& columns, const OfferFigures& offer) {
  if (offer.key < columns.key_count()) return columns.list(offer.key);
  throw Error(ErrorKind::invalid, std::format("key of an offer is {}, expected below {}", offer.key,
                                              columns.key_count()));
}

void check(const OfferFigures& offer) {
  check_place(offer.place);
  if (!(offer.reach_km >= 0)) {
    throw Error(ErrorKind::invalid,
                std::format("reach of an offer is {} km, expected 0 or more", offer.reach_km));
  }
  check_figure("quantity of an offer", offer.quantity, 0);
  check_figure("value of an offer", offer.value_per_unit, -kLargestFigure);
  check_figure("cost of an offer", offer.cost_per_unit, -kLargestFigure);
  check_figure("cost per km of an offer", offer.cost_per_unit_km, 0);
  check_figure("fixed cost of an offer", offer.fixed, -kLargestFigure);
}

/// `largest_value` is the largest magnitude of a need's value under the offer's key.
OfferTerms terms_of(const OfferFigures& offer, int periods, double largest_value) {
  check(offer);
  const double largest_terms =
      std::fabs(offer.value_per_unit) + std::fabs(offer.cost_per_unit) + largest_value;
  const double gain = offer.value_per_unit - offer.cost_per_unit +
                      8 * kFloatRounding * largest_terms +
                      offer.cost_per_unit_km * kDistanceRoundingKm;
  return {.x = static_cast<float>(offer.place.x_km),
          .y = static_cast<float>(offer.place.y_km),
          .z = static_cast<float>(offer.place.z_km),
          .reach_squared = widened_square(offer.reach_km),
          .quantity = static_cast<float>(offer.quantity),
          .gain = static_cast<float>(gain),
          .cost_per_km = static_cast<float>(offer.cost_per_unit_km * (1 - 16 * kFloatRounding)),
          .share_per_period = static_cast<float>(1.0 / periods),
          .rounding = static_cast<float>(16 * kFloatRounding),
          .bar = 0,
          .periods = offer.periods,
          .unstated_low = ~low(offer.stated),
          .unstated_high = ~high(offer.stated),
          .hazardous = offer.is_hazardous ? 0x80000000U : 0U};
}

const BlockTests& tests_of(ScanPath path) {
  if (!is_supported(path)) {
    throw Error(ErrorKind::unavailable, "this processor lacks the instructions of the scan path");
  }
#ifdef __x86_64__
  if (path == ScanPath::avx512) return kAvx512Tests;
  if (path == ScanPath::avx2) return kAvx2Tests;
#endif
  return kPlainTests;
}

}  // namespace

bool is_supported(ScanPath path) {
#ifdef __x86_64__
  if (path == ScanPath::avx512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
  }
  if (path == ScanPath::avx2) return __builtin_cpu_supports("avx2");
#endif
  return path == ScanPath::plain;
}

ScanPath fastest_path() {
  static const ScanPath fastest = is_supported(ScanPath::avx512) ? ScanPath::avx512
                                  : is_supported(ScanPath::avx2) ? ScanPath::avx2
                                                                 : ScanPath::plain;
  return fastest;
}

NeedSearch::NeedSearch(const NeedColumns& columns, const OfferFigures& offer, double least_benefit,
                       ScanPath path)
    : list_(list_of(columns, offer)),
      tests_(tests_of(path)),
      terms_(terms_of(offer, columns.periods(), list_.largest_value)),
      fixed_(offer.fixed) {
  raise(least_benefit);
}

/// One tree after the other: what the first gave has raised the bar for the next.
bool NeedSearch::start_next_tree() {
  const std::size_t parts = list_.parts.size();
  while (next_tree_ <= parts) {
    tree_ = next_tree_ < parts ? &list_.parts[next_tree_].tree : &list_.added;
    ++next_tree_;
    if (tree_->size() == 0) continue;
    pending_[pending_count_++] = {.most = std::numeric_limits<float>::infinity(),
                                  .block = 0,
                                  .level = static_cast<std::uint8_t>(tree_->levels().size())};
    return true;
  }
  return false;
}

void NeedSearch::raise(double least_benefit) {
  const double before_fixed = least_benefit + fixed_;
  const double rounding =
      4 * kFloatRounding * (std::fabs(least_benefit) + std::fabs(fixed_)) + kVanishingEur;
  terms_.bar = static_cast<float>(before_fixed - rounding);
}

std::optional<std::uint32_t> NeedSearch::next() {
  for (;;) {
    while (lanes_ != 0) {
      const int lane = std::countr_zero(lanes_);
      lanes_ &= lanes_ - 1;
      if (!(most_[lane] < terms_.bar)) return block_->need[lane];
    }
    if (pending_count_ == 0 && !start_next_tree()) return std::nullopt;
    const Pending pending = pending_[--pending_count_];
    if (!(pending.most < terms_.bar)) open(pending);
  }
}

void NeedSearch::open(const Pending& pending) {
  if (pending.level == 0) {
    block_ = &tree_->blocks()[pending.block];
    lanes_ = tests_.needs(*block_, terms_, most_);
    return;
  }
  std::uint32_t lanes =
      tests_.groups(tree_->levels()[pending.level - 1U][pending.block], terms_, most_);
  const std::size_t bottom = pending_count_;
  for (; lanes != 0; lanes &= lanes - 1) {
    const auto lane = static_cast<std::uint32_t>(std::countr_zero(lanes));
    std::size_t at = pending_count_++;
    for (; at > bottom && most_[lane] < pending_[at - 1].most; --at)
      pending_[at] = pending_[at - 1];
    pending_[at] = {.most = most_[lane],
                    .block = pending.block * kLanes + lane,
                    .level = static_cast<std::uint8_t>(pending.level - 1)};
  }
}

}  // namespace samspill::matching
