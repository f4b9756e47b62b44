#include "service/row_endpoints.h"

#include <algorithm>

#include "app/lists.h"
#include "app/regions.h"

namespace samspill::service {
namespace {

/// The rows of another table that belong to this one, each as the contract shows it.
Json parts(const app::Workspace& workspace, const std::string& region, const std::string& table,
           const std::string& column, std::string_view key) {
  Json list = Json::array();
  for (const storage::Row& part : app::rows_with(workspace, region, table, column, key)) {
    Json json = row_json(table, part);
    json.erase("version");
    json.erase(column);
    list.push_back(std::move(json));
  }
  return list;
}

/// What the stream's words were read as.
ResourceId resource_of(app::Workspace& workspace, const std::string& region,
                       const storage::Row& row) {
  if (const ResourceId known = workspace.reference.find_resource(row.cell("resource")))
    return known;
  const auto stored = workspace.region(region);
  const auto& streams = stored->dataset.region.streams;
  const auto found = std::ranges::find(streams, row.cell("stream_id"), &Stream::key);
  return found == streams.end() ? ResourceId() : found->resource;
}

void add_resource(app::Workspace& workspace, const std::string& region, const storage::Row& row,
                  Json& json) {
  json["resource_id"] = nullptr;
  json["resource_names"] = nullptr;
  const ResourceId id = resource_of(workspace, region, row);
  const auto& built_in = workspace.reference.resources();
  if (!id || id.index() >= built_in.size()) return;
  const reference::Resource& resource = built_in[id.index()];
  json["resource_id"] = resource.key;
  for (std::size_t i = 0; i < reference::kLanguageCodes.size(); ++i) {
    json["resource_names"][std::string(reference::kLanguageCodes[i])] =
        resource.name(static_cast<reference::Language>(i));
  }
}

}  // namespace

Json ShowRow::operator()(const std::string& region, const storage::Row& row) const {
  Json json = row_json(table, row);
  const std::string_view key = row.cell(formats::find_table(table)->key);
  if (table == "streams") {
    add_resource(workspace, region, row, json);
    json["qualities"] = parts(workspace, region, "qualities", "stream_id", key);
  } else if (table == "processes") {
    json["flows"] = parts(workspace, region, "process_flows", "process_id", key);
  }
  return json;
}

Response shown_page(const ShowRow& show, const std::string& region, const storage::RowPage& page) {
  Json items = Json::array();
  for (const storage::Row& row : page.rows) items.push_back(show(region, row));
  return page_response(std::move(items), page.next);
}

Response ListSites::operator()(const Request& request, const std::string& region) const {
  const app::SiteFilter filter{.text = read_text(request, "search"),
                               .box = read_box(request),
                               .municipality = read_text(request, "municipality")};
  return shown_page(show, region, sites.list(actor, region, filter, read_page(request)));
}

Response ListStreams::operator()(const Request& request, const std::string& region) const {
  const app::StreamFilter filter{.text = read_text(request, "search"),
                                 .box = read_box(request),
                                 .municipality = {},
                                 .site_id = read_text(request, "site_id"),
                                 .direction = read_text(request, "direction"),
                                 .resource = read_text(request, "resource")};
  return shown_page(show, region, streams.list(actor, region, filter, read_page(request)));
}

Response ListRows::operator()(const Request& request, const std::string& region) const {
  auth::require(actor, auth::Action::list, show.table);
  return shown_page(show, region,
                    app::list_table(workspace, region, show.table, {}, read_page(request)));
}

Response ListAllRows::operator()(const Request&, const std::string& region) const {
  constexpr int kAtOnce = 1000;
  auth::require(actor, auth::Action::list, show.table);
  Json items = Json::array();
  storage::PageRequest page{.after = 0, .limit = kAtOnce};
  while (true) {
    const storage::RowPage found = app::list_table(workspace, region, show.table, {}, page);
    for (const storage::Row& row : found.rows) items.push_back(show(region, row));
    if (!found.next) break;
    page.after = *found.next;
  }
  return json_response({{"items", std::move(items)}});
}

}  // namespace samspill::service
