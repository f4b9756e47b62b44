#pragma once

#include <string>

#include "report/model.h"

namespace samspill::report {

/// The report as a tagged PDF on A4, with title, language, bookmarks and words for every picture.
/// The same model gives the same bytes on the same machine.
std::string to_pdf(const ReportModel& model);

}  // namespace samspill::report
