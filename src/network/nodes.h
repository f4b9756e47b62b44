#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/plan.h"
#include "domain/region.h"
#include "reference/reference.h"

namespace samspill::network {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// What becomes of what no partner takes or gives: it is disposed of or bought at this price.
struct WayOut {
  UnitPrice price;
  std::string price_id;
  std::optional<CarbonIntensity> co2e;  // empty = unknown
  std::string factor_id;
};

/// One balance: an offer or a need of a site, or one input or output of a process at a site.
struct Node {
  Endpoint at;
  ResourceId resource;
  Direction direction = Direction::offer;  // outputs give like offers, inputs take like needs
  bool is_yearly = false;                  // a storable stream without a storage at its site
  std::vector<Amount> amounts;             // of a stream: per period, or the year's alone
  std::size_t instance = kNone;            // of a process
  std::size_t flow = kNone;                // which of the process's inputs or outputs
  std::optional<WayOut> way_out;           // streams always have one
};

/// A process at a site.
struct Instance {
  ProcessId process;
  SiteId site;
  std::vector<std::size_t> inputs;   // nodes, in the order of Process::inputs
  std::vector<std::size_t> outputs;  // nodes, in the order of Process::outputs; kNone = loss
};

/// Every balance of a region, and what had to be left out.
struct Nodes {
  std::vector<Node> nodes;
  std::vector<Instance> instances;
  std::vector<std::size_t> of_stream;  // by stream; kNone = left out, empty or of a site left away
  std::vector<StreamId> left_out;      // no price is known
  std::vector<Remark> notes;

  const Node& operator[](std::size_t index) const { return nodes[index]; }
};

/// The balances of the region without some of its sites.
Nodes find_nodes(const Region& region, const reference::Reference& reference,
                 std::span<const SiteId> without);

/// A property of what a node gives: the stream's typical value, or the reference value of what a
/// process makes. Empty = unknown.
std::optional<double> property_of(const Region& region, const reference::Reference& reference,
                                  const Node& giver, PropertyId property);

/// The flows of a process whose amount depends on a property of its main input. The main input
/// itself never does.
bool depends_on_property(const Process& process);

/// Whether what the node's goods lose in storage counts as disposed of: letting things rot must not
/// be a cheap way to be rid of them, and losing what earns does not earn.
bool disposes_of_losses(const Node& giver);

/// Whether the stream waits from period to period at no cost: it can, and no storage at its site
/// takes it.
bool waits_for_free(const Region& region, const reference::Reference& reference,
                    const Stream& stream);

/// Adds a remark unless it is there already.
void note(std::vector<Remark>& notes, Remark remark);

}  // namespace samspill::network
