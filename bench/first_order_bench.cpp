// Plans of made-up regions (plan_instances.h): by first_order, or by the exact solver.
//
//   first_order_bench [--sites N] [--periods N] [--seed N] [--from DIR] [--tables DIR]
//                     [--gap G] [--threads N] [--limit S] [--stores] [--exchange]
//                     [--builds] [--rounds N] [--per-round N] [--polish] [--parks STEPS]
//                     [--front N] [--peer ipm|simplex|mip] [--crossover] [--only-build] [--trace]
//                     [--json]
//
// --tables writes the region as tables and ends; --from reads such tables in place of making a
// region. --exchange leaves plants and pipes out and so asks for the optimum itself, --builds
// counts fixed costs in full, --polish betters them by branch and bound, --parks bounds them park
// by park with so many steps of the simplex method for each, --front tries so many prices of CO2e,
// --peer solves the problem with HiGHS instead, --crossover makes its interior point exact,
// --only-build stops at the solver's door. CPU seconds are user and system of this process, without
// what loading the program takes.
#include <Highs.h>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <format>
#include <fstream>
#include <print>
#include <string>
#include <string_view>
#include <utility>

#include "first_order/exact_problem.h"
#include "first_order/exchange.h"
#include "first_order/first_order.h"
#include "first_order/layout.h"
#include "first_order/park_bound.h"
#include "first_order/polish.h"
#include "plan_instances.h"
#include "plan_tables.h"
#include "solver/problem.h"

namespace {

using namespace samspill;

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}
const double kWallAtStart = seconds_of(CLOCK_MONOTONIC);
const double kCpuAtStart = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
double wall_seconds() {
  return seconds_of(CLOCK_MONOTONIC) - kWallAtStart;
}
double cpu_seconds() {
  return seconds_of(CLOCK_PROCESS_CPUTIME_ID) - kCpuAtStart;
}
/// Highest memory so far, from the kernel [MiB].
double peak_mebibytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

struct Arguments {
  bench::RegionSize size;
  double gap = 1e-2, limit = 600;
  int threads = 1, front = 0;
  bool has_builds = false, has_polish = false, has_trace = false, only_builds_problem = false;
  bool has_json = false, has_crossover = false;
  first_order::BuildOptions build;
  std::size_t park_steps = 0;
  std::string peer, tables, from;
};

Arguments read(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string_view name = values[i];
    const auto value = [&] { return std::string(i + 1 < count ? values[++i] : "0"); };
    if (name == "--sites")
      arguments.size.sites = std::stoi(value());
    else if (name == "--periods")
      arguments.size.periods = std::stoi(value());
    else if (name == "--seed")
      arguments.size.seed = std::stoull(value());
    else if (name == "--gap")
      arguments.gap = std::stod(value());
    else if (name == "--limit")
      arguments.limit = std::stod(value());
    else if (name == "--threads")
      arguments.threads = std::stoi(value());
    else if (name == "--stores")
      arguments.size.has_stores = true;
    else if (name == "--exchange")
      arguments.size.has_plants = arguments.size.has_pipes = false;
    else if (name == "--builds")
      arguments.has_builds = true;
    else if (name == "--rounds")
      arguments.build.rounds = std::stoul(value());
    else if (name == "--per-round")
      arguments.build.iterations_per_round = std::stoul(value());
    else if (name == "--front")
      arguments.front = std::stoi(value());
    else if (name == "--parks")
      arguments.park_steps = std::stoul(value());
    else if (name == "--polish")
      arguments.has_polish = true;
    else if (name == "--peer")
      arguments.peer = value();
    else if (name == "--tables")
      arguments.tables = value();
    else if (name == "--from")
      arguments.from = value();
    else if (name == "--crossover")
      arguments.has_crossover = true;
    else if (name == "--only-build")
      arguments.only_builds_problem = true;
    else if (name == "--json")
      arguments.has_json = true;
    else if (name == "--trace")
      arguments.has_trace = true;
    else
      throw std::runtime_error("unknown: " + std::string(name));
  }
  return arguments;
}

/// What a program that solves the tables tells at its end, as the scripts of bench/peers/ do.
struct Report {
  std::string tool;
  double build_cpu = 0, build_peak = 0;  // at the solver's door
  double objective = 0, bound = 0;
};

void print(const Report& report, bool is_solved) {
  std::string line = std::format(
      R"({{"tool": "{}", "build_cpu_s": {:.4f}, "build_peak_mib": {:.1f}, "cpu_s": {:.4f}, )"
      R"("wall_s": {:.4f}, "peak_mib": {:.1f})",
      report.tool, report.build_cpu, report.build_peak, cpu_seconds(), wall_seconds(),
      peak_mebibytes());
  if (is_solved) {
    line +=
        std::format(R"(, "objective": {:.12g}, "bound": {:.12g})", report.objective, report.bound);
  }
  std::println("{}}}", line);
}

