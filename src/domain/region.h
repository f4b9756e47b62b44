#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/ids.h"
#include "domain/initiative.h"
#include "domain/place.h"
#include "units/quantity.h"

namespace samspill {

/// A place of an organisation.
/// A cluster or symbiosis network.
struct Network {
  std::string key;  // the network_id of the dataset
  std::string name;
  std::string country;  // ISO 3166 alpha-2, or empty = not stated
  std::string website;
  std::string source;

  bool operator==(const Network&) const = default;
};

/// That a site is in a network, by itself or through its organisation.
struct Membership {
  NetworkId network;
  std::string since;  // year or date, or empty = unknown

  bool operator==(const Membership&) const = default;
};

struct Site {
  std::string key;  // the site_id of the dataset
  std::string name;
  std::string organisation;
  std::string country;  // ISO 3166 alpha-2
  std::string municipality;
  Place place;
  std::string nace;
  std::optional<int> employees;
  std::string park;
  std::optional<bool> has_quay;  // a ship can load and unload there; empty = unknown
  std::vector<Membership> memberships;

  bool operator==(const Site&) const = default;
};

enum class Direction { offer, need };
enum class Evidence { measured, calculated, estimated };
enum class Visibility { owner_only, facilitator, network, everyone };

/// A resource that a site offers or needs. Amounts are in the resource's base unit.
struct Stream {
  // What matching reads of thousands of streams stands together.
  SiteId site;
  ResourceId resource;
  Direction direction = Direction::offer;
  Evidence evidence = Evidence::estimated;
  Visibility visibility = Visibility::facilitator;
  bool is_storable = false;
  bool is_quantified = true;  // false: the amount is unknown and used nowhere
  AmountFlow quantity;        // the yearly mean; zero when not is_quantified
  std::optional<Distance> max_distance;
  std::vector<double> profile;            // share of the year's quantity per period; empty = flat
  std::string key;                        // the stream_id of the dataset
  std::string low_code;                   // List of Waste, "NN NN NN", or empty
  std::string present_route;              // R/D code, "purchase", "none", or empty = unknown
  std::optional<UnitPrice> present_cost;  // what the site pays today; negative = it earns
  std::optional<CarbonIntensity> present_co2e;
  std::optional<double> uncertainty;  // half width relative to the quantity, 0.2 = ±20 %
  std::string source;

  bool operator==(const Stream&) const = default;
};

/// A property of a stream, in the property's own unit: what an offer has, what a need accepts.
struct Quality {
  StreamId stream;
  PropertyId property;
  std::optional<double> min;
  std::optional<double> typical;
  std::optional<double> max;

  bool operator==(const Quality&) const = default;
};

/// One input or output of a process, per unit of its main input.
struct ProcessFlow {
  ResourceId resource;
  double amount = 0;          // base units of `resource` per base unit of the main input
  PropertyId times_property;  // when set, multiplied by this property of what goes in

  bool operator==(const ProcessFlow&) const = default;
};

enum class ProcessStatus { existing, candidate };

/// A conversion with inputs and outputs. inputs.front() is the main input; capacity counts it.
struct Process {
  std::string key;
  std::string name;
  ProcessStatus status = ProcessStatus::existing;
  std::vector<SiteId> sites;  // empty = any site where one of its resources is offered or needed
  AmountFlow capacity_min;
  std::optional<AmountFlow> capacity_max;  // empty = unlimited
  Money capex_fixed;
  std::optional<UnitPrice> capex_per_flow;  // EUR per (unit per year); read as EUR per unit
  Duration lifetime = 20.0 * year;
  MoneyFlow opex_fixed;
  UnitPrice opex_per_amount;
  std::vector<std::string> treatments;  // what it does by law, such as hygienisation, biogas
  std::vector<ProcessFlow> inputs;
  std::vector<ProcessFlow> outputs;

  bool operator==(const Process&) const = default;
};

/// Where a resource, or what is narrower, waits at a site from one period to the next: a tank, a
/// heap, a store of hot water.
struct Storage {
  std::string key;
  std::string name;
  SiteId site;
  ResourceId resource;
  ProcessStatus status = ProcessStatus::existing;
  std::optional<Amount> capacity;  // held at a time; empty = unlimited, of a candidate only
  double loss_per_month = 0;       // share of what is held, 0.02 = 2 %
  Money capex_fixed;
  UnitPrice capex_per_amount;  // per unit of capacity
  Duration lifetime = 20.0 * year;
  MoneyFlow opex_fixed;
  UnitPrice opex_per_amount;  // per unit put in
  std::string source;

  bool operator==(const Storage&) const = default;
};

/// A connection the user knows better than the distance formula does.
struct Link {
  SiteId from;
  SiteId to;
  ModeId mode;
  ResourceId resource;  // none = every resource the mode carries
  std::optional<Distance> distance;
  std::optional<UnitPrice> cost;
  std::optional<MoneyFlow> fixed;  // 0 = it stands already; empty = as the mode's estimate
  std::optional<AmountFlow> capacity;

  bool operator==(const Link&) const = default;
};

/// A recorded exchange. The giver is an offer or a process at a site, the taker a need or a
/// process.
struct Exchange {
  std::string key;
  StreamId offer;           // none when the giver is a process
  ProcessId giver_process;  // none when the giver is an offer
  SiteId giver_site;
  ResourceId resource;  // what leaves the giver
  StreamId need;        // none when the taker is a process
  ProcessId process;    // none when the taker is a need
  SiteId process_site;
  Stage stage = Stage::idea;
  std::optional<AmountFlow> quantity;  // empty = unknown
  std::string source;

