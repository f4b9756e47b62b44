// The one door to the LP and mixed-integer solver.
//
// Method: HiGHS (dual simplex; branch and cut), Huangfu and Hall, "Parallelizing the dual revised
// simplex method", Math. Prog. Comp. 10 (2018). Duals of a mixed-integer answer come from the
// linear problem that is left when its integers are fixed; its values also replace the answer's,
// since branch and cut lets an integer be off by 1e-6, which times a large capacity is a visible
// amount. Limits: presolve can't be interrupted; a linear problem that is stopped early has no
// answer. A problem that is solved again with changed bounds starts from the basis of its first
// answer, which the dual simplex repairs in few steps.
#include "solver/solve.h"

#include <Highs.h>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <format>
#include <fstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "solver/lp_text.h"

namespace samspill::solver {
namespace {

HighsLp to_highs(const Problem& problem) {
  HighsLp lp;
  lp.num_col_ = static_cast<HighsInt>(problem.columns());
  lp.num_row_ = static_cast<HighsInt>(problem.rows());
  lp.offset_ = problem.offset;
  lp.col_cost_ = problem.cost;
  lp.col_lower_ = problem.lower;
  lp.col_upper_ = problem.upper;
  lp.row_lower_ = problem.row_lower;
  lp.row_upper_ = problem.row_upper;
  lp.a_matrix_.format_ = MatrixFormat::kColwise;
  lp.a_matrix_.start_ = problem.column_begin;
  lp.a_matrix_.index_ = problem.row_of;
  lp.a_matrix_.value_ = problem.coefficients;
  if (problem.has_integers()) {
    lp.integrality_.reserve(problem.columns());
    for (const char flag : problem.is_integer) {
      lp.integrality_.push_back(flag ? HighsVarType::kInteger : HighsVarType::kContinuous);
    }
  }
  return lp;
}

constexpr std::size_t kLongestName = 200;
constexpr std::string_view kLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@";

/// The names as MPS and LP files both take them: letters, digits, `_`, `.` and `@`, cut where they
/// are too long; of those that become alike, the later ones get a number.
std::vector<std::string> bend(const std::vector<std::string>& names) {
  std::vector<std::string> bent;
  std::unordered_map<std::string, int> times;
  for (std::string name : names) {
    name.resize(std::min(name.size(), kLongestName));
    std::ranges::replace_if(name, [](char c) { return !kLetters.contains(c); }, '_');
    // A name with `#` can't have come from above, so that none is made twice.
    const int count = ++times[name];
    bent.push_back(count == 1 ? name : std::format("{}#{}", name, count));
  }
  return bent;
}

/// The names, or "c1", "c2" … where there are none.
std::vector<std::string> all_names(const std::vector<std::string>& names, std::string_view letter,
                                   std::size_t count) {
  if (!names.empty()) return names;
  std::vector<std::string> numbered;
  for (std::size_t i = 1; i <= count; ++i) numbered.push_back(std::format("{}{}", letter, i));
  return numbered;
}

/// Turns the falling gap into the share of work done, on a logarithmic scale.
class Progress {
 public:
  Progress(const std::function<void(const Standing&)>& report, double wanted_gap)
      : report_(report), wanted_(std::max(wanted_gap, 1e-9)) {}

  void see(double gap, double bound) {
    if (!report_ || !(gap > 0) || !std::isfinite(gap)) return;
    if (first_ <= 0) first_ = std::max(gap, 2 * wanted_);
    const double share = std::log(first_ / gap) / std::log(first_ / wanted_);
    if (share < shown_ + 0.01) return;
    shown_ = std::min(share, 1.0);
    report_({shown_, bound, gap});
  }

 private:
  const std::function<void(const Standing&)>& report_;
  double wanted_;
  double first_ = 0;
  double shown_ = 0;
};

class Session {
 public:
  Session(const Problem& problem, const Options& options)
      : options_(options), progress_(options.progress, options.gap) {
    // The solver keeps its threads from problem to problem and refuses another number of them.
    Highs::resetGlobalScheduler(true);
    highs_.setOptionValue("output_flag", false);
    highs_.setOptionValue("threads", options.threads);
    highs_.setOptionValue("random_seed", 0);
    highs_.setOptionValue("mip_rel_gap", options.gap);
    // Tried on regions of 60 to 200 streams: restarts cost a fifth to a half of the time.
    highs_.setOptionValue("mip_allow_restart", false);
    if (options.search_effort) {
      highs_.setOptionValue("mip_heuristic_effort", *options.search_effort);
    }
    if (options.time_limit) highs_.setOptionValue("time_limit", options.time_limit->count());
    require(highs_.passModel(to_highs(problem)), "take the problem");
    listen();
    if (!options.start.empty()) {
      HighsSolution start;
      start.col_value = options.start;
      require(highs_.setSolution(start), "take the start");
    }
  }

