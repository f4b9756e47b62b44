#pragma once

#include <map>
#include <stop_token>
#include <string>

#include "base/diagnostic.h"
#include "domain/plan.h"
#include "formats/dataset.h"
#include "report/model.h"

namespace samspill::app {

/// The report of a plan with all that goes beside it: best matches, bundles, missing links, ledger
/// and, where there are initiatives and targets, the portfolio. Errors among the diagnostics are
/// told in the portfolio's section. `date` is printed on it.
report::ReportModel make_report(const formats::Dataset& dataset, const Diagnostics& diagnostics,
                                const Plan& plan, reference::Language language,
                                const std::string& date, std::stop_token stop);

/// Content by file name: report.html, report.pdf, report.xlsx, report.geojson.
std::map<std::string, std::string> report_files(const report::ReportModel& model);

}  // namespace samspill::app
