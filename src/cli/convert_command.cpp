#include <filesystem>
#include <format>
#include <memory>

#include "base/error.h"
#include "base/file.h"
#include "cli/dataset_input.h"
#include "cli/session.h"
#include "formats/csv_folder.h"
#include "formats/json_tables.h"
#include "formats/workbook_writer.h"

namespace samspill::cli {
namespace {

struct ConvertOptions {
  std::string in;
  std::string out;
};

int convert(const Session& session, const ConvertOptions& options) {
  Diagnostics diagnostics;
  const formats::Tables tables = formats::read_tables(options.in, diagnostics);
  print_diagnostics(diagnostics, session.terminal.err, session.terminal);
  if (diagnostics.has_errors()) return kWrongInput;
  const std::filesystem::path out = options.out;
  if (std::filesystem::exists(out)) {
    throw Error(ErrorKind::conflict, std::format("{}: exists already", out.string()));
  }
  if (out.extension() == ".xlsx") {
    formats::write_workbook(tables, out);
  } else if (out.extension() == ".json") {
    write_file(out, formats::write_json(tables));
  } else if (!out.has_extension()) {
    formats::write_csv_folder(tables, out);
  } else {
    throw Error(ErrorKind::invalid,
                std::format("{}: expected a folder, a .xlsx file or a .json file", out.string()));
  }
  session.terminal.out << std::format("{} is written\n", out.string());
  return kDone;
}

}  // namespace

void add_convert(Command program, const Session& session) {
  auto options = std::make_shared<ConvertOptions>();
  Command command = program.command("convert", "Turn folder, workbook and JSON into each other");
  command.option("IN", options->in, "folder, .xlsx or .json").required();
  command.option("OUT", options->out, "folder, .xlsx or .json to make").required();
  command.runs([&session, options] { return convert(session, *options); });
}

}  // namespace samspill::cli
