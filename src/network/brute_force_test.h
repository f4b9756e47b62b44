#pragma once

#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>

#include "network/dense_lp_test.h"
#include "network/random_world_test.h"
#include "network/resilience.h"
#include "reference/carriage.h"
#include "reference/valuation.h"

// A second opinion on small random worlds: all choices of what to build are tried, with a linear
// programme for each, written down anew from the region's rows.
namespace samspill::network::testing {

/// An end of a flow: a stream, or a flow of a process (each stands at one site in these worlds).
struct End {
  StreamId stream;
  ProcessId process;
  std::size_t flow = 0;
  SiteId site;
  ResourceId resource;
};

struct Flow {
  struct Leg {
    SiteId from, to;
    reference::Carriage way;
    double left = 1;  // of a unit that the giver sends
  };
  std::size_t from = 0, to = 0;
  double substitution = 1;
  reference::Carriage way;  // all legs together
  std::vector<Leg> legs;
  std::vector<std::size_t> pipes;  // choices
};

/// What brute force makes as small as possible, and under which limits.
struct Question {
  double per_eur = 1;
  double per_kg = 0;
  std::optional<double> cap_kg;
  std::optional<Lost> lost{};
  std::map<ProcessId, double> sizes{};  // of what is built already
  std::map<StorageId, double> rooms{};
  std::map<ProcessId, double> available{};  // share of the size; else all of it

  bool has_lost(SiteId site) const { return lost == Lost(site); }
};

class BruteForce {
 public:
  explicit BruteForce(const World& world)
      : region_(world.data.region),
        reference_(world.data.reference),
        periods_(region_.period_count()) {
    find_ends();
    find_flows();
    for (std::size_t i = 0; i < region_.processes.size(); ++i) {
      if (region_.processes[i].status == ProcessStatus::candidate) candidates_.push_back(i);
    }
    for (std::size_t i = 0; i < region_.storages.size(); ++i) {
      if (region_.storages[i].status == ProcessStatus::candidate) stores_.push_back(i);
    }
  }

  std::size_t choices() const { return pipes_.size() + candidates_.size() + stores_.size(); }

  /// The least when something is lost and the plan's builds are kept.
  std::optional<double> after(const Lost& lost, const Plan& plan) const {
    Question question{.lost = lost};
    std::size_t choice = 0;
    for (const LinkBuild& link : plan.planned.link_builds) {
      choice |= std::size_t{1} << pipe_choices_.at({link.from, link.to, link.mode, link.resource});
    }
    for (const Activity& activity : plan.planned.activities) {
      if (!activity.is_built) continue;
      question.sizes[activity.process] = activity.capacity.in(unit_amount / year);
      const auto at = std::ranges::find(candidates_, activity.process.index());
      choice |=
          std::size_t{1} << (pipes_.size() + static_cast<std::size_t>(at - candidates_.begin()));
    }
    for (const StorageUse& use : plan.planned.storages) {
      if (!use.is_built) continue;
      question.rooms[use.storage] = use.capacity.in(unit_amount);
      const auto at = std::ranges::find(stores_, use.storage.index());
      choice |= std::size_t{1} << (pipes_.size() + candidates_.size() +
                                   static_cast<std::size_t>(at - stores_.begin()));
    }
    return solve_choice(question, choice);
  }

  /// The linear programme of one choice, and where its sizes stand in it.
  struct Programme {
    DenseLp lp;
    double fixed = 0;  // cost whatever flows
    std::vector<std::size_t>
        sizes;  // columns of what is built, in the same order in every scenario
  };
  Programme programme(const Question& question, std::size_t choice) const {
    Attempt attempt(*this, question);
    return attempt.write(choice);
  }

  /// The least over all choices; empty when none is feasible.
  std::optional<double> best(const Question& question) const {
    std::optional<double> best;
    for (std::size_t choice = 0; choice < std::size_t{1} << choices(); ++choice) {
      const auto value = solve_choice(question, choice);
      if (value && (!best || *value < *best)) best = value;
    }
    return best;
  }

