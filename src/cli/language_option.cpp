#include "cli/language_option.h"

namespace samspill::cli {

void add_language(Command command, std::string& language) {
  command.option("--language", language, "language of the words")
      .one_of({"en", "nb"})
      .shows_default();
}

reference::Language parse_language(const std::string& code) {
  return code == "nb" ? reference::Language::nb : reference::Language::en;
}

}  // namespace samspill::cli
