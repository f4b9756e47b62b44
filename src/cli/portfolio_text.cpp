#include "cli/portfolio_text.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>

#include "cli/text_table.h"

namespace samspill::cli {
namespace {

using portfolio::Answers;
using portfolio::Portfolio;

constexpr std::size_t kMostCarriers = 5;
constexpr std::array<std::string_view, 9> kReasons = {
    "left out by --without",
    "ran before the last figure of the baseline, which has its cut",
    "ended",
    "investment or running cost unknown",
    "cut unknown",
    "operating, but its start year is unknown",
    "needs one that cannot be chosen",
    "excluded by one that operates",
    "cannot run within these years"};

std::string kilotonnes(Co2eFlow flow, int decimals = 0) {
  return grouped(flow.in(kilotonne_co2e / year), decimals);
}
std::string kilotonnes(Co2e amount) {
  return grouped(amount.in(kilotonne_co2e));
}
std::string million(Money money, int decimals = 0) {
  return grouped(money.in(million_euro), decimals);
}
std::string per_tonne(CarbonPrice price) {
  return grouped(price.in(euro / tonne_co2e));
}
std::string percent(double share) {
  if (share > 0 && share < 0.005) return "below 1 %";
  if (share < 1 && share > 0.995) return "above 99 %";
  return std::format("{:.0f} %", share * 100);
}

class Printer {
 public:
  Printer(const Terminal& terminal, const formats::Dataset& dataset, const Portfolio& portfolio,
          const std::optional<Answers>& answers)
      : terminal_(terminal), region_(dataset.region), portfolio_(portfolio), answers_(answers) {}

  void print() {
    terminal_.out << portfolio_.scope << "\n\n";
    say_target();
    say_cost();
    say_carriers();
    if (answers_) say_odds();
    if (portfolio_.status == portfolio::Status::feasible) {
      say(terminal_.yellow(std::format(
          "The search ended early: there may be a better portfolio, by at most {:.2f} %.",
          portfolio_.gap * 100)));
    }
    print_path();
    print_chosen();
    if (!portfolio_.not_chosen.empty()) {
      say("\ncould be chosen, but is not: " + names(portfolio_.not_chosen, ""));
    }
    if (answers_) print_answers();
    print_not_ranked();
  }

 private:
  void say(const std::string& sentence) { terminal_.out << sentence << '\n'; }

  const std::string& name(InitiativeId id) const { return region_[id].name; }
  std::string names(const std::vector<InitiativeId>& ids, std::string_view sign) const {
    std::string out;
    for (const InitiativeId id : ids) {
      out += std::format("{}{}{}", out.empty() ? "" : " ", sign, region_[id].key);
    }
    return out;
  }

  /// "2030–2033, 2036"
  std::string years_that(bool are_missed) const {
    std::string out;
    const auto& path = portfolio_.path;
    const auto is_one = [&](std::size_t t) {
      const bool is_missed = path[t].missed() > 0.01 * tonne_co2e / year;
      return path[t].target && is_missed == are_missed;
    };
    for (std::size_t t = 0; t < path.size(); ++t) {
      if (!is_one(t)) continue;
      std::size_t last = t;
      while (last + 1 < path.size() && is_one(last + 1)) ++last;
      out += out.empty() ? "" : ", ";
      out += last == t ? std::format("{}", path[t].year)
                       : std::format("{}–{}", path[t].year, path[last].year);
      t = last;
    }
    return out;
  }

  void say_target() {
    if (portfolio_.is_met()) {
      say(terminal_.green("The target is met") + std::format(" in {}.", years_that(false)));
    } else {
      say(terminal_.red("The target is missed") +
          std::format(" in {}{}.", years_that(true), met_too()));
      say_misses();
      if (answers_) say_why();
    }
    for (const portfolio::PathYear& one : portfolio_.path) {
      if (portfolio_.counts_removals || one.removed < 0.5 * tonne_co2e / year) continue;
      say("Stored biogenic CO2 is a removal and does not count towards this target.");
      break;
    }
  }

  std::string met_too() const {
    const std::string years = years_that(false);
    return years.empty() ? "" : std::format(" and met in {}", years);
  }

  /// The first year of each target, and the last year of all.
  void say_misses() {
    std::optional<Co2eFlow> target;
    for (const portfolio::PathYear& one : portfolio_.path) {
      const bool is_new = one.target != target;
      target = one.target;
      const bool is_last = one.year == portfolio_.path.back().year;
      if (!one.target || !(is_new || is_last) || one.missed() == Co2eFlow{}) continue;
      say(std::format("  {}: {} kt allowed, {} kt planned, {} kt too much", one.year,
                      kilotonnes(*one.target), kilotonnes(one.planned), kilotonnes(one.missed())));
    }
  }

