#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/region.h"
#include "domain/remark.h"
#include "units/quantity.h"

namespace samspill {

/// Where a flow begins or ends: a stream, or a process at a site. `site` is always set.
struct Endpoint {
  StreamId stream;
  ProcessId process;
  SiteId site;

  auto operator<=>(const Endpoint&) const = default;
};

/// A part of a flow's way: from the giver's site, or from one that passes on what arrives.
struct FlowLeg {
  SiteId from;
  SiteId to;
  ModeId mode;  // none = on the same site
  Distance distance;
  Amount sent;
  Amount received;  // after losses
  Money cost;
  Co2e co2e;
  std::string factor_id;  // empty = unknown

  bool operator==(const FlowLeg&) const = default;
};

/// What moves from one endpoint to another in one period. Of a way in several legs the distance,
/// cost and CO2e are their sums, the mode is the last one's, the factor is theirs if they share it.
struct PlanFlow {
  Endpoint from;
  Endpoint to;
  ResourceId resource;  // what leaves the giver
  ModeId mode;          // none = on the same site
  Distance distance;
  std::size_t period = 0;
  Amount sent;
  Amount received;              // after losses on the way
  double substitution = 1;      // units of the taker's resource met by one unit received
  Money cost;                   // transport
  Co2e co2e;                    // transport
  std::string factor_id;        // of the transport's CO2e; empty = unknown
  Co2e use_co2e{};              // what the taker's use gives off, such as burning
  std::string use_factor_id{};  // empty = it gives nothing off
  std::vector<FlowLeg> legs{};  // where sites pass it on: all parts of the way; else empty

  bool operator==(const PlanFlow&) const = default;
};

/// The parts of a flow's way, one where no site passes it on.
std::vector<FlowLeg> legs_of(const PlanFlow& flow);

/// The way out at an endpoint in one period: disposing of what nobody takes, or buying what nobody
/// gives.
struct Recourse {
  Endpoint at;
  ResourceId resource;
  std::size_t period = 0;
  Amount amount;
  Money cost;
  std::optional<Co2e> co2e;  // empty: no factor is known, so it is counted nowhere
  std::string price_id;  // the row of the reference prices, or "stream" for the stream's own figure
  std::string factor_id;  // likewise

  bool operator==(const Recourse&) const = default;
};

/// A process at a site: its size and how much of its main input it takes in each period.
struct Activity {
  ProcessId process;
  SiteId site;
  bool is_built = false;  // a candidate that the plan builds
  AmountFlow capacity;
  std::vector<Amount> main_input;  // per period
  MoneyFlow investment;            // annualised; zero for an existing process
  MoneyFlow operation;             // fixed and variable

  bool operator==(const Activity&) const = default;
};

/// A giver's goods in a storage: at its own site, or at that of the taker they have come to.
struct Holding {
  Endpoint giver;
  std::optional<Endpoint> taker;  // empty: they have not left yet
  ResourceId resource;            // what the giver gives
  // Per period: what goes in, what comes out, and what is held at the end. The level after the last
  // period is that before the first.
  std::vector<Amount> put_in;
  std::vector<Amount> taken_out;
  std::vector<Amount> level;

  bool operator==(const Holding&) const = default;
};

/// What is lost of a holding in a period.
Amount lost(const Holding& holding, std::size_t period);

/// A storage: its size and what it holds.
struct StorageUse {
  StorageId storage;
  bool is_built = false;  // a candidate that the plan builds
  Amount capacity;
  std::vector<Holding> holdings;
  MoneyFlow investment;  // annualised; zero for an existing storage
  MoneyFlow operation;   // fixed, and of what is put in

  bool operator==(const StorageUse&) const = default;
};

/// A connection with a fixed cost that the plan builds, such as a heat pipe.
struct LinkBuild {
  SiteId from;
  SiteId to;
  ModeId mode;
  MoneyFlow investment;  // annualised
  ResourceId resource;   // what it carries

  bool operator==(const LinkBuild&) const = default;
};

/// What a kilogram, tonne or megawatt-hour more is worth at a place: the shadow price of its
/// balance.
struct NodePrice {
  Endpoint at;
  ResourceId resource;
  UnitPrice price;

  bool operator==(const NodePrice&) const = default;
};

/// The yearly cost by part, and the CO2e by part.
struct CostParts {
  MoneyFlow disposal;
  MoneyFlow purchase;
  MoneyFlow transport;
  MoneyFlow operation;
  MoneyFlow investment;
  MoneyFlow carbon;  // carbon price × co2e

