#include "formats/row_readers.h"

#include <algorithm>
#include <array>
#include <format>

#include "base/number.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<Evidence>, 3> kEvidence{{{"measured", Evidence::measured},
                                                     {"calculated", Evidence::calculated},
                                                     {"estimated", Evidence::estimated}}};
constexpr std::array<Choice<Visibility>, 4> kVisibilities{{{"private", Visibility::owner_only},
                                                           {"facilitator", Visibility::facilitator},
                                                           {"network", Visibility::network},
                                                           {"public", Visibility::everyone}}};
constexpr NumberRange kLatitude{.least = -90, .most = 90, .what = "a latitude from -90 to 90"};
constexpr NumberRange kLongitude{
    .least = -180, .most = 180, .what = "a longitude from -180 to 180"};

/// Says nothing of an unknown id when the whole table is missing, as that has been told.
template <typename Id>
Id find_id(const KeyIndex<Id>& index, const Reading& reading, TableReader& reader,
           TableReader::Column column, std::string_view name, std::string_view table) {
  const auto key = reader.required(column, name);
  if (!key) return {};
  const Id id = index.find(*key);
  if (!id && reading.tables.find(table) != nullptr) {
    reader.expected(column, tell("an id in {}{}", table, index.suggest(*key)));
  }
  return id;
}

bool read_id(TableReader& reader, TableReader::Column column, std::string_view name,
             std::string& out) {
  const auto text = reader.required(column, name);
  if (!text) return false;
  if (!is_sound_id(*text)) {
    reader.expected(column,
                    tell("an id of at most 100 characters without blanks, commas, ; @ or quotes"));
    return false;
  }
  out = *text;
  return true;
}

struct StreamColumns {
  explicit StreamColumns(const TableReader& reader)
      : stream_id(reader.column("stream_id")),
        site_id(reader.column("site_id")),
        direction(reader.column("direction")),
        resource(reader.column("resource")),
        low_code(reader.column("low_code")),
        quantity(reader.column("quantity")),
        unit(reader.column("unit")),
        profile(reader.column("profile")),
        present_route(reader.column("present_route")),
        present_cost(reader.column("present_cost_eur_per_unit")),
        present_co2e(reader.column("present_co2e_kg_per_unit")),
        storable(reader.column("storable")),
        max_distance(reader.column("max_distance_km")),
        evidence(reader.column("evidence")),
        uncertainty(reader.column("uncertainty_percent")),
        visibility(reader.column("visibility")),
        source(reader.column("source")) {}
  TableReader::Column stream_id, site_id, direction, resource, low_code, quantity, unit, profile,
      present_route, present_cost, present_co2e, storable, max_distance, evidence, uncertainty,
      visibility, source;
};

/// Weights such as "1;2;3" as shares of their sum. Empty = flat, or wrong (then a diagnostic is
/// made).
std::vector<double> read_profile(TableReader& reader, TableReader::Column column,
                                 std::size_t periods) {
  const std::string_view text = reader.text(column);
  if (text.empty() || text == "flat") return {};
  std::vector<double> shares;
  double sum = 0;
  for (const std::string_view part : split(text, ';')) {
    const auto weight = read_number(part);
    if (!weight || weight->value < 0) {
      reader.fail(column,
                  tell("found the weight {}, expected a number of at least 0", in_quotes(part)));
      return {};
    }
    shares.push_back(weight->value);
    sum += weight->value;
  }
  if (shares.size() != periods || sum <= 0) {
    reader.fail(column, tell("found {} weights that sum to {}, expected flat, or {} weights "
                             "(one per period) that sum to more than 0",
                             shares.size(), to_text(sum), periods));
    return {};
  }
  for (double& share : shares) share /= sum;
  return shares;
}

