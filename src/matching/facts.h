#pragma once

#include <string>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What an offer and a need are today, as 12 hex digits that begin with f: equal as long as
/// everything that decides their match is (facts.cpp), on every machine and whatever the order of
/// rows. Other names, remarks and sources change nothing.
std::string fingerprint(const Region& region, const reference::Reference& reference, StreamId offer,
                        StreamId need);

}  // namespace samspill::matching
