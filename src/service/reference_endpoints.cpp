#include "service/reference_endpoints.h"

#include <algorithm>
#include <array>
#include <format>

#include "base/error.h"
#include "base/text.h"
#include "formats/column_help.h"
#include "formats/schema.h"
#include "language/classifier.h"
#include "reference/browse.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

/// The language that the request names; English otherwise.
reference::Language read_language(const Request& request) {
  constexpr std::array<std::string_view, 5> kOffered = {"en", "nb", "da", "sv", "fi"};
  const std::string code = read_text(request, "language");
  if (code.empty()) return reference::Language::en;
  const auto found = std::ranges::find(reference::kLanguageCodes, code);
  if (!std::ranges::contains(kOffered, code)) {
    throw Error(ErrorKind::invalid,
                std::format("language: found {}, expected en, nb, da, sv or fi", in_quotes(code)));
  }
  return static_cast<reference::Language>(found - reference::kLanguageCodes.begin());
}

Json column_json(const formats::TableSchema& table, const formats::ColumnSchema& column,
                 reference::Language language) {
  const auto choices = column.choices();
  return {{"table", table.name},
          {"column", column.name},
          {"kind", column.kind.substr(0, column.kind.find(':'))},
          {"is_required", column.is_required},
          {"choices", choices.empty() ? Json(nullptr) : Json(choices)},
          {"help", formats::column_help(column, language)}};
}

using Cells = std::vector<std::pair<std::string, std::string>>;

/// Rows are known by their first cell, those of transport by their factor too.
bool is_named(std::string_view column, bool is_first, std::string_view cell,
              std::string_view row_id) {
  return cell == row_id && (is_first || column == "factor_id");
}

std::optional<Cells> own_row(const formats::Tables& tables, std::string_view name,
                             std::string_view row_id) {
  const Table* table = tables.find(name);
  if (table == nullptr) return std::nullopt;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    Cells cells;
    bool is_it = false;
    for (std::size_t i = 0; i < table->columns().size(); ++i) {
      const std::string_view cell = table->cell(row, i);
      is_it = is_it || is_named(table->columns()[i], i == 0, cell, row_id);
      cells.emplace_back(table->columns()[i], cell);
    }
    if (is_it) return cells;
  }
  return std::nullopt;
}

std::optional<Cells> built_in_row(std::string_view table, std::string_view row_id) {
  for (reference::TableRow& row : reference::rows_of(table)) {
    if (row.key() == row_id || row.cell("factor_id") == row_id) return std::move(row.cells);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 7> kFactTables = {
    "prices", "factors", "transport", "synergies", "technologies", "property_values", "any"};

struct Fact {
  std::string_view table;
  bool is_own = false;
  Cells cells;
};

std::optional<Fact> find_fact(const formats::Tables& tables, std::string_view table,
                              std::string_view row_id) {
  for (const std::string_view one : kFactTables) {
    if (one == "any" || (table != "any" && table != one)) continue;
    if (auto own = own_row(tables, one, row_id)) return Fact{one, true, std::move(*own)};
    if (auto row = built_in_row(one, row_id)) return Fact{one, false, std::move(*row)};
  }
  return std::nullopt;
}

}  // namespace

Response FindResources::operator()(const Request& request) const {
  const std::string text = require_text(request, "text", 500);
  const reference::Language language = read_language(request);
  const int limit = read_count(request, "limit", 1, 500, 10);
  const reference::Reference& reference = reference::built_in();
  // It keeps scratch space, so each thread has its own.
  thread_local language::Classifier classifier(reference);
  const language::Reading reading = classifier.read(
      text, {.language = language, .nace = {}, .date = {}}, static_cast<std::size_t>(limit));
  Json items = Json::array();
  for (const language::Candidate& candidate : reading.candidates) {
    const reference::Resource& resource = reference[candidate.resource];
    items.push_back(
        {{"resource_id", resource.key},
         {"name", resource.name(language)},
         {"score", candidate.score},
         {"low_code",
          candidate.low_codes.empty() ? Json(nullptr) : Json(candidate.low_codes.front())}});
  }
  return json_response({{"items", std::move(items)}});
}

Response ListColumns::operator()(const Request& request) const {
  const reference::Language language = read_language(request);
  Json items = Json::array();
  for (const formats::TableSchema& table : formats::schema()) {
    for (const formats::ColumnSchema& column : table.columns) {
      items.push_back(column_json(table, column, language));
    }
  }
  return json_response({{"items", std::move(items)}});
}

Response ReadFact::operator()(const Request&, const std::string& region, const std::string& table,
                              const std::string& row_id) const {
  if (!std::ranges::contains(kFactTables, table)) {
    throw Error(ErrorKind::not_found,
                std::format("there is no table {} of facts{}", in_quotes(table),
                            did_you_mean(table, kFactTables)));
  }
  const auto fact = find_fact(regions.load(actor, region)->stored.tables, table, row_id);
  if (!fact) {
    throw Error(ErrorKind::not_found,
                std::format("there is no row {} in {}", in_quotes(row_id), table));
  }
  // A region's own row is as good as who wrote it says.
  bool is_verified = true;
  Json json = Json::object();
  for (const auto& [column, text] : fact->cells) {
    json[column] = text.empty() ? Json(nullptr) : Json(text);
    if (column == "status") is_verified = text != "unverified";
  }
  return json_response({{"table", fact->table},
                        {"row_id", row_id},
                        {"is_own", fact->is_own},
                        {"is_verified", is_verified},
                        {"cells", std::move(json)}});
}

}  // namespace samspill::service
