#pragma once

namespace samspill {

/// The score below which a standard normal variable lies with this probability (0 < p < 1), to
/// seven digits.
double normal_quantile(double probability);

}  // namespace samspill
