#include <format>
#include <memory>

#include "app/open_dataset.h"
#include "cli/dataset_input.h"
#include "cli/session.h"
#include "formats/result_json.h"

namespace samspill::cli {
namespace {

struct CheckOptions {
  std::string data;
  bool json = false;
};

int check(const Session& session, const CheckOptions& options) {
  Diagnostics diagnostics;
  const formats::Tables tables = app::open_dataset(options.data, diagnostics);
  const auto dataset = formats::read_dataset(tables, reference::built_in(), diagnostics);
  const Terminal& terminal = session.terminal;
  if (options.json) {
    terminal.out << formats::check_json(diagnostics).dump(2) << '\n';
  } else {
    print_diagnostics(diagnostics, terminal.out, terminal);
    if (dataset) {
      const Region& region = dataset->region;
      terminal.out << terminal.green("ok: ")
                   << std::format("{}: {} sites, {} streams, {} processes, {} exchanges\n",
                                  region.settings.name, region.sites.size(), region.streams.size(),
                                  region.processes.size(), region.exchanges.size());
    }
  }
  return dataset ? kDone : kWrongInput;
}

}  // namespace

void add_check(Command program, const Session& session) {
  auto options = std::make_shared<CheckOptions>();
  Command command = program.command("check", "Find every problem in a dataset at once");
  command
      .option("DATA", options->data, "folder of CSV files, .xlsx workbook, .json file or database")
      .required();
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return check(session, *options); });
}

}  // namespace samspill::cli
