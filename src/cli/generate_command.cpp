#include <CLI/CLI.hpp>
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

void add_generate(CLI::App& app, Session& session) {
  auto options = std::make_shared<GenerateOptions>();
  CLI::App* command =
      app.add_subcommand("generate", "Make up a realistic region for trials and benchmarks");
  command->add_option("DIR", options->folder, "folder to make")->required();
  command->add_option("--sites", options->region.sites, "number of sites")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--seed", options->region.seed, "the same seed gives the same bytes")
      ->type_name("S")
      ->capture_default_str();
  command->callback([&session, options] {
    session.action = [&session, options] { return generate(session, *options); };
  });
}

}  // namespace samspill::cli
