#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace samspill::matching {

/// Samples at which uncertain inputs are tried, and how many inputs can be told apart.
inline constexpr std::size_t kSamples = 256;
inline constexpr std::size_t kMostInputs = 40;

/// One value per sample.
using Column = std::array<double, kSamples>;

/// The scores that a standard normal variable takes, smallest first: the middles of kSamples
/// slices of equal probability. Scores are symmetric to the last digit.
struct ScoreGrid {
  Column probability;
  Column score;
  std::array<Column, 3> powers;  // polynomials of degree 1, 2, 3 in the score; over the grid each
                                 // has mean 0, mean square 1, and they are orthogonal
};
const ScoreGrid& score_grid();

/// Which score of the grid an input takes at each sample. Every input takes each score once.
class LatticeOrder {
 public:
  /// `input` < kMostInputs.
  LatticeOrder(std::size_t input, std::uint64_t seed);
  std::size_t operator[](std::size_t sample) const {
    return (sample * step_ + start_) & (kSamples - 1);
  }

 private:
  std::size_t step_;
  std::size_t start_;
};

}  // namespace samspill::matching
