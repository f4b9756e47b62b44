#pragma once

#include <string>
#include <vector>

#include "language/evidence.h"

namespace samspill::language {

/// The resource's waste codes that are valid on the context's date, the likeliest for this text and
/// site first: a code that the text itself holds; then those of a chapter that is about the site's
/// sector (data/waste_origins.csv); then in the order of the vocabulary, with the hazardous entry
/// of a mirror pair before the other only where the text speaks of danger or contamination.
std::vector<std::string> order_low_codes(const reference::Reference& reference,
                                         const reference::Resource& resource, const Analysis& text,
                                         const Context& context);

}  // namespace samspill::language