  HighsModelStatus run() {
    require(highs_.run(), "solve the problem");
    HighsModelStatus status = highs_.getModelStatus();
    if (status == HighsModelStatus::kUnboundedOrInfeasible) {
      highs_.setOptionValue("presolve", "off");
      require(highs_.run(), "solve the problem");
      status = highs_.getModelStatus();
    }
    return status;
  }

  /// Leaves the linear problem with every integer fixed at its value, and solves it.
  bool run_with_fixed_integers(const Problem& problem, const std::vector<double>& values) {
    for (std::size_t i = 0; i < problem.columns(); ++i) {
      if (!problem.is_integer[i]) continue;
      const auto column = static_cast<HighsInt>(i);
      const double fixed = std::clamp(std::round(values[i]), problem.lower[i], problem.upper[i]);
      highs_.changeColBounds(column, fixed, fixed);
      highs_.changeColIntegrality(column, HighsVarType::kContinuous);
    }
    is_polishing_ = true;
    return highs_.run() != HighsStatus::kError &&
           highs_.getModelStatus() == HighsModelStatus::kOptimal;
  }

  Highs& highs() { return highs_; }

  static void require(HighsStatus status, std::string_view deed) {
    if (status == HighsStatus::kError) {
      throw Error(ErrorKind::internal, std::format("the solver could not {}", deed));
    }
  }

 private:
  void listen() {
    highs_.setCallback([this](int kind, const std::string&, const HighsCallbackDataOut* out,
                              HighsCallbackDataIn* in, void*) {
      if (kind == kCallbackMipInterrupt) progress_.see(out->mip_gap, out->mip_dual_bound);
      const bool is_worn_out =
          kind == kCallbackMipInterrupt && options_.most_steps &&
          out->mip_total_lp_iterations > static_cast<std::int64_t>(*options_.most_steps);
      in->user_interrupt = !is_polishing_ && (is_worn_out || options_.stop.stop_requested());
    });
    for (const auto kind :
         {kCallbackSimplexInterrupt, kCallbackIpmInterrupt, kCallbackMipInterrupt}) {
      require(highs_.startCallback(kind), "listen");
    }
  }

