#include "app/search.h"

#include <algorithm>
#include <array>
#include <format>
#include <tuple>

#include "app/lists.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace samspill::app {
namespace {

/// Of so many rows with the words the best are shown: ranking all that a common word is in would
/// take longer than anybody waits.
constexpr int kRanked = 200;
constexpr int kMostHits = 50;

std::optional<Place> place_of(const storage::Row& site) {
  const auto north = read_number(site.cell("latitude_deg"));
  const auto east = read_number(site.cell("longitude_deg"));
  if (!north || !east) return {};
  return Place{north->value, east->value};
}

/// How rows of a table become hits.
struct Kind {
  std::string name, table, key, title, note;
};
const std::array<Kind, 3> kKinds = {
    {{"site", "sites", "site_id", "name", "municipality"},
     {"stream", "streams", "stream_id", "resource", "site_id"},
     {"organisation", "organisations", "organisation_id", "name", "country"}}};

SearchHit hit_of(const Kind& kind, const storage::Row& row) {
  return {kind.name, std::string(row.cell(kind.key)), std::string(row.cell(kind.title)),
          std::string(row.cell(kind.note)), place_of(row)};
}

/// What begins as the text does comes first, then what is shorter.
std::vector<SearchHit> best(std::vector<SearchHit> hits, std::string_view text, int limit) {
  const std::string folded = fold(trim(text));
  std::vector<std::tuple<bool, std::size_t, std::string_view, std::string_view, std::size_t>> ranks;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const SearchHit& hit = hits[i];
    const bool begins = fold(hit.title).starts_with(folded) || fold(hit.key).starts_with(folded);
    ranks.emplace_back(!begins, hit.title.size(), hit.title, hit.key, i);
  }
  const auto count = std::min(ranks.size(), static_cast<std::size_t>(limit));
  std::ranges::partial_sort(ranks, ranks.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<SearchHit> found;
  for (std::size_t i = 0; i < count; ++i) found.push_back(hits[std::get<4>(ranks[i])]);
  return found;
}

void add_rows(const Workspace& workspace, std::string_view region, const Kind& kind,
              std::string_view text, int limit, std::vector<SearchHit>& hits) {
  storage::RowFilter filter;
  filter.text = text;
  std::vector<SearchHit> found;
  const storage::RowPage page =
      list_table(workspace, region, kind.table, filter, {.after = 0, .limit = kRanked},
                 {kind.key, kind.title, kind.note, "latitude_deg", "longitude_deg"});
  for (const storage::Row& row : page.rows) found.push_back(hit_of(kind, row));
  std::ranges::move(best(std::move(found), text, limit), std::back_inserter(hits));
}

/// Streams are where their site is.
void place_streams(const Workspace& workspace, std::string_view region,
                   std::vector<SearchHit>& hits) {
  std::vector<std::string> keys;
  for (const SearchHit& hit : hits) keys.push_back(hit.kind == "stream" ? hit.note : "");
  const auto sites = rows_with_each(workspace, region, "sites", "site_id", keys);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (!sites[i].empty()) hits[i].place = place_of(sites[i].front());
  }
}

}  // namespace

std::vector<SearchHit> Search::find(const auth::Actor& actor, std::string_view region,
                                    std::string_view text, int limit) const {
  auth::require(actor, auth::Action::list, "search");
  if (limit < 1 || limit > kMostHits) {
    throw Error(ErrorKind::invalid, tell("limit: found {}, expected 1 to {}", limit, kMostHits));
  }
  std::vector<SearchHit> hits;
  if (trim(text).empty()) return hits;
  for (const Kind& kind : kKinds) add_rows(workspace, region, kind, text, limit, hits);
  place_streams(workspace, region, hits);
  for (const ResourceId id :
       workspace.resource_names().find(text, static_cast<std::size_t>(limit))) {
    const reference::Resource& resource = workspace.reference[id];
    hits.push_back({"resource", resource.key, resource.names[0].front(), "", {}});
  }
  return hits;
}

}  // namespace samspill::app
