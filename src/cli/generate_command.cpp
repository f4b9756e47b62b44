#include <format>
#include <memory>

#include "cli/session.h"
#include "formats/csv_folder.h"
#include "formats/synthetic_region.h"

namespace samspill::cli {
namespace {

struct GenerateOptions {
  std::string folder;
  formats::SyntheticOptions region;
};

int generate(const Session& session, const GenerateOptions& options) {
  const formats::Tables tables =
      formats::make_synthetic_region(options.region, reference::built_in());
  formats::write_csv_folder(tables, options.folder);
  session.terminal.out << std::format("{} is written: {} sites, {} streams, all made up\n",
                                      options.folder, tables.find("sites")->rows(),
                                      tables.find("streams")->rows());
  return kDone;
}

}  // namespace

void add_generate(Command program, const Session& session) {
  auto options = std::make_shared<GenerateOptions>();
  Command command =
      program.command("generate", "Make up a realistic region for trials and benchmarks");
  command.option("DIR", options->folder, "folder to make").required();
  command.option("--sites", options->region.sites, "number of sites")
      .value_name("N")
      .shows_default();
  command.option("--seed", options->region.seed, "the same seed gives the same bytes")
      .value_name("S")
      .shows_default();
  command.runs([&session, options] { return generate(session, *options); });
}

}  // namespace samspill::cli
