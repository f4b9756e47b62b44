#include "app/decisions.h"

#include <algorithm>
#include <format>

#include "app/exchanges.h"
#include "base/number.h"
#include "matching/facts.h"

namespace samspill::app {
namespace {

const std::string kTable = "decisions";

/// The mark of what the match is today; empty when a stream is unknown, of which the reader tells.
std::string facts_of(const StoredRegion& region, const NewDecision& decision) {
  const auto& streams = region.dataset.region.streams;
  const auto offer = std::ranges::find(streams, decision.offer_id, &Stream::key);
  const auto need = std::ranges::find(streams, decision.need_id, &Stream::key);
  if (offer == streams.end() || need == streams.end()) return {};
  if (offer->direction != Direction::offer || need->direction != Direction::need) return {};
  return matching::fingerprint(region.dataset.region, region.dataset.reference,
                               StreamId(static_cast<std::size_t>(offer - streams.begin())),
                               StreamId(static_cast<std::size_t>(need - streams.begin())));
}

/// "offer-need", or with the next free number behind it.
std::string new_exchange_key(const StoredRegion& region, const NewDecision& decision) {
  const auto& exchanges = region.dataset.region.exchanges;
  const std::string stem = decision.offer_id + "-" + decision.need_id;
  std::string key = stem;
  for (int number = 2; std::ranges::contains(exchanges, key, &Exchange::key); ++number) {
    key = std::format("{}-{}", stem, number);
  }
  return key;
}

bool has_exchange(const Region& region, const NewDecision& decision) {
  return std::ranges::any_of(region.exchanges, [&](const Exchange& exchange) {
    return exchange.stage != Stage::ended && exchange.offer && exchange.need &&
           region[exchange.offer].key == decision.offer_id &&
           region[exchange.need].key == decision.need_id;
  });
}

}  // namespace

Edited Decisions::create(const auth::Actor& actor, std::string_view region,
                         const NewDecision& decision) const {
  auth::require(actor, auth::Action::create, kTable);
  Edited decided = create_row(workspace, actor, region, kTable,
                              {{"offer_id", decision.offer_id},
                               {"need_id", decision.need_id},
                               {"decision", decision.decision},
                               {"reason", decision.reason},
                               {"remark", decision.remark},
                               {"date", decision.date},
                               {"facts", facts_of(*workspace.region(region), decision)}});
  if (!decided.row || decision.decision != "accepted") return decided;
  const auto stored = workspace.region(region);
  if (!has_exchange(stored->dataset.region, decision)) {
    const std::string key = new_exchange_key(*stored, decision);
    Cells cells = {{"exchange_id", key},
                   {"offer_id", decision.offer_id},
                   {"need_id", decision.need_id},
                   {"stage", "idea"}};
    if (decision.quantity) {
      cells.push_back({"quantity", to_text(*decision.quantity)});
      cells.push_back({"unit", decision.unit + "/yr"});
    }
    const Edited made = Exchanges{workspace}.create(actor, region, cells);
    if (!made.row) return made;
  }
  return decided;
}

}  // namespace samspill::app
