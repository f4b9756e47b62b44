#include "service/row_endpoints.h"

#include "app/lists.h"

namespace samspill::service {
Json ShowRow::operator()(const std::string& region, const storage::Row& row) const {
  return page(region, {row}).front();
}

Json ShowRow::page(const std::string& region, const std::vector<storage::Row>& rows) const {
  Json items = Json::array();
  for (const storage::Row& row : rows) items.push_back(row_json(table, row));
  add_parts(workspace, region, table, rows, items);
  return items;
}

Response shown_page(const ShowRow& show, const std::string& region, const storage::RowPage& page) {
  return page_response(show.page(region, page.rows), page.next);
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
    for (Json& item : show.page(region, found.rows)) items.push_back(std::move(item));
    if (!found.next) break;
    page.after = *found.next;
  }
  return json_response({{"items", std::move(items)}});
}

}  // namespace samspill::service
