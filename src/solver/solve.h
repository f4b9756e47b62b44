#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "solver/problem.h"

namespace samspill::solver {

using Seconds = std::chrono::duration<double>;

/// How far a search has come.
struct Standing {
  double share = 0;           // of the way from the first gap to the wanted one
  double bound = -kInfinity;  // no answer can be below
  double gap = kInfinity;     // of the best answer so far
};

struct Options {
  double gap = 1e-4;                    // a mixed-integer answer may be this far from the bound
  std::optional<Seconds> time_limit{};  // of this call
  std::stop_token stop{};  // looked at while solving; the best answer so far comes back
  std::function<void(const Standing&)> progress{};
  std::vector<double> start{};  // column values known to be feasible; empty = none
  int threads = 1;              // one keeps the answer the same on every run
  /// Of the simplex method in a mixed-integer search, about so many; unlike a limit of time it
  /// gives the same answer whatever else the machine does.
  std::optional<std::size_t> most_steps{};
  std::optional<double> search_effort{};  // share of the work that goes into finding answers rather
                                          // than bounds, 0…1; empty = the solver's own
};

/// feasible: stopped early with an answer; stopped: stopped early without one.
enum class Status { optimal, feasible, infeasible, unbounded, stopped };

struct Solution {
  Status status = Status::stopped;
  double objective = 0;
  double bound = -kInfinity;      // no answer can be below
  double gap = kInfinity;         // (objective − bound) / |objective|
  std::vector<double> columns;    // empty when there is no answer, or no column
  std::vector<double> row_duals;  // change of the objective per unit of the row's bound; of a
                                  // mixed-integer problem: with its integers fixed
  Seconds run_time{};

  bool has_answer() const { return status == Status::optimal || status == Status::feasible; }
};

/// Solves the problem with HiGHS. Same problem and options, same answer, unless time or a stop cuts
/// it short. Throws Error(internal) when the solver refuses the problem or fails.
Solution solve(const Problem& problem, const Options& options);

/// Whether write() knows the file's format: .mps or .lp.
bool is_model_file(const std::filesystem::path& path);

/// Writes the problem for other solvers, in the format that the suffix names: .mps or .lp. Names
/// are cut and bent to what the formats allow, and stay apart. Throws Error(unavailable) when the
/// place cannot be written.
void write(const Problem& problem, const std::filesystem::path& path);
/// How one solve of a loaded problem differs from the problem.
struct Changes {
  struct Bounds {
    std::size_t index = 0;
    double lower = 0, upper = 0;
  };
  struct Cost {
    std::size_t column = 0;
    double value = 0;
  };
  std::vector<Bounds> columns, rows;
  std::vector<Cost> costs;
};

/// A linear problem that stays in the solver and is solved again with few changes. Each solve
/// starts from the basis of the unchanged answer: quick where little changes, and the same in
/// whatever order they come.
class LoadedProblem {
 public:
  /// Loads and solves the problem. Throws Error(internal) when the solver refuses it or fails.
  LoadedProblem(Problem problem, std::stop_token stop);
  ~LoadedProblem();

  const Solution& unchanged() const;
  Solution solve(const Changes& changes);

 private:
  struct Loaded;
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace samspill::solver
