// The ledger of a plan against today.
//
// Problem: a plan and its baseline are two complete years of a region; what does the one change in
// emissions against the other, at whom, by which factor, without counting a tonne twice?
//
// Method: disposals, purchases, transport and new uses of both years are subtracted row by row
// (changes.h). Every difference becomes an entry, booked on the exchange that explains it; where
// several exchanges explain less disposal or less purchase, the entry is split between them
// (counterparties.h). What a process buys and disposes of besides is booked on the exchanges that
// bring its main input: they cause it. Nothing is taken from factors anew: amounts and CO2e are the
// plan's. check_ledger, which knows nothing of the steps here, accepts or refuses the result.
//
// Source: the parts of the balance follow WBCSD, Guidance on Avoided Emissions (2023), section 6:
// avoided emissions are a comparative claim, told apart and never set off against one's own.
//
// Limits: docs/methods/accounting.md.
//
// Worked number: 100 t of bark leave disposal (20 kg/t) for a boiler 10 km away by lorry (0.1
// kg/(t km)) and replace 250 MWh of gas (202 kg/MWh): −2 t disposal and +0.1 t transport are the
// network's own, −50.5 t are avoided.
#include "accounting/make_ledger.h"

#include <algorithm>
#include <format>
#include <map>
#include <tuple>

#include "accounting/account_place.h"
#include "accounting/changes.h"
#include "accounting/check_ledger.h"
#include "accounting/claims.h"
#include "accounting/counterparties.h"
#include "accounting/factor_source.h"
#include "accounting/uncertainty.h"
#include "base/error.h"

namespace samspill::accounting {
namespace {

using reference::FactorKind;
using reference::Fit;
using reference::Reference;

using Exchanged = std::map<LedgerExchangeId, AmountFlow>;

AmountFlow magnitude(AmountFlow amount) {
  return amount < AmountFlow{} ? -amount : amount;
}

bool is_between(const Exchange& record, const FlowChange& flow) {
  const auto is_end = [](const Endpoint& end, StreamId stream, ProcessId process, SiteId site) {
    return stream ? end.stream == stream : end.process == process && end.site == site;
  };
  return is_end(flow.from, record.offer, record.giver_process, record.giver_site) &&
         is_end(flow.to, record.need, record.process, record.process_site) &&
         (flow.from.stream || flow.resource == record.resource);
}

class LedgerMaker {
 public:
  LedgerMaker(const Region& region, const Reference& reference, const Plan& plan,
              const LedgerOptions& options)
      : region_(region),
        reference_(reference),
        plan_(plan),
        options_(options),
        flows_(flow_changes(plan.planned.flows, plan.baseline.flows)),
        purchases_(recourse_changes(plan.planned.purchases, plan.baseline.purchases)) {
    // Changes are sorted by ends and resource, so those of one exchange stand together.
    for (const FlowChange& flow : flows_) {
      const bool is_new = ledger_.exchanges.empty() ||
                          ledger_.exchanges.back().giver != flow.from ||
                          ledger_.exchanges.back().taker != flow.to ||
                          ledger_.exchanges.back().resource != flow.resource;
      if (is_new) add_exchange(flow);
      const LedgerExchangeId exchange(ledger_.exchanges.size() - 1);
      exchange_of_.push_back(exchange);
      flows_from_[flow.from].push_back({&flow, exchange});
      flows_to_[flow.to].push_back({&flow, exchange});
    }
  }

  Ledger make() && {
    for (const RecourseChange& change : purchases_) {
      bought_[{change.at, change.resource}] += change.amount;
    }
    add_disposals();
    add_purchases();
    add_transport();
    add_use();
    ledger_.reference = options_.reference;
    for (auto& [key, entry] : entries_) {
      if (entry.co2e) {
        ledger_.total += *entry.co2e;
        line_of(ledger_.balance, entry) += *entry.co2e;
        if (entry.exchange) ledger_.exchanges[entry.exchange.index()].effect += *entry.co2e;
      } else {
        ++ledger_.unknown;
      }
      ledger_.entries.push_back(std::move(entry));
    }
    return std::move(ledger_);
  }

 private:
  struct FlowOfExchange {
    const FlowChange* flow;
    LedgerExchangeId exchange;
  };
  /// Whose change it is: it gives what it disposed of, takes what it bought, or takes what a
  /// process works on.
  enum class Role { giver, taker, operator_of_process };
  /// What entries are told apart by.
  using Key = std::tuple<SiteId, SiteId, EntryKind, ResourceId, LedgerExchangeId, std::string,
                         StreamId, ProcessId, bool>;

