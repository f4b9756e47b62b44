#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "network/arcs.h"
#include "network/nodes.h"

namespace samspill::network {

/// A giver's goods in a storage: at the giver's own site, or where an arc has brought them.
struct Holder {
  StorageId storage;
  std::size_t giver = kNone;  // the node whose goods they are
  std::size_t arc = kNone;    // kNone = they have not left yet
};

/// Who may keep what where.
struct Holders {
  std::vector<StorageId> storages;                // those of sites that are there
  std::vector<Holder> holders;                    // by storage
  std::vector<std::vector<std::size_t>> of_node;  // holders that have not left, by giver
  std::vector<std::vector<std::size_t>> of_arc;
};

/// Every way to keep something from one period to the next. A year of one period has none.
Holders find_holders(const Region& region, const reference::Reference& reference,
                     const Nodes& nodes, const Arcs& arcs, std::span<const SiteId> without);

}  // namespace samspill::network