 private:
  void find_ends() {
    for (std::size_t i = 0; i < region_.streams.size(); ++i) {
      const Stream& stream = region_.streams[i];
      (stream.direction == Direction::offer ? givers_ : takers_)
          .push_back({StreamId(i), {}, 0, stream.site, stream.resource});
    }
    for (std::size_t i = 0; i < region_.processes.size(); ++i) {
      const Process& process = region_.processes[i];
      for (std::size_t k = 0; k < process.inputs.size(); ++k) {
        takers_.push_back({{}, ProcessId(i), k, process.sites[0], process.inputs[k].resource});
      }
      for (std::size_t k = 0; k < process.outputs.size(); ++k) {
        givers_.push_back({{}, ProcessId(i), k, process.sites[0], process.outputs[k].resource});
      }
    }
  }

  void find_flows() {
    const reference::Carriages carriages(region_, reference_);
    for (std::size_t from = 0; from < givers_.size(); ++from) {
      for (std::size_t to = 0; to < takers_.size(); ++to) {
        const End &giver = givers_[from], &taker = takers_[to];
        if (giver.process && giver.process == taker.process) continue;
        Flow flow{.from = from, .to = to};
        std::optional<Distance> synergy_reach;
        if (!reference_.is_within(giver.resource, taker.resource)) {
          const auto fit = reference_.fit(giver.resource, taker.resource);
          if (!fit || taker.process) continue;
          flow.substitution = fit->substitution;
          synergy_reach = fit->synergy->max_distance;
        }
        const auto is_beyond = [&](Distance distance) {
          const auto exceeds = [&](std::optional<Distance> reach) {
            return reach && distance > *reach;
          };
          return exceeds(synergy_reach) ||
                 (giver.stream && exceeds(region_[giver.stream].max_distance)) ||
                 (taker.stream && exceeds(region_[taker.stream].max_distance));
        };
        if (is_beyond(carriages.shortest_distance(giver.site, taker.site))) continue;
        if (taker.process && taker.flow == 0 && taker.resource == organic() && !yield_of(giver)) {
          continue;
        }
        for (const auto& way : carriages.ways(giver.site, taker.site, giver.resource)) {
          if (is_beyond(way.distance)) continue;
          flow.legs = {{giver.site, taker.site, way}};
          add(flow);
        }
        flow.legs.clear();
        if (giver.site != taker.site) find_relayed(carriages, flow, {}, giver.site);
      }
    }
  }

  /// A flow with its legs chosen.
  void add(Flow flow) {
    const ResourceId resource = givers_[flow.from].resource;
    flow.way = {.co2e = CarbonIntensity{}};
    for (Flow::Leg& leg : flow.legs) {
      leg.left = flow.way.arrival;
      flow.way.cost += leg.left * leg.way.cost;
      *flow.way.co2e += leg.left * leg.way.co2e.value_or(CarbonIntensity{});
      flow.way.arrival *= leg.way.arrival;
      if (&leg != &flow.legs.back()) {
        // What is lost on the way to a site that passes on is disposed of.
        const auto [eur, kg] = disposal_of(givers_[flow.from], -1e9);
        const double lost = leg.left * (1 - leg.way.arrival);
        flow.way.cost += lost * eur * euro / unit_amount;
        *flow.way.co2e += lost * kg * kilogram_co2e / unit_amount;
      }
      const std::tuple key{leg.from, leg.to, leg.way.mode, resource};
      if (leg.way.fixed > MoneyFlow{}) {
        flow.pipes.push_back(pipe_choices_.try_emplace(key, pipes_.size()).first->second);
        if (flow.pipes.back() == pipes_.size()) pipes_.push_back(leg.way.fixed.in(euro / year));
      }
      if (!leg.way.capacity) continue;
      shared_[key].capacity = *leg.way.capacity;
      shared_[key].flows.emplace_back(flows_.size(), leg.left);
    }
    flows_.push_back(std::move(flow));
  }

