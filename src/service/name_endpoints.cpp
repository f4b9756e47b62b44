#include "service/name_endpoints.h"

#include <format>
#include <map>
#include <set>
#include <vector>

#include "app/lists.h"
#include "base/error.h"
#include "base/text.h"
#include "report/basis.h"
#include "service/reply.h"
#include "service/row_parts.h"

namespace samspill::service {
namespace {

constexpr std::size_t kMostIds = 1000;

std::vector<std::string> read_ids(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return {};
  const auto is_text = [](const Json& id) { return id.is_string(); };
  if (!found->is_array() || found->size() > kMostIds || !std::ranges::all_of(*found, is_text)) {
    throw Error(ErrorKind::invalid, tell("{}: expected a list of at most {} ids", name, kMostIds));
  }
  return found->get<std::vector<std::string>>();
}

/// Collects what was asked for, each site and resource once.
class Answer {
 public:
  Answer(const app::RegionOutline& outline, const reference::Reference& reference)
      : outline_(outline), reference_(reference) {}

  /// "process_id@site_id".
  void add_process_end(const std::string& id) {
    const std::size_t at = id.find('@');
    const std::string site = id.substr(at + 1);
    if (add_site(site)) add_end(id, site, id.substr(0, at), nullptr);
  }
  void add_stream_end(const storage::Row& stream) {
    const std::string site(trim(stream.cell("site_id")));
    add_site(site);
    const ResourceId resource = reference_.find_resource_id(stream.concept_id);
    if (resource) resources_.insert(resource);
    add_end(stream.cell("stream_id"), site, nullptr,
            resource ? Json(reference_[resource].key) : Json());
  }
  /// False when there is no such site.
  bool add_site(std::string_view id) {
    const app::SiteOnMap* site = outline_.site(id);
    if (site != nullptr) sites_.emplace(site->key, site);
    return site != nullptr;
  }
  void add_resource(const std::string& id) {
    if (const ResourceId resource = reference_.find_resource_id(id)) resources_.insert(resource);
  }

  Json json() && {
    Json sites = Json::array(), resources = Json::array();
    for (const auto& [key, site] : sites_) {
      sites.push_back({{"site_id", key},
                       {"name", site->name},
                       {"longitude_deg", site->place.longitude_deg},
                       {"latitude_deg", site->place.latitude_deg}});
    }
    for (const ResourceId id : resources_) {
      resources.push_back({{"resource_id", reference_[id].key},
                           {"names", resource_names(reference_[id])},
                           {"family", report::family_of(reference_, id)}});
    }
    return {{"ends", std::move(ends_)},
            {"sites", std::move(sites)},
            {"resources", std::move(resources)}};
  }

 private:
  void add_end(std::string_view id, const std::string& site, Json process, Json resource) {
    ends_.push_back({{"end_id", id},
                     {"site_id", site},
                     {"process_id", std::move(process)},
                     {"resource_id", std::move(resource)}});
  }

  const app::RegionOutline& outline_;
  const reference::Reference& reference_;
  Json ends_ = Json::array();
  std::map<std::string_view, const app::SiteOnMap*> sites_;
  std::set<ResourceId> resources_;
};

}  // namespace

Response ReadNames::operator()(const Request& request, const std::string& region) const {
  const Json body = read_object(request);
  for (const auto& [name, value] : body.items()) {
    if (name == "ends" || name == "sites" || name == "resources") continue;
    throw Error(ErrorKind::invalid, tell("{}: expected ends, sites or resources", in_quotes(name)));
  }
  const auto ends = read_ids(body, "ends"), sites = read_ids(body, "sites");
  const auto resources = read_ids(body, "resources");
  const auto outline = regions.outline(actor, region);
  const auto reference = regions.workspace.reference_of(outline->record());
  Answer answer(*outline, *reference);
  const auto streams = app::rows_with_each(regions.workspace, region, "streams", "stream_id", ends);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i].contains('@')) answer.add_process_end(ends[i]);
    for (const storage::Row& stream : streams[i]) answer.add_stream_end(stream);
  }
  for (const std::string& id : sites) answer.add_site(id);
  for (const std::string& id : resources) answer.add_resource(id);
  return json_response(std::move(answer).json());
}

}  // namespace samspill::service
