// Which account of the GHG Protocol an entry belongs in.
//
// Problem: a site's inventory has three scopes; a ledger of changes has kinds of entries. Which is
// which, so that nothing that did not happen at anybody's is inside a scope?
//
// Method: what a site burns is its scope 1, bought power and heat scope 2, and of scope 3 goods
// bought are category 1, carriage that it pays category 4, waste category 5. CO2 of biogenic carbon
// stands outside the scopes, what is stored for good in an account of its own. What is bought less
// is a comparative claim and in no scope.
//
// Source: GHG Protocol, Corporate Standard (2004), chapters 4 and 9; Scope 2 Guidance (2015);
// Corporate Value Chain Standard (2011), chapter 5. From memory, unverified.
//
// Limits: factors of fuels hold their supply too (category 3), which the tables do not tell apart:
// all of it is put in scope 1. The giver pays the carriage, so it is category 4 there and never
// category 9.
//
// Worked number: 225 MWh of gas no longer bought at 202 kg/MWh: −45.45 t comparative; 225 MWh
// bought more: 45.45 t in scope 1.
#include "accounting/account_place.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace samspill::accounting {
namespace {

/// Concepts of the vocabulary whose narrower ones are burned.
constexpr std::array<std::string_view, 3> kFuels = {"fuel", "fuel-gas", "wood-fuel"};

AccountPlace in_scopes(EntryKind kind, bool is_fuel, bool is_at_site) {
  switch (kind) {
    case EntryKind::direct:
      return {is_at_site ? Account::scope_1 : Account::no_site};
    case EntryKind::purchased_energy:
      return {Account::scope_2};
    case EntryKind::added_production:
      return is_fuel ? AccountPlace{Account::scope_1} : AccountPlace{Account::scope_3, 1};
    case EntryKind::transport:
      return {Account::scope_3, 4};
    case EntryKind::avoided_disposal:
    case EntryKind::treatment:
      return {Account::scope_3, 5};
    case EntryKind::avoided_production:
      return {Account::comparative};
    case EntryKind::stored:
      break;
  }
  return {Account::removal};
}

}  // namespace

AccountPlace place_of(EntryKind kind, Origin origin, bool is_fuel, bool is_at_site) {
  if (origin == Origin::removed) return {Account::removal};
  if (kind == EntryKind::avoided_production) return {Account::comparative};
  if (origin == Origin::biogenic) return {Account::outside_scopes};
  return in_scopes(kind, is_fuel, is_at_site);
}

EntryKind purchase_kind(const reference::Reference& reference, ResourceId resource) {
  const reference::State state = reference[resource].state;
  const bool is_energy = state == reference::State::power || state == reference::State::heat;
  return is_energy ? EntryKind::purchased_energy : EntryKind::added_production;
}

bool is_fuel(const reference::Reference& reference, ResourceId resource) {
  return std::ranges::any_of(kFuels, [&](std::string_view key) {
    const ResourceId fuel = reference.find_resource_id(key);
    return fuel && reference.is_within(resource, fuel);
  });
}

}  // namespace samspill::accounting
