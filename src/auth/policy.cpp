#include "auth/policy.h"

#include <array>
#include <format>

#include "base/error.h"
#include "base/text.h"

namespace samspill::auth {
namespace {

constexpr std::array<std::string_view, 5> kActionWords = {"list", "read", "create", "update",
                                                          "remove"};

}  // namespace

void require(const Actor& actor, Action action, std::string_view resource) {
  if (actor == kOwner) return;
  throw Error(ErrorKind::forbidden, tell("{} may not {} {}", in_quotes(actor.name),
                                         kActionWords[static_cast<std::size_t>(action)], resource));
}

}  // namespace samspill::auth
