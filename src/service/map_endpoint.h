#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/regions.h"
#include "auth/policy.h"
#include "base/json.h"
#include "service/request.h"
#include "storage/row_list.h"

namespace samspill::service {

/// Direct emissions of a site in the latest year that is known, of all gases with a potential.
struct Emitted {
  int year = 0;
  double kt_co2e = 0;
};

/// What the map tells of a site besides its own cells.
struct SiteFacts {
  int offers = 0;
  int needs = 0;
  std::optional<Emitted> emitted;
};

/// Sites that are drawn as one, at their middle; often a single one.
struct Cluster {
  Place middle;
  std::vector<SiteId> sites;
};

/// The sites in the same square of 40 pixels at a zoom (Web Mercator, 256 pixels a tile); those
/// with emissions stand alone.
std::vector<Cluster> clusters_of(const Region& region, const std::vector<SiteFacts>& facts,
                                 int zoom);

/// What is drawn of a region, worked out once for each of its versions and each zoom.
class MapLayers {
 public:
  struct Layer {
    std::shared_ptr<const std::vector<SiteFacts>> facts;  // by site
    std::shared_ptr<const std::vector<Cluster>> clusters;
  };
  Layer layer(const app::StoredRegion& region, int zoom);

 private:
  struct Drawn {
    std::int64_t version = -1;
    std::shared_ptr<const std::vector<SiteFacts>> facts;
    std::map<int, std::shared_ptr<const std::vector<Cluster>>> clusters;  // by zoom
  };
  std::mutex mutex_;
  std::map<std::string, Drawn> regions_;
};

/// Sites, clusters and exchanges in a part of the map as GeoJSON (RFC 7946).
struct ReadMap {
  app::Regions regions;
  MapLayers& layers;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
