#pragma once

#include <string>

#include "report/model.h"

namespace samspill::report {

/// The page's data for its script, as web/src/report/data.ts describes it: language, texts, map,
/// sankeys, comparison, ledger. JSON text; unknown is null.
std::string page_data(const ReportModel& model);

}  // namespace samspill::report
