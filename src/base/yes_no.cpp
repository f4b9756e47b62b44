#include "base/yes_no.h"

#include <string>

#include "base/text.h"

namespace samspill {

std::optional<bool> read_yes_no(std::string_view text) {
  const std::string folded = fold(text);
  if (folded == "yes" || folded == "ja" || folded == "true" || folded == "1") return true;
  if (folded == "no" || folded == "nei" || folded == "nej" || folded == "false" || folded == "0") {
    return false;
  }
  return {};
}

}  // namespace samspill