  /// Every way on from `at`, where the legs so far have led, over sites that pass on. These worlds
  /// have no reach where they have links.
  void find_relayed(const reference::Carriages& carriages, const Flow& flow,
                    const std::vector<SiteId>& passed, SiteId at) {
    const End &giver = givers_[flow.from], &taker = takers_[flow.to];
    const auto go = [&](const auto& ways, SiteId to, auto deed) {
      for (const auto& way : ways) {
        Flow longer = flow;
        longer.legs.push_back({at, to, way});
        deed(longer);
      }
    };
    if (!passed.empty()) {
      go(carriages.ways_by_link(at, taker.site, giver.resource), taker.site,
         [&](const Flow& whole) { add(whole); });
    }
    for (std::size_t i = 0; i < region_.sites.size(); ++i) {
      const SiteId relay(i);
      if (relay == giver.site || std::ranges::contains(passed, relay)) {
        continue;
      }
      auto beyond = passed;
      beyond.push_back(relay);
      go(passed.empty() ? carriages.ways(at, relay, giver.resource)
                        : carriages.ways_by_link(at, relay, giver.resource),
         relay, [&](const Flow& longer) { find_relayed(carriages, longer, beyond, relay); });
    }
  }

  ResourceId organic() const { return reference_.find_resource_id("organic"); }

  std::optional<double> yield_of(const End& giver) const {
    const PropertyId yield = reference_.find_property("yield");
    if (giver.stream) return reference::typical_value(region_, reference_, giver.stream, yield);
    const auto* row = reference_.property_value(giver.resource, yield);
    return row == nullptr ? std::nullopt : std::optional(row->value);
  }

  bool takes(const Storage& storage, const End& giver) const {
    return reference_.is_within(giver.resource, storage.resource);
  }

  /// Whether the stream waits for free: it can, and no storage at its site would take it.
  bool waits(const End& end) const {
    return end.stream && region_[end.stream].is_storable &&
           std::ranges::none_of(region_.storages, [&](const Storage& storage) {
             return storage.site == end.site && takes(storage, end);
           });
  }

  /// What a giver pays and gives off for a unit it disposes of [EUR, kg]; nothing below a price.
  std::pair<double, double> disposal_of(const End& end, double least) const {
    using reference::FactorKind;
    using reference::PriceKind;
    const auto price = end.stream
                           ? reference::present_price(region_, reference_, region_[end.stream])
                           : reference::market_price(region_, reference_, PriceKind::disposal,
                                                     end.resource, end.site);
    if (!price || price->value <= least * euro / unit_amount) return {0, 0};
    const auto factor = end.stream
                            ? reference::present_factor(region_, reference_, region_[end.stream])
                            : reference::market_factor(region_, reference_, FactorKind::disposal,
                                                       end.resource, end.site);
    return {price->value.in(euro / unit_amount),
            factor ? factor->value.in(kilogram_co2e / unit_amount) : 0};
  }

  std::optional<double> solve_choice(const Question& question, std::size_t choice) const {
    Attempt attempt(*this, question);
    return attempt.solve(choice);
  }

  /// The linear programme of one choice.
  class Attempt {
   public:
    Attempt(const BruteForce& world, const Question& question)
        : world_(world),
          question_(question),
          eur_per_kg_(carbon_price_of(world.region_.settings, 0).in(euro / kilogram_co2e)) {}

    std::optional<double> solve(std::size_t choice) {
      const auto value = testing::solve(write(choice).lp);
      if (!value) return {};
      return *value + question_.per_eur * fixed_;
    }

    Programme write(std::size_t choice) {
      add_balances();
      add_activities(choice);
      add_salt_rows();
      add_flows(choice);
      add_ways_out();
      for (std::size_t i = 0; i < world_.region_.storages.size(); ++i) {
        if (is_built(i, choice)) add_storage(StorageId(i));
      }
      if (question_.cap_kg) {
        const std::size_t row = lp_.add_row(*question_.cap_kg, false);
        for (std::size_t i = 0; i < kilograms_.size(); ++i) lp_.set(row, i, kilograms_[i]);
      }
      return {lp_, fixed_, sizes_};
    }

   private:
    std::size_t add_column(double eur, double kg) {
      kilograms_.push_back(kg);
      return lp_.add_column(question_.per_eur * (eur + eur_per_kg_ * kg) + question_.per_kg * kg);
    }

