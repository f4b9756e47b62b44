#pragma once

#include "report/cell.h"
#include "report/page_flow.h"

namespace samspill::report {

/// Tables with more columns than this are printed across the long side of the paper.
inline constexpr std::size_t kMostUprightColumns = 8;

/// Prints a table with its title and note; its head stands again on every page it runs on to.
void print_table(PageFlow& flow, const Table& table);

}  // namespace samspill::report
