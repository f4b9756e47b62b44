#pragma once

#include <string>

#include "report/model.h"

namespace samspill::report {

/// The report as one self-contained HTML page: style, data, base map and script are inside, and its
/// policy forbids the browser to fetch anything. Complete and readable without JavaScript.
std::string to_html(const ReportModel& model);

}  // namespace samspill::report
