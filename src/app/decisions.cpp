#include "app/decisions.h"

#include <algorithm>
#include <format>

#include "app/exchanges.h"
#include "app/lists.h"
#include "app/region_part.h"
#include "base/number.h"
#include "matching/facts.h"

namespace samspill::app {
namespace {

const std::string kTable = "decisions";
const std::string kStreams = "streams";

/// The mark of what the match is today; empty when a stream is unknown, of which the reader tells.
std::string facts_of(Workspace& workspace, std::string_view region, const NewDecision& decision) {
  const auto record = workspace.record(region);
  const auto offers = rows_with(workspace, region, kStreams, "stream_id", decision.offer_id);
  if (offers.empty()) return {};
  const auto tables = workspace.store.read([&](storage::Connection& connection) {
    RegionPart part(connection, record);
    part.add_changing(kStreams, decision.offer_id);
    part.add_changing(kStreams, decision.need_id);
    part.add_with("links", "from_site", offers.front().cell("site_id"));
    return part.take().tables;
  });
  Diagnostics diagnostics;
  const auto dataset = formats::read_dataset(tables, *workspace.reference_of(record), diagnostics);
  if (!dataset) return {};
  const auto& streams = dataset->region.streams;
  const auto offer = std::ranges::find(streams, decision.offer_id, &Stream::key);
  const auto need = std::ranges::find(streams, decision.need_id, &Stream::key);
  if (offer == streams.end() || need == streams.end()) return {};
  if (offer->direction != Direction::offer || need->direction != Direction::need) return {};
  return matching::fingerprint(dataset->region, dataset->reference,
                               StreamId(static_cast<std::size_t>(offer - streams.begin())),
                               StreamId(static_cast<std::size_t>(need - streams.begin())));
}

/// "offer-need", or with the next free number behind it.
std::string new_exchange_key(const Workspace& workspace, std::string_view region,
                             const NewDecision& decision) {
  const auto is_taken = [&](const std::string& key) {
    return !rows_with(workspace, region, "exchanges", "exchange_id", key).empty();
  };
  const std::string stem = decision.offer_id + "-" + decision.need_id;
  std::string key = stem;
  for (int number = 2; is_taken(key); ++number) key = std::format("{}-{}", stem, number);
  return key;
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
                               {"facts", facts_of(workspace, region, decision)}});
  if (!decided.row || decision.decision != "accepted") return decided;
  if (open_exchange(rows_with(workspace, region, "exchanges", "offer_id", decision.offer_id),
                    decision.need_id) == nullptr) {
    const std::string key = new_exchange_key(workspace, region, decision);
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
