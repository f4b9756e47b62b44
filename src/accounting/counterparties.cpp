// Worked number: 60 t less are disposed of; 30 t more go to A, 50 t more to B, 10 t less to C. The
// exchange with A explains 30/80 and that with B 50/80 of the 60 t. Were 100 t less disposed of,
// they would explain 0.3 and 0.5, and none 0.2. A heat pump gets 80 MWh more by one exchange, 40
// more by another and buys none: of the power it buys more, two thirds are the first one's.
#include "accounting/counterparties.h"

#include <algorithm>

namespace samspill::accounting {
namespace {

/// A rest below this share of the change is rounding.
constexpr double kRounding = 1e-9;

}  // namespace

std::vector<Share> shares_of(AmountFlow change,
                             const std::map<LedgerExchangeId, AmountFlow>& exchanged) {
  const double sign = change < AmountFlow{} ? -1 : 1;
  const AmountFlow whole = sign * change;
  AmountFlow explaining;
  for (const auto& [exchange, amount] : exchanged) {
    explaining += std::max(AmountFlow{}, -sign * amount);
  }
  if (whole <= AmountFlow{} || explaining <= AmountFlow{}) return {Share{}};
  double covered = std::min(1.0, explaining / whole);
  if (covered > 1 - kRounding) covered = 1;
  std::vector<Share> shares;
  for (const auto& [exchange, amount] : exchanged) {
    const AmountFlow part = -sign * amount;
    if (part > AmountFlow{}) shares.push_back({exchange, covered * (part / explaining)});
  }
  if (covered < 1) shares.push_back({LedgerExchangeId(), 1 - covered});
  return shares;
}

std::vector<Share> shares_of_activity(AmountFlow change,
                                      const std::map<LedgerExchangeId, AmountFlow>& brought,
                                      AmountFlow bought) {
  AmountFlow activity = bought;
  for (const auto& [exchange, amount] : brought) activity += amount;
  const double sign = activity < AmountFlow{} ? -1 : 1;
  if (sign * change < AmountFlow{}) return {Share{}};
  // Each way counts in which the process has more, or less, to do: one that goes the other way
  // explains nothing.
  AmountFlow explaining = std::max(AmountFlow{}, sign * bought);
  for (const auto& [exchange, amount] : brought) {
    explaining += std::max(AmountFlow{}, sign * amount);
  }
  if (explaining <= AmountFlow{}) return {Share{}};
  std::vector<Share> shares;
  for (const auto& [exchange, amount] : brought) {
    const double part = sign * amount / explaining;
    if (part > 0) shares.push_back({exchange, part});
  }
  if (sign * bought > AmountFlow{}) {
    shares.push_back({LedgerExchangeId(), sign * bought / explaining});
  }
  return shares;
}

}  // namespace samspill::accounting
