// From a region's tables to what there is to choose from: the years looked at with their baseline
// and targets, the initiatives that can run in them, and the tonnes that several of them share.
//
// Years run from the first planning year (else the year after the base year) to the last planning
// or target year. The baseline is a straight line between its known figures and level outside them.
// A target holds from its year on until the next.
#include "portfolio/outline.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace samspill::portfolio {
namespace {

/// What a scope's rows say.
struct Scope {
  bool counts_removals = false;
  std::map<int, Co2eFlow> baseline;
  std::map<int, Co2eFlow> targets;
};

Scope read_scope(const Region& region, std::string_view name) {
  Scope scope;
  for (const Target& row : region.targets) {
    if (row.scope != name) continue;
    scope.counts_removals = row.counts_removals;
    if (row.base) scope.baseline.emplace(row.base_year, *row.base);
    if (row.baseline) scope.baseline.insert_or_assign(row.year, *row.baseline);
    if (row.most) scope.targets.insert_or_assign(row.year, *row.most);
  }
  return scope;
}

std::string find_scope(const Region& region, const std::string& wanted) {
  const std::vector<std::string> scopes = scopes_of(region);
  if (wanted.empty()) {
    if (!scopes.empty()) return scopes.front();
    throw Error(
        ErrorKind::invalid,
        tell("targets.csv has no scope with both a target_kt and a base_kt or baseline_kt"));
  }
  if (std::ranges::contains(scopes, wanted)) return wanted;
  const std::vector<std::string_view> known(scopes.begin(), scopes.end());
  throw Error(ErrorKind::not_found,
              tell("there is no scope {} with a target and a baseline in targets.csv{}",
                   in_quotes(wanted), did_you_mean(wanted, known)));
}

Co2eFlow baseline_in(const std::map<int, Co2eFlow>& figures, int in_year) {
  const auto after = figures.lower_bound(in_year);
  if (after == figures.end()) return figures.rbegin()->second;
  if (after->first == in_year || after == figures.begin()) return after->second;
  const auto before = std::prev(after);
  const double way = double(in_year - before->first) / (after->first - before->first);
  return before->second + (after->second - before->second) * way;
}

/// The last figure of the baseline that is of the past, so that it has the cuts of what ran then.
int known_until(const std::map<int, Co2eFlow>& figures, int base_year) {
  const auto after = figures.upper_bound(base_year);
  return after == figures.begin() ? after->first : std::prev(after)->first;
}

MoneyFlow annuity(Money capex, double rate, int years) {
  if (rate == 0) return capex / (double(years) * year);
  return capex * (rate / (1 - std::pow(1 + rate, -years))) / year;
}

class Builder {
 public:
  Builder(const Region& region, const Options& options, UnknownCosts unknown)
      : region_(region), options_(options), unknown_(unknown) {}

  Outline build() {
    out_.scope = find_scope(region_, options_.scope);
    scope_ = read_scope(region_, out_.scope);
    for (const auto& [in_year, most] : options_.targets) {
      scope_.targets.insert_or_assign(in_year, most);
    }
    out_.counts_removals = scope_.counts_removals;
    out_.budget = options_.budget;
    out_.staff = options_.staff;
    out_.carbon_price = options_.carbon_price;
    add_years();
    refuse_moving_what_runs();
    judge_all();
    add_entries();
    add_emitters();
    add_overlaps();
    add_shared();
    return std::move(out_);
  }

 private:
  void add_years() {
    const Settings& settings = region_.settings;
    first_ = settings.base_year + 1;
    last_ = scope_.targets.rbegin()->first;
    if (!settings.planning_years.empty()) {
      first_ = std::ranges::min(settings.planning_years);
      last_ = std::max(last_, std::ranges::max(settings.planning_years));
    }
    first_ = std::min(first_, last_);
    for (int in_year = first_; in_year <= last_; ++in_year) {
      OutlineYear one{in_year,
                      std::pow(1 + settings.discount_rate, first_ - in_year),
                      baseline_in(scope_.baseline, in_year),
                      {}};
      const auto next = scope_.targets.upper_bound(in_year);
      if (next != scope_.targets.begin()) one.target = std::prev(next)->second;
      out_.years.push_back(one);
    }
  }

