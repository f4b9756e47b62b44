// Questions that are asked of a portfolio once it is there. Each is answered by solving the same
// problem again with one thing changed, so every answer knows prerequisites, exclusions, shared
// tonnes and budgets. Method and a worked number: docs/methods/portfolio.md.
#include "portfolio/questions.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "portfolio/choose.h"

namespace samspill::portfolio {
namespace {

constexpr double kTightening = 0.01;
constexpr Co2eFlow kSmallestStep = 1.0 * tonne_co2e / year;

bool needs_unknown_costs(const Portfolio& portfolio) {
  return std::ranges::any_of(
      portfolio.not_ranked, [](const NotRanked& one) { return one.why == Unranked::cost_unknown; });
}

std::vector<InitiativeId> running_in(const Outline& outline, const Choice& choice, int in_year) {
  std::vector<InitiativeId> out;
  for (std::size_t e = 0; e < outline.entries.size(); ++e) {
    const Entry& entry = outline.entries[e];
    if (!entry.is_operating && choice.starts[e] && entry.runs(*choice.starts[e], in_year)) {
      out.push_back(entry.id);
    }
  }
  return out;
}

MoneyFlow cost_in(const Outline& outline, const Choice& choice, int in_year) {
  MoneyFlow sum;
  for (std::size_t e = 0; e < outline.entries.size(); ++e) {
    const Entry& entry = outline.entries[e];
    if (choice.starts[e] && entry.runs(*choice.starts[e], in_year)) sum += entry.yearly_cost;
  }
  return sum;
}

std::vector<InitiativeId> minus(const std::vector<InitiativeId>& all,
                                const std::vector<InitiativeId>& others) {
  std::vector<InitiativeId> out;
  std::ranges::copy_if(all, std::back_inserter(out),
                       [&](InitiativeId id) { return !std::ranges::contains(others, id); });
  return out;
}

Co2eFlow counted(const PathYear& path) {
  return path.baseline - path.planned;
}

}  // namespace

Shortage shortage(const Region& region, const Options& options, const Portfolio& portfolio) {
  Shortage out{.missed = portfolio.missed};
  Options free = options;
  free.budget = {};
  free.staff = {};
  if (options.budget || options.staff) {
    out.without_budget = least_missed(region, outline(region, free), free);
  }
  if (needs_unknown_costs(portfolio)) {
    out.with_unknown = least_missed(region, outline(region, free, UnknownCosts::in), free);
  }
  return out;
}

std::vector<Regret> regrets(const Region& region, const Options& options,
                            const Portfolio& portfolio) {
  std::vector<Regret> out;
  for (const Chosen& chosen : portfolio.chosen) {
    if (chosen.is_operating) continue;
    Options without = options;
    without.without.push_back(chosen.initiative);
    const Portfolio rest = choose(region, without);
    out.push_back({chosen.initiative, std::max(Co2e{}, rest.missed - portfolio.missed),
                   rest.cost - portfolio.cost});
  }
  std::ranges::stable_sort(out, [](const Regret& a, const Regret& b) {
    const Co2e same = 1.0 * tonne_co2e;
    if (a.missed > b.missed + same || b.missed > a.missed + same) return a.missed > b.missed;
    return a.cost > b.cost;
  });
  return out;
}

std::optional<CarbonPrice> marginal_cost(const Region& region, const Options& options,
                                         const Portfolio& portfolio) {
  if (!portfolio.is_met()) return {};
  Outline tighter = outline(region, options);
  Co2e tonnes;
  for (OutlineYear& one : tighter.years) {
    if (!one.target) continue;
    const Co2eFlow step = std::max(Co2eFlow{}, one.baseline - *one.target) * kTightening;
    *one.target -= step;
    tonnes += step * (one.discount * year);
  }
  if (tonnes == Co2e{}) return {};
  const Portfolio found = choose(region, tighter, options);
  if (!found.is_met()) return {};
  return (found.cost - portfolio.cost) / tonnes;
}

std::vector<CurveStep> cost_curve(const Region& region, const Options& options, std::size_t steps) {
  Outline last = outline(region, options);
  last.carbon_price = {};
  for (OutlineYear& one : last.years) one.target.reset();
  OutlineYear& goal = last.years.back();
  Co2eFlow unreachable = goal.baseline - 1000 * kSmallestStep;
  for (const Entry& entry : last.entries) unreachable -= entry.cut;
  const auto cut_of = [&](const Choice& choice) {
    return counted(reckon(region, last, choice).path.back());
  };
  goal.target = goal.baseline;
  Choice before = choose_starts(region, last, options, Goal::last_year);
  goal.target = unreachable;
  const Co2eFlow most = cut_of(choose_starts(region, last, options, Goal::last_year));
  goal.target = goal.baseline;
  std::vector<CurveStep> out;
  CurveStep done{.cut = cut_of(before), .cost = cost_in(last, before, goal.year)};
  std::vector<InitiativeId> running = running_in(last, before, goal.year);
  if (!running.empty()) {
    out.push_back(done);
    out.back().added = running;
    if (done.cut > kSmallestStep) out.back().step = done.cost / done.cut;
  }
  for (std::size_t i = 1; i <= steps; ++i) {
    const Co2eFlow wanted = most * (double(i) / double(steps));
    if (wanted <= done.cut + kSmallestStep) continue;
    goal.target = goal.baseline - wanted + (i == steps ? kSmallestStep : Co2eFlow{});
    const Choice choice = choose_starts(region, last, options, Goal::last_year);
    const Co2eFlow cut = cut_of(choice);
    const MoneyFlow cost = cost_in(last, choice, goal.year);
    const std::vector<InitiativeId> now = running_in(last, choice, goal.year);
    if (cut > done.cut + kSmallestStep) {
      out.push_back({cut, cost, (cost - done.cost) / (cut - done.cut), minus(now, running),
                     minus(running, now)});
      done = out.back();
      running = now;
    }
  }
  return out;
}

std::vector<NaiveStep> naive_curve(const Region& region, const Options& options) {
  const Outline all = outline(region, options);
  std::vector<NaiveStep> out;
  for (const Entry& entry : all.entries) {
    const Co2eFlow cut = entry.cut * all.weight(entry);
    if (!entry.is_operating && cut > Co2eFlow{}) {
      out.push_back({entry.id, entry.yearly_cost / cut, cut});
    }
  }
  std::ranges::stable_sort(out, {}, &NaiveStep::own_cost);
  return out;
}

std::vector<PriceCase> price_cases(const Region& region, const Options& options,
                                   EnergyPrice electricity_step) {
  const Settings& settings = region.settings;
  const CarbonPrice own = carbon_price_of(settings, settings.base_year);
  std::vector<std::pair<CarbonPrice, EnergyPrice>> prices = {{}};
  if (own > CarbonPrice{}) {
    prices.emplace_back(own, EnergyPrice{});
    prices.emplace_back(2 * own, EnergyPrice{});
  }
  if (std::ranges::any_of(region.initiatives, [](const Initiative& initiative) {
        return initiative.electricity.has_value();
      })) {
    prices.emplace_back(CarbonPrice{}, electricity_step);
    prices.emplace_back(CarbonPrice{}, -electricity_step);
  }
  std::vector<PriceCase> out;
  for (const auto& [carbon, electricity] : prices) {
    Options changed = options;
    changed.carbon_price = carbon;
    changed.electricity_change = electricity;
    const Outline choices = outline(region, changed);
    PriceCase one{carbon, electricity, choose(region, choices, changed), {}};
    for (std::size_t t = 0; t < choices.years.size(); ++t) {
      one.carbon_saved +=
          carbon * counted(one.portfolio.path[t]) * (choices.years[t].discount * year);
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Alternative> alternatives(const Region& region, const Options& options,
                                      const Portfolio& portfolio,
                                      const std::vector<NamedOptions>& named) {
  std::vector<Alternative> out = {{Alternative::Kind::as_asked, portfolio, {}}};
  if (options.budget || options.staff || !options.without.empty() || !options.starts.empty()) {
    Options free = options;
    free.budget = {};
    free.staff = {};
    free.without.clear();
    free.starts.clear();
    out.push_back({Alternative::Kind::without_limits, choose(region, free), {}});
  }
  for (const std::string& scope : scopes_of(region)) {
    if (scope == portfolio.scope) continue;
    Options other = options;
    other.scope = scope;
    other.targets.clear();
    out.push_back({Alternative::Kind::other_target, choose(region, other), {}});
  }
  for (const NamedOptions& one : named) {
    out.push_back({Alternative::Kind::named, choose(region, one.options), one.name});
  }
  return out;
}

std::optional<Answers> answer(const Region& region, const Options& options,
                              const Portfolio& portfolio, const Questions& asked,
                              const std::function<void(double)>& progress) {
  Options whole = options;  // half an answer to one question is none
  whole.stop = {};
  Answers out{.draw = asked.draw};
  const std::array<std::function<void()>, 7> questions = {
      [&] { out.odds = odds(region, whole, portfolio, asked.draw); },
      [&] {
        out.shortage = shortage(region, whole, portfolio);
        out.marginal_cost = marginal_cost(region, whole, portfolio);
      },
      [&] { out.regrets = regrets(region, whole, portfolio); },
      [&] {
        out.curve = cost_curve(region, whole, kCurveSteps);
        out.naive = naive_curve(region, whole);
      },
      [&] { out.price_cases = price_cases(region, whole, kElectricityStep); },
      [&] { out.alternatives = alternatives(region, whole, portfolio, asked.named); },
      [&] {
        if (asked.asks_turns) out.turns = turns(region, whole);
      }};
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (options.stop.stop_requested()) return {};
    questions[i]();
    progress(double(i + 1) / double(questions.size()));
  }
  return out;
}

}  // namespace samspill::portfolio
