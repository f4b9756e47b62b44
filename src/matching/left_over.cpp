#include "matching/left_over.h"

#include <optional>

namespace samspill::matching {
namespace {

/// A rest below this share of the whole is rounding, not something to exchange.
constexpr double kRounding = 1e-9;

/// Units of the need that one unit of a recorded exchange covers, without losses on the way.
std::optional<double> covered(const Region& region, const reference::Reference& reference,
                              const Exchange& exchange) {
  const ResourceId offered = exchange.resource;
  const ResourceId needed = region[exchange.need].resource;
  if (const auto fit = reference.fit(offered, needed)) return fit->substitution;
  if (reference[offered].kind == reference[needed].kind) return 1.0;
  return {};
}

}  // namespace

LeftOver::LeftOver(const Region& region, const reference::Reference& reference)
    : region_(region), reference_(reference) {
  for (const Exchange& exchange : region.exchanges) {
    take(exchange, exchange.offer);
    take(exchange, exchange.need);
  }
  for (const auto& [id, quantity] : taken_) reduce(id);
}

void LeftOver::update(StreamId id) {
  if (!taken_.contains(id) && !uncertain_.contains(id)) return;
  taken_.erase(id);
  reduced_.erase(id);
  uncertain_.erase(id);
  for (const Exchange& exchange : region_.exchanges) {
    if (exchange.offer == id || exchange.need == id) take(exchange, id);
  }
  if (taken_.contains(id)) reduce(id);
}

/// What the exchange takes of its offer or its need.
void LeftOver::take(const Exchange& exchange, StreamId id) {
  if (exchange.stage != Stage::operating || !id) return;
  if (id == exchange.offer) return take(id, exchange.quantity);
  const auto share = covered(region_, reference_, exchange);
  take(id, exchange.quantity && share ? std::optional(*exchange.quantity * *share) : std::nullopt);
}

void LeftOver::take(StreamId id, std::optional<AmountFlow> quantity) {
  if (quantity) {
    taken_[id] += *quantity;
  } else {
    uncertain_.insert(id);
  }
}

void LeftOver::reduce(StreamId id) {
  Stream rest = region_[id];
  rest.quantity -= taken_[id];
  if (rest.quantity <= kRounding * region_[id].quantity) rest.quantity = {};
  reduced_.insert_or_assign(id, std::move(rest));
}

const Stream& LeftOver::operator[](StreamId id) const {
  if (reduced_.empty()) return region_[id];
  const auto found = reduced_.find(id);
  return found == reduced_.end() ? region_[id] : found->second;
}

AmountFlow LeftOver::taken(StreamId id) const {
  const auto found = taken_.find(id);
  return found == taken_.end() ? AmountFlow{} : found->second;
}

}  // namespace samspill::matching
