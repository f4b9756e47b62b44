#include "service/name_endpoints.h"

#include <format>
#include <set>
#include <vector>

#include "base/error.h"
#include "report/basis.h"
#include "service/reply.h"

namespace samspill::service {
namespace {

constexpr std::size_t kMostIds = 1000;

std::vector<std::string> read_ids(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return {};
  const auto is_text = [](const Json& id) { return id.is_string(); };
  if (!found->is_array() || found->size() > kMostIds || !std::ranges::all_of(*found, is_text)) {
    throw Error(ErrorKind::invalid,
                std::format("{}: expected a list of at most {} ids", name, kMostIds));
  }
  return found->get<std::vector<std::string>>();
}

/// Collects what was asked for, each site and resource once.
class Answer {
 public:
  explicit Answer(const NameIndex::Found& found)
      : found_(found), region_(found.region->dataset.region) {}

  void add_end(const std::string& id) {
    const std::size_t at = id.find('@');
    const auto site =
        at == std::string::npos ? found_.sites.end() : found_.sites.find(id.substr(at + 1));
    if (site != found_.sites.end()) {
      sites_.insert(site->second);
      ends_.push_back({{"end_id", id},
                       {"site_id", site->first},
                       {"process_id", id.substr(0, at)},
                       {"resource_id", nullptr}});
      return;
    }
    const auto stream = found_.streams.find(id);
    if (stream == found_.streams.end()) return;
    const Stream& one = region_[stream->second];
    sites_.insert(one.site);
    if (one.resource) resources_.insert(one.resource);
    ends_.push_back({{"end_id", id},
                     {"site_id", region_[one.site].key},
                     {"process_id", nullptr},
                     {"resource_id", one.resource ? Json(reference()[one.resource].key) : Json()}});
  }
  void add_site(const std::string& id) {
    const auto site = found_.sites.find(id);
    if (site != found_.sites.end()) sites_.insert(site->second);
  }
  void add_resource(const std::string& id) {
    if (const ResourceId resource = reference().find_resource_id(id)) resources_.insert(resource);
  }

  Json json() && {
    Json sites = Json::array(), resources = Json::array();
    for (const SiteId id : sites_) {
      const Site& site = region_[id];
      sites.push_back({{"site_id", site.key},
                       {"name", site.name},
                       {"longitude_deg", site.place.longitude_deg},
                       {"latitude_deg", site.place.latitude_deg}});
    }
    for (const ResourceId id : resources_) {
      const reference::Resource& resource = reference()[id];
      Json names = Json::object();
      for (std::size_t i = 0; i < reference::kLanguageCodes.size(); ++i) {
        names[std::string(reference::kLanguageCodes[i])] =
            resource.name(static_cast<reference::Language>(i));
      }
      resources.push_back({{"resource_id", resource.key},
                           {"names", std::move(names)},
                           {"family", report::family_of(reference(), id)}});
    }
    return {{"ends", std::move(ends_)},
            {"sites", std::move(sites)},
            {"resources", std::move(resources)}};
  }

 private:
  const reference::Reference& reference() const { return found_.region->dataset.reference; }

  const NameIndex::Found& found_;
  const Region& region_;
  Json ends_ = Json::array();
  std::set<SiteId> sites_;
  std::set<ResourceId> resources_;
};

}  // namespace

std::shared_ptr<const NameIndex::Found> NameIndex::of(
    std::shared_ptr<const app::StoredRegion> region) {
  const std::lock_guard lock(mutex_);
  auto& known = regions_[region->stored.record.key];
  if (known && known->region->stored.record.version == region->stored.record.version) return known;
  auto made = std::make_shared<Found>();
  const Region& read = region->dataset.region;
  for (std::size_t i = 0; i < read.sites.size(); ++i) made->sites.emplace(read.sites[i].key, i);
  for (std::size_t i = 0; i < read.streams.size(); ++i) {
    made->streams.emplace(read.streams[i].key, i);
  }
  made->region = std::move(region);
  known = std::move(made);
  return known;
}

Response ReadNames::operator()(const Request& request, const std::string& region) const {
  const Json body = read_object(request);
  for (const auto& [name, value] : body.items()) {
    if (name == "ends" || name == "sites" || name == "resources") continue;
    throw Error(ErrorKind::invalid,
                std::format("{}: expected ends, sites or resources", in_quotes(name)));
  }
  const auto ends = read_ids(body, "ends"), sites = read_ids(body, "sites");
  const auto resources = read_ids(body, "resources");
  Answer answer(*names.of(regions.load(actor, region)));
  for (const std::string& id : ends) answer.add_end(id);
  for (const std::string& id : sites) answer.add_site(id);
  for (const std::string& id : resources) answer.add_resource(id);
  return json_response(std::move(answer).json());
}

}  // namespace samspill::service
