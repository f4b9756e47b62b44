#pragma once

#include "base/strong_id.h"

namespace samspill {

using ResourceId = StrongId<struct ResourceTag>;      // into reference::Reference::resources()
using PropertyId = StrongId<struct PropertyTag>;      // into reference::Reference::properties()
using ModeId = StrongId<struct ModeTag>;              // into reference::Reference::modes()
using SiteId = StrongId<struct SiteTag>;              // into Region::sites
using StreamId = StrongId<struct StreamTag>;          // into Region::streams
using ProcessId = StrongId<struct ProcessTag>;        // into Region::processes
using StorageId = StrongId<struct StorageTag>;        // into Region::storages
using ScenarioId = StrongId<struct ScenarioTag>;      // into Region::scenarios
using NetworkId = StrongId<struct NetworkTag>;        // into Region::networks
using InitiativeId = StrongId<struct InitiativeTag>;  // into Region::initiatives

}  // namespace samspill
