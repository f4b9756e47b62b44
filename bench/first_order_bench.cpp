// Plans of made-up regions (plan_instances.h): ours by first_order, the exact solver beside it.
//
//   first_order_bench [--sites N] [--periods N] [--seed N] [--gap G] [--threads N] [--limit S]
//                     [--stores] [--exchange] [--builds] [--rounds N] [--per-round N]
//                     [--peer ipm|mip] [--tables DIR] [--trace]
//
// --exchange leaves plants and pipes out, --builds counts fixed costs in full, --peer solves the
// same problem with HiGHS. CPU seconds are user and system of this process.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <print>
#include <string>
#include <string_view>

#include "first_order/exact_problem.h"
#include "first_order/first_order.h"
#include "plan_instances.h"
#include "solver/solve.h"

namespace {

using namespace samspill;

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
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
  int threads = 1;
  bool has_builds = false, has_trace = false;
  first_order::BuildOptions build;
  std::string peer, tables;
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
    else if (name == "--peer")
      arguments.peer = value();
    else if (name == "--tables")
      arguments.tables = value();
    else if (name == "--trace")
      arguments.has_trace = true;
    else
      throw std::runtime_error("unknown: " + std::string(name));
  }
  return arguments;
}

void run_ours(const first_order::FlowProblem& problem, const Arguments& arguments) {
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
  const first_order::Result result =
      arguments.has_builds ? first_order::solve_with_builds(problem, options, arguments.build)
                           : first_order::solve(problem, options);
  std::println(
      "ours: {} iterations, plan {:.9g}, bound {:.9g}, gap {:.3e}, CPU {:.3f} s, wall {:.3f} s, "
      "peak {:.0f} MiB",
      result.iterations, result.plan.cost, result.bound, result.gap, cpu_seconds() - cpu,
      wall_seconds() - wall, peak_mebibytes());
}

void run_peer(const first_order::FlowProblem& problem, const Arguments& arguments) {
  double wall = wall_seconds(), cpu = cpu_seconds();
  const bool is_whole = arguments.peer == "mip";
  const solver::Problem exact = first_order::to_exact(problem, is_whole);
  std::println("peer: {} columns, {} rows, {} coefficients, built in {:.3f} s", exact.columns(),
               exact.rows(), exact.coefficients.size(), cpu_seconds() - cpu);
  wall = wall_seconds();
  cpu = cpu_seconds();
  const solver::Solution solution =
      solver::solve(exact, {.gap = arguments.gap, .time_limit = solver::Seconds(arguments.limit)});
  std::println(
      "peer HiGHS {}: status {}, objective {:.9g}, bound {:.9g}, CPU {:.2f} s, wall {:.2f} s, peak "
      "{:.0f} MiB",
      arguments.peer, static_cast<int>(solution.status), solution.objective, solution.bound,
      cpu_seconds() - cpu, wall_seconds() - wall, peak_mebibytes());
}

}  // namespace

int main(int count, char** values) {
  const Arguments arguments = read(count, values);
  double cpu = cpu_seconds();
  const bench::PlanInstance instance = bench::make_plan_instance(arguments.size);
  const first_order::FlowProblem& problem = instance.problem;
  std::println("{} sites, {} periods: {} nodes, {} arcs, {} facilities, {} activities, {:.3f} s",
               arguments.size.sites, problem.periods, problem.nodes(), problem.arcs.size(),
               problem.facilities.size(), problem.activities.size(), cpu_seconds() - cpu);
  if (!arguments.tables.empty()) bench::write_plan_tables(instance, arguments.tables);
  run_ours(problem, arguments);
  if (!arguments.peer.empty()) run_peer(problem, arguments);
}