void read_stream_amounts(Reading& reading, TableReader& reader, const StreamColumns& at,
                         Stream& stream) {
  const auto unit = reading.cells.unit(reader, at.unit, "unit", stream.resource);
  const auto quantity = reader.number(at.quantity, kNotNegative);
  const auto cost = reader.number(at.present_cost);
  const auto co2e = reader.number(at.present_co2e);
  reading.stream_units.push_back(unit ? unit->base_units_per_unit : 1);
  stream.is_quantified = quantity.has_value();
  if (!unit) return;
  const Amount one = unit->base_units_per_unit * unit_amount;
  if (quantity) stream.quantity = *quantity * unit->per_year * one / (1.0 * year);
  if (cost) stream.present_cost = *cost * euro / one;
  if (co2e) stream.present_co2e = *co2e * kilogram_co2e / one;
}

void warn_of_gaps(TableReader& reader, const StreamColumns& at, const Stream& stream,
                  Reading& reading) {
  const reference::Reference& reference = reading.out.reference;
  if (at.quantity != TableReader::kAbsent && !reader.is_filled(at.quantity)) {
    reader.warn(at.quantity,
                tell("the amount is unknown; the stream is shown but not matched or planned"));
  }
  if (stream.low_code.empty()) return;
  const int base_year = reading.out.region.settings.base_year;
  if (!reference.is_low_code_between(stream.low_code, std::format("{}-01-01", base_year),
                                     std::format("{}-12-31", base_year))) {
    reader.warn(at.low_code, tell("{} is not in the List of Waste of the base year {}",
                                  stream.low_code, base_year));
  }
  if (stream.direction == Direction::need || !stream.resource) return;
  const reference::Resource& resource = reference[stream.resource];
  const std::string date = reference::middle_of(base_year);
  if (resource.hazard == reference::Hazard::no &&
      reference.is_hazardous_low_code(stream.low_code, date)) {
    reader.warn(at.low_code, tell("{} is a code for hazardous waste, but {} is not hazardous",
                                  stream.low_code, resource.key));
  } else if (!reading.cells.is_usual_low_code(stream.resource, stream.low_code)) {
    reader.warn(at.low_code, tell("{} is “{}”, but the resource is {}; one of them may be wrong",
                                  stream.low_code, reference.low_code_title(stream.low_code, date),
                                  resource.key));
  }
}

}  // namespace

SiteId find_site(Reading& reading, TableReader& reader, TableReader::Column column,
                 std::string_view name) {
  return find_id(reading.sites, reading, reader, column, name, "sites");
}

StreamId find_stream(Reading& reading, TableReader& reader, TableReader::Column column,
                     std::string_view name) {
  return find_id(reading.streams, reading, reader, column, name, "streams");
}

ProcessId find_process(Reading& reading, TableReader& reader, TableReader::Column column,
                       std::string_view name) {
  return find_id(reading.processes, reading, reader, column, name, "processes");
}

void read_sites(Reading& reading) {
  const Table* table = reading.tables.find("sites");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  const auto site_id = reader.column("site_id");
  const auto name = reader.column("name"), organisation = reader.column("organisation");
  const auto country = reader.column("country"), municipality = reader.column("municipality");
  const auto latitude = reader.column("latitude_deg"), longitude = reader.column("longitude_deg");
  const auto nace = reader.column("nace"), employees = reader.column("employees");
  const auto park = reader.column("park"), quay = reader.column("quay");
  auto& sites = reading.out.region.sites;
  sites.reserve(table->rows());
  reading.sites.reserve(table->rows());
  while (reader.next()) {
    Site site;
    const bool has_id = read_id(reader, site_id, "site_id", site.key);
    site.name = reader.required(name, "name").value_or("");
    site.organisation = reader.text(organisation);
    if (reader.required(country, "country")) site.country = reading.cells.country(reader, country);
    site.municipality = reader.text(municipality);
    const auto north = reader.required_number(latitude, "latitude_deg", kLatitude);
    const auto east = reader.required_number(longitude, "longitude_deg", kLongitude);
    if (north && east) site.place = {*north, *east};
    site.nace = reading.cells.nace(reader, nace);
    if (const auto count = reader.integer(employees, 0, 10'000'000)) {
      site.employees = static_cast<int>(*count);
    }
    site.park = reader.text(park);
    site.has_quay = reader.yes_no(quay);
    if (has_id && reading.sites.add(reader, site_id, site.key, SiteId(sites.size()))) {
      sites.push_back(std::move(site));
    }
  }
}

