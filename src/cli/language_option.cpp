#include "cli/language_option.h"

#include <CLI/CLI.hpp>

namespace samspill::cli {

void add_language(CLI::App& command, std::string& language) {
  command.add_option("--language", language, "language of the words")
      ->check(CLI::IsMember({"en", "nb"}))
      ->capture_default_str();
}

reference::Language parse_language(const std::string& code) {
  return code == "nb" ? reference::Language::nb : reference::Language::en;
}

}  // namespace samspill::cli