  void say_why() {
    const portfolio::Shortage& why = answers_->shortage;
    const Co2e same = kilotonne_co2e;
    const auto over = [](Co2e missed) { return kilotonnes(missed) + " kt over all years"; };
    if (why.without_budget && *why.without_budget < why.missed - same) {
      say(
          std::format("  Money or staff is part of it: without their limits it would miss by {}, "
                      "with them by {}.",
                      over(*why.without_budget), over(why.missed)));
    } else if (why.without_budget) {
      say("  Money and staff are not the reason: without their limits it would miss by as much.");
    }
    const Co2e free = why.without_budget.value_or(why.missed);
    if (free > same) {
      say(
          std::format("  All initiatives with a known cost, whatever it is, miss by {}: there are "
                      "too few of them, or they come too late.",
                      over(free)));
    }
    if (why.with_unknown && *why.with_unknown < free - same) {
      say(std::format("  With those whose cost nobody has stated it could be {}.",
                      over(*why.with_unknown)));
    }
  }

  void say_cost() {
    const int first = portfolio_.path.front().year, last = portfolio_.path.back().year;
    say(
        std::format("It costs {} million EUR in {}–{}, discounted at {:.1f} %; {} million EUR are "
                    "invested.",
                    million(portfolio_.cost), first, last, region_.settings.discount_rate * 100,
                    million(portfolio_.capex)));
    if (!answers_ || !answers_->marginal_cost) return;
    if (*answers_->marginal_cost < 1.0 * euro / tonne_co2e) {
      say("One tonne more below the targets would cost nothing: more is cut than they ask for.");
    } else {
      say(std::format("One tonne more below the targets would cost {} EUR.",
                      per_tonne(*answers_->marginal_cost)));
    }
  }

  void say_carriers() {
    std::string carriers;
    std::size_t count = 0;
    for (const portfolio::Chosen& chosen : portfolio_.chosen) {
      const Co2eFlow cut = chosen.cut + chosen.removed;
      if (count == kMostCarriers || cut < 50.0 * tonne_co2e / year) break;
      carriers += std::format("{}{} ({} kt)", count == 0 ? "" : ", ", name(chosen.initiative),
                              kilotonnes(cut));
      ++count;
    }
    if (count == 0) return say("Nothing that can be chosen cuts anything.");
    say(std::format("What carries it in {}: {}.", portfolio_.path.back().year, carriers));
  }

  void say_odds() {
    const portfolio::Odds& odds = answers_->odds;
    const bool is_most = !odds.without_probability.empty();
    say(std::format("How sure that is: the targets of all years are met with a chance of {}{}.",
                    is_most ? "at most " : "", percent(odds.all_met)));
    if (is_most) {
      say(std::format("  {} chosen initiatives state no probability and are taken as certain.",
                      odds.without_probability.size()));
    }
  }

  void print_path() {
    TextTable table({{"year"},
                     {"without, kt", true},
                     {"planned, kt", true},
                     {"target, kt", true},
                     {"missed, kt", true},
                     {"removed, kt", true},
                     {"invested, MEUR", true},
                     {"chance", true},
                     {"8 in 10 cases, kt", true}});
    for (std::size_t t = 0; t < portfolio_.path.size(); ++t) {
      const portfolio::PathYear& one = portfolio_.path[t];
      std::string chance, range;
      if (answers_) {
        const portfolio::YearOdds& odds = answers_->odds.years[t];
        if (odds.met) chance = percent(*odds.met);
        range = std::format("{} – {}", kilotonnes(odds.low), kilotonnes(odds.high));
      }
      table.add({std::to_string(one.year), kilotonnes(one.baseline), kilotonnes(one.planned),
                 one.target ? kilotonnes(*one.target) : "",
                 one.target ? kilotonnes(one.missed()) : "", kilotonnes(one.removed),
                 million(one.invested, 1), chance, range});
    }
    terminal_.out << '\n';
    table.print(terminal_);
  }

  void print_chosen() {
    std::map<InitiativeId, const portfolio::Regret*> regrets;
    if (answers_) {
      for (const portfolio::Regret& regret : answers_->regrets) {
        regrets[regret.initiative] = &regret;
      }
    }
    TextTable table({{"chosen", false, true},
                     {"name"},
                     {"from", true},
                     {"cut, kt/yr", true},
                     {"removed", true},
                     {"MEUR", true},
                     {"EUR/t alone", true},
                     {"without it"},
                     {"read?"}});
    for (const portfolio::Chosen& chosen : portfolio_.chosen) {
      const auto regret = regrets.find(chosen.initiative);
      table.add({region_[chosen.initiative].key, name(chosen.initiative),
                 std::to_string(chosen.start_year), kilotonnes(chosen.cut, 1),
                 kilotonnes(chosen.removed, 1),
                 chosen.is_operating ? "operates" : million(chosen.cost, 1),
                 chosen.own_cost ? per_tonne(*chosen.own_cost) : "",
                 regret == regrets.end() ? "" : regret_words(*regret->second),
                 portfolio::is_verified(region_[chosen.initiative]) ? "yes" : "unverified"});
    }
    if (table.empty()) return;
    terminal_.out << '\n';
    table.print(terminal_);
  }

  static std::string regret_words(const portfolio::Regret& regret) {
    if (regret.missed > 500.0 * tonne_co2e) {
      return std::format("{} kt more missed", kilotonnes(regret.missed));
    }
    return std::format("{:+.1f} MEUR", regret.cost.in(million_euro));
  }

