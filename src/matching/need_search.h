#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "matching/need_columns.h"

namespace samspill::matching {

/// An offer as the search sees it. Of a need with quantity q, value v and distance d it can bring
///   min(quantity, q) · share of common periods · (value + v − cost − cost_per_km · d) − fixed
/// EUR at most.
struct OfferFigures {
  std::uint32_t key = 0;
  Place place;
  double reach_km = std::numeric_limits<double>::infinity();
  double quantity = 0;  // [unit of the key]
  double value_per_unit = 0;
  double cost_per_unit = 0;
  double cost_per_unit_km = 0;
  double fixed = 0;
  std::uint32_t periods = 1;  // a bit for each period in which it gives
  std::uint64_t stated = 0;   // a bit for each property it states
  bool is_hazardous = false;
};

/// How many needs are tested at once. All ways give the same needs in the same order.
enum class ScanPath { plain, avx2, avx512 };
bool is_supported(ScanPath path);
ScanPath fastest_path();

/// Gives partners: here an offer looks for needs; a need looks for offers in the same way, with the
/// roles exchanged (prospects.h). Gives the needs that may be worth at least a bar to one offer,
/// the most promising groups first:
///
///   NeedSearch search(columns, offer, bar);
///   while (const auto need = search.next()) {
///     … work out the pair; keep it among the best K …
///     search.raise(benefit of the K-th best);
///   }
///
/// Every need of the offer's key comes once if both reaches hold the straight line, a period is
/// common, the offer states the properties, hazard allows it, and the bound on its benefit is not
/// below the bar. Some come that miss a reach or the bar by a rounding: the caller decides.
class NeedSearch {
 public:
  /// Keeps a reference to `columns`, which must stay as it is meanwhile. Throws Error invalid for
  /// figures out of bounds as NeedColumns does, a negative cost per km, or an unknown key.
  NeedSearch(const NeedColumns& columns, const OfferFigures& offer,
             double least_benefit = -std::numeric_limits<double>::infinity(),
             ScanPath path = fastest_path());

  /// The next need; empty when none is left.
  std::optional<std::uint32_t> next();
  /// Needs below this benefit no longer count; those equal to it do.
  void raise(double least_benefit);

 private:
  /// A block that has not been looked into.
  struct Pending {
    float most;  // before the fixed cost
    std::uint32_t block;
    std::uint8_t level;  // 0 = of needs
  };
  /// Each level leaves at most sixteen blocks behind; eight levels hold 2³² needs.
  static constexpr std::size_t kMostPending = 8 * kLanes;

  bool start_next_tree();
  void open(const Pending& pending);

  const NeedColumns::List& list_;
  const BlockTests& tests_;
  OfferTerms terms_;
  double fixed_;
  const NeedTree* tree_ = nullptr;
  std::size_t next_tree_ = 0;  // into the parts of the list, and then what was added
  const NeedBlock* block_ = nullptr;
  std::uint32_t lanes_ = 0;  // of block_, still to be given
  std::size_t pending_count_ = 0;
  alignas(64) float most_[kLanes];
  std::array<Pending, kMostPending> pending_;
};

}  // namespace samspill::matching
