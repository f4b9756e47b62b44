#pragma once

#include "portfolio/model.h"
#include "portfolio/outline.h"

namespace samspill::portfolio {

/// What comes of a choice, reckoned anew from the outline: the check on the model. Throws
/// Error(internal) when a prerequisite, an exclusion or a budget does not hold, or when more is
/// missed than the choice says.
Portfolio reckon(const Region& region, const Outline& outline, const Choice& choice);

/// The best portfolio of an outline. Throws as reckon() and choose_starts() do.
Portfolio choose(const Region& region, const Outline& outline, const Options& options);

}  // namespace samspill::portfolio
