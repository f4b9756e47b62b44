// A synthetic region, drawn from the sector profiles and towns that ship with the program.
//
// Problem: benchmarks and trials need regions of any size that behave like real ones. Method: each
// site draws a town by weight and a place some kilometres around it, a sector by its share of
// sites, and a size on a logarithmic scale; each of the sector's streams draws its amount per unit
// of size from a triangle (low, typical, high). The generator is std::mt19937_64, whose output the
// standard fixes, with own conversions, so that the bytes do not depend on the library. Limits:
// streams are drawn apart from each other; no two figures of a plant are correlated beyond size.
#include "formats/synthetic_region.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <numbers>
#include <random>
#include <reference_tables.h>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "base/number.h"
#include "reference/towns.h"

namespace samspill::formats {
namespace {

constexpr std::size_t kMostSites = 5'000'000;
constexpr int kMonths = 12;
constexpr double kStatedPriceShare = 0.6;  // streams whose firm knows its own price
constexpr double kScatterKm = 4;           // mean distance of plants from their town
constexpr std::string_view kSource = "synthetic";

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double unit() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  double log_between(double low, double high) {
    return low > 0 ? std::exp(between(std::log(low), std::log(high))) : between(low, high);
  }
  double triangle(double low, double typical, double high) {
    if (high <= low) return typical;
    const double cut = (typical - low) / (high - low);
    const double u = unit();
    return u < cut ? low + std::sqrt(u * (high - low) * (typical - low))
                   : high - std::sqrt((1 - u) * (high - low) * (high - typical));
  }
  bool chance(double share) { return unit() < share; }
  std::size_t below(std::size_t count) {
    return std::min(static_cast<std::size_t>(unit() * static_cast<double>(count)), count - 1);
  }

 private:
  std::mt19937_64 engine_;
};

/// Draws an index in proportion to weights.
class Lottery {
 public:
  void add(double weight) { sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight); }
  std::size_t draw(Dice& dice) const {
    const auto found = std::ranges::upper_bound(sums_, dice.unit() * sums_.back());
    return std::min(static_cast<std::size_t>(found - sums_.begin()), sums_.size() - 1);
  }

 private:
  std::vector<double> sums_;
};

Table embedded(std::string name, std::string_view text) {
  Diagnostics diagnostics;
  auto table = read_csv(name, name, std::string(text), diagnostics);
  if (!table) throw Error(ErrorKind::internal, name + " is unsound");
  return std::move(*table);
}

double number_in(const Table& table, std::size_t row, std::string_view column) {
  const auto number = read_number(table.cell(row, *table.column(column)));
  return number ? number->value : 0;
}

std::string_view text_in(const Table& table, std::size_t row, std::string_view column) {
  return table.cell(row, *table.column(column));
}

/// Three significant digits, as a person would write the number.
std::string rounded(double value) {
  if (value == 0) return "0";
  const double scale = std::pow(10, 2 - std::floor(std::log10(std::abs(value))));
  return to_text(std::round(value * scale) / scale);
}

struct Sector {
  std::string_view nace;
  std::string_view activity;
  double driver_low = 0;
  double driver_high = 0;
  std::vector<std::size_t> rows;  // of the profile table
};

class Maker {
 public:
  Maker(const SyntheticOptions& options, const reference::Reference& reference)
      : options_(options),
        reference_(reference),
        dice_(options.seed),
        profiles_(embedded("sector_profiles", reference::tables::sector_profiles_csv())) {
    for (const reference::Town& town : reference::towns()) town_lottery_.add(town.weight);
    find_sectors();
  }

  Tables make() {
    Tables tables;
    tables.place = "synthetic";
    tables.settings_file = "region.toml";
    tables.settings = std::format(
        "name = \"Synthetic region, {} sites, seed {}\"\ncountry = \"NO\"\ncurrency = \"EUR\"\n"
        "base_year = 2025\ndiscount_rate = 0.06\ncarbon_price_eur_per_t = 70\nperiods = 12\n"
        "planning_years = [2030]\n",
        options_.sites, options_.seed);
    for (std::size_t i = 0; i < options_.sites; ++i) add_site(i);
    add_processes();
    tables.tables = {std::move(sites_), std::move(streams_), std::move(qualities_),
                     std::move(processes_), std::move(flows_)};
    return tables;
  }

