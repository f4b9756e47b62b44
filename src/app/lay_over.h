#pragma once

#include "formats/dataset.h"

namespace samspill::app {

/// A region's tables with those that somebody sent laid over them. A row with the id of one that is
/// there changes the cells whose columns were sent; a row with another id is added. Of tables
/// without ids, what was there of the same owner (the first column: the qualities of a stream) is
/// replaced. Nothing else is taken out, and the settings stay. Rows bear the number that they have
/// in the file they are from.
formats::Tables lay_over(const formats::Tables& region, const formats::Tables& sent);

}  // namespace samspill::app
