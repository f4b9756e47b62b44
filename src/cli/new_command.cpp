#include <CLI/CLI.hpp>
#include <format>
#include <memory>

#include "cli/language_option.h"
#include "cli/session.h"
#include "formats/starter.h"

namespace samspill::cli {
namespace {

struct NewOptions {
  std::string folder;
  std::string workbook;
  std::string language = "en";
};

int make_new(const Session& session, const NewOptions& options) {
  const reference::Language language = parse_language(options.language);
  const std::string& place = options.folder.empty() ? options.workbook : options.folder;
  if (options.folder.empty()) {
    formats::write_starter_workbook(place, language);
  } else {
    formats::write_starter_folder(place, language);
  }
  session.terminal.out << std::format("{} is ready. Fill it in, then run: samspill check {}\n",
                                      place, place);
  return kDone;
}

}  // namespace

void add_new(CLI::App& app, Session& session) {
  auto options = std::make_shared<NewOptions>();
  CLI::App* command = app.add_subcommand("new", "Write a starter dataset to fill in");
  auto* folder = command->add_option("DIR", options->folder, "folder to make");
  auto* workbook =
      command->add_option("--xlsx", options->workbook, "workbook to make instead of a folder")
          ->type_name("FILE");
  folder->excludes(workbook);
  add_language(*command, options->language);
  command->callback([&session, options] {
    if (options->folder.empty() && options->workbook.empty()) {
      throw CLI::RequiredError("DIR or --xlsx FILE");
    }
    session.action = [&session, options] { return make_new(session, *options); };
  });
}

}  // namespace samspill::cli