    /// A storable stream has one row, others one per period.
    void add_balances() {
      const auto add = [&](const End& end) {
        std::vector<std::size_t> rows;
        for (std::size_t t = 0; t < world_.periods_; ++t) {
          if (t > 0 && world_.waits(end)) {
            rows.push_back(rows.front());
          } else {
            rows.push_back(lp_.add_row(0, true));
          }
          if (end.stream && !question_.has_lost(end.site)) {
            lp_.rows[rows.back()].right +=
                period_amount(world_.region_, world_.region_[end.stream], t).in(unit_amount);
          }
        }
        return rows;
      };
      for (const End& giver : world_.givers_) given_.push_back(add(giver));
      for (const End& taker : world_.takers_) taken_.push_back(add(taker));
    }

    /// The salt of all that a need uses, in each period, or over the year where it waits.
    void add_salt_rows() {
      const PropertyId salt = world_.reference_.find_property("salt");
      for (const Quality& limit : world_.region_.qualities) {
        const Stream& need = world_.region_[limit.stream];
        if (need.direction != Direction::need || limit.property != salt) continue;
        const End end{.stream = limit.stream, .site = need.site, .resource = need.resource};
        const double least = limit.min.value_or(0);
        const double today =
            std::clamp(limit.typical.value_or(least), least, limit.max.value_or(1e9));
        for (const auto& [bound, sign] : {std::pair(limit.max, 1.0), std::pair(limit.min, -1.0)}) {
          if (!bound) continue;
          SaltRows rows{*bound, sign, sign * (today - *bound), {}};
          for (std::size_t t = 0; t < world_.periods_; ++t) {
            const bool is_same = t > 0 && world_.waits(end);
            rows.rows.push_back(is_same ? rows.rows.front() : lp_.add_row(0, false));
          }
          salt_[limit.stream].push_back(std::move(rows));
        }
      }
    }

    bool is_built(std::size_t storage, std::size_t choice) const {
      const auto at = std::ranges::find(world_.stores_, storage);
      if (at == world_.stores_.end()) return true;
      const auto place = static_cast<std::size_t>(at - world_.stores_.begin());
      return choice >> (world_.pipes_.size() + world_.candidates_.size() + place) & 1;
    }

    /// One row for the room in each period; each end that may use it has its own level.
    void add_storage(StorageId id) {
      const Storage& storage = world_.region_[id];
      fixed_ += storage.opex_fixed.in(euro / year);
      const bool is_candidate = storage.status == ProcessStatus::candidate;
      const double rate = 0.04 / (1 - std::pow(1.04, -storage.lifetime.in(year)));
      const double most = storage.capacity ? storage.capacity->in(unit_amount) : 1e6;
      std::vector<std::size_t> rooms;
      for (std::size_t t = 0; t < world_.periods_; ++t) {
        rooms.push_back(lp_.add_row(is_candidate ? 0 : most, false));
      }
      if (is_candidate) {
        fixed_ += storage.capex_fixed.in(euro)*rate;
        const std::size_t size =
            add_column(storage.capex_per_amount.in(euro / unit_amount) * rate, 0);
        sizes_.push_back(size);
        const auto built = question_.rooms.find(id);
        const bool is_fixed = built != question_.rooms.end();
        lp_.set(lp_.add_row(is_fixed ? built->second : most, is_fixed), size, 1);
        for (const std::size_t room : rooms) lp_.set(room, size, -1);
      }
      if (world_.periods_ == 1 || question_.has_lost(storage.site)) return;
      for (std::size_t i = 0; i < world_.givers_.size(); ++i) {
        const End& giver = world_.givers_[i];
        if (giver.site != storage.site || !world_.takes(storage, giver)) continue;
        add_holder(storage, rooms, giver, 1, [&](std::size_t t, std::size_t column, double sign) {
          lp_.set(given_[i][t], column, sign);
        });
      }
      for (std::size_t i = 0; i < world_.flows_.size(); ++i) {
        const Flow& flow = world_.flows_[i];
        const End &giver = world_.givers_[flow.from], &taker = world_.takers_[flow.to];
        if (taker.site != storage.site || giver.site == storage.site || columns_[i].empty() ||
            !world_.takes(storage, giver) || world_.waits(taker)) {
          continue;
        }
        add_holder(storage, rooms, giver, flow.way.arrival,
                   [&](std::size_t t, std::size_t column, double sign) {
                     use(flow, column, -sign, t);
                     if (sign < 0) return;
                     if (arrived_[i].empty()) add_arrived(i);
                     lp_.set(arrived_[i][t], column, 1);
                   });
      }
    }

