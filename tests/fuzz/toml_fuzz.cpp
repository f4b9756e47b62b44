// Any bytes as region.toml; settings without an error come back the same from each of their forms:
// a list, JSON, and the sheet of a workbook.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/table.h"
#include "base/text.h"
#include "formats/region_sheet.h"
#include "formats/settings.h"
#include "formats/settings_json.h"

namespace {

using samspill::Diagnostics;
using samspill::Settings;
namespace formats = samspill::formats;

/// Stops the run also where assert is compiled away.
void require(bool holds) {
  if (!holds) std::abort();
}

std::optional<Settings> read(std::string_view toml) {
  Diagnostics diagnostics;
  const auto settings = formats::read_settings(toml, "region.toml", diagnostics);
  require(settings.has_value() != diagnostics.has_errors());
  return settings;
}

/// A sheet trims its cells and has none for an empty text.
bool fits_in_a_cell(const std::string& text) {
  return text == samspill::trim(text) && !text.empty();
}

bool fits_in_a_sheet(const Settings& settings) {
  return fits_in_a_cell(settings.name) &&
         (settings.country.empty() || fits_in_a_cell(settings.country));
}

std::string through_a_sheet(std::string_view toml) {
  samspill::Table sheet("region", "region", {"setting", "value"});
  for (int number = 2; const auto& [key, value] : formats::rows_of_settings(toml, "region.toml")) {
    sheet.add_row(number++, {key, value});
  }
  Diagnostics diagnostics;
  std::string out = formats::settings_of_sheet(sheet, diagnostics);
  require(!diagnostics.has_errors());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  const std::optional<Settings> settings = read(toml);
  if (!settings) return 0;
  const auto list = formats::list_settings(toml);
  require(read(formats::write_settings(list)) == settings);
  require(read(formats::settings_from_json(formats::settings_to_json(toml, "region.toml"))) ==
          settings);
  if (fits_in_a_sheet(*settings)) require(read(through_a_sheet(toml)) == settings);
  return 0;
}
