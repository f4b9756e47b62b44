// The ledger of a plan against today.
//
// Problem: a plan and its baseline are two complete years of a region; what does the one change in
// emissions against the other, at whom, by which factor, without counting a tonne twice?
//
// Method: disposals, purchases, transport and new uses of both years are subtracted row by row
// (changes.h). Every difference becomes an entry; where several exchanges explain less disposal or
// less purchase, the entry is split between their other ends (counterparties.h). Nothing is taken
// from factors anew: amounts and CO2e are the plan's, so the entries must add up to its totals part
// by part, which is checked each time.
//
// Source: the parts of the balance follow WBCSD, Guidance on Avoided Emissions (2023), section 6:
// avoided emissions are a comparative claim, told apart and never set off against one's own.
//
// Limits: docs/accounting.md.
//
// Worked number: 100 t of bark leave disposal (20 kg/t) for a boiler 10 km away by lorry (0.1
// kg/(t km)) and replace 250 MWh of gas (202 kg/MWh): −2 t disposal and +0.1 t transport are the
// network's own, −50.5 t are avoided.
#include "accounting/make_ledger.h"

#include <cmath>
#include <format>
#include <map>
#include <tuple>

#include "accounting/changes.h"
#include "accounting/counterparties.h"
#include "accounting/factor_source.h"
#include "base/error.h"

namespace samspill::accounting {
namespace {

using reference::FactorKind;
using reference::Reference;

/// What additions of doubles may lose, relative to the sum of magnitudes.
constexpr double kAddition = 1e-10;

Co2eFlow magnitude(Co2eFlow co2e) {
  return co2e < Co2eFlow{} ? -co2e : co2e;
}
AmountFlow magnitude(AmountFlow amount) {
  return amount < AmountFlow{} ? -amount : amount;
}

/// What was booked of one part of the plan's totals, with what was too small for an entry.
struct Booked {
  Co2eFlow sum;
  Co2eFlow magnitudes;  // of both years

  void add(Co2eFlow co2e, Co2eFlow compared) {
    sum += co2e;
    magnitudes += compared;
  }
};

class LedgerMaker {
 public:
  LedgerMaker(const Region& region, const Reference& reference, const Plan& plan,
              const LedgerOptions& options)
      : region_(region),
        reference_(reference),
        plan_(plan),
        options_(options),
        flows_(flow_changes(plan.planned.flows, plan.baseline.flows)) {
    for (const FlowChange& flow : flows_) {
      flows_from_[flow.from].push_back(&flow);
      flows_to_[flow.to].push_back(&flow);
    }
  }

  Ledger make() && {
    add_disposals();
    add_purchases();
    add_transport();
    add_use();
    const Co2eParts &planned = plan_.planned.co2e, &today = plan_.baseline.co2e;
    check("disposal", disposal_, planned.disposal, today.disposal);
    check("production", production_, planned.production, today.production);
    check("transport", transport_, planned.transport, today.transport);
    check("use", use_, planned.use, today.use);
    return finish();
  }

 private:
  /// What entries are told apart by. Own figures of two streams are two factors.
  using Key =
      std::tuple<SiteId, SiteId, EntryKind, ResourceId, ModeId, std::string, StreamId, bool>;

  void add_disposals() {
    for (const RecourseChange& change :
         recourse_changes(plan_.planned.disposals, plan_.baseline.disposals)) {
      std::map<SiteId, AmountFlow> sent;
      for (const FlowChange* flow : flows_from_[change.at]) {
        if (flow->resource == change.resource) sent[flow->to.site] += flow->sent;
      }
      add_recourse(change, FactorKind::disposal, sent, disposal_);
    }
  }

  void add_purchases() {
    for (const RecourseChange& change :
         recourse_changes(plan_.planned.purchases, plan_.baseline.purchases)) {
      std::map<SiteId, AmountFlow> met;
      for (const FlowChange* flow : flows_to_[change.at]) {
        if (serves(*flow, change)) met[flow->from.site] += flow->met;
      }
      add_recourse(change, FactorKind::production, met, production_);
    }
  }

  /// Whether the flow stands for what is bought. A process takes no synergies: its inputs are
  /// named.
  bool serves(const FlowChange& flow, const RecourseChange& change) const {
    const auto fit = reference_.fit(flow.resource, change.resource);
    return fit && (change.at.stream || fit->kind != reference::Fit::Kind::synergy);
  }