 private:
  void find_sectors() {
    for (std::size_t row = 0; row < profiles_.rows(); ++row) {
      const std::string_view activity = text_in(profiles_, row, "activity");
      if (sectors_.empty() || sectors_.back().activity != activity) {
        sectors_.push_back({text_in(profiles_, row, "nace"),
                            activity,
                            number_in(profiles_, row, "driver_low"),
                            number_in(profiles_, row, "driver_high"),
                            {}});
        sector_lottery_.add(number_in(profiles_, row, "share_of_sites"));
      }
      sectors_.back().rows.push_back(row);
    }
  }

  void add_site(std::size_t index) {
    const reference::Town& town = reference::towns()[town_lottery_.draw(dice_)];
    const Sector& sector = sectors_[sector_lottery_.draw(dice_)];
    const std::string key = std::format("s{}", index + 1);
    const double angle = dice_.between(0, 2 * std::numbers::pi);
    const double distance_km = -kScatterKm * std::log(1 - dice_.unit());
    const double latitude = town.place.latitude_deg + distance_km * std::cos(angle) / 111.2;
    const double longitude =
        town.place.longitude_deg +
        distance_km * std::sin(angle) / (111.2 * std::cos(latitude * std::numbers::pi / 180));
    const std::string name = std::format("{}, {} {}", town.name, sector.activity, index + 1);
    const std::string north = std::format("{:.4f}", latitude);
    const std::string east = std::format("{:.4f}", longitude);
    const std::string employees = std::format("{:.0f}", dice_.log_between(5, 600));
    sites_.add_row(static_cast<int>(index + 2), {key, name, name, town.country, town.name, north,
                                                 east, sector.nace, employees, "", kSource});
    const double size = dice_.log_between(sector.driver_low, sector.driver_high);
    for (std::size_t i = 0; i < sector.rows.size(); ++i) {
      add_stream(key, std::format("{}-{}", key, i + 1), town.country, size, sector.rows[i]);
    }
    if (sites_with_sludge_.size() < 200 && sector.nace.starts_with("03.22")) {
      sites_with_sludge_.push_back(key);
    }
    if (sites_with_sawdust_.size() < 200 && sector.nace.starts_with("16.10")) {
      sites_with_sawdust_.push_back(key);
    }
  }

  void add_stream(std::string_view site, const std::string& key, std::string_view country,
                  double size, std::size_t row) {
    static constexpr std::array<std::string_view, 3> kEvidence = {"measured", "calculated",
                                                                  "estimated"};
    static constexpr std::array<std::string_view, 3> kUncertainty = {"5", "15", "40"};
    static constexpr std::array<std::string_view, 4> kReach = {"", "50", "150", "400"};
    const std::string_view direction = text_in(profiles_, row, "direction");
    const std::string_view resource = text_in(profiles_, row, "resource");
    const std::string quantity =
        rounded(size * dice_.triangle(number_in(profiles_, row, "amount_low"),
                                      number_in(profiles_, row, "amount_typical"),
                                      number_in(profiles_, row, "amount_high")));
    const std::string unit = std::string(text_in(profiles_, row, "unit")) + "/yr";
    const std::string profile = seasons(text_in(profiles_, row, "profile_kind"));
    const std::string_view route = text_in(profiles_, row, "present_route");
    const ResourceId id = reference_.find_resource_id(resource);
    const std::string cost = own_price(id, direction == "offer", route, country);
    const std::size_t evidence = dice_.below(kEvidence.size());
    streams_.add_row(static_cast<int>(streams_.rows() + 2),
                     {key, site, direction, resource, text_in(profiles_, row, "low_code"), quantity,
                      unit, profile, route, cost, "", "", kReach[dice_.below(kReach.size())],
                      kEvidence[evidence], kUncertainty[evidence], "facilitator", kSource});
    if (id) add_quality(key, direction == "offer", reference_[id]);
  }

  std::string own_price(ResourceId resource, bool is_offer, std::string_view route,
                        std::string_view country) {
    const bool is_stated = dice_.chance(kStatedPriceShare);
    const double spread = dice_.between(0.7, 1.3);
    if (!resource || !is_stated) return {};
    const auto kind = is_offer ? reference::PriceKind::disposal : reference::PriceKind::purchase;
    const auto* row = reference_.price(kind, resource, is_offer ? route : "", country);
    return row == nullptr ? "" : rounded(row->value.in(euro / unit_amount) * spread);
  }

