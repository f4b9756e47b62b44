#include "tests/support/world.h"

#include <algorithm>
#include <stdexcept>

#include "base/csv.h"
#include "formats/schema.h"

namespace samspill::testing {
namespace {

[[noreturn]] void fail(const Diagnostics& diagnostics) {
  std::string all = "the world is wrong:";
  for (const Diagnostic& diagnostic : diagnostics.list()) all += "\n  " + to_text(diagnostic);
  throw std::runtime_error(all);
}

}  // namespace

formats::Dataset make_world(const std::string& region_toml, const Text& tables,
                            const Text& reference_tables) {
  Diagnostics diagnostics;
  reference::Reference reference;
  const bool starts_from_built_in =
      std::ranges::contains(reference_tables, "built_in", &Text::value_type::first);
  if (starts_from_built_in) reference = reference::built_in();
  for (const auto& [name, text] : reference_tables) {
    if (name == "built_in") continue;
    const auto table = read_csv(name, name + ".csv", text, diagnostics);
    if (table) reference.add(*table, reference::Status::published, diagnostics);
  }
  formats::Tables read{"world", "region.toml", region_toml, {}};
  for (const auto& [name, text] : tables) {
    auto table = read_csv(name, name + ".csv", text, diagnostics);
    if (!table) continue;
    const formats::TableSchema* schema = formats::find_table(name);
    if (schema == nullptr) throw std::runtime_error("there is no table " + name);
    table->rename_columns(
        formats::canonical_header(*schema, name + ".csv", 1, table->columns(), diagnostics));
    read.tables.push_back(std::move(*table));
  }
  auto dataset = formats::read_dataset(read, reference, diagnostics);
  if (!dataset || diagnostics.has_errors()) fail(diagnostics);
  return std::move(*dataset);
}

}  // namespace samspill::testing