  void add_recourse(const RecourseChange& change, FactorKind factor_kind,
                    const std::map<SiteId, AmountFlow>& exchanged, Booked& booked) {
    booked.add(change.co2e.value_or(Co2eFlow{}), change.co2e_compared);
    if (is_rounding(change.amount, change.compared)) return;
    const bool is_less = change.amount < AmountFlow{};
    const EntryKind kind =
        factor_kind == FactorKind::disposal
            ? (is_less ? EntryKind::avoided_disposal : EntryKind::added_disposal)
            : (is_less ? EntryKind::avoided_production : EntryKind::added_production);
    const FactorSource from = source_of(region_, reference_, factor_kind, change);
    for (const Share& share : shares_of(change.amount, exchanged)) {
      LedgerEntry entry{change.at.site, share.counterparty, change.resource, kind, from.origin};
      entry.amount = share.part * change.amount;
      if (change.co2e) entry.co2e = share.part * *change.co2e;
      entry.factor_id = change.factor_id;
      add(std::move(entry), from, {}, change.at.stream);
    }
  }

  void add_transport() {
    for (const FlowChange& change : flows_) {
      transport_.add(change.transport_co2e.value_or(Co2eFlow{}), change.co2e_compared);
      const bool is_on_the_way = change.mode || change.transport_co2e != Co2eFlow{};
      if (!is_on_the_way || is_rounding(change.carried, change.compared)) continue;
      const FactorSource from = transport_source(reference_, change);
      LedgerEntry entry{change.from.site, change.to.site, change.resource, EntryKind::transport,
                        from.origin};
      entry.amount = change.carried;
      entry.co2e = change.transport_co2e;
      entry.factor_id = change.factor_id;
      add(std::move(entry), from, change.mode, {});
    }
  }

  /// What is given off arises at the taker.
  void add_use() {
    for (const FlowChange& change : flows_) {
      use_.add(change.use_co2e, change.co2e_compared);
      const bool gives_off = !change.use_factor_id.empty() || change.use_co2e != Co2eFlow{};
      if (!gives_off || is_rounding(change.received, change.compared)) continue;
      const FactorSource from = use_source(region_, reference_, change);
      LedgerEntry entry{change.to.site, change.from.site, change.resource, EntryKind::use,
                        from.origin};
      entry.amount = change.received;
      entry.co2e = change.use_co2e;
      entry.factor_id = change.use_factor_id;
      add(std::move(entry), from, {}, {});
    }
  }

  bool is_rounding(AmountFlow change, AmountFlow compared) const {
    return magnitude(change) <= options_.rounding * compared;
  }

  void add(LedgerEntry entry, const FactorSource& from, ModeId mode, StreamId stream) {
    const StreamId own = entry.factor_id == reference::kOwnFigure ? stream : StreamId();
    entry.source = from.source;
    entry.is_verified = from.is_verified;
    const Key key{entry.site, entry.counterparty, entry.kind, entry.resource,
                  mode,       entry.factor_id,    own,        entry.co2e.has_value()};
    const auto [place, is_new] = entries_.try_emplace(key, entry);
    if (is_new) return;
    place->second.amount += entry.amount;
    if (entry.co2e) *place->second.co2e += *entry.co2e;
  }

  void check(std::string_view part, const Booked& booked, Co2eFlow planned, Co2eFlow today) const {
    const Co2eFlow expected = planned - today;
    const Co2eFlow scale = booked.magnitudes + magnitude(planned) + magnitude(today);
    if (magnitude(booked.sum - expected) <= kAddition * scale) return;
    throw Error(
        ErrorKind::internal,
        std::format("the ledger books {} t CO2e a year of {}, the plan changes {}",
                    booked.sum.in(tonne_co2e / year), part, expected.in(tonne_co2e / year)));
  }

  Ledger finish() {
    Ledger ledger;
    for (auto& [key, entry] : entries_) {
      if (entry.co2e) {
        ledger.total += *entry.co2e;
        part_of(ledger.balance, entry) += *entry.co2e;
      } else {
        ++ledger.unknown;
      }
      ledger.entries.push_back(std::move(entry));
    }
    return ledger;
  }

  /// Buying less is avoided elsewhere; all else is the network's own. No factor of the tables names
  /// a removal yet, so nothing is booked as removed.
  static Co2eFlow& part_of(Co2eBalance& balance, const LedgerEntry& entry) {
    if (entry.kind == EntryKind::avoided_production) return balance.avoided;
    return entry.origin == Origin::biogenic ? balance.biogenic : balance.fossil;
  }

  const Region& region_;
  const Reference& reference_;
  const Plan& plan_;
  const LedgerOptions& options_;
  std::vector<FlowChange> flows_;
  std::map<Endpoint, std::vector<const FlowChange*>> flows_from_;
  std::map<Endpoint, std::vector<const FlowChange*>> flows_to_;
  std::map<Key, LedgerEntry> entries_;
  Booked disposal_, production_, transport_, use_;
};

}  // namespace

Ledger make_ledger(const Region& region, const Reference& reference, const Plan& plan,
                   const LedgerOptions& options) {
  if (plan.status == PlanStatus::infeasible) {
    throw Error(ErrorKind::invalid, "an infeasible plan has no ledger");
  }
  return LedgerMaker(region, reference, plan, options).make();
}

}  // namespace samspill::accounting
