#include <format>
#include <memory>

#include "app/open_dataset.h"
#include "cli/dataset_input.h"
#include "cli/session.h"

namespace samspill::cli {
namespace {

struct ConvertOptions {
  std::string in;
  std::string out;
};

int convert(const Session& session, const ConvertOptions& options) {
  Diagnostics diagnostics;
  const formats::Tables tables = app::open_dataset(options.in, diagnostics);
  print_diagnostics(diagnostics, session.terminal.err, session.terminal);
  if (diagnostics.has_errors()) return kWrongInput;
  formats::write_tables(tables, options.out);
  session.terminal.out << std::format("{} is written\n", options.out);
  return kDone;
}

}  // namespace

void add_convert(Command program, const Session& session) {
  auto options = std::make_shared<ConvertOptions>();
  Command command = program.command("convert", "Turn folder, workbook and JSON into each other");
  command.option("IN", options->in, "folder, .xlsx, .json or .db").required();
  command.option("OUT", options->out, "folder, .xlsx or .json to make").required();
  command.runs([&session, options] { return convert(session, *options); });
}

}  // namespace samspill::cli
