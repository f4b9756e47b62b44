#include "service/row_parts.h"

#include "app/exchanges.h"
#include "app/lists.h"
#include "formats/schema.h"
#include "report/basis.h"
#include "service/initiative_places.h"
#include "service/row_json.h"

namespace samspill::service {
namespace {

std::vector<std::string> texts_of(const std::vector<storage::Row>& rows, std::string_view column) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (const storage::Row& row : rows) texts.emplace_back(row.cell(column));
  return texts;
}

/// Rows of another table as a list in each item, without the column that names their owner.
void add_lists(const app::Workspace& workspace, const std::string& region,
               const std::vector<storage::Row>& rows, const std::string& table,
               const std::string& column, const char* name, Json& items) {
  const auto parts = app::rows_with_each(workspace, region, table, column, texts_of(rows, column));
  for (std::size_t i = 0; i < items.size(); ++i) {
    Json list = Json::array();
    for (const storage::Row& row : parts[i]) {
      Json part = Json::object();
      for (const formats::ColumnSchema& schema : formats::find_table(table)->columns) {
        if (schema.name != column) part[schema.name] = cell_json(schema, row.cell(schema.name));
      }
      list.push_back(std::move(part));
    }
    items[i][name] = std::move(list);
  }
}

void add_resource(const reference::Reference& reference, const std::string& concept_id,
                  Json& stream) {
  const ResourceId id = reference.find_resource_id(concept_id);
  if (!id) {
    for (const char* name : {"resource_id", "resource_names", "family"}) stream[name] = nullptr;
    return;
  }
  const reference::Resource& resource = reference[id];
  stream["resource_id"] = resource.key;
  stream["family"] = report::family_of(reference, id);
  stream["resource_names"] = resource_names(resource);
}

void add_exchanges(const app::Workspace& workspace, const std::string& region,
                   const std::vector<storage::Row>& decisions, Json& items) {
  const auto exchanges = app::rows_with_each(workspace, region, "exchanges", "offer_id",
                                             texts_of(decisions, "offer_id"));
  for (std::size_t i = 0; i < items.size(); ++i) {
    const storage::Row* open = app::open_exchange(exchanges[i], decisions[i].cell("need_id"));
    items[i]["exchange_id"] = open == nullptr ? Json(nullptr) : Json(open->cell("exchange_id"));
  }
}

}  // namespace

Json resource_names(const reference::Resource& resource) {
  Json names = Json::object();
  for (std::size_t i = 0; i < reference::kLanguageCodes.size(); ++i) {
    names[std::string(reference::kLanguageCodes[i])] =
        resource.name(static_cast<reference::Language>(i));
  }
  return names;
}

void add_parts(app::Workspace& workspace, const std::string& region, const std::string& table,
               const std::vector<storage::Row>& rows, Json& items) {
  if (table == "streams") {
    const auto reference = workspace.reference_of(workspace.record(region));
    for (std::size_t i = 0; i < items.size(); ++i) {
      add_resource(*reference, rows[i].concept_id, items[i]);
    }
    add_lists(workspace, region, rows, "qualities", "stream_id", "qualities", items);
  } else if (table == "processes") {
    add_lists(workspace, region, rows, "process_flows", "process_id", "flows", items);
  } else if (table == "decisions") {
    add_exchanges(workspace, region, rows, items);
  } else if (table == "initiatives") {
    const auto outline = workspace.outline(region);
    for (std::size_t i = 0; i < items.size(); ++i) {
      items[i]["place"] = initiative_place(*outline, rows[i]);
    }
  }
}

}  // namespace samspill::service
