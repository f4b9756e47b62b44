#include "service/region_endpoints.h"

#include <algorithm>

#include "formats/json_values.h"
#include "service/accept_language.h"
#include "service/problem.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

using formats::text_or_null;

/// West, south, east, north.
Json box_json(const std::optional<storage::Box>& box) {
  if (!box) return nullptr;
  return {box->west_deg, box->south_deg, box->east_deg, box->north_deg};
}

Json carbon_price_json(const Settings& settings) {
  if (settings.carbon_price.empty()) return nullptr;
  return carbon_price_of(settings, settings.base_year).in(euro / tonne_co2e);
}

/// Cells as they were logged, as texts: an import counts its rows.
Json logged_cells(const std::string& text) {
  if (text.empty()) return nullptr;
  Json cells = Json::parse(text);
  for (auto& [column, value] : cells.items()) {
    if (!value.is_string() && !value.is_null()) value = value.dump();
  }
  return cells;
}

Json entry_json(const storage::AuditEntry& entry) {
  return {{"audit_id", entry.audit_id},
          {"at", entry.happened_at},
          {"actor", entry.actor},
          {"action", entry.action},
          {"table", entry.table},
          {"row_id", entry.row_key},
          {"before", logged_cells(entry.before_cells)},
          {"after", logged_cells(entry.after_cells)}};
}

}  // namespace

Json region_json(const app::RegionOutline& region) {
  const Settings& settings = region.settings();
  return {{"region_id", region.record().key},
          {"name", settings.name},
          {"country", text_or_null(settings.country)},
          {"currency", text_or_null(settings.currency)},
          {"base_year", settings.base_year == 0 ? Json(nullptr) : Json(settings.base_year)},
          {"discount_rate", settings.discount_rate},
          {"periods", settings.periods.size()},
          {"carbon_price_eur_per_t", carbon_price_json(settings)},
          {"version", region.record().version},
          {"counts", region.counts()},
          {"box", box_json(region.box())}};
}

Response ListRegions::operator()(const Request&) const {
  Json items = Json::array();
  for (const storage::RegionRecord& record : regions.list(actor)) {
    items.push_back(region_json(*regions.outline(actor, record.key)));
  }
  return json_response({{"items", std::move(items)}});
}

Response ReadRegion::operator()(const Request&, const std::string& region) const {
  const auto outline = regions.outline(actor, region);
  return tagged_response(region_json(*outline), outline->record().version);
}

Response CheckRegion::operator()(const Request& request, const std::string& region) const {
  const Diagnostics& found = regions.load(actor, region)->diagnostics;
  const reference::Language language = language_of(request);
  const Json check = {{"ok", !found.has_errors()},
                      {"errors", found.errors()},
                      {"warnings", found.warnings()},
                      {"not_listed", found.dropped()},
                      {"diagnostics", diagnostics_json(found.list(), language)}};
  return in_language(json_response(check), language);
}

Response ListAudit::operator()(const Request& request, const std::string& region) const {
  const storage::AuditFilter filter{
      .table = {}, .row_id = {}, .row_key = read_text(request, "row_id")};
  const storage::AuditPage page = audit.list(actor, region, filter, read_page(request));
  Json items = Json::array();
  for (const storage::AuditEntry& entry : page.entries) items.push_back(entry_json(entry));
  return page_response(std::move(items), page.next);
}

Response SearchRegion::operator()(const Request& request, const std::string& region) const {
  constexpr int kMostOfAKind = 50;
  const std::string text = require_text(request, "text");
  const int limit = read_count(request, "limit", 1, 500, 10);
  Json items = Json::array();
  for (const app::SearchHit& hit :
       search.find(actor, region, text, std::min(limit, kMostOfAKind))) {
    Json found{{"kind", hit.kind},        {"id", hit.key},
               {"label", hit.title},      {"detail", text_or_null(hit.note)},
               {"latitude_deg", nullptr}, {"longitude_deg", nullptr}};
    if (hit.place) {
      found["latitude_deg"] = hit.place->latitude_deg;
      found["longitude_deg"] = hit.place->longitude_deg;
    }
    items.push_back(std::move(found));
  }
  return json_response({{"items", std::move(items)}});
}

}  // namespace samspill::service
