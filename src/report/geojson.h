#pragma once

#include <string>

#include "report/model.h"

namespace samspill::report {

/// Sites as points and exchanges as lines, RFC 7946: WGS 84, longitude before latitude. Property
/// names end with their unit; an unknown is null.
std::string to_geojson(const ReportModel& model);

}  // namespace samspill::report
