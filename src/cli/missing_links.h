#pragma once

#include "cli/session.h"
#include "formats/dataset.h"
#include "matching/bundles.h"
#include "matching/gaps.h"
#include "reference/resource.h"

namespace samspill::cli {

/// Prints the bundles of a dataset, as a table or in their machine form.
void show_bundles(const Session& session, const formats::Dataset& dataset,
                  const matching::BundleOptions& options, bool json);

/// Prints the missing links of a dataset likewise.
void show_gaps(const Session& session, const formats::Dataset& dataset,
               const matching::GapOptions& options, reference::Language language, bool json);

}  // namespace samspill::cli
