// Few points that fill a space of many inputs evenly.
//
// Problem: plain random draws need several times as many samples for the same accuracy. Method: a
// rank-1 lattice. At sample k input j takes the score number (k · step_j + start_j) mod n, so each
// input alone runs through all n scores once, and steps are chosen such that any two or three
// inputs together spread evenly. Starts are mixed from the seed (splitmix64).
//
// Source: I. H. Sloan, S. Joe, Lattice Methods for Multiple Integration (Oxford 1994); R. Cranley,
// T. N. L. Patterson, SIAM J. Numer. Anal. 13 (1976) 904 for the shifts; the mixing: G. L. Steele,
// D. Lea, C. H. Flood, OOPSLA 2014. The steps were found for this program one after the other, each
// the odd number that gave the least worst-case error P2 over the pairs with all before it and, for
// the first twelve, a tenth of that over triples.
//
// Limits: later inputs pair less evenly, so the important ones should come first.
//
// Worked number: n = 256, step 75, start 0: samples 0, 1, 2, 3, 4 take the scores 0, 75, 150,
// 225, 44.
#include "matching/lattice.h"

#include <cassert>
#include <cmath>

#include "base/normal_quantile.h"
#include "base/splitmix.h"

namespace samspill::matching {
namespace {

static_assert((kSamples & (kSamples - 1)) == 0, "odd steps visit every score of a power of two");

constexpr std::array<std::size_t, kMostInputs> kSteps = {
    1,   75, 95, 41, 121, 35, 59, 113, 49, 87,  9,  55, 21,  127, 93, 89, 103, 13, 37, 33,
    101, 17, 19, 65, 15,  97, 77, 71,  67, 117, 83, 81, 125, 85,  29, 73, 23,  79, 45, 123};

double mean_product(const Column& a, const Column& b) {
  double sum = 0;
  for (std::size_t i = 0; i < kSamples; ++i) sum += a[i] * b[i];
  return sum / kSamples;
}

void subtract(Column& from, const Column& what, double times) {
  for (std::size_t i = 0; i < kSamples; ++i) from[i] -= times * what[i];
}

/// Gram–Schmidt on 1, z, z², z³.
void add_powers(ScoreGrid& grid) {
  Column one;
  one.fill(1);
  for (std::size_t degree = 1; degree <= grid.powers.size(); ++degree) {
    Column& power = grid.powers[degree - 1];
    for (std::size_t i = 0; i < kSamples; ++i) {
      power[i] = std::pow(grid.score[i], static_cast<double>(degree));
    }
    subtract(power, one, mean_product(power, one));
    for (std::size_t lower = 1; lower < degree; ++lower) {
      const Column& before = grid.powers[lower - 1];
      subtract(power, before, mean_product(power, before));
    }
    const double scale = std::sqrt(mean_product(power, power));
    for (double& value : power) value /= scale;
  }
}

ScoreGrid make_grid() {
  ScoreGrid grid;
  for (std::size_t i = 0; i < kSamples / 2; ++i) {
    const double probability = (static_cast<double>(i) + 0.5) / kSamples;
    const std::size_t mirrored = kSamples - 1 - i;
    grid.probability[i] = probability;
    grid.probability[mirrored] = 1 - probability;
    grid.score[i] = normal_quantile(probability);
    grid.score[mirrored] = -grid.score[i];
  }
  add_powers(grid);
  return grid;
}

}  // namespace

const ScoreGrid& score_grid() {
  static const ScoreGrid grid = make_grid();
  return grid;
}

LatticeOrder::LatticeOrder(std::size_t input, std::uint64_t seed)
    : step_(kSteps[input]), start_(splitmix(splitmix(seed) + input)) {
  assert(input < kMostInputs);
}

}  // namespace samspill::matching