  const Options& options_;
  Progress progress_;
  Highs highs_;
  bool is_polishing_ = false;
};

double relative_gap(double objective, double bound) {
  if (objective <= bound) return 0;
  return objective == 0 ? kInfinity : (objective - bound) / std::abs(objective);
}

Status to_status(HighsModelStatus status, bool has_answer) {
  switch (status) {
    case HighsModelStatus::kOptimal:
    case HighsModelStatus::kModelEmpty:
      return Status::optimal;
    case HighsModelStatus::kInfeasible:
      return Status::infeasible;
    case HighsModelStatus::kUnbounded:
      return Status::unbounded;
    case HighsModelStatus::kTimeLimit:
    case HighsModelStatus::kIterationLimit:
    case HighsModelStatus::kSolutionLimit:
    case HighsModelStatus::kInterrupt:
      return has_answer ? Status::feasible : Status::stopped;
    default:
      throw Error(ErrorKind::internal,
                  std::format("the solver ended with its status {}", static_cast<int>(status)));
  }
}

}  // namespace

Solution solve(const Problem& problem, const Options& options) {
  if (options.stop.stop_requested()) return {};
  const bool is_mixed = problem.has_integers();
  Session session(problem, options);
  const HighsModelStatus ended = session.run();
  const HighsInfo& info = session.highs().getInfo();
  const bool is_done =
      ended == HighsModelStatus::kOptimal || ended == HighsModelStatus::kModelEmpty;
  const bool has_answer =
      is_done || (is_mixed && info.primal_solution_status == kSolutionStatusFeasible);
  Solution solution;
  solution.status = to_status(ended, has_answer);
  if (has_answer) {
    solution.columns = session.highs().getSolution().col_value;
    solution.objective = problem.objective_of(solution.columns);
    solution.bound = is_mixed ? info.mip_dual_bound : solution.objective;
    if (!is_mixed) solution.row_duals = session.highs().getSolution().row_dual;
  } else if (is_mixed) {
    solution.bound = info.mip_dual_bound;
  }
  if (is_mixed && solution.has_answer() &&
      session.run_with_fixed_integers(problem, solution.columns)) {
    solution.columns = session.highs().getSolution().col_value;
    solution.row_duals = session.highs().getSolution().row_dual;
    solution.objective = problem.objective_of(solution.columns);
  }
  if (solution.has_answer()) solution.gap = relative_gap(solution.objective, solution.bound);
  solution.run_time = Seconds(session.highs().getRunTime());
  return solution;
}

bool is_model_file(const std::filesystem::path& path) {
  return path.extension() == ".mps" || path.extension() == ".lp";
}

void write(const Problem& problem, const std::filesystem::path& path) {
  assert(is_model_file(path));
  if (path.extension() == ".lp") {
    Problem named = problem;
    named.column_names = bend(all_names(problem.column_names, "c", problem.columns()));
    named.row_names = bend(all_names(problem.row_names, "r", problem.rows()));
    return write_file(path, lp_text(named));
  }
  HighsLp lp = to_highs(problem);
  lp.col_names_ = bend(problem.column_names);
  lp.row_names_ = bend(problem.row_names);
  Highs highs;
  highs.setOptionValue("output_flag", false);
  if (!std::ofstream(path) || highs.passModel(std::move(lp)) == HighsStatus::kError ||
      highs.writeModel(path.string()) == HighsStatus::kError) {
    throw Error(ErrorKind::unavailable,
                std::format("{}: the model cannot be written there", path.string()));
  }
}

struct LoadedProblem::Loaded {
  Loaded(Problem given, std::stop_token stop)
      : problem(std::move(given)), options{.stop = std::move(stop)}, session(problem, options) {
    unchanged = answer();
    basis = session.highs().getBasis();
  }

  Solution answer() {
    Solution solution;
    if (options.stop.stop_requested()) return solution;
    const HighsModelStatus ended = session.run();
    solution.status = to_status(ended, false);
    solution.run_time = Seconds(session.highs().getRunTime());
    if (!solution.has_answer()) return solution;
    solution.columns = session.highs().getSolution().col_value;
    solution.row_duals = session.highs().getSolution().row_dual;
    solution.objective = session.highs().getInfo().objective_function_value;
    solution.bound = solution.objective;
    solution.gap = 0;
    return solution;
  }

  void apply(const Changes& changes) {
    for (const auto& [column, lower, upper] : changes.columns) {
      Session::require(session.highs().changeColBounds(static_cast<HighsInt>(column), lower, upper),
                       "change a bound");
    }
    for (const auto& [row, lower, upper] : changes.rows) {
      Session::require(session.highs().changeRowBounds(static_cast<HighsInt>(row), lower, upper),
                       "change a bound");
    }
    for (const auto& [column, cost] : changes.costs) {
      Session::require(session.highs().changeColCost(static_cast<HighsInt>(column), cost),
                       "change a cost");
    }
  }

  /// The problem's own figures wherever these changes differ.
  Changes undo(Changes changes) const {
    for (auto& [column, lower, upper] : changes.columns) {
      lower = problem.lower[column];
      upper = problem.upper[column];
    }
    for (auto& [row, lower, upper] : changes.rows) {
      lower = problem.row_lower[row];
      upper = problem.row_upper[row];
    }
    for (auto& [column, cost] : changes.costs) cost = problem.cost[column];
    return changes;
  }

  Problem problem;
  Options options;
  Session session;
  HighsBasis basis;
  Solution unchanged;
};

LoadedProblem::LoadedProblem(Problem problem, std::stop_token stop)
    : loaded_(std::make_unique<Loaded>(std::move(problem), std::move(stop))) {}
LoadedProblem::~LoadedProblem() = default;

const Solution& LoadedProblem::unchanged() const {
  return loaded_->unchanged;
}

Solution LoadedProblem::solve(const Changes& changes) {
  loaded_->apply(changes);
  if (loaded_->basis.valid) {
    Session::require(loaded_->session.highs().setBasis(loaded_->basis), "start from a basis");
  }
  Solution solution = loaded_->answer();
  loaded_->apply(loaded_->undo(changes));
  return solution;
}

}  // namespace samspill::solver