  void add_exchange(const FlowChange& flow) {
    LedgerExchange exchange{.giver = flow.from, .taker = flow.to, .resource = flow.resource};
    const auto is_this = [&](const Exchange& record) { return is_between(record, flow); };
    // One that ended may have been taken up again under a new id.
    const auto alive = std::ranges::find_if(region_.exchanges, [&](const Exchange& record) {
      return is_this(record) && record.stage != Stage::ended;
    });
    const auto found =
        alive != region_.exchanges.end() ? alive : std::ranges::find_if(region_.exchanges, is_this);
    if (found != region_.exchanges.end()) exchange.key = found->key;
    for (std::size_t i = 0; i < region_.initiatives.size() && !exchange.key.empty(); ++i) {
      if (std::ranges::contains(region_.initiatives[i].exchanges, exchange.key)) {
        exchange.initiatives.emplace_back(i);
      }
    }
    ledger_.exchanges.push_back(std::move(exchange));
  }

  void add_disposals() {
    for (const RecourseChange& change :
         recourse_changes(plan_.planned.disposals, plan_.baseline.disposals)) {
      Exchanged sent;
      for (const auto& [flow, exchange] : flows_from_[change.at]) {
        if (flow->resource == change.resource) sent[exchange] += flow->sent;
      }
      add_recourse(change, FactorKind::disposal, sent);
    }
  }

  void add_purchases() {
    for (const RecourseChange& change : purchases_) {
      Exchanged met;
      for (const auto& [flow, exchange] : flows_to_[change.at]) {
        if (serves(*flow, change)) met[exchange] += flow->met;
      }
      add_recourse(change, FactorKind::production, met);
    }
  }

  /// Whether the flow stands for what is bought. A process takes no synergies: its inputs are
  /// named.
  bool serves(const FlowChange& flow, const RecourseChange& change) const {
    const auto fit = reference_.fit(flow.resource, change.resource);
    return fit && (change.at.stream || fit->kind != Fit::Kind::synergy);
  }

  void add_recourse(const RecourseChange& change, FactorKind factor_kind,
                    const Exchanged& exchanged) {
    if (is_rounding(change.amount, change.compared)) return;
    const FactorSource from =
        source_of(region_, reference_, factor_kind, change, region_.settings.base_year);
    const EntryKind kind =
        factor_kind == FactorKind::disposal ? disposal_kind(change.amount) : purchase_kind(change);
    for (const Share& share : shares_of(change.amount, exchanged)) {
      if (share.exchange) {
        add_share(change, share, kind, from,
                  factor_kind == FactorKind::disposal ? Role::giver : Role::taker);
        continue;
      }
      for (Share part : by_activity(change)) {
        part.part *= share.part;
        add_share(change, part, kind, from, Role::operator_of_process);
      }
    }
  }

  /// What a process buys or disposes of besides its main input belongs to who brings that.
  std::vector<Share> by_activity(const RecourseChange& change) {
    if (!change.at.process) return {Share{}};
    RecourseChange main = change;
    main.resource = region_[change.at.process].inputs.front().resource;
    if (main.resource == change.resource) return {Share{}};
    Exchanged brought;
    for (const auto& [flow, exchange] : flows_to_[change.at]) {
      if (serves(*flow, main)) brought[exchange] += flow->met;
    }
    return shares_of_activity(change.amount, brought, bought_[{change.at, main.resource}]);
  }

  /// One part of a change at an end of the exchange that explains it.
  void add_share(const RecourseChange& change, const Share& share, EntryKind kind,
                 const FactorSource& from, Role role) {
    LedgerEntry entry{change.at.site, {}, change.resource, kind};
    entry.amount = share.part * change.amount;
    if (change.co2e) entry.co2e = share.part * *change.co2e;
    entry.factor_id = change.factor_id;
    entry.stream = change.at.stream;
    entry.process = change.at.process;
    entry.exchange = share.exchange;
    if (share.exchange) {
      LedgerExchange& exchange = ledger_.exchanges[share.exchange.index()];
      const bool is_giver = role == Role::giver;
      entry.counterparty = is_giver ? exchange.taker.site : exchange.giver.site;
      (is_giver ? exchange.giver_gain : exchange.taker_gain) -= share.part * change.cost;
      if (role == Role::taker) entry.substitution = substitution(exchange, change);
    }
    add(std::move(entry), from);
  }

  static EntryKind disposal_kind(AmountFlow change) {
    return change < AmountFlow{} ? EntryKind::avoided_disposal : EntryKind::treatment;
  }

  EntryKind purchase_kind(const RecourseChange& change) const {
    return change.amount < AmountFlow{} ? EntryKind::avoided_production
                                        : accounting::purchase_kind(reference_, change.resource);
  }

