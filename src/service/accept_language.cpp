#include "service/accept_language.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include "base/number.h"

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

/// From 0 to 1; 1 where none is stated.
double weight_of(const FieldChoice& choice) {
  if (!choice.weight) return 1;
  const auto number = read_number(*choice.weight);
  return number ? number->value : 0;
}

}  // namespace

reference::Language language_of(const Request& request) {
  auto wanted = reference::Language::en;
  double most = 0;
  for (const FieldChoice& choice : choices_of(request.headers["Accept-Language"])) {
    const auto language = spoken(choice.name);
    const double weight = weight_of(choice);
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
