// Which score a standard normal variable stays below with a given probability.
//
// Method: quotients of polynomials, one pair for the middle and two for the tails.
// Source: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988) 477, routine PPND7.
// Limits: seven digits. Worked number: 0.95 gives 1.644854.
#include "base/normal_quantile.h"

#include <cassert>
#include <cmath>

namespace samspill {

double normal_quantile(double probability) {
  assert(probability > 0 && probability < 1);
  const double q = probability - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179) /
           (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1);
  }
  double r = std::sqrt(-std::log(q < 0 ? probability : 1 - probability));
  double score = 0;
  if (r <= 5) {
    r -= 1.6;
    score = (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
            ((0.12021132975 * r + 0.7370016425) * r + 1);
  } else {
    r -= 5;
    score = (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.657905115) /
            ((0.012258202635 * r + 0.24197894225) * r + 1);
  }
  return q < 0 ? -score : score;
}

}  // namespace samspill