  /// The plan has used it already: what is met is what arrives times the ratio. Empty for what the
  /// exchange does not replace.
  std::optional<Substitution> substitution(const LedgerExchange& exchange,
                                           const RecourseChange& change) const {
    const auto fit = reference_.fit(exchange.resource, change.resource);
    if (!fit) return {};
    if (fit->kind == Fit::Kind::synergy) {
      return Substitution{fit->substitution, fit->synergy->provenance.key};
    }
    return Substitution{fit->substitution, fit->kind == Fit::Kind::same ? "same" : "narrower"};
  }

  void add_transport() {
    for (std::size_t i = 0; i < flows_.size(); ++i) {
      const FlowChange& change = flows_[i];
      ledger_.exchanges[exchange_of_[i].index()].giver_gain -= change.transport_cost;
      const bool is_on_the_way = change.mode || change.transport_co2e != Co2eFlow{};
      if (!is_on_the_way || is_rounding(change.carried, change.compared)) continue;
      LedgerEntry entry{change.from.site, change.to.site, change.resource, EntryKind::transport};
      entry.amount = change.carried;
      entry.co2e = change.transport_co2e;
      entry.factor_id = change.factor_id;
      entry.stream = change.from.stream;
      entry.process = change.from.process;
      entry.exchange = exchange_of_[i];
      add(std::move(entry), transport_source(reference_, change, region_.settings.base_year));
    }
  }

  /// What is given off arises at the taker.
  void add_use() {
    for (std::size_t i = 0; i < flows_.size(); ++i) {
      const FlowChange& change = flows_[i];
      const bool gives_off = !change.use_factor_id.empty() || change.use_co2e != Co2eFlow{};
      if (!gives_off || is_rounding(change.received, change.compared)) continue;
      LedgerEntry entry{change.to.site, change.from.site, change.resource, EntryKind::direct};
      entry.amount = change.received;
      entry.co2e = change.use_co2e;
      entry.factor_id = change.use_factor_id;
      entry.stream = change.to.stream;
      entry.process = change.to.process;
      entry.exchange = exchange_of_[i];
      add(std::move(entry), use_source(region_, reference_, change, region_.settings.base_year));
    }
  }

  bool is_rounding(AmountFlow change, AmountFlow compared) const {
    return magnitude(change) <= options_.rounding * compared;
  }

  void add(LedgerEntry entry, const FactorSource& from) {
    entry.origin = from.origin;
    entry.source = from.source;
    entry.is_verified = from.is_verified;
    entry.spread = from.spread;
    entry.year = region_.settings.base_year;
    entry.reference = options_.reference;
    if (entry.origin == Origin::removed) entry.kind = EntryKind::stored;
    entry.place = place_of(entry.kind, entry.origin, is_fuel(reference_, entry.resource));
    const Key key{entry.site,     entry.counterparty, entry.kind,
                  entry.resource, entry.exchange,     entry.factor_id,
                  entry.stream,   entry.process,      entry.co2e.has_value()};
    const auto [place, is_new] = entries_.try_emplace(key, entry);
    if (is_new) return;
    place->second.amount += entry.amount;
    if (entry.co2e) *place->second.co2e += *entry.co2e;
  }

  const Region& region_;
  const Reference& reference_;
  const Plan& plan_;
  const LedgerOptions& options_;
  std::vector<FlowChange> flows_;
  std::vector<LedgerExchangeId> exchange_of_;  // by flow
  std::vector<RecourseChange> purchases_;
  std::map<std::pair<Endpoint, ResourceId>, AmountFlow> bought_;
  std::map<Endpoint, std::vector<FlowOfExchange>> flows_from_;
  std::map<Endpoint, std::vector<FlowOfExchange>> flows_to_;
  std::map<Key, LedgerEntry> entries_;
  Ledger ledger_;
};

}  // namespace

Ledger make_ledger(const Region& region, const Reference& reference, const Plan& plan,
                   const LedgerOptions& options) {
  if (plan.status == PlanStatus::infeasible) {
    throw Error(ErrorKind::invalid, "an infeasible plan has no ledger");
  }
  Ledger ledger = LedgerMaker(region, reference, plan, options).make();
  share_claims(ledger, options.claim_rule);
  add_uncertainty(region, ledger, options.seed, options.trials);
  require_sound(region, ledger, &plan);
  return ledger;
}

Ledger make_year_ledger(const Region& region, const Reference& reference,
                        const NetworkState& state) {
  Plan plan{.status = PlanStatus::feasible};
  plan.planned = state;
  Ledger ledger = LedgerMaker(region, reference, plan, {}).make();
  share_claims(ledger, ClaimRule::half);
  return ledger;
}

}  // namespace samspill::accounting
