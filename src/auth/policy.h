#pragma once

#include <string>
#include <string_view>

namespace samspill::auth {

/// Who acts; the name stands in the audit log.
struct Actor {
  std::string name;

  bool operator==(const Actor&) const = default;
};

/// The one user of a database that no accounts protect.
inline const Actor kOwner{"owner"};

enum class Action { list, read, create, update, remove };

/// Ends quietly when the policy allows the actor to do that to the resource, such as "sites".
/// Throws Error(forbidden) otherwise.
void require(const Actor& actor, Action action, std::string_view resource);

}  // namespace samspill::auth
