#pragma once

#include "domain/ledger.h"
#include "reference/reference.h"

namespace samspill::accounting {

/// Where what a site does stands in its inventory. `kind` says what it does; for `direct`
/// `is_at_site` whether the site itself gives it off.
AccountPlace place_of(EntryKind kind, Origin origin, bool is_fuel, bool is_at_site = true);

/// What a purchase of more of the resource is called.
EntryKind purchase_kind(const reference::Reference& reference, ResourceId resource);

/// A fuel is burned where it is bought.
bool is_fuel(const reference::Reference& reference, ResourceId resource);

}  // namespace samspill::accounting