std::string_view instructions() {
  const first_order::Sweeps* sweeps = &first_order::fastest_sweeps();
#if defined(__x86_64__)
  if (sweeps == &first_order::kAvx512Sweeps) return "AVX-512";
  if (sweeps == &first_order::kAvx2Sweeps) return "AVX2";
#endif
  return sweeps == &first_order::kPlainSweeps ? "one lane at a time" : "unknown";
}

/// A front of cost and CO2e: a price of CO2e after the other, each from where the last one ended.
void run_front(first_order::FlowProblem problem, const Arguments& arguments) {
  const double wall = wall_seconds(), cpu = cpu_seconds();
  first_order::Result last;
  std::size_t iterations = 0;
  for (int i = 0; i < arguments.front; ++i) {
    problem.co2e_price = 10.0 * i;
    last = first_order::solve(problem, {.gap = arguments.gap,
                                        .threads = arguments.threads,
                                        .start = i == 0 ? nullptr : &last.state});
    iterations += last.iterations;
  }
  std::println("front: {} points, {} iterations, CPU {:.3f} s, wall {:.3f} s", arguments.front,
               iterations, cpu_seconds() - cpu, wall_seconds() - wall);
}

void bound_by_parks(const first_order::FlowProblem& problem, const first_order::Result& result,
                    const Arguments& arguments) {
  const double wall = wall_seconds(), cpu = cpu_seconds();
  const first_order::ParkBound parks = first_order::bound_by_parks(
      problem, result.price, {.steps = arguments.park_steps, .threads = arguments.threads});
  std::println(
      "parks: {}, largest {} columns, {} cut off, bound {:.9g}, gap {:.3e}, CPU {:.2f} s, wall "
      "{:.2f} s",
      parks.parks, parks.largest, parks.cut_off, parks.bound,
      (result.plan.cost - parks.bound) / result.plan.cost, cpu_seconds() - cpu,
      wall_seconds() - wall);
}

/// The problem as the sweeps read it, and no more.
void build_ours(const first_order::FlowProblem& problem, const Arguments& arguments) {
  first_order::check(problem);
  const first_order::Layout layout(problem);
  const first_order::State state = first_order::start_state(layout);
  std::println("ours: {} blocks of flows", state.flow.size());
  const Report report{.tool = std::format("ours to our core, {}", instructions()),
                      .build_cpu = cpu_seconds(),
                      .build_peak = peak_mebibytes()};
  if (arguments.has_json) print(report, false);
}

void polish(const first_order::FlowProblem& problem, const first_order::Options& options,
            first_order::Result& result) {
  const double wall = wall_seconds(), cpu = cpu_seconds();
  first_order::polish_builds(problem, options, {}, result);
  std::println("polished: plan {:.9g}, gap {:.3e}, CPU {:.3f} s, wall {:.3f} s", result.plan.cost,
               (result.plan.cost - result.bound) / result.plan.cost, cpu_seconds() - cpu,
               wall_seconds() - wall);
}

void run_ours(const first_order::FlowProblem& problem, const Arguments& arguments) {
  Report report{.tool = std::format("ours, {}", instructions()),
                .build_cpu = cpu_seconds(),
                .build_peak = peak_mebibytes()};
  const double wall = wall_seconds(), cpu = cpu_seconds();
  first_order::Options options{.gap = arguments.gap,
                               .time_limit = first_order::Seconds(arguments.limit),
                               .threads = arguments.threads};
  if (arguments.has_trace) {
    options.progress = [&](const first_order::Standing& at) {
      std::println("  {:6} iterations  {:7.3f} s  plan {:.8g}  bound {:.8g}  gap {:.3e}",
                   at.iterations, cpu_seconds() - cpu, at.cost, at.bound, at.gap);
    };
  }
  first_order::Result result =
      arguments.has_builds ? first_order::solve_with_builds(problem, options, arguments.build)
                           : first_order::solve(problem, options);
  std::println(
      "ours: {} iterations, plan {:.9g}, bound {:.9g}, gap {:.3e}, CPU {:.3f} s, wall {:.3f} s, "
      "peak {:.0f} MiB",
      result.iterations, result.plan.cost, result.bound, result.gap, cpu_seconds() - cpu,
      wall_seconds() - wall, peak_mebibytes());
  report.objective = result.plan.cost;
  report.bound = result.bound;
  if (arguments.has_json) print(report, true);
  if (arguments.has_polish) polish(problem, options, result);
  if (arguments.park_steps > 0) bound_by_parks(problem, result, arguments);
}