  std::string seasons(std::string_view kind) {
    if (kind != "summer" && kind != "winter" && kind != "autumn" && kind != "spring") return "flat";
    const int peak = kind == "winter" ? 0 : kind == "spring" ? 3 : kind == "summer" ? 6 : 9;
    const double swing = dice_.between(0.3, 0.9);
    std::string out;
    for (int month = 0; month < kMonths; ++month) {
      const double wave = std::cos(2 * std::numbers::pi * (month - peak) / kMonths);
      if (!out.empty()) out += ';';
      out += std::format("{:.0f}", 100 * (1 + swing * wave));
    }
    return out;
  }

  void add_quality(std::string_view stream, bool is_offer, const reference::Resource& resource) {
    const auto add = [&](std::string_view property, std::string_view unit, double offered,
                         double least) {
      const std::string value = rounded(is_offer ? offered : least);
      qualities_.add_row(
          static_cast<int>(qualities_.rows() + 2),
          is_offer ? std::vector<std::string_view>{stream, property, "", value, "", unit}
                   : std::vector<std::string_view>{stream, property, value, "", "", unit});
    };
    if (resource.state == reference::State::heat) {
      add("temperature", "°C", dice_.between(25, 110), dice_.between(20, 90));
    } else if (resource.state == reference::State::sludge) {
      add("dry_matter", "%", dice_.between(3, 30), dice_.between(1, 10));
    }
  }

  void add_processes() {
    const auto joined = [](const std::vector<std::string>& keys) {
      std::string out;
      for (const std::string& key : keys) out += (out.empty() ? "" : ";") + key;
      return out;
    };
    const auto add = [&](std::string_view key, std::string_view name, const std::string& at,
                         std::string_view most, std::string_view fixed, std::string_view sized,
                         std::string_view running,
                         std::initializer_list<std::array<std::string_view, 4>> flows) {
      if (at.empty()) return;
      processes_.add_row(static_cast<int>(processes_.rows() + 2),
                         {key, name, "candidate", at, "100", most, "t/yr", fixed, sized, "20", "0",
                          running, kSource});
      for (const auto& [side, resource, amount, unit] : flows) {
        flows_.add_row(static_cast<int>(flows_.rows() + 2), {key, side, resource, amount, unit});
      }
    };
    add("sludge-dryer", "fish sludge dryer", joined(sites_with_sludge_), "20000", "400000", "60",
        "4",
        {{"in", "fish-sludge", "1", "t"},
         {"in", "electricity", "0.12", "MWh"},
         {"out", "fish-sludge-dried", "0.11", "t"},
         {"out", "loss", "0.89", "t"}});
    add("pellet-press", "pellet works", joined(sites_with_sawdust_), "60000", "2500000", "80", "12",
        {{"in", "sawdust", "1", "t"},
         {"in", "electricity", "0.1", "MWh"},
         {"out", "wood-pellets", "0.51", "t"},
         {"out", "loss", "0.49", "t"}});
  }

  const SyntheticOptions& options_;
  const reference::Reference& reference_;
  Dice dice_;
  Table profiles_;
  Lottery town_lottery_;
  std::vector<Sector> sectors_;
  Lottery sector_lottery_;
  std::vector<std::string> sites_with_sludge_;
  std::vector<std::string> sites_with_sawdust_;
  Table sites_{"sites",
               "sites.csv",
               {"site_id", "name", "organisation", "country", "municipality", "latitude_deg",
                "longitude_deg", "nace", "employees", "park", "source"}};
  Table streams_{
      "streams",
      "streams.csv",
      {"stream_id", "site_id", "direction", "resource", "low_code", "quantity", "unit", "profile",
       "present_route", "present_cost_eur_per_unit", "present_co2e_kg_per_unit", "storable",
       "max_distance_km", "evidence", "uncertainty_percent", "visibility", "source"}};
  Table qualities_{
      "qualities", "qualities.csv", {"stream_id", "property", "min", "typical", "max", "unit"}};
  Table processes_{"processes",
                   "processes.csv",
                   {"process_id", "name", "status", "sites", "capacity_min", "capacity_max",
                    "capacity_unit", "capex_fixed_eur", "capex_eur_per_capacity", "lifetime_years",
                    "opex_fixed_eur_per_year", "opex_eur_per_unit", "source"}};
  Table flows_{"process_flows",
               "process_flows.csv",
               {"process_id", "direction", "resource", "amount", "unit"}};
};

}  // namespace

Tables make_synthetic_region(const SyntheticOptions& options,
                             const reference::Reference& reference) {
  if (options.sites == 0 || options.sites > kMostSites) {
    throw Error(ErrorKind::invalid,
                std::format("found {} sites, expected 1 to {}", options.sites, kMostSites));
  }
  return Maker(options, reference).make();
}

}  // namespace samspill::formats