  void refuse_moving_what_runs() const {
    for (const auto& [id, in_year] : options_.starts) {
      if (region_[id].stage != Stage::operating) continue;
      throw Error(ErrorKind::invalid,
                  tell("{} cannot be moved to {}: it operates already", region_[id].key, in_year));
    }
  }

  /// Years in which the initiative can start so that it is built and runs within those looked at.
  std::vector<int> starts_of(InitiativeId id) const {
    const Initiative& initiative = region_[id];
    if (initiative.stage == Stage::operating) {
      const int last_run = std::min(initiative.end_year.value_or(last_),
                                    *initiative.start_year + initiative.lifetime_years - 1);
      if (last_run < first_ || *initiative.start_year > last_) return {};
      return {*initiative.start_year};
    }
    std::vector<int> starts;
    int from = first_ + initiative.build_years;
    int until = std::min(initiative.end_year.value_or(last_), last_);
    const auto held = options_.starts.find(id);
    if (held != options_.starts.end()) {
      if (held->second >= from && held->second <= until) starts.push_back(held->second);
      return starts;
    }
    from = std::max(from, initiative.start_year.value_or(from));
    until = std::min(until, initiative.latest_start_year.value_or(until));
    for (int start = from; start <= until; ++start) starts.push_back(start);
    return starts;
  }

  std::optional<Unranked> reason_against(InitiativeId id) const {
    const Initiative& initiative = region_[id];
    const bool is_operating = initiative.stage == Stage::operating;
    if (std::ranges::contains(options_.without, id)) return Unranked::left_out;
    if (initiative.stage == Stage::ended) return Unranked::ended;
    if (is_operating && !initiative.start_year) return Unranked::start_unknown;
    if (is_operating &&
        *initiative.start_year <= known_until(scope_.baseline, region_.settings.base_year)) {
      return Unranked::in_baseline;
    }
    if (!initiative.cut_likely) return Unranked::cut_unknown;
    if (!is_operating && unknown_ == UnknownCosts::out && !(initiative.capex && initiative.opex)) {
      return Unranked::cost_unknown;
    }
    if (starts_of(id).empty()) {
      return options_.starts.contains(id) ? Unranked::not_in_its_year : Unranked::too_late;
    }
    return {};
  }

  bool runs_anyway(InitiativeId id) const {
    return region_[id].stage == Stage::operating &&
           (!reasons_[id.index()] || reasons_[id.index()] == Unranked::in_baseline);
  }

  /// Reasons of their own first; then those that follow from others, until nothing changes.
  void judge_all() {
    const std::size_t count = region_.initiatives.size();
    for (std::size_t i = 0; i < count; ++i) {
      reasons_.push_back(reason_against(InitiativeId(i)));
    }
    const auto rules_out = [&](InitiativeId a, InitiativeId b) {
      return runs_anyway(a) && (std::ranges::contains(region_[a].excludes, b) ||
                                std::ranges::contains(region_[b].excludes, a));
    };
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (std::size_t i = 0; i < count; ++i) {
        if (reasons_[i] || runs_anyway(InitiativeId(i))) continue;
        for (std::size_t j = 0; j < count && !reasons_[i]; ++j) {
          if (rules_out(InitiativeId(j), InitiativeId(i))) reasons_[i] = Unranked::ruled_out;
        }
        for (const InitiativeId need : region_[InitiativeId(i)].needs) {
          if (reasons_[need.index()] && !runs_anyway(need)) reasons_[i] = Unranked::need_unranked;
        }
        is_changed = is_changed || reasons_[i];
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (reasons_[i]) out_.not_ranked.push_back({InitiativeId(i), *reasons_[i]});
    }
  }