/// The optimum itself, where there are neither plants nor pipes.
void run_exchange(const first_order::FlowProblem& problem) {
  const double wall = wall_seconds(), cpu = cpu_seconds();
  const auto best = first_order::solve_exchange(problem, {});
  if (!best) return;
  std::println(
      "exchange: {} parts, plan {:.12g}, bound {:.12g}, gap {:.1e}, CPU {:.3f} s, wall {:.3f} s",
      best->parts, best->cost, best->bound, (best->cost - best->bound) / best->cost,
      cpu_seconds() - cpu, wall_seconds() - wall);
}

HighsLp to_highs(solver::Problem exact, bool is_whole) {
  HighsLp lp;
  lp.num_col_ = static_cast<HighsInt>(exact.columns());
  lp.num_row_ = static_cast<HighsInt>(exact.rows());
  lp.a_matrix_.format_ = MatrixFormat::kColwise;
  for (const char flag : exact.is_integer) {
    if (!is_whole) break;
    lp.integrality_.push_back(flag ? HighsVarType::kInteger : HighsVarType::kContinuous);
  }
  lp.col_cost_ = std::move(exact.cost);
  lp.col_lower_ = std::move(exact.lower);
  lp.col_upper_ = std::move(exact.upper);
  lp.row_lower_ = std::move(exact.row_lower);
  lp.row_upper_ = std::move(exact.row_upper);
  lp.a_matrix_.start_ = std::move(exact.column_begin);
  lp.a_matrix_.index_ = std::move(exact.row_of);
  lp.a_matrix_.value_ = std::move(exact.coefficients);
  return lp;
}

/// HiGHS as it is: interior point without crossover, simplex, or branch and bound.
void run_peer(first_order::FlowProblem problem, const Arguments& arguments) {
  const bool is_whole = arguments.peer == "mip";
  Highs highs;
  highs.setOptionValue("output_flag", arguments.has_trace);
  highs.setOptionValue("threads", 1);
  highs.setOptionValue("time_limit", arguments.limit);
  highs.setOptionValue("mip_rel_gap", arguments.gap);
  if (!is_whole) highs.setOptionValue("solver", arguments.peer);
  highs.setOptionValue("run_crossover", arguments.has_crossover ? "on" : "off");
  highs.passModel(to_highs(first_order::to_exact(problem, is_whole), is_whole));
  problem = {};
  std::println("HiGHS {} {}: {} columns, {} rows, {} coefficients, loaded after {:.3f} s",
               highs.version(), arguments.peer, highs.getNumCol(), highs.getNumRow(),
               highs.getNumNz(), cpu_seconds());
  Report report{.tool = arguments.only_builds_problem
                            ? std::format("ours to HiGHS {}", highs.version())
                            : std::format("HiGHS {} {}", highs.version(), arguments.peer),
                .build_cpu = cpu_seconds(),
                .build_peak = peak_mebibytes()};
  if (arguments.only_builds_problem) {
    if (arguments.has_json) print(report, false);
    return;
  }
  const double wall = wall_seconds(), cpu = cpu_seconds();
  highs.run();
  const HighsInfo& info = highs.getInfo();
  report.objective = info.objective_function_value;
  report.bound = is_whole ? info.mip_dual_bound : info.objective_function_value;
  std::println(
      "peer: {}, objective {:.9g}, bound {:.9g}, CPU {:.2f} s, wall {:.2f} s, peak {:.0f} MiB",
      highs.modelStatusToString(highs.getModelStatus()), report.objective, report.bound,
      cpu_seconds() - cpu, wall_seconds() - wall, peak_mebibytes());
  if (arguments.has_json) print(report, true);
}

}  // namespace

int main(int count, char** values) {
  const Arguments arguments = read(count, values);
  first_order::FlowProblem problem = arguments.from.empty()
                                         ? bench::make_plan_instance(arguments.size)
                                         : bench::read_plan_tables(arguments.from);
  std::println("{} periods: {} nodes, {} arcs, {} facilities, {} activities, {:.3f} s, {:.0f} MiB",
               problem.periods, problem.nodes(), problem.arcs.size(), problem.facilities.size(),
               problem.activities.size(), cpu_seconds(), peak_mebibytes());
  if (!arguments.tables.empty()) {
    bench::write_plan_tables(problem, arguments.tables);
  } else if (!arguments.peer.empty()) {
    run_peer(std::move(problem), arguments);
  } else if (arguments.only_builds_problem) {
    build_ours(problem, arguments);
  } else {
    if (!arguments.size.has_plants) run_exchange(problem);
    run_ours(problem, arguments);
    if (arguments.front > 0) run_front(problem, arguments);
  }
}
