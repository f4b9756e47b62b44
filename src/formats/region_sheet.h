#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "formats/schema.h"
#include "formats/settings.h"

namespace samspill::formats {

inline constexpr std::string_view kRegionSheet = "region";

/// The sheet that stands for region.toml: setting, value, help.
const TableSchema& region_schema();

/// The sheet's rows as settings text, each on the line whose number its row has, so that messages
/// about lines are about rows. Values are written as people do: name without quotes, 0,06, 2030;
/// 2040.
std::string settings_of_sheet(const Table& sheet, Diagnostics& diagnostics);

/// Settings as rows of the sheet, values as settings_of_sheet reads them back.
std::vector<SettingText> rows_of_settings(std::string_view toml, const std::string& file);

}  // namespace samspill::formats
