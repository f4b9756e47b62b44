#include "app/decisions.h"

#include <algorithm>

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

}  // namespace

Edited Decisions::create(const auth::Actor& actor, std::string_view region,
                         const NewDecision& decision) const {
  auth::require(actor, auth::Action::create, kTable);
  return create_row(workspace, actor, region, kTable,
                    {{"offer_id", decision.offer_id},
                     {"need_id", decision.need_id},
                     {"decision", decision.decision},
                     {"reason", decision.reason},
                     {"remark", decision.remark},
                     {"date", decision.date},
                     {"facts", facts_of(*workspace.region(region), decision)}});
}

}  // namespace samspill::app
