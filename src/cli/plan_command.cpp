#include <algorithm>
#include <format>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "cli/dataset_input.h"
#include "cli/language_option.h"
#include "cli/plan_answers.h"
#include "cli/plan_check.h"
#include "cli/plan_options.h"
#include "cli/plan_scenarios.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/text_table.h"
#include "cli/thousand_euro.h"
#include "formats/plan_answers_json.h"
#include "formats/result_json.h"
#include "network/resilience.h"
#include "network/sensitivity.h"
#include "reference/texts.h"
#include "solver/solve.h"

namespace samspill::cli {
namespace {

struct PlanCommandOptions {
  std::string data;
  PlanOptions plan;
  std::size_t pareto = 0;
  std::string check;
  std::string model_file;
  bool resilience = false;
  double single_point_share = network::ResilienceOptions{}.single_point_share;
  bool sensitivity = false;
  double range = network::SensitivityOptions{}.range;
  std::vector<std::string> explain;
  bool scenarios = false;
  network::RiskTerms risk;
  std::string language = "en";
  bool json = false;
};

std::string tonnes(Co2eFlow co2e) {
  return grouped(co2e.in(tonne_co2e / year));
}

/// A flow over the whole year.
struct YearFlow {
  const PlanFlow* flow = nullptr;
  Amount sent;
  Money cost;
};

std::vector<YearFlow> sum_over_periods(const std::vector<PlanFlow>& flows) {
  std::map<std::tuple<Endpoint, Endpoint, ResourceId, ModeId>, YearFlow> sums;
  for (const PlanFlow& flow : flows) {
    YearFlow& sum = sums[{flow.from, flow.to, flow.resource, flow.mode}];
    sum.flow = &flow;
    sum.sent += flow.sent;
    sum.cost += flow.cost;
  }
  std::vector<YearFlow> rows;
  for (const auto& [key, sum] : sums) rows.push_back(sum);
  return rows;
}

/// The mode, and the sites that pass the goods on.
std::string way_in_words(const formats::Dataset& dataset, const PlanFlow& flow) {
  std::string words = flow.mode ? dataset.reference[flow.mode].key : "on site";
  for (std::size_t i = 1; i < flow.legs.size(); ++i) {
    words += (i == 1 ? " via " : ", ") + dataset.region[flow.legs[i].from].key;
  }
  return words;
}

void print_flows(const Terminal& terminal, const formats::Dataset& dataset,
                 const NetworkState& state) {
  TextTable table({{"from"},
                   {"to"},
                   {"resource"},
                   {"quantity", true},
                   {"unit"},
                   {"km", true},
                   {"by"},
                   {"kEUR/yr", true}});
  for (const YearFlow& row : sum_over_periods(state.flows)) {
    const PlanFlow& flow = *row.flow;
    table.add({formats::endpoint_id(dataset.region, flow.from),
               formats::endpoint_id(dataset.region, flow.to), dataset.reference[flow.resource].key,
               grouped(row.sent.in(unit_amount)),
               std::string(dataset.reference[flow.resource].unit()),
               grouped(flow.distance.in(kilometre)), way_in_words(dataset, flow),
               grouped(row.cost.in(euro) / 1000)});
  }
  if (!table.empty()) table.print(terminal);
}

void print_builds(const Terminal& terminal, const formats::Dataset& dataset,
                  const NetworkState& state) {
  TextTable table({{"build"}, {"at"}, {"capacity", true}, {"unit"}, {"kEUR/yr", true}});
  for (const Activity& activity : state.activities) {
    if (!activity.is_built) continue;
    const Process& process = dataset.region[activity.process];
    table.add({process.name, dataset.region[activity.site].name,
               grouped(activity.capacity.in(unit_amount / year)),
               std::string(dataset.reference[process.inputs.front().resource].unit()) + "/yr",
               thousand_euro(activity.investment)});
  }
  for (const StorageUse& use : state.storages) {
    if (!use.is_built) continue;
    const Storage& storage = dataset.region[use.storage];
    table.add(
        {storage.name, dataset.region[storage.site].name, grouped(use.capacity.in(unit_amount)),
         std::string(dataset.reference[storage.resource].unit()), thousand_euro(use.investment)});
  }
  for (const LinkBuild& link : state.link_builds) {
    table.add({dataset.reference[link.mode].key,
               std::format("{} – {}", dataset.region[link.from].name, dataset.region[link.to].name),
               "", "", thousand_euro(link.investment)});
  }
  if (table.empty()) return;
  terminal.out << '\n';
  table.print(terminal);
}

/// What each storage takes in and gives back over the year.
void print_storages(const Terminal& terminal, const formats::Dataset& dataset,
                    const NetworkState& state) {
  TextTable table({{"storage"},
                   {"at"},
                   {"put in", true},
                   {"taken out", true},
                   {"lost", true},
                   {"capacity", true},
                   {"unit"}});
  for (const StorageUse& use : state.storages) {
    const Storage& storage = dataset.region[use.storage];
    Amount put_in, taken_out, gone;
    for (const Holding& holding : use.holdings) {
      for (std::size_t t = 0; t < holding.level.size(); ++t) {
        put_in += holding.put_in[t];
        taken_out += holding.taken_out[t];
        gone += lost(holding, t);
      }
    }
    table.add({storage.name, dataset.region[storage.site].name, grouped(put_in.in(unit_amount)),
               grouped(taken_out.in(unit_amount)), grouped(gone.in(unit_amount)),
               grouped(use.capacity.in(unit_amount)),
               std::string(dataset.reference[storage.resource].unit())});
  }
  if (table.empty()) return;
  terminal.out << '\n';
  table.print(terminal);
}

void print_comparison(const Terminal& terminal, const Plan& plan) {
  TextTable table({{""}, {"today", true}, {"plan", true}, {"change", true}});
  const auto money = [&](std::string_view name, MoneyFlow CostParts::* part) {
    const MoneyFlow before = plan.baseline.cost.*part, after = plan.planned.cost.*part;
    table.add({std::string(name), thousand_euro(before), thousand_euro(after),
               thousand_euro(after - before)});
  };
  money("disposal, kEUR/yr", &CostParts::disposal);
  money("purchase, kEUR/yr", &CostParts::purchase);
  money("transport, kEUR/yr", &CostParts::transport);
  money("operation, kEUR/yr", &CostParts::operation);
  money("investment, kEUR/yr", &CostParts::investment);
  money("carbon price, kEUR/yr", &CostParts::carbon);
  const MoneyFlow before = plan.baseline.cost.total(), after = plan.planned.cost.total();
  table.add({"total, kEUR/yr", thousand_euro(before), thousand_euro(after),
             thousand_euro(after - before)});
  const Co2eFlow emitted = plan.baseline.co2e.total(), planned = plan.planned.co2e.total();
  table.add({"CO2e, t/yr", tonnes(emitted), tonnes(planned), tonnes(planned - emitted)});
  terminal.out << '\n';
  table.print(terminal);
}

std::string_view way_of(const Plan& plan) {
  if (plan.solved_by == SolvedBy::network_simplex) return ", as flows alone (network simplex)";
  return plan.solved_by == SolvedBy::first_order ? ", made at scale" : "";
}

void print_plan(const Terminal& terminal, const formats::Dataset& dataset, const Plan& plan,
                reference::Language language) {
  print_flows(terminal, dataset, plan.planned);
  print_builds(terminal, dataset, plan.planned);
  print_storages(terminal, dataset, plan.planned);
  print_comparison(terminal, plan);
  const MoneyFlow gain = plan.baseline.cost.total() - plan.planned.cost.total();
  const Co2eFlow cut = plan.baseline.co2e.total() - plan.planned.co2e.total();
  terminal.out << std::format(
      "\n{}{}: the plan is {} EUR a year better than today and saves {} t CO2e a year; proven gap "
      "{:.3f} %\n",
      plan.status == PlanStatus::optimal ? terminal.green("optimal") : terminal.yellow("feasible"),
      way_of(plan), grouped(gain.in(euro / year)), tonnes(cut), plan.gap * 100);
  if (!plan.left_out.empty()) {
    terminal.out << std::format("{} streams are left out because no price is known for them\n",
                                plan.left_out.size());
  }
  for (const Remark& note : plan.notes) {
    terminal.out << "note: " << reference::text(note, language) << '\n';
  }
}

int print_infeasible(const Session& session, const formats::Dataset& dataset, const Plan& plan,
                     const PlanCommandOptions& options) {
  if (options.json) {
    session.terminal.out << formats::plan_json(dataset, plan).dump(2) << '\n';
  } else {
    session.terminal.err << "no plan meets the limits";
    session.terminal.err << (options.plan.cap_t_per_year ? "; raise --cap-t\n" : "\n");
  }
  return kNoAnswer;
}

int front(const Session& session, const formats::Dataset& dataset,
          const PlanCommandOptions& options) {
  Progress progress(session.terminal, "planning");
  network::NetworkOptions search = network_options(session, dataset, options.plan);
  search.progress = shown_on(progress);
  const auto points = network::pareto(dataset.region, dataset.reference, search, options.pareto);
  if (points.empty()) return print_infeasible(session, dataset, {}, options);
  if (options.json) {
    session.terminal.out << formats::front_json(dataset, points).dump(2) << '\n';
    return kDone;
  }
  TextTable table({{"kEUR/yr", true}, {"t CO2e/yr", true}, {"gap %", true}, {"EUR per t", true}});
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::string marginal;
    if (i > 0 && points[i].co2e < points[i - 1].co2e) {
      marginal = grouped((points[i].cost - points[i - 1].cost).in(euro / year) /
                         (points[i - 1].co2e - points[i].co2e).in(tonne_co2e / year));
    }
    table.add({thousand_euro(points[i].cost), tonnes(points[i].co2e),
               std::format("{:.3f}", points[i].plan.gap * 100), marginal});
  }
  table.print(session.terminal);
  return kDone;
}

int write_model(const Session& session, const formats::Dataset& dataset,
                const PlanCommandOptions& options) {
  if (options.scenarios) {
    write_scenarios(session, dataset, options.plan, options.risk, options.model_file);
    return kDone;
  }
  network::write_model(dataset.region, dataset.reference,
                       network_options(session, dataset, options.plan), options.model_file);
  session.terminal.out << options.model_file << '\n';
  return kDone;
}

/// Questions that ask for more than a plan, or for the exact model, are answered exactly.
void require_one_plan(const PlanCommandOptions& options) {
  if (options.plan.method == "exact") return;
  const std::pair<bool, std::string_view> questions[] = {
      {options.pareto > 0, "--pareto"},        {!options.model_file.empty(), "--write-model"},
      {options.resilience, "--resilience"},    {options.sensitivity, "--sensitivity"},
      {!options.explain.empty(), "--explain"}, {options.scenarios, "--scenarios"},
  };
  for (const auto& [is_asked, name] : questions) {
    if (!is_asked) continue;
    throw Error(ErrorKind::invalid,
                std::format("--method {}: {} found, expected no such question; it is answered by "
                            "--method exact",
                            options.plan.method, name));
  }
}

int plan(const Session& session, const PlanCommandOptions& options) {
  if (!options.model_file.empty() && !solver::is_model_file(options.model_file)) {
    throw Error(ErrorKind::invalid, std::format("--write-model {}: expected a name that ends in "
                                                ".mps or .lp",
                                                options.model_file));
  }
  require_one_plan(options);
  const auto checked = load_dataset(options.data, session.terminal);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  if (!options.check.empty()) {
    const PlanTerms asked =
        network::terms_of(dataset.region, network_options(session, dataset, options.plan));
    return check_plan_file(session, dataset, options.check, asked, options.json);
  }
  if (!options.model_file.empty()) return write_model(session, dataset, options);
  if (options.pareto > 0) return front(session, dataset, options);
  const AnswerForm form{parse_language(options.language), options.json};
  if (options.scenarios) {
    show_scenarios(session, dataset, options.plan, options.risk, form);
    return kDone;
  }
  if (options.resilience) {
    show_resilience(session, dataset, options.plan, options.single_point_share, form);
    return kDone;
  }
  if (options.sensitivity) {
    show_sensitivity(session, dataset, options.plan, options.range, form);
    return kDone;
  }
  if (!options.explain.empty()) {
    show_pair(session, dataset, options.plan, options.explain[0], options.explain[1], form);
    return kDone;
  }
  const Plan made = make_plan(session, dataset, options.plan, options.json);
  if (made.status == PlanStatus::infeasible) {
    return print_infeasible(session, dataset, made, options);
  }
  if (options.json) {
    session.terminal.out << formats::plan_json(dataset, made).dump(2) << '\n';
  } else {
    print_plan(session.terminal, dataset, made, form.language);
  }
  return kDone;
}

Option add_scenario_options(Command command, PlanCommandOptions& options) {
  command
      .option("--risk-weight", options.risk.weight,
              "--scenarios: weight of the worst cases against the average, 0 to 1")
      .value_name("SHARE")
      .between(0.0, 1.0)
      .shows_default();
  command
      .option("--risk-level", options.risk.level,
              "--scenarios: the worst cases are those beyond this probability")
      .value_name("SHARE")
      .between(0.0, 0.999)
      .shows_default();
  return command.flag(
      "--scenarios", options.scenarios,
      "builds that do well in all scenarios of scenarios.csv, and what certainty is worth");
}

}  // namespace

