// Turns the tables of road areas, crossings, sea points and ports into the rows of WayTables.
#include "reference/way_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <utility>

#include "base/number.h"
#include "base/table_reader.h"
#include "base/text.h"
#include "reference/read_provenance.h"

namespace samspill::reference {
namespace {

constexpr NumberRange kLatitude{.least = -90, .most = 90, .what = "a latitude from -90 to 90"};
constexpr NumberRange kLongitude{
    .least = -180, .most = 180, .what = "a longitude from -180 to 180"};
/// Whether it is a ferry.
constexpr std::array<Choice<bool>, 3> kCrossingKinds{
    {{"ferry", true}, {"bridge", false}, {"road", false}}};
/// A road cannot be shorter than the straight line.
constexpr NumberRange kFactor{.least = 1, .what = "a number of at least 1"};

/// Puts the row in the place of the one with its key, or at the end.
template <typename Row>
void put(std::vector<Row>& rows, Row row) {
  const auto old = std::ranges::find(rows, row.key, &Row::key);
  if (old == rows.end()) {
    rows.push_back(std::move(row));
  } else {
    *old = std::move(row);
  }
}

/// "63.5 10.2" as degrees north and east.
std::optional<Place> read_place(std::string_view text) {
  const auto parts = split(text, ' ');
  if (parts.size() != 2) return {};
  const auto north = read_number(parts[0]), east = read_number(parts[1]);
  if (!north || !east || std::abs(north->value) > 90 || std::abs(east->value) > 180) return {};
  return Place{north->value, east->value};
}

}  // namespace

class WayReader {
 public:
  WayReader(WayTables& out, const Table& table, Status status, Diagnostics& diagnostics)
      : out_(out), status_(status), reader_(table, diagnostics) {}

  void road_areas() {
    while (reader_.next()) {
      const auto key = reader_.required(column("area_id"), "area_id");
      const auto outline = reader_.required(column("outline"), "outline");
      if (!key || !outline) continue;
      RoadArea row{std::string(*key), std::string(reader_.text(column("name"))), {}, {}, {}};
      for (const std::string_view corner : split(*outline, ';')) {
        const auto place = read_place(corner);
        if (place) row.outline.push_back(*place);
        if (!place) {
          reader_.expected(column("outline"),
                           Message("degrees north and east, such as 63.5 10.2;63.6 10.4"));
        }
      }
      row.road_factor = reader_.number(column("road_factor"), kFactor);
      row.provenance = read_provenance(reader_, *key, status_);
      put(out_.areas_, std::move(row));
    }
  }

  void road_crossings() {
    while (reader_.next()) {
      const auto key = reader_.required(column("crossing_id"), "crossing_id");
      const auto area_a = named(out_.areas_, "area_a", "a road area");
      const auto area_b = named(out_.areas_, "area_b", "a road area");
      const auto end_a = place("_a"), end_b = place("_b");
      const auto kind =
          reader_.choice(column("kind"), std::span<const Choice<bool>>(kCrossingKinds));
      if (!key || !kind || !area_a || !area_b || !end_a || !end_b) continue;
      put(out_.crossings_,
          Crossing{std::string(*key), std::string(reader_.text(column("name"))), *kind, *area_a,
                   *area_b, *end_a, *end_b, kilometres("length_km"), kilometres("cost_as_km"),
                   read_provenance(reader_, *key, status_)});
    }
  }

  void sea_points() {
    while (reader_.next()) {
      const auto key = reader_.required(column("sea_point"), "sea_point");
      const auto at = place("");
      if (key && at) put(out_.sea_points_, SeaPoint{std::string(*key), *at, next()});
    }
  }

  void ports() {
    while (reader_.next()) {
      const auto key = reader_.required(column("port"), "port");
      const auto at = place("");
      if (!key || !at) continue;
      put(out_.ports_, Port{std::string(*key), std::string(reader_.text(column("name"))), *at,
                            next(), read_provenance(reader_, *key, status_)});
    }
  }

 private:
  TableReader::Column column(std::string_view name) const { return reader_.column(name); }

  std::optional<Place> place(std::string_view ending) {
    const std::string north = std::format("latitude{}_deg", ending);
    const std::string east = std::format("longitude{}_deg", ending);
    const auto latitude = reader_.required_number(column(north), north, kLatitude);
    const auto longitude = reader_.required_number(column(east), east, kLongitude);
    if (!latitude || !longitude) return {};
    return Place{*latitude, *longitude};
  }

  template <typename Row>
  std::optional<std::size_t> named(const std::vector<Row>& rows, std::string_view column_name,
                                   std::string_view what) {
    const auto key = reader_.required(column(column_name), column_name);
    if (!key) return {};
    const auto row = std::ranges::find(rows, *key, &Row::key);
    if (row != rows.end()) return static_cast<std::size_t>(row - rows.begin());
    reader_.expected(column(column_name), Message(std::string(what)));
    return {};
  }

  std::vector<std::size_t> next() {
    std::vector<std::size_t> points;
    for (const std::string_view key : split(reader_.text(column("next")), ';')) {
      const auto point = std::ranges::find(out_.sea_points_, key, &SeaPoint::key);
      if (point == out_.sea_points_.end()) {
        reader_.fail(column("next"),
                     Message(std::format("{} is no sea point named before", in_quotes(key))));
      } else {
        points.push_back(static_cast<std::size_t>(point - out_.sea_points_.begin()));
      }
    }
    return points;
  }

  std::optional<Distance> kilometres(std::string_view column_name) {
    const auto value = reader_.number(column(column_name), kNotNegative);
    return value ? std::optional(*value * kilometre) : std::nullopt;
  }

  WayTables& out_;
  Status status_;
  TableReader reader_;
};

namespace {

using Read = void (WayReader::*)();
constexpr std::array<std::pair<std::string_view, Read>, 4> kTables{
    {{"road_areas", &WayReader::road_areas},
     {"road_crossings", &WayReader::road_crossings},
     {"sea_points", &WayReader::sea_points},
     {"ports", &WayReader::ports}}};

}  // namespace

bool WayTables::reads(std::string_view table) {
  return std::ranges::contains(kTables, table, &std::pair<std::string_view, Read>::first);
}

void WayTables::add(const Table& table, Status status, Diagnostics& diagnostics) {
  for (const auto& [name, read] : kTables) {
    if (table.name() == name) (WayReader(*this, table, status, diagnostics).*read)();
  }
}

}  // namespace samspill::reference