    /// What is stored of a flow ≤ what arrives of it.
    void add_arrived(std::size_t flow) {
      for (std::size_t t = 0; t < world_.periods_; ++t) {
        arrived_[flow].push_back(lp_.add_row(0, false));
        lp_.set(arrived_[flow][t], columns_[flow][t], -world_.flows_[flow].way.arrival);
      }
    }

    /// level − left of the level before = put in − taken out. `change` enters what is put in (sign
    /// 1) or taken out (−1) where it matters.
    void add_holder(const Storage& storage, const std::vector<std::size_t>& rooms, const End& giver,
                    double arrival, const auto& change) {
      std::vector<std::size_t> rows;
      for (std::size_t t = 0; t < rooms.size(); ++t) rows.push_back(lp_.add_row(0, true));
      const auto [eur, kg] = world_.disposal_of(giver, 0);
      for (std::size_t t = 0; t < rooms.size(); ++t) {
        const std::size_t next = t + 1 == rooms.size() ? 0 : t + 1;
        const double gone = 1 - left(storage, next);
        const std::size_t level = add_column(gone * eur, gone * kg);
        lp_.set(rooms[t], level, 1);
        lp_.set(rows[t], level, 1);
        lp_.set(rows[next], level, -left(storage, next));
        const std::size_t put_in = add_column(storage.opex_per_amount.in(euro / unit_amount), 0);
        lp_.set(rows[t], put_in, -1);
        change(t, put_in, 1.0);
        const std::size_t taken_out = add_column(0, 0);
        lp_.set(rows[t], taken_out, 1);
        change(t, taken_out, -1.0);
        if (!giver.stream) continue;
        // Nobody holds more than it has in a year.
        const double amount =
            (world_.region_[giver.stream].quantity * (1.0 * year)).in(unit_amount);
        lp_.set(lp_.add_row(amount * arrival, false), level, 1);
      }
    }

    double left(const Storage& storage, std::size_t period) const {
      return std::pow(1 - storage.loss_per_month,
                      world_.region_.settings.periods[period].in(year) * 12);
    }

    void add_activities(std::size_t choice) {
      const Region& region = world_.region_;
      for (std::size_t i = 0; i < region.processes.size(); ++i) {
        const Process& process = region.processes[i];
        std::optional<std::size_t> size;
        double most = process.capacity_max ? process.capacity_max->in(unit_amount / year) : 1e5;
        if (process.status == ProcessStatus::candidate) {
          const auto at = std::ranges::find(world_.candidates_, i) - world_.candidates_.begin();
          const bool is_built = choice >> (world_.pipes_.size() + static_cast<std::size_t>(at)) & 1;
          if (!is_built) most = 0;
          if (is_built) size = add_candidate(ProcessId(i), most);
        } else {
          fixed_ += process.opex_fixed.in(euro / year);
        }
        for (std::size_t t = 0; t < world_.periods_; ++t) {
          const std::size_t column = add_column(process.opex_per_amount.in(euro / unit_amount), 0);
          const auto found = question_.available.find(ProcessId(i));
          const double available = found == question_.available.end() ? 1 : found->second;
          const double length = available * region.settings.periods[t].in(year);
          const bool is_lost = question_.has_lost(process.sites[0]);
          const std::size_t row = lp_.add_row(size || is_lost ? 0 : most * length, false);
          lp_.set(row, column, 1);
          if (size && !is_lost) lp_.set(row, *size, -length);
          add_process_flows(ProcessId(i), column, t);
        }
      }
    }