void add_plan(Command program, const Session& session) {
  auto options = std::make_shared<PlanCommandOptions>();
  Command command =
      program.command("plan", "Find the exchanges and builds that are best for the whole region");
  command.option("DATA", options->data, "folder, .xlsx, .json or .db").required();
  add_plan_options(command, options->plan);
  command
      .option("--method", options->plan.method,
              "exact, or for large regions at scale: good builds, not the best; the usual --gap "
              "is then 0.01")
      .one_of({"exact", "scale"})
      .shows_default();
  const Option front =
      command.option("--pareto", options->pareto, "N plans between the cheapest and the cleanest")
          .value_name("N")
          .between(2, 1000);
  const Option check =
      command
          .option("--check", options->check,
                  "hold a plan that --json printed against the dataset instead of planning")
          .value_name("PLAN.json")
          .excludes(front);
  command
      .option("--write-model", options->model_file,
              "write the model for other solvers instead of planning: .mps or .lp")
      .value_name("FILE")
      .excludes(front)
      .excludes(check);
  const Option resilience =
      command
          .flag("--resilience", options->resilience,
                "what it costs to lose any one site or way, with what is built kept")
          .excludes(front);
  command
      .option("--single-point", options->single_point_share,
              "--resilience: the share of the benefit beyond which a loss is a single point of "
              "failure")
      .value_name("SHARE")
      .at_least_zero()
      .shows_default();
  const Option sensitivity =
      command
          .flag("--sensitivity", options->sensitivity,
                "which price or quantity, alone, changes the plan, and where, with what is built "
                "kept")
          .excludes(front)
          .excludes(resilience);
  command
      .option("--range", options->range,
              "--sensitivity: how far to move each figure, as a share of itself")
      .value_name("SHARE")
      .at_least_zero()
      .shows_default();
  const Option scenarios = add_scenario_options(command, *options)
                               .excludes(front)
                               .excludes(check)
                               .excludes(resilience)
                               .excludes(sensitivity);
  command
      .option("--explain", options->explain,
              "why a pair is in the plan or not, and what would turn it: OFFER NEED")
      .value_name("ID")
      .takes(2)
      .excludes(front)
      .excludes(resilience)
      .excludes(sensitivity)
      .excludes(scenarios);
  add_language(command, options->language);
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return plan(session, *options); });
}

}  // namespace samspill::cli
