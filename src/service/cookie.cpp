#include "service/cookie.h"

#include "base/text.h"

namespace samspill::service {

std::string_view find_cookie(std::string_view field, std::string_view name) {
  for (const std::string_view pair : split(field, ';')) {
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return pair.substr(equals + 1);
    }
  }
  return {};
}

}  // namespace samspill::service
