#include "cli/plan_scenarios.h"

#include <algorithm>
#include <format>
#include <vector>

#include "cli/progress.h"
#include "cli/text_table.h"
#include "cli/thousand_euro.h"
#include "formats/robust_json.h"
#include "network/robust_plan.h"
#include "reference/texts.h"

namespace samspill::cli {
namespace {

using network::RiskyCost;
using network::RobustPlan;
using network::ScenarioOutcome;

const Scenario& scenario_of(const formats::Dataset& dataset, const ScenarioOutcome& outcome) {
  return dataset.region.scenarios[outcome.scenario.index()];
}

std::string percent(double share) {
  return std::format("{:.0f} %", share * 100);
}

std::string or_not(const std::optional<MoneyFlow>& cost) {
  return cost ? thousand_euro(*cost) : "does not do";
}

void print_costs(const Terminal& terminal, const formats::Dataset& dataset,
                 const RobustPlan& plan) {
  TextTable table({{.title = "kEUR/yr", .is_id = true},
                   {"probability", true},
                   {"as today", true},
                   {"this plan", true},
                   {"if known", true},
                   {"for the mean", true},
                   {"t CO2e/yr", true},
                   {"what happens"}});
  for (const ScenarioOutcome& outcome : plan.outcomes) {
    const Scenario& scenario = scenario_of(dataset, outcome);
    const NetworkState& planned = outcome.plan.planned;
    table.add({scenario.key, percent(scenario.probability),
               thousand_euro(outcome.plan.baseline.cost.total()),
               thousand_euro(planned.cost.total()), thousand_euro(outcome.if_known),
               or_not(outcome.for_mean), grouped(planned.co2e.total().in(tonne_co2e / year)),
               scenario.name});
  }
  const auto add = [&](const std::string& name, MoneyFlow RiskyCost::* part) {
    const auto mean = plan.for_mean ? std::optional((*plan.for_mean).*part) : std::nullopt;
    table.add({name, "", thousand_euro(plan.today.*part), thousand_euro(plan.planned.*part),
               thousand_euro(plan.if_known.*part), or_not(mean), "", ""});
  };
  add("on average", &RiskyCost::expected);
  add(std::format("worst {}", percent(1 - plan.risk.level)), &RiskyCost::worst_part);
  table.print(terminal);
}

/// How much of its size the process uses over the year.
std::string used_share(const Activity& activity) {
  Amount total;
  for (const Amount amount : activity.main_input) total += amount;
  if (!(activity.capacity > AmountFlow{})) return "";
  return percent(total / (activity.capacity * (1.0 * year)));
}

/// The highest level, as a share of the size.
std::string used_share(const StorageUse& use) {
  Amount highest;
  for (std::size_t t = 0; !use.holdings.empty() && t < use.holdings.front().level.size(); ++t) {
    Amount held;
    for (const Holding& holding : use.holdings) held += holding.level[t];
    highest = std::max(highest, held);
  }
  return use.capacity > Amount{} ? percent(highest / use.capacity) : "";
}

std::string used_share(const NetworkState& state, const LinkBuild& link) {
  const auto is_on = [&](const PlanFlow& flow) {
    return flow.resource == link.resource && std::ranges::any_of(legs_of(flow), [&](auto& leg) {
             return leg.from == link.from && leg.to == link.to && leg.mode == link.mode;
           });
  };
  return std::ranges::any_of(state.flows, is_on) ? "yes" : "idle";
}

/// What is built whatever comes, and how much of it each scenario uses.
void print_builds(const Terminal& terminal, const formats::Dataset& dataset,
                  const RobustPlan& plan) {
  const Region& region = dataset.region;
  std::vector<TextTable::Column> columns = {
      {"build"}, {"at"}, {"capacity", true}, {"unit"}, {"kEUR/yr", true}};
  for (const ScenarioOutcome& outcome : plan.outcomes) {
    columns.push_back({"in " + scenario_of(dataset, outcome).key, true});
  }
  TextTable table(columns);
  const NetworkState& first = plan.outcomes.front().plan.planned;
  const auto add = [&](std::vector<std::string> cells, const auto& share_in) {
    for (const ScenarioOutcome& outcome : plan.outcomes) {
      cells.push_back(share_in(outcome.plan.planned));
    }
    table.add(std::move(cells));
  };
  for (const Activity& built : first.activities) {
    if (!built.is_built) continue;
    const Process& process = region[built.process];
    add({process.name, region[built.site].name, grouped(built.capacity.in(unit_amount / year)),
         std::string(dataset.reference[process.inputs.front().resource].unit()) + "/yr",
         thousand_euro(built.investment)},
        [&](const NetworkState& state) {
          return used_share(*std::ranges::find_if(state.activities, [&](const Activity& each) {
            return each.process == built.process && each.site == built.site;
          }));
        });
  }
  for (const StorageUse& built : first.storages) {
    if (!built.is_built) continue;
    const Storage& storage = region[built.storage];
    add({storage.name, region[storage.site].name, grouped(built.capacity.in(unit_amount)),
         std::string(dataset.reference[storage.resource].unit()), thousand_euro(built.investment)},
        [&](const NetworkState& state) {
          return used_share(
              *std::ranges::find(state.storages, built.storage, &StorageUse::storage));
        });
  }
  for (const LinkBuild& built : first.link_builds) {
    add({dataset.reference[built.mode].key,
         std::format("{} – {}", region[built.from].name, region[built.to].name), "", "",
         thousand_euro(built.investment)},
        [&](const NetworkState& state) { return used_share(state, built); });
  }
  terminal.out << '\n';
  if (table.empty()) {
    terminal.out << "nothing is built\n";
    return;
  }
  terminal.out << "built whatever comes, and how much of it each scenario uses:\n";
  table.print(terminal);
}

std::string in_euro(MoneyFlow money) {
  return grouped(money.in(euro / year)) + " EUR a year";
}

/// What an average alone would have chosen.
void print_price_of_safety(const Terminal& terminal, const RobustPlan& plan) {
  if (!plan.for_expected) return;
  const MoneyFlow more = plan.planned.expected - plan.for_expected->expected;
  const MoneyFlow less = plan.for_expected->worst_part - plan.planned.worst_part;
  if (less < 1.0 * euro / year) {
    terminal.out << "Caution changes nothing: what is best on average is best in the worst cases "
                    "too.\n";
    return;
  }
  terminal.out << std::format(
      "Caution costs {} on average and saves {} in the worst {} of cases, against the plan that is "
      "best on average.\n",
      in_euro(more), in_euro(less), percent(1 - plan.risk.level));
}

void print_in_words(const Terminal& terminal, const RobustPlan& plan) {
  terminal.out << std::format("\nOn average the plan costs {}, {} less than going on as today.\n",
                              in_euro(plan.planned.expected),
                              in_euro(plan.today.expected - plan.planned.expected));
  terminal.out << std::format(
      "To know beforehand which scenario comes would be worth {}: that is what uncertainty costs, "
      "and the most to pay for certainty.\n",
      in_euro(plan.worth_of_knowing()));
  if (const auto worth = plan.worth_of_scenarios()) {
    terminal.out << std::format(
        "To build what suits the mean of all scenarios would cost {} more than to build with the "
        "scenarios in mind.\n",
        in_euro(*worth));
  } else {
    terminal.out << "What suits the mean of all scenarios does not do in one of them.\n";
  }
  print_price_of_safety(terminal, plan);
  terminal.out << std::format(
      "{}; proven gap {:.3f} %\n",
      plan.status == PlanStatus::optimal ? terminal.green("optimal") : terminal.yellow("feasible"),
      plan.gap * 100);
}

void print_notes(const Terminal& terminal, const formats::Dataset& dataset, const RobustPlan& plan,
                 reference::Language language) {
  if (!plan.left_out.empty()) {
    terminal.out << std::format("{} streams are left out because no price is known for them\n",
                                plan.left_out.size());
  }
  for (const Remark& note : plan.notes) {
    terminal.out << "note: " << reference::text(note, language) << '\n';
  }
  for (const ScenarioOutcome& outcome : plan.outcomes) {
    for (const Remark& note : outcome.plan.notes) {
      terminal.out << std::format("note, {}: {}\n", scenario_of(dataset, outcome).key,
                                  reference::text(note, language));
    }
  }
}

}  // namespace

void show_scenarios(const Session& session, const formats::Dataset& dataset,
                    const PlanOptions& options, const network::RiskTerms& risk,
                    const AnswerForm& form) {
  network::NetworkOptions search = network_options(session, dataset, options);
  const RobustPlan plan = [&] {
    Progress progress(session.terminal, "planning for scenarios");
    search.progress = shown_on(progress);
    return network::plan_scenarios(dataset.region, dataset.reference, {search, risk});
  }();
  const Terminal& terminal = session.terminal;
  if (form.json) {
    terminal.out << formats::robust_json(dataset, plan).dump(2) << '\n';
    return;
  }
  print_costs(terminal, dataset, plan);
  print_builds(terminal, dataset, plan);
  print_in_words(terminal, plan);
  print_notes(terminal, dataset, plan, form.language);
}

void write_scenarios(const Session& session, const formats::Dataset& dataset,
                     const PlanOptions& options, const network::RiskTerms& risk,
                     const std::string& path) {
  network::write_scenarios(dataset.region, dataset.reference,
                           {network_options(session, dataset, options), risk}, path);
  session.terminal.out << path << '\n';
}

}  // namespace samspill::cli