    std::size_t add_candidate(ProcessId id, double most) {
      const Process& process = world_.region_[id];
      const double rate = 0.04 / (1 - std::pow(1.04, -process.lifetime.in(year)));
      fixed_ += process.capex_fixed.in(euro)*rate + process.opex_fixed.in(euro / year);
      const std::size_t size = add_column(
          process.capex_per_flow ? process.capex_per_flow->in(euro / unit_amount) * rate : 0, 0);
      sizes_.push_back(size);
      if (const auto built = question_.sizes.find(id); built != question_.sizes.end()) {
        lp_.set(lp_.add_row(built->second, true), size, 1);
        return size;
      }
      lp_.set(lp_.add_row(most, false), size, 1);
      lp_.set(lp_.add_row(-process.capacity_min.in(unit_amount / year), false), size, -1);
      return size;
    }

    void add_process_flows(ProcessId id, std::size_t column, std::size_t period) {
      const Process& process = world_.region_[id];
      for (std::size_t k = 0; k < world_.takers_.size(); ++k) {
        const End& end = world_.takers_[k];
        if (end.process == id) lp_.set(taken_[k][period], column, -process.inputs[end.flow].amount);
      }
      for (std::size_t k = 0; k < world_.givers_.size(); ++k) {
        const End& end = world_.givers_[k];
        if (end.process != id || process.outputs[end.flow].times_property) continue;
        lp_.set(given_[k][period], column, -process.outputs[end.flow].amount);
      }
    }

    /// What enters the digester as its main input makes gas by its yield.
    void add_gas(const End& taker, double amount, double yield, std::size_t column,
                 std::size_t period) {
      if (!taker.process || taker.flow != 0 || taker.resource != world_.organic()) return;
      for (std::size_t k = 0; k < world_.givers_.size(); ++k) {
        const End& made = world_.givers_[k];
        if (made.process == taker.process && made.flow == 0) {
          lp_.set(given_[k][period], column, -amount * yield);
        }
      }
    }

    /// What the taker uses of a flow.
    void use(const Flow& flow, std::size_t column, double amount, std::size_t period) {
      const End& taker = world_.takers_[flow.to];
      lp_.set(taken_[flow.to][period], column, amount * flow.substitution);
      const End& giver = world_.givers_[flow.from];
      add_gas(taker, amount, world_.yield_of(giver).value_or(0), column, period);
      const auto rows = salt_.find(taker.stream);
      if (rows == salt_.end() || !giver.stream) return;  // what processes make has no salt stated
      const auto has = reference::typical_value(world_.region_, world_.reference_, giver.stream,
                                                world_.reference_.find_property("salt"));
      for (const SaltRows& row : rows->second) {
        if (has) lp_.set(row.rows[period], column, amount * row.sign * (*has - row.bound));
      }
    }

    void add_flows(std::size_t choice) {
      columns_.resize(world_.flows_.size());
      arrived_.resize(world_.flows_.size());
      for (std::size_t i = 0; i < world_.pipes_.size(); ++i) {
        if (choice >> i & 1) fixed_ += world_.pipes_[i];
      }
      for (std::size_t i = 0; i < world_.flows_.size(); ++i) {
        const Flow& flow = world_.flows_[i];
        const auto is_missing = [&](std::size_t pipe) { return !(choice >> pipe & 1); };
        if (std::ranges::any_of(flow.pipes, is_missing)) continue;
        const bool is_cut = std::ranges::any_of(flow.legs, [&](const Flow::Leg& leg) {
          const ResourceId resource = world_.givers_[flow.from].resource;
          const bool passes = leg.to != world_.takers_[flow.to].site;
          return question_.lost == Lost(UsedWay{leg.from, leg.to, leg.way.mode, resource}) ||
                 (passes && question_.has_lost(leg.to));
        });
        if (is_cut) continue;
        for (std::size_t t = 0; t < world_.periods_; ++t) {
          double kg = flow.way.co2e ? flow.way.co2e->in(kilogram_co2e / unit_amount) : 0;
          // Dry waste gives off 25 kg/t where it is used, 40 kg/t as a synergy's recovery R1.
          const End &giver = world_.givers_[flow.from], &taker = world_.takers_[flow.to];
          const auto* burnt =
              world_.reference_.factor(reference::FactorKind::process, giver.resource,
                                       flow.substitution == 1 ? "" : "R1", "NO");
          if (taker.stream && burnt != nullptr) {
            kg += flow.way.arrival * burnt->value.in(kilogram_co2e / unit_amount);
          }
          const std::size_t column = add_column(flow.way.cost.in(euro / unit_amount), kg);
          lp_.set(given_[flow.from][t], column, 1);
          use(flow, column, flow.way.arrival, t);
          columns_[i].push_back(column);
        }
      }
      for (const auto& [key, way] : world_.shared_) {
        for (std::size_t t = 0; t < world_.periods_; ++t) {
          const double capacity =
              way.capacity.in(unit_amount / year) * world_.region_.settings.periods[t].in(year);
          const std::size_t row = lp_.add_row(capacity, false);
          for (const auto& [flow, left] : way.flows) {
            if (!columns_[flow].empty()) lp_.set(row, columns_[flow][t], left);
          }
        }
      }
    }

