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

constexpr std::string_view kPropertyValues = "property_values";
constexpr std::array<std::string_view, 6> kFactTables = {
    "prices", "factors", "transport", "synergies", "technologies", kPropertyValues};
constexpr std::string_view kAnyTable = "any";
constexpr const char* kFactor = "factor_id";  // rows of transport are known by it too

/// The language that the request names; English otherwise.
reference::Language read_language(const Request& request) {
  constexpr std::array<std::string_view, 5> kOffered = {"en", "nb", "da", "sv", "fi"};
  const std::string code = read_text(request, "language");
  if (code.empty()) return reference::Language::en;
  const auto found = std::ranges::find(reference::kLanguageCodes, code);
  if (!std::ranges::contains(kOffered, code)) {
    throw Error(ErrorKind::invalid,
                tell("language: found {}, expected en, nb, da, sv or fi", in_quotes(code)));
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

std::string_view cell_of(const Cells& cells, std::string_view column) {
  for (const auto& [name, text] : cells) {
    if (name == column) return text;
  }
  return {};
}

/// A row behind a figure, as the contract's FactRow.
struct FactRow {
  bool is_own = false;
  Cells cells;

  Json json() const {
    Json texts = Json::object();
    for (const auto& [column, text] : cells) texts[column] = text.empty() ? Json() : Json(text);
    // A region's own row is as good as who wrote it says.
    return {{"is_own", is_own},
            {"is_verified", cell_of(cells, "status") != "unverified"},
            {"cells", std::move(texts)}};
  }
};

/// The rows with that id that count: the region's own; without one the built-in ones. A resource
/// has a row for each of its properties, and an own one takes the place of that property's.
std::vector<FactRow> rows_behind(const app::OtherTables& tables, const auth::Actor& actor,
                                 const std::string& region, const std::string& table,
                                 const std::string& row_id) {
  constexpr int kMostRows = 1000;
  std::vector<FactRow> rows;
  if (const formats::TableSchema* schema = formats::find_table(table)) {
    for (const std::string& column : {schema->columns.front().name, std::string(kFactor)}) {
      if (!rows.empty() || schema->column(column) == nullptr) continue;
      for (storage::Row& row :
           tables.list(actor, region, table, column, row_id, {.after = 0, .limit = kMostRows})
               .rows) {
        rows.push_back({true, std::move(row.cells)});
      }
    }
  }
  const std::size_t own = rows.size();
  if (own > 0 && table != kPropertyValues) return rows;
  const auto is_laid_over = [&](const Cells& cells) {
    return std::ranges::any_of(
        rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(own), [&](const FactRow& row) {
          return cell_of(row.cells, "property") == cell_of(cells, "property");
        });
  };
  for (reference::TableRow& row : reference::rows_of(table)) {
    const bool is_meant = row.key() == row_id || row.cell(kFactor) == row_id;
    if (!is_meant || is_laid_over(row.cells)) continue;
    rows.push_back({false, std::move(row.cells)});
  }
  return rows;
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
  const bool is_any = table == kAnyTable;
  if (!is_any && !std::ranges::contains(kFactTables, table)) {
    throw Error(ErrorKind::not_found, tell("there is no table {} of facts{}", in_quotes(table),
                                           did_you_mean(table, kFactTables)));
  }
  std::string found(table);
  std::vector<FactRow> rows;
  for (const std::string_view one : kFactTables) {
    if (!rows.empty() || (!is_any && table != one)) continue;
    found = one;
    rows = rows_behind(tables, actor, region, found, row_id);
  }
  if (rows.empty()) {
    throw Error(ErrorKind::not_found, tell("there is no row {} in {}", in_quotes(row_id), table));
  }
  Json fact = rows.front().json();
  fact["table"] = found;
  fact["row_id"] = row_id;
  fact["rows"] = Json::array();
  for (const FactRow& row : rows) fact["rows"].push_back(row.json());
  return json_response(fact);
}

}  // namespace samspill::service
