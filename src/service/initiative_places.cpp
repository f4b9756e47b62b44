#include "service/initiative_places.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "reference/towns.h"

namespace samspill::service {
namespace {

Json place_json(const Place& place, const char* of) {
  return {{"longitude_deg", place.longitude_deg}, {"latitude_deg", place.latitude_deg}, {"of", of}};
}

const Place* town_of(std::string_view municipality) {
  const auto& towns = reference::towns();
  const auto found = std::ranges::find(towns, fold(municipality),
                                       [](const reference::Town& town) { return fold(town.name); });
  return found == towns.end() ? nullptr : &found->place;
}

}  // namespace

Json initiative_place(const app::RegionOutline& outline, const storage::Row& initiative) {
  for (const auto& [column, of] : {std::pair("site_id", "site"), {"emitter_id", "emitter"}}) {
    const app::SiteOnMap* site = outline.site(trim(initiative.cell(column)));
    if (site != nullptr) return place_json(site->place, of);
  }
  const Place* town = town_of(trim(initiative.cell("municipality")));
  return town != nullptr ? place_json(*town, "municipality") : Json(nullptr);
}

}  // namespace samspill::service
