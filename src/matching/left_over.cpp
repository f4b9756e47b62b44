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

LeftOver::LeftOver(const Region& region, const reference::Reference& reference) : region_(region) {
  for (const Exchange& exchange : region.exchanges) {
    if (exchange.stage != Stage::operating) continue;
    if (exchange.offer && exchange.quantity) {
      taken_[exchange.offer] += *exchange.quantity;
    } else if (exchange.offer) {
      uncertain_.insert(exchange.offer);
    }
    if (!exchange.need) continue;
    const auto share = covered(region, reference, exchange);
    if (exchange.quantity && share) {
      taken_[exchange.need] += *exchange.quantity * *share;
    } else {
      uncertain_.insert(exchange.need);
    }
  }
  for (const auto& [id, quantity] : taken_) {
    Stream rest = region[id];
    rest.quantity -= quantity;
    if (rest.quantity <= kRounding * region[id].quantity) rest.quantity = {};
    reduced_.emplace(id, std::move(rest));
  }
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