  bool operator==(const Exchange&) const = default;
};

enum class Answer { accepted, declined };
enum class DecisionReason {
  price,
  quality,
  quantity,
  season,
  distance,
  law,
  trust,
  no_interest,
  other
};
inline constexpr std::array<std::string_view, 9> kDecisionReasonWords = {
    "price", "quality", "quantity", "season", "distance", "law", "trust", "no_interest", "other"};

/// What people said to the match of an offer and a need.
struct Decision {
  StreamId offer;
  StreamId need;
  Answer answer = Answer::accepted;
  std::optional<DecisionReason> reason;  // empty = not told
  std::string remark;
  std::string date;   // YYYY-MM-DD, or empty = unknown
  std::string facts;  // fingerprint of what it rested on (matching/facts.h), or empty = unknown

  bool operator==(const Decision&) const = default;
};

/// Where carbon or another gas comes from; removed = taken out of the air and stored for good.
enum class Origin { fossil, biogenic, process, mixed, removed };
inline constexpr std::array<std::string_view, 5> kOriginWords = {"fossil", "biogenic", "process",
                                                                 "mixed", "removed"};
constexpr std::string_view word(Origin origin) {
  return kOriginWords[static_cast<std::size_t>(origin)];
}

/// A site's own emission in one year, tonnes of the gas itself.
struct Emission {
  SiteId site;
  int year = 0;
  std::string gas;
  Mass amount;
  Origin origin = Origin::fossil;
  std::optional<int> scope;  // of the GHG Protocol, 1…3; empty = not stated
  std::string source;

  bool operator==(const Emission&) const = default;
};

enum class ChangeKind { price, quantity, carbon_price, closing, outage };

/// What a scenario changes: of `price` a stream, a resource or a mode of transport; of `quantity` a
/// stream, or a resource, a site or both; of `closing` a site; of `outage` a process, everywhere or
/// at a site. A resource stands for what is narrower too.
struct ScenarioChange {
  ChangeKind kind = ChangeKind::price;
  StreamId stream;
  ResourceId resource;
  SiteId site;
  ProcessId process;
  ModeId mode;
  std::optional<Direction> direction;  // of a quantity: offers or needs alone; empty = both
  double factor = 0;  // what the figure is multiplied by, at least zero; of an outage what is left

  bool operator==(const ScenarioChange&) const = default;
};

/// A way in which the world may turn out.
struct Scenario {
  std::string key;  // the scenario_id of the dataset
  std::string name;
  double probability = 0;               // 0…1; those of all scenarios add up to 1
  std::vector<ScenarioChange> changes;  // none: all is as recorded
  std::string source;

  bool operator==(const Scenario&) const = default;
};

/// How things stand in a scenario beyond what its streams, links and settings say. Empty as read
/// from files; network/scenario_regions.h fills it.
struct Circumstances {
  std::vector<double> prices;    // by resource: what prices of the tables are multiplied by
  std::vector<double> carriage;  // by mode: likewise what a unit costs by it
  std::map<std::pair<ProcessId, SiteId>, double> available;  // share of the size; else all of it
  std::vector<SiteId> closed;                                // nothing passes over them

  bool operator==(const Circumstances&) const = default;
};

/// Settings of region.toml.
struct Settings {
  std::string name;
  std::string country;
  std::string currency = "EUR";
  int base_year = 0;
  double discount_rate = 0;                 // per year, 0.06 = 6 %
  std::map<int, CarbonPrice> carbon_price;  // by year; holds from that year on
  std::vector<Duration> periods;            // sums to a year
  std::vector<int> planning_years;

  bool operator==(const Settings&) const = default;
};

/// A region as the engines see it: checked, immutable, every id valid.
struct Region {
  Settings settings;
  std::vector<Site> sites;
  std::vector<Stream> streams;
  std::vector<Quality> qualities;  // sorted by stream
  std::vector<Process> processes;
  std::vector<Storage> storages;
  std::vector<Link> links;
  std::vector<Exchange> exchanges;
  std::vector<Emission> emissions;
  std::vector<Decision> decisions;
  std::vector<Network> networks;
  std::vector<Initiative> initiatives;
  std::vector<Target> targets;
  std::vector<Scenario> scenarios;
  Circumstances circumstances;

  const Site& operator[](SiteId id) const { return sites[id.index()]; }
  const Stream& operator[](StreamId id) const { return streams[id.index()]; }
  const Process& operator[](ProcessId id) const { return processes[id.index()]; }
  const Storage& operator[](StorageId id) const { return storages[id.index()]; }
  const Network& operator[](NetworkId id) const { return networks[id.index()]; }
  const Initiative& operator[](InitiativeId id) const { return initiatives[id.index()]; }

  /// The qualities stated for a stream.
  std::span<const Quality> qualities_of(StreamId id) const;
  std::size_t period_count() const { return settings.periods.size(); }

  bool operator==(const Region&) const = default;
};

bool is_member(const Site& site, NetworkId network);

/// The part of the stream's yearly quantity that falls into the period (a number of 0…1).
double period_share(const Region& region, const Stream& stream, std::size_t period);

/// The stream's quantity in one period.
Amount period_amount(const Region& region, const Stream& stream, std::size_t period);

/// The share that is left at the end of the period of what the storage holds at its beginning (a
/// number of 0…1).
double kept_share(const Region& region, const Storage& storage, std::size_t period);

/// The share of its size that a process can run at the site (a number of 0…1).
double available_share(const Region& region, ProcessId process, SiteId site);

/// The carbon price of the year: the latest price named for that year or before; the first one
/// named for years before that. Zero when none is named.
CarbonPrice carbon_price_of(const Settings& settings, int year);

}  // namespace samspill
