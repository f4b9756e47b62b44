// import, export, backup and restore: a database in place of files.
#include <algorithm>
#include <filesystem>
#include <format>
#include <memory>
#include <system_error>

#include "app/imports.h"
#include "app/open_dataset.h"
#include "base/error.h"
#include "cli/dataset_input.h"
#include "cli/session.h"
#include "storage/store.h"

namespace samspill::cli {
namespace {

struct ImportOptions {
  std::string data;
  std::string into;
  std::string region;
};

std::string counted_changes(const app::ImportOutcome& outcome) {
  if (outcome.is_new) return std::format("{} rows taken in", outcome.rows);
  if (outcome.changes.empty()) return "nothing has changed";
  const auto count = [&](app::ChangeKind kind) {
    return std::ranges::count(outcome.changes, kind, &app::RowChange::kind);
  };
  return std::format("{} rows added, {} changed, {} removed", count(app::ChangeKind::added),
                     count(app::ChangeKind::changed), count(app::ChangeKind::removed));
}

app::ImportOutcome take_in(const ImportOptions& options, const formats::Tables& tables) {
  storage::Store store(options.into, storage::Access::create);
  app::Workspace workspace(store);
  return app::Imports{workspace}.apply(auth::kOwner, options.region, tables);
}

int import_dataset(const Session& session, const ImportOptions& options) {
  const Terminal& terminal = session.terminal;
  Diagnostics diagnostics;
  const formats::Tables tables = app::open_dataset(options.data, diagnostics);
  if (diagnostics.has_errors()) {
    print_diagnostics(diagnostics, terminal.err, terminal);
    return kWrongInput;
  }
  const bool is_new = !std::filesystem::exists(options.into);
  const app::ImportOutcome outcome = take_in(options, tables);
  if (!outcome.is_sound) {
    print_diagnostics(outcome.diagnostics, terminal.err, terminal);
    terminal.err << std::format("{} is not imported; mend the errors first\n", options.data);
    std::error_code ignored;
    if (is_new) std::filesystem::remove(options.into, ignored);
    return kWrongInput;
  }
  print_warning_count(outcome.diagnostics, options.data, terminal);
  terminal.out << std::format("{} in {}: {}; version {}\n", outcome.region, options.into,
                              counted_changes(outcome), outcome.region_version);
  return kDone;
}

struct CopyOptions {
  std::string from;
  std::string to;
  std::string region;
  bool force = false;
};

int export_region(const Session& session, const CopyOptions& options) {
  const app::DatabasePlace place = app::database_place(options.from);
  if (place.file.empty()) {
    // Opening says what is wrong with it: missing, or no database.
    const storage::Store store(options.from, storage::Access::existing);
  }
  Diagnostics diagnostics;
  const std::string& region = options.region.empty() ? place.region : options.region;
  const std::string from = place.file.string() + (region.empty() ? "" : "#" + region);
  formats::write_tables(app::open_dataset(from, diagnostics), options.to);
  session.terminal.out << std::format("{} is written\n", options.to);
  return kDone;
}

}  // namespace

void add_import(Command program, const Session& session) {
  auto options = std::make_shared<ImportOptions>();
  Command command = program.command(
      "import", "Take a dataset into a database; again: only what differs, every change logged");
  command.option("DATA", options->data, "folder, .xlsx, .json or another database").required();
  command.option("--into", options->into, "database, made when it is missing")
      .required()
      .value_name("FILE.db");
  command.option("--region", options->region, "name it otherwise than the dataset does")
      .value_name("NAME");
  command.runs([&session, options] { return import_dataset(session, *options); });
}

void add_export(Command program, const Session& session) {
  auto options = std::make_shared<CopyOptions>();
  Command command = program.command("export", "Write a region of a database as files");
  command.option("FILE.db", options->from, "database").required();
  command.option("OUT", options->to, "folder, .xlsx or .json to make").required();
  command.option("--region", options->region, "which one, when there are several")
      .value_name("NAME");
  command.runs([&session, options] { return export_region(session, *options); });
}

void add_backup(Command program, const Session& session) {
  auto options = std::make_shared<CopyOptions>();
  Command command = program.command("backup", "Copy a database while it is in use");
  command.option("FILE.db", options->from, "database").required();
  command.option("OUT", options->to, "file to make").required();
  command.runs([&session, options] {
    storage::back_up(options->from, options->to);
    session.terminal.out << std::format("{} is written\n", options->to);
    return int{kDone};
  });
}

void add_restore(Command program, const Session& session) {
  auto options = std::make_shared<CopyOptions>();
  Command command = program.command("restore", "Put a backup in place, after it is found sound");
  command.option("BACKUP", options->from, "what backup made").required();
  command.option("FILE.db", options->to, "database to make").required();
  command.flag("--force", options->force, "replace the database that is there");
  command.runs([&session, options] {
    storage::restore(options->from, options->to, options->force);
    session.terminal.out << std::format("{} is restored from {}\n", options->to, options->from);
    return int{kDone};
  });
}

}  // namespace samspill::cli
