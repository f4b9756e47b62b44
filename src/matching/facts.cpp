// Whether anything has changed since people decided on a match.
//
// Problem: a declined match stays away while the facts it rested on are the same, and comes back
// when one of them changes. The table of decisions must not repeat all these facts.
//
// Method: one line of text per fact: of both streams the resource, waste code, quantity, share of
// each period, whether it can be stored, today's price and CO2e factor, the longest distance,
// the site's country, place and quay, the qualities; the typical value that meets each limit of the
// need; how the resource fits; the links from the one site to the other. Numbers are rounded to
// nine digits. Lines that stand in rows of their own are sorted. The text's 64-bit FNV-1a, its bits
// mixed, gives 11 hex digits; the f before them keeps spreadsheets from reading a number.
//
// The edges between two rounded values are moved by 3 · 10⁻¹² of the value, off the numbers of up
// to 11 digits that people type: 1234.565005 stays itself when a unit conversion changes its last
// bit.
//
// Source: G. Fowler, L. C. Noll, P. Vo, FNV-1a; S. Vigna, splitmix64 (the mixing).
//
// Limits: two different sets of facts agree once in 1.8 · 10¹³. What others do is no fact of the
// pair: operating exchanges, the modes' prices, the terms of the whole region.
//
// Worked number: FNV-1a of "a" is af63dc4c8601ec8c.
#include "matching/facts.h"

#include <algorithm>
#include <cstdint>
#include <format>
#include <optional>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/splitmix.h"
#include "reference/valuation.h"

namespace samspill::matching {
namespace {

std::string rounded(double value) {
  constexpr double kOffTypedNumbers = 1 + 3e-12;
  return std::format("{:.8e}", value * kOffTypedNumbers + 0.0);  // adding zero turns −0 into 0
}

std::string rounded(const std::optional<double>& value) {
  return value ? rounded(*value) : "unknown";
}

void add(std::string& facts, std::string_view name, std::string_view value) {
  facts += std::format("{}={}\n", name, value);
}

void add_sorted(std::string& facts, std::vector<std::string> lines) {
  std::ranges::sort(lines);
  for (const std::string& line : lines) facts += line + '\n';
}

template <typename Q>
std::optional<double> in(const std::optional<Q>& quantity, Q unit) {
  if (!quantity) return {};
  return quantity->in(unit);
}

void add_stream(const Region& region, const reference::Reference& reference, StreamId id,
                std::string& facts) {
  const Stream& stream = region[id];
  const Site& site = region[stream.site];
  const auto price = reference::present_price(region, reference, stream);
  const auto factor = reference::present_factor(region, reference, stream);
  add(facts, "resource", reference[stream.resource].key);
  add(facts, "low_code", stream.low_code);
  add(facts, "quantity",
      stream.is_quantified ? rounded(stream.quantity.in(unit_amount / year)) : "unknown");
  for (std::size_t period = 0; period < region.period_count(); ++period) {
    add(facts, "share", rounded(period_share(region, stream, period)));
  }
  add(facts, "storable", stream.is_storable ? "yes" : "no");
  add(facts, "price", price ? rounded(price->value.in(euro / unit_amount)) : "unknown");
  add(facts, "factor", factor ? rounded(factor->value.in(kilogram_co2e / unit_amount)) : "unknown");
  add(facts, "max_distance", rounded(in(stream.max_distance, kilometre)));
  add(facts, "country", site.country);
  add(facts, "latitude", rounded(site.place.latitude_deg));
  add(facts, "longitude", rounded(site.place.longitude_deg));
  if (site.has_quay) add(facts, "quay", *site.has_quay ? "yes" : "no");
  std::vector<std::string> qualities;
  for (const Quality& quality : region.qualities_of(id)) {
    qualities.push_back(std::format("{} {} {} {}", reference[quality.property].key,
                                    rounded(quality.min), rounded(quality.typical),
                                    rounded(quality.max)));
  }
  add_sorted(facts, std::move(qualities));
}

/// A reference value stands in for what the offer does not state, and may change too.
void add_typical_values(const Region& region, const reference::Reference& reference, StreamId offer,
                        StreamId need, std::string& facts) {
  std::vector<std::string> values;
  for (const Quality& limit : region.qualities_of(need)) {
    values.push_back(
        std::format("{} {}", reference[limit.property].key,
                    rounded(reference::typical_value(region, reference, offer, limit.property))));
  }
  add_sorted(facts, std::move(values));
}

void add_fit(const Region& region, const reference::Reference& reference, StreamId offer,
             StreamId need, std::string& facts) {
  const auto fit = reference.fit(region[offer].resource, region[need].resource);
  add(facts, "substitution", fit ? rounded(fit->substitution) : "none");
  if (fit && fit->synergy != nullptr) {
    add(facts, "preparation", fit->synergy->preparation);
    add(facts, "max_distance", rounded(in(fit->synergy->max_distance, kilometre)));
  }
}

void add_links(const Region& region, const reference::Reference& reference, StreamId offer,
               StreamId need, std::string& facts) {
  std::vector<std::string> links;
  for (const Link& link : region.links) {
    if (link.from != region[offer].site || link.to != region[need].site) continue;
    links.push_back(std::format(
        "{} {} {} {} {} {}", reference[link.mode].key,
        link.resource ? reference[link.resource].key : "any", rounded(in(link.distance, kilometre)),
        rounded(in(link.cost, euro / unit_amount)), rounded(in(link.fixed, euro / year)),
        rounded(in(link.capacity, unit_amount / year))));
  }
  add_sorted(facts, std::move(links));
}

}  // namespace

std::string fingerprint(const Region& region, const reference::Reference& reference, StreamId offer,
                        StreamId need) {
  constexpr unsigned kBitsLeftOut = 64 - 4 * 11;
  std::string facts;
  for (const StreamId id : {offer, need}) add_stream(region, reference, id, facts);
  add_typical_values(region, reference, offer, need, facts);
  add_fit(region, reference, offer, need, facts);
  add_links(region, reference, offer, need, facts);
  return std::format("f{:011x}", mixed_bits(fnv1a(facts)) >> kBitsLeftOut);
}

}  // namespace samspill::matching
