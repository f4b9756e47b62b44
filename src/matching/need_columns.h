#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "matching/need_tree.h"

namespace samspill::matching {

/// A place: x and y of a map in km, or x, y and z from the middle of the globe. The straight line
/// between two places must be no longer than any way between them.
struct Place {
  double x_km = 0;
  double y_km = 0;
  double z_km = 0;
};

/// A need as the search sees it. Quantities are in the unit of the key, whatever it is.
struct NeedFigures {
  Place place;
  double reach_km = std::numeric_limits<double>::infinity();
  double quantity = 0;
  double value_per_unit = 0;
  std::uint32_t periods = 1;     // a bit for each period in which it takes
  std::uint64_t properties = 0;  // a bit for each property an offer must state
  bool takes_hazardous = false;
};

/// That a need stands under a key: a waste code or a resource that it accepts.
struct NeedKey {
  std::uint32_t key;
  std::uint32_t need;
};

/// Needs, or offers in the same way, listed by key, ready to be searched (need_search.h). Several
/// threads may read it at once.
class NeedColumns {
 public:
  /// `keys` runs over the same needs as `needs` (need i is needs[i]); a pair stands there once.
  /// Keys are 0 to `key_count` − 1, periods 1 to 32. Throws Error invalid for a figure out of
  /// bounds: places farther than 20 000 km from the origin, negative reach or quantity, figures
  /// above 1e12 or not finite (reach may be infinite).
  NeedColumns(int periods, std::uint32_t key_count, std::span<const NeedFigures> needs,
              std::span<const NeedKey> keys);

  /// Makes room for keys up to `key_count` − 1.
  void extend(std::uint32_t key_count);
  /// Lists a need that is not here yet under `keys`. Throws Error invalid as above.
  void add(std::uint32_t need, const NeedFigures& figures, std::span<const std::uint32_t> keys);
  /// Takes a need from the lists of `keys`. Throws Error not_found if it is missing from one.
  void remove(std::uint32_t need, std::span<const std::uint32_t> keys);

  /// Some needs of one key, arranged.
  struct Part {
    NeedTree tree;
    std::size_t removed = 0;
  };
  /// The needs of one key: most of them arranged in parts, and those that came later.
  struct List {
    std::vector<Part> parts;
    NeedTree added;
    std::size_t removed = 0;  // of `added`
    float largest_value = 0;  // in magnitude, of any need that was ever here [EUR/unit]

    bool is_empty() const { return parts.empty() && added.size() == 0; }
  };
  int periods() const { return periods_; }
  std::uint32_t key_count() const { return static_cast<std::uint32_t>(lists_.size()); }
  const List& list(std::uint32_t key) const { return lists_[key]; }

 private:
  List& checked_list(std::uint32_t key);
  static void arrange(List& list, std::vector<NeedLane> needs);
  static void arrange_when_worn(List& list);
  static bool erase(List& list, std::uint32_t need);

  int periods_;
  std::vector<List> lists_;
};

/// Figures above this are refused, so that single precision never overflows.
inline constexpr double kLargestFigure = 1e12;
/// Places farther from the origin are refused [km]: a rounded coordinate is off by 0.6 m at most.
inline constexpr double kFarthestCoordinateKm = 20000;
/// Half a unit in the last place of single precision, as a share.
inline constexpr double kFloatRounding = 0x1p-24;
/// More than the straight line between two places loses when both are rounded [km]: 2·√3 halves.
inline constexpr double kDistanceRoundingKm = 4 * kFloatRounding * kFarthestCoordinateKm;

/// Throws Error invalid unless the place can be searched.
void check_place(const Place& place);
/// Throws Error invalid unless `figure` lies in [least, kLargestFigure].
void check_figure(const char* name, double figure, double least);
/// Reach squared in single precision, never less than the true one.
float widened_square(double reach_km);

}  // namespace samspill::matching