  void add_entries() {
    entry_of_.resize(region_.initiatives.size());
    for (std::size_t i = 0; i < region_.initiatives.size(); ++i) {
      if (reasons_[i]) continue;
      entry_of_[i] = out_.entries.size();
      out_.entries.push_back(entry_for(InitiativeId(i)));
    }
    for (Entry& entry : out_.entries) {
      if (entry.is_operating) continue;
      for (const InitiativeId id : region_[entry.id].needs) add_known(entry.needs, id);
      for (const InitiativeId id : region_[entry.id].excludes) add_known(entry.excludes, id);
    }
  }

  void add_known(std::vector<std::size_t>& list, InitiativeId id) const {
    if (const auto entry = entry_of_[id.index()]) list.push_back(*entry);
  }

  Entry entry_for(InitiativeId id) const {
    const Initiative& initiative = region_[id];
    Entry entry{.id = id,
                .starts = starts_of(id),
                .is_operating = initiative.stage == Stage::operating,
                .lifetime_years = initiative.lifetime_years,
                .end_year = initiative.end_year,
                .build_years = initiative.build_years,
                .ramp_up_years = initiative.ramp_up_years,
                .cut = *initiative.cut_likely,
                .removal_share = initiative.removal_share};
    if (entry.is_operating) return entry;
    entry.capex = initiative.capex.value_or(Money{});
    entry.staff_years = initiative.staff_years.value_or(0);
    entry.yearly_cost = annuity(entry.capex, region_.settings.discount_rate, entry.lifetime_years) +
                        initiative.opex.value_or(MoneyFlow{}) +
                        initiative.electricity.value_or(Power{}) * options_.electricity_change;
    return entry;
  }

  /// What a site emits: the latest figures of fossil and process CO2, and of biogenic CO2. Empty
  /// where there is none, or where other gases than CO2 make the sum unknown.
  std::optional<Co2eFlow> emitted(SiteId site, bool is_biogenic) const {
    int latest = 0;
    Co2eFlow sum;
    for (const Emission& emission : region_.emissions) {
      if (emission.site != site || (emission.origin == Origin::biogenic) != is_biogenic) continue;
      const std::string gas = fold(emission.gas);
      if (gas != "co2" && gas != "co2e") return {};
      if (emission.year < latest) continue;
      if (emission.year > latest) sum = {};
      latest = emission.year;
      sum += emission.amount.in(tonne)*tonne_co2e / year;
    }
    if (latest == 0) return {};
    return sum;
  }

  void add_emitters() {
    std::set<SiteId> sites;
    for (const Entry& entry : out_.entries) {
      if (region_[entry.id].emitter) sites.insert(region_[entry.id].emitter);
    }
    for (const SiteId site : sites) {
      for (const bool is_biogenic : {false, true}) {
        const auto ceiling = emitted(site, is_biogenic);
        if (!ceiling) continue;
        Pool pool{.name = region_[site].key, .ceiling = *ceiling};
        for (std::size_t e = 0; e < out_.entries.size(); ++e) {
          const double removed = out_.entries[e].removal_share;
          const double weight = is_biogenic ? removed : 1 - removed;
          if (region_[out_.entries[e].id].emitter == site && weight > 0) {
            pool.members.push_back({e, weight});
          }
        }
        add_pool(std::move(pool));
      }
    }
  }

  bool overlap(InitiativeId a, InitiativeId b) const {
    if (std::ranges::contains(region_[a].overlaps, b)) return true;
    if (std::ranges::contains(region_[b].overlaps, a)) return true;
    return std::ranges::any_of(region_[a].exchanges, [&](const std::string& key) {
      return std::ranges::contains(region_[b].exchanges, key);
    });
  }

  bool is_larger(InitiativeId a, InitiativeId b) const {
    const Co2eFlow cut_a = region_[a].cut_likely.value_or(Co2eFlow{});
    const Co2eFlow cut_b = region_[b].cut_likely.value_or(Co2eFlow{});
    return cut_a > cut_b || (cut_a == cut_b && a < b);
  }

