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

void add_new(Command program, const Session& session) {
  auto options = std::make_shared<NewOptions>();
  Command command = program.command("new", "Write a starter dataset to fill in");
  Option folder = command.option("DIR", options->folder, "folder to make");
  const Option workbook =
      command.option("--xlsx", options->workbook, "workbook to make instead of a folder")
          .value_name("FILE");
  folder.excludes(workbook);
  add_language(command, options->language);
  const auto has_place = [options] {
    return !options->folder.empty() || !options->workbook.empty();
  };
  command.runs([&session, options] { return make_new(session, *options); }, has_place,
               "DIR or --xlsx FILE");
}

}  // namespace samspill::cli
