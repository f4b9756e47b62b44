#include "app/regions.h"

namespace samspill::app {

using auth::Action;

std::vector<storage::RegionRecord> Regions::list(const auth::Actor& actor) const {
  auth::require(actor, Action::list, "regions");
  return workspace.store.read(
      [](storage::Connection& connection) { return storage::Regions{connection}.list(); });
}

storage::RegionRecord Regions::read(const auth::Actor& actor, std::string_view region) const {
  auth::require(actor, Action::read, "regions");
  return workspace.record(region);
}

std::shared_ptr<const RegionOutline> Regions::outline(const auth::Actor& actor,
                                                      std::string_view region) const {
  auth::require(actor, Action::read, "regions");
  return workspace.outline(region);
}

std::shared_ptr<const StoredRegion> Regions::load(const auth::Actor& actor,
                                                  std::string_view region) const {
  auth::require(actor, Action::read, "regions");
  return workspace.region(region);
}

}  // namespace samspill::app