  void print_answers() {
    print_curve();
    print_naive();
    print_price_cases();
    print_alternatives();
  }

  void print_curve() {
    TextTable table(
        {{"least cost for", true}, {"MEUR/yr", true}, {"this step, EUR/t", true}, {"in and out"}});
    for (const portfolio::CurveStep& step : answers_->curve) {
      std::string changes = names(step.added, "+");
      if (!step.dropped.empty()) changes += " " + names(step.dropped, "-");
      table.add({kilotonnes(step.cut) + " kt", grouped(step.cost.in(million_euro / year), 1),
                 per_tonne(step.step), changes});
    }
    if (table.empty()) return;
    say(
        std::format("\nWhat cutting more costs in {} (each step is the best portfolio for that "
                    "much):",
                    portfolio_.path.back().year));
    table.print(terminal_);
  }

  void print_naive() {
    TextTable table({{"one by one", false, true}, {"EUR/t", true}, {"kt/yr alone", true}});
    Co2eFlow sum;
    for (const portfolio::NaiveStep& step : answers_->naive) {
      table.add({region_[step.initiative].key, per_tonne(step.own_cost), kilotonnes(step.cut, 1)});
      sum += step.cut;
    }
    if (table.empty()) return;
    say("\nWhat people often add up instead, as if nothing overlapped and nothing was needed:");
    table.print(terminal_);
    if (answers_->curve.empty()) return;
    say(std::format("together {} kt, of which {} kt are real", kilotonnes(sum),
                    kilotonnes(std::min(sum, answers_->curve.back().cut))));
  }

  void print_price_cases() {
    TextTable table({{"carbon price, EUR/t", true},
                     {"electricity, EUR/MWh", true},
                     {"missed, kt", true},
                     {"MEUR", true},
                     {"carbon saved, MEUR", true},
                     {"in and out"}});
    const auto chosen = ids_of(portfolio_);
    for (const portfolio::PriceCase& one : answers_->price_cases) {
      table.add({per_tonne(one.carbon_price),
                 std::format("{:+.0f}", one.electricity_change.in(euro / megawatt_hour)),
                 kilotonnes(one.portfolio.missed), million(one.portfolio.cost, 1),
                 million(one.carbon_saved, 1), changes(chosen, ids_of(one.portfolio))});
    }
    if (answers_->price_cases.size() < 2) return;
    say("\nIf prices were others:");
    table.print(terminal_);
  }

  void print_alternatives() {
    static constexpr std::array<std::string_view, 3> kNames = {"as asked", "without limits",
                                                               "other target: "};
    TextTable table({{"portfolio"},
                     {"met?"},
                     {"missed, kt", true},
                     {"MEUR", true},
                     {"invested", true},
                     {"in and out"}});
    const auto chosen = ids_of(portfolio_);
    for (const portfolio::Alternative& one : answers_->alternatives) {
      std::string what(kNames[static_cast<std::size_t>(one.kind)]);
      if (one.kind == portfolio::Alternative::Kind::other_target) what += one.portfolio.scope;
      table.add({what, one.portfolio.is_met() ? "yes" : "no", kilotonnes(one.portfolio.missed),
                 million(one.portfolio.cost, 1), million(one.portfolio.capex, 1),
                 changes(chosen, ids_of(one.portfolio))});
    }
    if (answers_->alternatives.size() < 2) return;
    say("\nSide by side:");
    table.print(terminal_);
  }

  static std::vector<InitiativeId> ids_of(const Portfolio& portfolio) {
    std::vector<InitiativeId> out;
    for (const portfolio::Chosen& chosen : portfolio.chosen) out.push_back(chosen.initiative);
    return out;
  }

  std::string changes(const std::vector<InitiativeId>& before,
                      const std::vector<InitiativeId>& after) const {
    const auto minus = [](std::vector<InitiativeId> all, const std::vector<InitiativeId>& others) {
      std::erase_if(all, [&](InitiativeId id) { return std::ranges::contains(others, id); });
      return all;
    };
    std::string out = names(minus(after, before), "+");
    const std::string dropped = names(minus(before, after), "-");
    if (!out.empty() && !dropped.empty()) out += ' ';
    return out + dropped;
  }

  void print_not_ranked() {
    TextTable table({{"not ranked", false, true}, {"name"}, {"kt/yr", true}, {"why"}});
    for (const portfolio::NotRanked& one : portfolio_.not_ranked) {
      const auto& cut = region_[one.initiative].cut_likely;
      table.add({region_[one.initiative].key, name(one.initiative),
                 cut ? kilotonnes(*cut, 1) : "unknown",
                 std::string(kReasons[static_cast<std::size_t>(one.why)])});
    }
    if (table.empty()) return;
    terminal_.out << '\n';
    table.print(terminal_);
  }

  const Terminal& terminal_;
  const Region& region_;
  const Portfolio& portfolio_;
  const std::optional<Answers>& answers_;
};

}  // namespace

void print_portfolio(const Terminal& terminal, const formats::Dataset& dataset,
                     const Portfolio& portfolio, const std::optional<Answers>& answers) {
  Printer(terminal, dataset, portfolio, answers).print();
}

}  // namespace samspill::cli
