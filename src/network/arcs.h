#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "network/nodes.h"
#include "reference/carriage.h"

namespace samspill::network {

/// One way on which one giver can serve one taker.
struct Arc {
  std::size_t giver = 0;  // nodes
  std::size_t taker = 0;
  double substitution = 1;  // units of the taker's resource met by one unit that arrives
  reference::Carriage way;
  CarbonIntensity use;        // what a unit that arrives gives off in its new use, such as burning
  std::string use_factor_id;  // empty = nothing
  std::size_t connection = kNone;
  bool is_today = false;      // of a recorded exchange that operates
  std::size_t relay = kNone;  // that passes the goods on; kNone = straight from the giver
};

/// A giver's goods at a site that passes them on.
struct Relay {
  std::size_t giver = 0;  // node
  SiteId site;
};

/// One way to a relay from the giver itself or from another relay of the same goods.
struct Leg {
  std::size_t from = kNone;  // relay; kNone = the giver
  std::size_t to = 0;        // relay
  reference::Carriage way;
  std::size_t connection = kNone;

  /// What of a unit sent its giver disposes of, if it can, because it is lost, lest going round
  /// and round is a way to be rid of goods.
  double disposed_of(const Nodes& nodes, std::size_t giver) const {
    return nodes[giver].way_out ? 1 - way.arrival : 0;
  }
};

/// A pipe, cable or agreed link between two sites for one resource: it has a fixed cost, a capacity
/// or both, and all arcs on it share them.
struct Connection {
  SiteId from;
  SiteId to;
  ModeId mode;
  ResourceId resource;
  MoneyFlow fixed;
  std::optional<AmountFlow> capacity;
  bool stands = false;  // it carries an operating exchange and costs nothing to build
  std::vector<std::size_t> arcs;
  std::vector<std::size_t> legs;
};

/// What operates today between two nodes, and the arcs it may use.
struct TodayFlow {
  std::size_t exchange = 0;            // into Region::exchanges; the first that names the two
  std::optional<AmountFlow> quantity;  // of the giver's resource, sent; empty = unknown
  std::vector<std::size_t> arcs;
};

struct Arcs {
  std::vector<Arc> arcs;
  std::vector<Relay> relays;
  std::vector<Leg> legs;
  std::vector<Connection> connections;
  std::vector<TodayFlow> today;

  /// Where goods begin that leave their giver, or a relay.
  SiteId start(const Nodes& nodes, std::size_t giver, std::size_t relay) const {
    return relay == kNone ? nodes[giver].at.site : relays[relay].site;
  }
};

/// What decides whether an arc can ever pay.
struct Worth {
  CarbonPrice carbon_price;
  bool is_cost_alone = true;  // neither a cap nor a climate objective may ask for a dearer arc
  /// A giver and a taker: what either could exchange is kept though it cannot pay today.
  std::optional<std::pair<Endpoint, Endpoint>> asked{};
};

/// Pairs of nodes that a plan looks at, unless told otherwise.
inline constexpr std::size_t kMostPairs = 2'000'000;

/// Every arc of the region that keeps the rules (resource, quality, reach) and can pay, and those
/// of operating exchanges whether they do or not. Beyond `most_pairs` pairs of nodes each giver
/// keeps its nearest. Nothing passes a site of `without`. Remarks on what was bent or left away are
/// added to `notes`.
Arcs find_arcs(const Region& region, const reference::Reference& reference, const Nodes& nodes,
               std::span<const SiteId> without, const Worth& worth, std::size_t most_pairs,
               std::vector<Remark>& notes);

/// Whether the arc needs no periods: both its ends balance over the year and nothing else uses its
/// way.
bool is_yearly(const Nodes& nodes, const Arc& arc);

}  // namespace samspill::network