  /// One pool for each initiative that overlaps smaller ones. What is in the baseline has taken its
  /// part of the tonnes already.
  void add_overlaps() {
    const auto is_in_baseline = [&](InitiativeId id) {
      return reasons_[id.index()] == Unranked::in_baseline;
    };
    for (std::size_t i = 0; i < region_.initiatives.size(); ++i) {
      const InitiativeId large(i);
      if (!entry_of_[i] && !is_in_baseline(large)) continue;
      Pool pool{.kind = Pool::Kind::overlap, .name = region_[large].key};
      if (entry_of_[i]) {
        pool.larger = *entry_of_[i];
        pool.members.push_back({*entry_of_[i]});
        pool.ceiling = *region_[large].cut_likely;
      }
      bool is_shared = false;
      for (std::size_t j = 0; j < region_.initiatives.size(); ++j) {
        const InitiativeId small(j);
        if (i == j || !overlap(large, small) || !is_larger(large, small)) continue;
        if (entry_of_[j]) pool.members.push_back({*entry_of_[j]});
        if (entry_of_[i] && is_in_baseline(small)) {
          pool.ceiling -= region_[small].cut_likely.value_or(Co2eFlow{});
        }
        is_shared = is_shared || entry_of_[j] || is_in_baseline(small);
      }
      pool.ceiling = std::max(pool.ceiling, Co2eFlow{});
      if (is_shared) add_pool(std::move(pool));
    }
  }

  void add_shared() {
    for (std::size_t i = 0; i < region_.initiatives.size(); ++i) {
      const Initiative& initiative = region_.initiatives[i];
      if (!initiative.capacity) continue;
      Pool pool{
          .kind = Pool::Kind::shared, .name = initiative.key, .ceiling = *initiative.capacity};
      for (std::size_t e = 0; e < out_.entries.size(); ++e) {
        if (std::ranges::contains(region_[out_.entries[e].id].needs, InitiativeId(i))) {
          pool.members.push_back({e});
        }
      }
      add_pool(std::move(pool));
    }
  }

  /// Pools that never bind are left away.
  void add_pool(Pool pool) {
    Co2eFlow most;
    for (const Pool::Member& member : pool.members) {
      most += out_.entries[member.entry].cut * member.weight;
    }
    if (most > pool.ceiling) out_.pools.push_back(std::move(pool));
  }

  const Region& region_;
  const Options& options_;
  const UnknownCosts unknown_;
  Scope scope_;
  int first_ = 0, last_ = 0;
  std::vector<std::optional<Unranked>> reasons_;
  std::vector<std::optional<std::size_t>> entry_of_;
  Outline out_;
};

}  // namespace

bool Entry::runs(int start, int in_year) const {
  return in_year >= start && in_year < start + lifetime_years &&
         in_year <= end_year.value_or(in_year);
}

double Entry::share(int start, int in_year) const {
  if (!runs(start, in_year)) return 0;
  return std::min(1.0, double(in_year - start + 1) / (ramp_up_years + 1));
}

double Entry::build_share(int start, int in_year) const {
  if (build_years == 0) return in_year == start ? 1.0 : 0.0;
  return in_year < start && in_year >= start - build_years ? 1.0 / build_years : 0.0;
}

std::vector<std::string> scopes_of(const Region& region) {
  std::vector<std::string> scopes;
  for (const Target& row : region.targets) {
    if (std::ranges::contains(scopes, row.scope)) continue;
    const Scope scope = read_scope(region, row.scope);
    if (!scope.targets.empty() && !scope.baseline.empty()) scopes.push_back(row.scope);
  }
  return scopes;
}

Outline outline(const Region& region, const Options& options, UnknownCosts unknown) {
  return Builder(region, options, unknown).build();
}

}  // namespace samspill::portfolio