void read_streams(Reading& reading) {
  const Table* table = reading.tables.find("streams");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  const StreamColumns at(reader);
  auto& streams = reading.out.region.streams;
  streams.reserve(table->rows());
  reading.streams.reserve(table->rows());
  reading.stream_units.reserve(table->rows());
  while (reader.next()) {
    Stream stream;
    const bool has_id = read_id(reader, at.stream_id, "stream_id", stream.key);
    stream.site = find_site(reading, reader, at.site_id, "site_id");
    if (reader.required(at.direction, "direction")) {
      stream.direction = reader.choice(at.direction, kDirections).value_or(Direction::offer);
    }
    language::Context context{.direction = stream.direction};
    if (stream.site) context.nace = reading.out.region[stream.site].nace;
    stream.low_code = reading.cells.low_code(reader, at.low_code);
    stream.resource = reading.cells.resource_in_words(
        reader, at.resource, "resource", context,
        {stream.low_code, reading.cells.unit_kind(reader.text(at.unit))});
    read_stream_amounts(reading, reader, at, stream);
    stream.profile = read_profile(reader, at.profile, reading.out.region.period_count());
    stream.present_route = reading.cells.route(reader, at.present_route);
    stream.is_storable =
        reader.yes_no(at.storable)
            .value_or(stream.resource && reading.out.reference[stream.resource].is_storable);
    if (const auto most = reader.number(at.max_distance, kNotNegative)) {
      stream.max_distance = *most * kilometre;
    }
    stream.evidence = reader.choice(at.evidence, kEvidence).value_or(Evidence::estimated);
    if (const auto percent = reader.number(at.uncertainty, kNotNegative)) {
      stream.uncertainty = *percent / 100;
    }
    stream.visibility =
        reader.choice(at.visibility, kVisibilities).value_or(Visibility::facilitator);
    stream.source = reader.text(at.source);
    warn_of_gaps(reader, at, stream, reading);
    if (has_id && reading.streams.add(reader, at.stream_id, stream.key, StreamId(streams.size()))) {
      streams.push_back(std::move(stream));
    } else {
      reading.stream_units.pop_back();
    }
  }
}

void read_qualities(Reading& reading) {
  const Table* table = reading.tables.find("qualities");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  const auto stream_id = reader.column("stream_id"), property = reader.column("property");
  const auto min = reader.column("min"), typical = reader.column("typical");
  const auto max = reader.column("max"), unit = reader.column("unit");
  auto& qualities = reading.out.region.qualities;
  while (reader.next()) {
    Quality quality;
    quality.stream = find_stream(reading, reader, stream_id, "stream_id");
    quality.property = reading.cells.property(reader, property, "property");
    const std::string_view own_unit =
        quality.property ? reading.out.reference[quality.property].unit : std::string_view();
    const auto conversion = convert_property_unit(reader.text(unit), own_unit);
    if (quality.property && !conversion) {
      reader.expected(unit, tell("a unit that measures the same as {}", own_unit));
    }
    const auto value = [&](TableReader::Column column) -> std::optional<double> {
      const auto number = reader.number(column);
      if (!number || !conversion) return {};
      return conversion->apply(*number);
    };
    quality.min = value(min);
    quality.typical = value(typical);
    quality.max = value(max);
    if (!reader.is_filled(min) && !reader.is_filled(typical) && !reader.is_filled(max)) {
      reader.fail("typical", tell("min, typical and max are all empty; at least one is required"));
    }
    if (quality.min && quality.max && *quality.min > *quality.max) {
      reader.fail(min, tell("the min {} is above the max {}", reader.text(min), reader.text(max)));
    }
    if (quality.stream && quality.property) qualities.push_back(quality);
  }
  std::ranges::stable_sort(qualities, {}, &Quality::stream);
}

}  // namespace samspill::formats
