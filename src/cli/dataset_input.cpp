#include "cli/dataset_input.h"

#include <algorithm>
#include <format>
#include <utility>

#include "app/open_dataset.h"
#include "base/text.h"

namespace samspill::cli {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return std::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

/// Whether a diagnostic's file is that of the table, also of one that could not be read at all: a
/// file of a folder, a sheet of a workbook, a list of a JSON file.
bool is_of(const formats::Tables& tables, std::string_view name, std::string_view file) {
  const Table* table = tables.find(name);
  if (table != nullptr) return table->file() == file;
  return file == std::format("{}.csv", name) || fold(file).ends_with(std::format(" {}", name));
}

/// The dataset without the spare tables, when all errors are theirs.
std::optional<formats::Dataset> read_without(formats::Tables tables,
                                             std::span<const std::string_view> spare,
                                             const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    if (diagnostic.severity != Severity::error) continue;
    const bool is_spare = std::ranges::any_of(
        spare, [&](std::string_view name) { return is_of(tables, name, diagnostic.file); });
    if (!is_spare) return {};
  }
  std::erase_if(tables.tables, [&](const Table& table) {
    return std::ranges::contains(spare, std::string_view(table.name()));
  });
  Diagnostics told_before;
  return formats::read_dataset(tables, reference::built_in(), told_before);
}

}  // namespace

void print_diagnostics(const Diagnostics& diagnostics, std::ostream& out,
                       const Terminal& terminal) {
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    const bool is_error = diagnostic.severity == Severity::error;
    out << (is_error ? terminal.red("error: ") : terminal.yellow("warning: "))
        << to_text(diagnostic) << '\n';
  }
  if (diagnostics.dropped() > 0) {
    out << std::format("… and {} more that are not listed\n", diagnostics.dropped());
  }
  if (diagnostics.errors() + diagnostics.warnings() > 0) {
    out << std::format("{}, {}\n", counted(diagnostics.errors(), "error"),
                       counted(diagnostics.warnings(), "warning"));
  }
}

void print_warning_count(const Diagnostics& diagnostics, const std::filesystem::path& place,
                         const Terminal& terminal) {
  if (diagnostics.warnings() == 0) return;
  terminal.err << std::format("{}; `samspill check {}` lists them\n",
                              counted(diagnostics.warnings(), "warning"), place.string());
}

std::optional<CheckedDataset> load_dataset(const std::filesystem::path& place,
                                           const Terminal& terminal,
                                           std::span<const std::string_view> spare) {
  Diagnostics diagnostics;
  const formats::Tables tables = app::open_dataset(place, diagnostics);
  auto dataset = formats::read_dataset(tables, reference::built_in(), diagnostics);
  if (!dataset) {
    print_diagnostics(diagnostics, terminal.err, terminal);
    dataset = read_without(tables, spare, diagnostics);
    if (!dataset) return {};
    return CheckedDataset{std::move(*dataset), std::move(diagnostics)};
  }
  print_warning_count(diagnostics, place, terminal);
  return CheckedDataset{std::move(*dataset), std::move(diagnostics)};
}

}  // namespace samspill::cli
