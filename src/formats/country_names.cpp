#include "formats/country_names.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace samspill::formats {
namespace {

constexpr std::array<std::string_view, 12> kNearby = {"NO", "SE", "DK", "FI", "IS", "EE",
                                                      "LV", "LT", "PL", "DE", "NL", "GB"};

}  // namespace

std::vector<Country> countries(reference::Language language) {
  const std::string_view language_code =
      reference::kLanguageCodes[static_cast<std::size_t>(language)];
  const icu::Locale readers{std::string(language_code).c_str()};
  std::vector<std::string> codes(kNearby.begin(), kNearby.end());
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    if (!std::ranges::contains(kNearby, std::string_view(*code))) codes.emplace_back(*code);
  }
  std::vector<Country> out;
  for (const std::string& code : codes) {
    icu::UnicodeString name;
    icu::Locale("", code.c_str()).getDisplayCountry(readers, name);
    Country& country = out.emplace_back(code);
    name.toUTF8String(country.name);
  }
  return out;
}

}  // namespace samspill::formats
