#include "service/region_endpoints.h"

#include <algorithm>

#include "service/problem.h"
#include "service/reply.h"
#include "service/row_json.h"

namespace samspill::service {
namespace {

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

/// West, south, east, north.
Json box_json(const Region& region) {
  if (region.sites.empty()) return nullptr;
  Place least = region.sites.front().place;
  Place most = least;
  for (const Site& site : region.sites) {
    least.latitude_deg = std::min(least.latitude_deg, site.place.latitude_deg);
    least.longitude_deg = std::min(least.longitude_deg, site.place.longitude_deg);
    most.latitude_deg = std::max(most.latitude_deg, site.place.latitude_deg);
    most.longitude_deg = std::max(most.longitude_deg, site.place.longitude_deg);
  }
  return {least.longitude_deg, least.latitude_deg, most.longitude_deg, most.latitude_deg};
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

Json region_json(const app::StoredRegion& region) {
  const Settings& settings = region.dataset.region.settings;
  Json counts = Json::object();
  for (const Table& table : region.stored.tables.tables) counts[table.name()] = table.rows();
  return {{"region_id", region.stored.record.key},
          {"name", settings.name},
          {"country", text_or_null(settings.country)},
          {"currency", text_or_null(settings.currency)},
          {"base_year", settings.base_year == 0 ? Json(nullptr) : Json(settings.base_year)},
          {"discount_rate", settings.discount_rate},
          {"periods", settings.periods.size()},
          {"carbon_price_eur_per_t", carbon_price_json(settings)},
          {"version", region.stored.record.version},
          {"counts", std::move(counts)},
          {"box", box_json(region.dataset.region)}};
}

Response ListRegions::operator()(const Request&) const {
  Json items = Json::array();
  for (const storage::RegionRecord& record : regions.list(actor)) {
    items.push_back(region_json(*regions.load(actor, record.key)));
  }
  return json_response({{"items", std::move(items)}});
}

Response ReadRegion::operator()(const Request&, const std::string& region) const {
  const auto stored = regions.load(actor, region);
  return tagged_response(region_json(*stored), stored->stored.record.version);
}

Response CheckRegion::operator()(const Request&, const std::string& region) const {
  const Diagnostics& found = regions.load(actor, region)->diagnostics;
  return json_response({{"ok", !found.has_errors()},
                        {"errors", found.errors()},
                        {"warnings", found.warnings()},
                        {"not_listed", found.dropped()},
                        {"diagnostics", diagnostics_json(found.list())}});
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
    if (hit.kind == "site" || hit.kind == "stream") {
      const Json site =
          row_json("sites", sites.read(actor, region, hit.kind == "site" ? hit.key : hit.note));
      found["latitude_deg"] = site["latitude_deg"];
      found["longitude_deg"] = site["longitude_deg"];
    }
    items.push_back(std::move(found));
  }
  return json_response({{"items", std::move(items)}});
}

}  // namespace samspill::service
