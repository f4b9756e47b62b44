#pragma once

#include <filesystem>

#include "report/model.h"

namespace samspill::report {

/// Writes the key figures and every table of the report as sheets of an .xlsx workbook: numbers as
/// numbers, a head that stays, filters. The whole file or nothing.
/// Throws Error(unavailable) when the place cannot be written.
void write_workbook(const ReportModel& model, const std::filesystem::path& path);

}  // namespace samspill::report
