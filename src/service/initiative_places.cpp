#include "service/initiative_places.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "reference/towns.h"

namespace samspill::service {
namespace {

Json place_json(const Place& place, const char* of) {
  return {{"longitude_deg", place.longitude_deg}, {"latitude_deg", place.latitude_deg}, {"of", of}};
}

const Place* town_of(const std::string& municipality) {
  const auto& towns = reference::towns();
  const auto found = std::ranges::find(towns, fold(municipality),
                                       [](const reference::Town& town) { return fold(town.name); });
  return found == towns.end() ? nullptr : &found->place;
}

}  // namespace

void add_place(const app::StoredRegion& region, Json& initiative) {
  const Region& read = region.dataset.region;
  initiative["place"] = nullptr;
  const auto found = std::ranges::find(
      read.initiatives, initiative["initiative_id"].get<std::string>(), &Initiative::key);
  if (found == read.initiatives.end()) return;
  if (found->site) {
    initiative["place"] = place_json(read[found->site].place, "site");
  } else if (found->emitter) {
    initiative["place"] = place_json(read[found->emitter].place, "emitter");
  } else if (const Place* town = town_of(found->municipality)) {
    initiative["place"] = place_json(*town, "municipality");
  }
}

}  // namespace samspill::service
