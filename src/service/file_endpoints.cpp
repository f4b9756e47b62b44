#include "service/file_endpoints.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>

#include "app/lay_over.h"
#include "auth/secret.h"
#include "base/error.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "base/text.h"
#include "formats/json_values.h"
#include "formats/schema.h"
#include "formats/workbook_reader.h"
#include "formats/workbook_writer.h"
#include "service/accept_language.h"
#include "service/content_type.h"
#include "service/problem.h"
#include "service/region_endpoints.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

constexpr std::size_t kMostShown = 500;  // changes of a table

/// What was sent: a workbook, or a CSV file that is one table.
formats::Tables read_upload(const Request& request, Diagnostics& diagnostics) {
  const std::string_view field = request.headers["Content-Type"];
  const std::string type(trim(field.substr(0, field.find(';'))));
  if (type == kWorkbookType) {
    return formats::read_workbook_bytes(request.body, "upload.xlsx", diagnostics);
  }
  if (type != "text/csv") {
    throw Refusal({415, tell("found content of type {}, expected a workbook ({}) or text/csv",
                             in_quotes(type), kWorkbookType)});
  }
  const std::string name = require_text(request, "table", 60);
  if (formats::find_table(name) == nullptr) {
    throw Error(ErrorKind::invalid,
                tell("table: found {}, expected a table of a dataset", in_quotes(name)));
  }
  const TemporaryFolder folder;
  write_file(folder / (name + ".csv"), request.body);
  return formats::read_tables(folder.path(), diagnostics);
}

std::string_view cell_of(const std::vector<storage::Cell>& cells, std::string_view column) {
  const auto found = std::ranges::find(cells, column, &storage::Cell::first);
  return found == cells.end() ? std::string_view() : found->second;
}

Json change_json(const app::RowChange& change) {
  constexpr std::array<std::string_view, 3> kWords = {"added", "changed", "removed"};
  Json cells = Json::array();
  const auto add = [&](const std::string& column) {
    cells.push_back({{"column", column},
                     {"before", formats::text_or_null(cell_of(change.before, column))},
                     {"after", formats::text_or_null(cell_of(change.after, column))}});
  };
  for (const auto& [column, text] : change.after) add(column);
  for (const auto& [column, text] : change.before) {
    if (!std::ranges::contains(change.after, column, &storage::Cell::first)) add(column);
  }
  return {{"kind", kWords[static_cast<std::size_t>(change.kind)]},
          {"row_id", change.key},
          {"cells", std::move(cells)}};
}

Json tables_json(const std::vector<app::RowChange>& changes) {
  std::map<std::string, std::vector<const app::RowChange*>> by_table;
  for (const app::RowChange& change : changes) by_table[change.table].push_back(&change);
  Json tables = Json::array();
  for (const auto& [name, rows] : by_table) {
    std::array<std::size_t, 3> counts{};
    Json shown = Json::array();
    for (const app::RowChange* row : rows) {
      ++counts[static_cast<std::size_t>(row->kind)];
      if (shown.size() < kMostShown) shown.push_back(change_json(*row));
    }
    tables.push_back({{"table", name},
                      {"added", counts[0]},
                      {"changed", counts[1]},
                      {"removed", counts[2]},
                      {"changes", std::move(shown)}});
  }
  return tables;
}

}  // namespace

std::string WaitingImports::keep(Waiting waiting) {
  waiting.import_id = auth::new_secret();
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(waiting));
  if (waiting_.size() > kMost) waiting_.pop_front();
  return waiting_.back().import_id;
}

WaitingImports::Waiting WaitingImports::find(std::string_view region,
                                             std::string_view import_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(waiting_, import_id, &Waiting::import_id);
  if (found == waiting_.end() || found->region != region) {
    throw Error(ErrorKind::not_found,
                tell("this import does not wait any more; send the file again"));
  }
  return *found;
}

void WaitingImports::forget(std::string_view import_id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const Waiting& one) { return one.import_id == import_id; });
}

Response CreateImport::operator()(const Request& request, const std::string& region) const {
  const auto stored = regions.load(actor, region);
  Diagnostics diagnostics;
  formats::Tables tables = app::lay_over(stored->stored.tables, read_upload(request, diagnostics));
  const app::ImportOutcome outcome = imports.preview(actor, stored->stored.record.key, tables);
  for (const Diagnostic& diagnostic : outcome.diagnostics.list()) diagnostics.add(diagnostic);
  const std::string import_id =
      waiting.keep({{}, stored->stored.record.key, outcome.region_version, std::move(tables)});
  const reference::Language language = language_of(request);
  Json found = {{"import_id", import_id},
                {"region_version", outcome.region_version},
                {"ok", outcome.is_sound && !diagnostics.has_errors()},
                {"diagnostics", diagnostics_json(diagnostics.list(), language)},
                {"tables", tables_json(outcome.changes)}};
  return in_language(json_response(found, 201), language);
}

Response ApplyImport::operator()(const Request&, const std::string& region,
                                 const std::string& import_id) const {
  const std::string key = regions.read(actor, region).key;
  const WaitingImports::Waiting one = waiting.find(key, import_id);
  const app::ImportOutcome outcome =
      imports.apply(actor, one.region, one.tables, one.region_version);
  if (!outcome.is_sound) {
    throw Refusal(
        {422, tell("The dataset has errors; nothing was saved."), outcome.diagnostics.list()});
  }
  waiting.forget(import_id);
  return json_response(region_json(*regions.outline(actor, key)));
}

Response ExportRegion::operator()(const Request&, const std::string& region) const {
  const auto stored = regions.load(actor, region);
  const TemporaryFolder folder;
  formats::write_workbook(stored->stored.tables, folder / "region.xlsx");
  return {200,
          {{"Content-Type", std::string(kWorkbookType)},
           {"Content-Disposition",
            std::format("attachment; filename=\"{}.xlsx\"", stored->stored.record.key)}},
          read_file(folder / "region.xlsx")};
}

}  // namespace samspill::service