    void add_ways_out() {
      const auto add = [&](const End& end, const std::vector<std::size_t>& rows, bool gives) {
        using reference::FactorKind;
        using reference::PriceKind;
        const Region& region = world_.region_;
        const auto& reference = world_.reference_;
        const auto price =
            end.stream ? reference::present_price(region, reference, region[end.stream])
                       : reference::market_price(region, reference,
                                                 gives ? PriceKind::disposal : PriceKind::purchase,
                                                 end.resource, end.site);
        const auto factor =
            end.stream
                ? reference::present_factor(region, reference, region[end.stream])
                : reference::market_factor(region, reference,
                                           gives ? FactorKind::disposal : FactorKind::production,
                                           end.resource, end.site);
        const bool is_loss = end.resource == reference.find_resource_id("loss");
        if (!price && !is_loss) return;
        for (std::size_t t = 0; t < world_.periods_; ++t) {
          const double kg = factor && !is_loss ? factor->value.in(kilogram_co2e / unit_amount) : 0;
          const std::size_t column =
              add_column(is_loss ? 0 : price->value.in(euro / unit_amount), kg);
          lp_.set(rows[t], column, 1);
          if (!gives) add_gas(end, 1, 0.5, column, t);
          const auto salt = salt_.find(end.stream);
          if (gives || salt == salt_.end()) continue;
          for (const SaltRows& row : salt->second) lp_.set(row.rows[t], column, row.bought);
        }
      };
      for (std::size_t i = 0; i < given_.size(); ++i) add(world_.givers_[i], given_[i], true);
      for (std::size_t i = 0; i < taken_.size(); ++i) add(world_.takers_[i], taken_[i], false);
    }

    const BruteForce& world_;
    const Question& question_;
    double eur_per_kg_;
    double fixed_ = 0;
    std::vector<std::size_t> sizes_;
    DenseLp lp_;
    std::vector<double> kilograms_;
    std::vector<std::vector<std::size_t>> given_, taken_;      // rows by end and period
    std::vector<std::vector<std::size_t>> columns_, arrived_;  // by flow and period
    struct SaltRows {
      double bound, sign, bought;
      std::vector<std::size_t> rows;  // by period
    };
    std::map<StreamId, std::vector<SaltRows>> salt_;  // by need
  };

  const Region& region_;
  const reference::Reference& reference_;
  std::size_t periods_;
  std::vector<End> givers_, takers_;
  std::vector<Flow> flows_;
  std::vector<double> pipes_;  // fixed cost
  std::map<std::tuple<SiteId, SiteId, ModeId, ResourceId>, std::size_t> pipe_choices_;
  struct SharedWay {
    AmountFlow capacity;
    std::vector<std::pair<std::size_t, double>> flows;  // and what of a unit comes so far
  };
  std::map<std::tuple<SiteId, SiteId, ModeId, ResourceId>, SharedWay> shared_;
  std::vector<std::size_t> candidates_;
  std::vector<std::size_t> stores_;  // candidates
};

}  // namespace samspill::network::testing
