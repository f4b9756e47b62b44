#include "app/search.h"

#include <algorithm>
#include <format>

#include "app/lists.h"
#include "base/error.h"
#include "base/text.h"

namespace samspill::app {
namespace {

/// Of so many rows with the words the best are shown: ranking all that a common word is in would
/// take longer than anybody waits.
constexpr int kRanked = 200;
constexpr int kMostHits = 50;

SearchHit site_hit(const storage::Row& row) {
  return {"site", std::string(row.cell("site_id")), std::string(row.cell("name")),
          std::string(row.cell("municipality"))};
}

SearchHit stream_hit(const storage::Row& row) {
  return {"stream", std::string(row.cell("stream_id")), std::string(row.cell("resource")),
          std::string(row.cell("site_id"))};
}

SearchHit organisation_hit(const storage::Row& row) {
  return {"organisation", std::string(row.cell("organisation_id")), std::string(row.cell("name")),
          std::string(row.cell("country"))};
}

/// What begins as the text does comes first, then what is shorter.
auto rank_of(const SearchHit& hit, const std::string& folded) {
  const bool begins = fold(hit.title).starts_with(folded) || fold(hit.key).starts_with(folded);
  return std::tuple(!begins, hit.title.size(), hit.title, hit.key);
}

void add_rows(const Workspace& workspace, std::string_view region, const std::string& table,
              std::string_view text, int limit, SearchHit (*hit_of)(const storage::Row&),
              std::vector<SearchHit>& hits) {
  storage::RowFilter filter;
  filter.text = text;
  std::vector<SearchHit> found;
  for (const storage::Row& row :
       list_table(workspace, region, table, filter, {.after = 0, .limit = kRanked}).rows) {
    found.push_back(hit_of(row));
  }
  const std::string folded = fold(trim(text));
  std::ranges::sort(found, {}, [&](const SearchHit& hit) { return rank_of(hit, folded); });
  found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
  std::ranges::move(found, std::back_inserter(hits));
}

}  // namespace

std::vector<SearchHit> Search::find(const auth::Actor& actor, std::string_view region,
                                    std::string_view text, int limit) const {
  auth::require(actor, auth::Action::list, "search");
  if (limit < 1 || limit > kMostHits) {
    throw Error(ErrorKind::invalid,
                std::format("limit: found {}, expected 1 to {}", limit, kMostHits));
  }
  std::vector<SearchHit> hits;
  if (trim(text).empty()) return hits;
  add_rows(workspace, region, "sites", text, limit, site_hit, hits);
  add_rows(workspace, region, "streams", text, limit, stream_hit, hits);
  add_rows(workspace, region, "organisations", text, limit, organisation_hit, hits);
  for (const ResourceId id :
       workspace.resource_names().find(text, static_cast<std::size_t>(limit))) {
    const reference::Resource& resource = workspace.reference[id];
    hits.push_back({"resource", resource.key, resource.names[0].front(), ""});
  }
  return hits;
}

}  // namespace samspill::app
