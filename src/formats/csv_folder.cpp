#include "formats/csv_folder.h"

#include <algorithm>
#include <format>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "formats/schema.h"

namespace samspill::formats {
namespace {

constexpr std::string_view kSettingsFile = "region.toml";

std::optional<std::string> read_part(const std::filesystem::path& path, const std::string& file,
                                     Diagnostics& diagnostics) {
  try {
    return read_file(path);
  } catch (const Error& error) {
    diagnostics.error(file, 0, "", error.message);
    return {};
  }
}

void warn_of_strangers(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  for (const TableSchema& table : schema()) known.push_back(table.name);
  std::vector<std::string> strangers;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == ".csv" && find_table(path.stem().string()) == nullptr) {
      strangers.push_back(path.stem().string());
    }
  }
  std::ranges::sort(strangers);
  for (const std::string& name : strangers) {
    diagnostics.warning(
        name + ".csv", 0, "",
        tell("is not a table of a dataset and is not read{}", did_you_mean(name, known)));
  }
}

void write_files(const Tables& tables, const std::filesystem::path& folder) {
  // Settings from a workbook begin with the blank lines that keep its row numbers.
  const std::string_view settings = tables.settings;
  write_file(folder / kSettingsFile,
             settings.substr(std::min(settings.find_first_not_of('\n'), settings.size())));
  for (const Table& table : tables.tables) {
    std::string out;
    const std::vector<std::string>& columns = table.columns();
    write_csv_row({columns.begin(), columns.end()}, out);
    std::vector<std::string_view> cells(columns.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t i = 0; i < columns.size(); ++i) cells[i] = table.cell(row, i);
      write_csv_row(cells, out);
    }
    write_file(folder / (table.name() + ".csv"), out);
  }
}

}  // namespace

Tables read_csv_folder(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  Tables tables;
  tables.place = folder.string();
  tables.settings_file = kSettingsFile;
  try {
    warn_of_strangers(folder, diagnostics);
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error(ErrorKind::unavailable, std::format("{}: the folder cannot be read: {}",
                                                    folder.string(), error.code().message()));
  }
  if (std::filesystem::exists(folder / kSettingsFile)) {
    auto bytes = read_part(folder / kSettingsFile, tables.settings_file, diagnostics);
    std::string_view encoding;
    if (bytes) tables.settings = to_utf8(std::move(*bytes), encoding);
  }
  for (const TableSchema& schema : schema()) {
    const std::string file = schema.name + ".csv";
    std::error_code code;
    if (!std::filesystem::exists(folder / file, code) && !code) continue;
    auto bytes = read_part(folder / file, file, diagnostics);
    if (!bytes) continue;
    auto table = read_csv(schema.name, file, std::move(*bytes), diagnostics);
    if (!table) continue;
    table->rename_columns(canonical_header(schema, file, 1, table->columns(), diagnostics));
    tables.tables.push_back(std::move(*table));
  }
  if (tables.tables.empty() && tables.settings.empty()) {
    throw Error(ErrorKind::invalid,
                std::format("{}: not a dataset: it has no region.toml and no table such as "
                            "sites.csv",
                            folder.string()));
  }
  return tables;
}

void write_csv_folder(const Tables& tables, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder)) {
    throw Error(ErrorKind::conflict, std::format("{}: exists already", folder.string()));
  }
  std::filesystem::path unfinished = folder;
  unfinished += std::format(".unfinished-{}", ::getpid());
  std::error_code code;
  std::filesystem::create_directories(unfinished, code);
  if (code) {
    throw Error(ErrorKind::unavailable,
                std::format("{}: the folder cannot be made: {}", folder.string(), code.message()));
  }
  try {
    write_files(tables, unfinished);
    std::filesystem::rename(unfinished, folder);
  } catch (...) {
    std::filesystem::remove_all(unfinished, code);
    throw;
  }
}

}  // namespace samspill::formats
