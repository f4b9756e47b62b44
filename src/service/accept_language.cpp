#include "service/accept_language.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include "base/number.h"
#include "base/text.h"

namespace samspill::service {
namespace {

/// "nb-NO", "no", "NN".
std::optional<reference::Language> spoken(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find('-'));
  if (is_same_name(primary, "no") || is_same_name(primary, "nn")) return reference::Language::nb;
  const auto codes = std::span(reference::kLanguageCodes).first(kSpokenLanguages);
  const auto found = std::ranges::find_if(
      codes, [&](std::string_view code) { return is_same_name(code, primary); });
  if (found == codes.end()) return {};
  return static_cast<reference::Language>(found - codes.begin());
}

/// What stands behind "q=", from 0 to 1; 1 where nothing does.
double weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1;
  const auto number = read_number(trim(parameters.substr(at + 2)));
  return number ? number->value : 0;
}

}  // namespace

reference::Language language_of(const Request& request) {
  auto wanted = reference::Language::en;
  double most = 0;
  for (const std::string_view part : split(request.headers["Accept-Language"], ',')) {
    const std::size_t end = std::min(part.find(';'), part.size());
    const auto language = spoken(trim(part.substr(0, end)));
    const double weight = weight_of(part.substr(end));
    if (!language || weight <= most) continue;
    wanted = *language;
    most = weight;
  }
  return wanted;
}

Response in_language(Response response, reference::Language language) {
  response.headers.set("Content-Language",
                       std::string(reference::kLanguageCodes[static_cast<std::size_t>(language)]));
  response.headers.add("Vary", "Accept-Language");
  return response;
}

}  // namespace samspill::service
