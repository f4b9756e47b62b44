#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::matching::testing {

/// A region of a few rows and a reference with nothing but the tables a test names.
struct SmallWorld {
  /// One period, no sites, the constants that engines ask for, a road factor of 1.
  SmallWorld();

  /// Adds the rows of a reference table, CSV with header.
  void add(std::string table, std::string csv);
  SiteId site(std::string key, double latitude_deg = 63, double longitude_deg = 10,
              std::string country = "NO");
  /// Quantity in base units a year; prices in EUR per unit.
  StreamId offer(std::string key, SiteId site, std::string_view resource, double quantity);
  StreamId need(std::string key, SiteId site, std::string_view resource, double quantity);
  void price(StreamId id, double eur_per_unit);
  void factor(StreamId id, double kg_per_unit);
  /// A typical value, or limits: the offer's and the need's side of a quality.
  void quality(StreamId id, std::string_view property, std::optional<double> min,
               std::optional<double> typical, std::optional<double> max);
  void link(SiteId from, SiteId to, std::string_view mode, double kilometres);
  void periods(std::size_t count);

  Region region;
  reference::Reference reference;

 private:
  StreamId stream(std::string key, SiteId site, Direction direction, std::string_view resource,
                  double quantity);
};

inline constexpr double kKilometresPerDegree = 6371.0088 * 3.14159265358979323846 / 180;
/// A site so many kilometres north of 63° N 10° E.
SiteId site_north(SmallWorld& world, std::string key, double kilometres);
/// A need that pays so much for a unit today, which emits nothing.
StreamId need(SmallWorld& world, std::string key, SiteId site, std::string_view resource,
              double quantity, double eur);
/// EUR a year.
double eur(MoneyFlow money);

/// A random small world in which every rule is in play: hierarchy, synergies, qualities, distances,
/// fjords, ferries, quays, links, modes with losses, capacity and fixed cost, periods, storage,
/// operating exchanges, unknown figures. Few distinct values, so that ties are common.
SmallWorld random_world(std::uint64_t seed);

/// Puts the streams into another order; everything else follows.
void shuffle_streams(Region& region, std::uint64_t seed);

}  // namespace samspill::matching::testing