  MoneyFlow total() const {
    return disposal + purchase + transport + operation + investment + carbon;
  }
  bool operator==(const CostParts&) const = default;
};

struct Co2eParts {
  Co2eFlow disposal;
  Co2eFlow production;  // of what is bought
  Co2eFlow transport;
  Co2eFlow use;  // of what is exchanged, in its new use

  Co2eFlow total() const { return disposal + production + transport + use; }
  bool operator==(const Co2eParts&) const = default;
};

/// One complete state of the region over a year: every offer and need is accounted for.
struct NetworkState {
  std::vector<PlanFlow> flows;
  std::vector<Recourse> disposals;
  std::vector<Recourse> purchases;
  std::vector<Activity> activities;
  std::vector<StorageUse> storages;
  std::vector<LinkBuild> link_builds;
  CostParts cost;
  Co2eParts co2e;

  bool operator==(const NetworkState&) const = default;
};

/// What a plan makes as small as possible: the yearly cost with the carbon price, or the yearly
/// CO2e and then the cost at that CO2e.
enum class Objective { cost, climate };

/// What was asked of a plan. With the dataset it says which plans there could have been.
struct PlanTerms {
  Objective objective = Objective::cost;
  CarbonPrice carbon_price{};
  std::optional<Co2eFlow> cap{};  // on the plan's total CO2e
  std::vector<SiteId> without{};  // sites that are left away

  bool operator==(const PlanTerms&) const = default;
};

/// What one unit more is taken to be worth at one balance in one period.
struct BalancePrice {
  Endpoint at;
  ResourceId resource;
  Direction direction = Direction::offer;  // what a process makes gives like an offer
  std::size_t period = 0;                  // 0 where the year is one balance
  UnitPrice price;
  SiteId relay{};  // where goods are passed on; none = at home

  bool operator==(const BalancePrice&) const = default;
};

/// What a unit of a property beyond a need's limit is taken to cost, times a unit that counts in
/// the mix of what arrives.
struct MixPrice {
  StreamId need;
  PropertyId property;
  bool is_most = true;     // of the largest value, else of the least
  std::size_t period = 0;  // 0 where the year is one balance
  UnitPrice price;         // never negative

  bool operator==(const MixPrice&) const = default;
};

/// What the room for one unit more in a storage is taken to be worth at the end of a period.
struct RoomPrice {
  StorageId storage;
  std::size_t period = 0;
  UnitPrice price;  // never negative

  bool operator==(const RoomPrice&) const = default;
};

/// What one unit more in store is taken to be worth at the end of a period: a giver's goods at
/// home, or where a way has brought them to a taker.
struct HoldingPrice {
  StorageId storage;
  Endpoint giver;
  std::optional<Endpoint> taker;
  ResourceId resource;
  ModeId mode;  // of the way
  std::size_t period = 0;
  UnitPrice price;
  UnitPrice arrival;  // that a unit more may be put in as one more arrives; never negative

  bool operator==(const HoldingPrice&) const = default;
};

/// Prices at every balance, and the least cost that they prove: with everything bought and sold at
/// them no plan can cost less. Anyone can work it out again (price_bound.h).
struct PriceProof {
  MoneyFlow least;
  CarbonPrice cap_price{};  // what a unit less under the cap is taken to cost
  std::vector<BalancePrice> prices;
  std::vector<MixPrice> mixes;  // those above zero
  std::vector<RoomPrice> rooms;
  std::vector<HoldingPrice> holdings;

  bool operator==(const PriceProof&) const = default;
};

/// How a plan is sought: by branch and bound, or for large regions by prices, with builds that are
/// good and not the best (docs/methods/first_order.md).
enum class Method { exact, scale };

/// What found the plan: branch and bound; prices and flows with builds settled besides; or, where
/// nothing but flows is chosen, the best flows themselves (docs/methods/first_order.md).
enum class SolvedBy { branch_and_bound, first_order, network_simplex };

enum class PlanStatus { optimal, feasible, infeasible };

/// The best state found, what it is compared with, and how sure it is to be the best.
struct Plan {
  PlanStatus status = PlanStatus::infeasible;
  PlanTerms terms;
  Method method = Method::exact;
  SolvedBy solved_by = SolvedBy::branch_and_bound;
  double gap = 0;  // (objective − proven bound) / |objective|
  NetworkState planned;
  NetworkState baseline;  // today: operating exchanges and existing processes only
  std::vector<NodePrice> prices;
  std::optional<PriceProof> proof;  // of a plan by cost, when it was asked for
  std::vector<StreamId> left_out;   // no price is known, neither in the data nor in the reference
  std::vector<Remark> notes;

  bool operator==(const Plan&) const = default;
};

}  // namespace samspill
