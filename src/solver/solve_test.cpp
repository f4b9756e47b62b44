#include "solver/solve.h"

#include <Highs.h>
#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <random>
#include <thread>

#include "base/error.h"
#include "base/temporary_folder.h"
#include "solver/lp_text.h"

namespace samspill::solver {
namespace {

/// max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman's Wyndor Glass): 36 at (2, 6).
Problem wyndor() {
  Problem problem;
  const std::size_t plant1 = problem.add_row(-kInfinity, 4);
  const std::size_t plant2 = problem.add_row(-kInfinity, 12);
  const std::size_t plant3 = problem.add_row(-kInfinity, 18);
  problem.add_column(-3, 0, kInfinity);
  problem.add_coefficient(plant1, 1);
  problem.add_coefficient(plant3, 3);
  problem.add_column(-5, 0, kInfinity);
  problem.add_coefficient(plant2, 2);
  problem.add_coefficient(plant3, 2);
  return problem;
}

/// A knapsack with many rows: quick to find answers for, out of reach to prove.
Problem endless() {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> weight(5, 60);
  Problem problem;
  for (int row = 0; row < 30; ++row) problem.add_row(-kInfinity, 2000);
  for (int column = 0; column < 250; ++column) {
    problem.add_column(-weight(random), 0, 1, true);
    for (std::size_t row = 0; row < 30; ++row) problem.add_coefficient(row, weight(random));
  }
  return problem;
}

TEST(Solve, a_linear_problem_has_its_known_optimum_and_duals) {
  const Solution solution = solve(wyndor(), {});
  ASSERT_EQ(solution.status, Status::optimal);
  EXPECT_NEAR(solution.objective, -36, 1e-9);
  EXPECT_NEAR(solution.columns[0], 2, 1e-9);
  EXPECT_NEAR(solution.columns[1], 6, 1e-9);
  EXPECT_NEAR(solution.row_duals[0], 0, 1e-9);
  EXPECT_NEAR(solution.row_duals[1], -1.5, 1e-9);
  EXPECT_NEAR(solution.row_duals[2], -1, 1e-9);
  EXPECT_EQ(solution.gap, 0);
}

TEST(Solve, the_offset_counts) {
  Problem problem = wyndor();
  problem.offset = 100;
  const Solution solution = solve(problem, {});
  EXPECT_NEAR(solution.objective, 64, 1e-9);
  EXPECT_NEAR(solution.bound, 64, 1e-9);
}

TEST(Solve, two_coefficients_in_one_row_add_up) {
  Problem problem;
  const std::size_t row = problem.add_row(6, kInfinity);
  problem.add_column(1, 0, kInfinity);
  problem.add_coefficient(row, 1);
  problem.add_coefficient(row, 2);
  EXPECT_NEAR(solve(problem, {}).columns[0], 2, 1e-9);
}

// One pipe of 10 a year to build (cost 30) or buying at 5 each, 8 wanted: the pipe, 30 < 40. A
// ninth unit then costs nothing more, so the balance's dual is 0 with the pipe and 5 without.
TEST(Solve, duals_of_a_mixed_integer_answer_hold_with_its_integers_fixed) {
  for (const double build : {30.0, 50.0}) {
    Problem problem;
    const std::size_t balance = problem.add_row(8, 8);
    const std::size_t link = problem.add_row(-kInfinity, 0);
    problem.add_column(0, 0, kInfinity);  // flow
    problem.add_coefficient(balance, 1);
    problem.add_coefficient(link, 1);
    problem.add_column(5, 0, kInfinity);  // bought
    problem.add_coefficient(balance, 1);
    problem.add_column(build, 0, 1, true);  // pipe
    problem.add_coefficient(link, -10);
    const Solution solution = solve(problem, {});
    ASSERT_EQ(solution.status, Status::optimal);
    EXPECT_NEAR(solution.objective, std::min(build, 40.0), 1e-9);
    EXPECT_NEAR(solution.row_duals[balance], build < 40 ? 0 : 5, 1e-9);
  }
}

TEST(Solve, infeasible_and_unbounded_are_told_apart) {
  Problem infeasible;
  const std::size_t row = infeasible.add_row(5, kInfinity);
  infeasible.add_column(1, 0, 3);
  infeasible.add_coefficient(row, 1);
  EXPECT_EQ(solve(infeasible, {}).status, Status::infeasible);
  infeasible.is_integer[0] = 1;
  EXPECT_EQ(solve(infeasible, {}).status, Status::infeasible);

  Problem unbounded;
  const std::size_t free_row = unbounded.add_row(5, kInfinity);
  unbounded.add_column(-1, 0, kInfinity);
  unbounded.add_coefficient(free_row, 1);
  EXPECT_EQ(solve(unbounded, {}).status, Status::unbounded);
  EXPECT_FALSE(solve(unbounded, {}).has_answer());
}

TEST(Solve, a_problem_the_solver_refuses_is_an_error) {
  Problem problem;
  problem.add_row(0, 1);
  problem.add_column(1, 0, 1);
  problem.add_coefficient(0, 1e20);
  EXPECT_THROW(solve(problem, {}), Error);
}

TEST(Solve, a_stop_while_solving_gives_the_best_answer_so_far) {
  std::stop_source source;
  Options options{.gap = 0, .stop = source.get_token()};
  std::jthread breaker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    source.request_stop();
  });
  const Solution solution = solve(endless(), options);
  EXPECT_EQ(solution.status, Status::feasible);
  ASSERT_TRUE(solution.has_answer());
  EXPECT_LT(solution.bound, solution.objective);
  EXPECT_GT(solution.gap, 0);
  EXPECT_LT(solution.run_time.count(), 5);
}

/// A transport problem too large for presolve alone.
Problem large_linear() {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> cost(1, 100), amount(1, 20);
  Problem problem;
  constexpr std::size_t kEnds = 120;
  double total = 0;
  for (std::size_t i = 0; i < kEnds; ++i) {
    const double supply = amount(random);
    total += supply;
    problem.add_row(-kInfinity, supply);
  }
  for (std::size_t i = 0; i < kEnds; ++i) problem.add_row(total / kEnds * 0.9, kInfinity);
  for (std::size_t i = 0; i < kEnds; ++i) {
    for (std::size_t j = 0; j < kEnds; ++j) {
      problem.add_column(cost(random), 0, kInfinity);
      problem.add_coefficient(i, 1);
      problem.add_coefficient(kEnds + j, 1);
    }
  }
  return problem;
}

TEST(Solve, a_linear_problem_that_is_stopped_has_no_answer) {
  std::stop_source source;
  std::jthread breaker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    source.request_stop();
  });
  const Solution solution = solve(large_linear(), {.stop = source.get_token()});
  // On a busy machine the breaker may come too late.
  EXPECT_NE(solution.status, Status::feasible);
  EXPECT_EQ(solution.has_answer(), solution.status == Status::optimal);
  EXPECT_EQ(solve(large_linear(), {.stop = source.get_token()}).status, Status::stopped);
  EXPECT_EQ(solve(large_linear(), {.time_limit = Seconds(0)}).status, Status::stopped);
  EXPECT_EQ(solve(large_linear(), {}).status, Status::optimal);
}

TEST(Solve, an_empty_problem_is_solved) {
  const Solution solution = solve(Problem(), {});
  EXPECT_EQ(solution.status, Status::optimal);
  EXPECT_EQ(solution.objective, 0);
  EXPECT_EQ(solution.gap, 0);
}

TEST(Solve, a_time_limit_gives_the_best_answer_so_far) {
  const Solution solution = solve(endless(), {.gap = 0, .time_limit = Seconds(0.7)});
  EXPECT_EQ(solution.status, Status::feasible);
  EXPECT_TRUE(solution.has_answer());
  EXPECT_LT(solution.run_time.count(), 5);
}

TEST(Solve, a_start_is_never_made_worse) {
  Options options{.gap = 0, .time_limit = Seconds(0.0)};
  options.start.assign(250, 0.0);
  const Solution solution = solve(endless(), options);
  EXPECT_LE(solution.has_answer() ? solution.objective : 0, 0);
}

TEST(Solve, progress_only_grows) {
  std::vector<double> seen;
  Options options{.gap = 1e-9, .time_limit = Seconds(1)};
  options.progress = [&](const Standing& standing) { seen.push_back(standing.share); };
  solve(endless(), options);
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_LE(seen.back(), 1);
}

/// A plant with a fixed cost: min 7 + 30 y − 13 x, x ≤ 4, x ≤ 20 y, and a row without limits.
Problem plant() {
  Problem problem;
  problem.offset = 7;
  const std::size_t room = problem.add_row(-kInfinity, 4);
  const std::size_t built = problem.add_row(-kInfinity, 0);
  const std::size_t counted = problem.add_row(-kInfinity, kInfinity);
  problem.add_column(-13, 0, kInfinity);
  problem.add_coefficient(room, 1);
  problem.add_coefficient(built, 1);
  problem.add_coefficient(counted, 2);
  problem.add_column(30, 0, 1, true);
  problem.add_coefficient(built, -20);
  problem.column_names = {"run.fish sludge-ø", "run.fish-sludge-ø"};
  problem.row_names = {"room", "built", "counted"};
  return problem;
}

TEST(Solve, a_written_problem_read_back_has_the_same_answer) {
  const samspill::TemporaryFolder folder;
  for (const char* name : {"plant.mps", "plant.lp"}) {
    write(plant(), folder / name);
    Highs highs;
    highs.setOptionValue("output_flag", false);
    ASSERT_EQ(highs.readModel((folder / name).string()), HighsStatus::kOk) << name;
    std::vector<std::string> names = {"run.fish_sludge___", "run.fish_sludge___#2"};
    if (std::string_view(name).ends_with(".lp")) names.push_back("offset");
    EXPECT_EQ(highs.getLp().col_names_, names);
    highs.run();
    EXPECT_NEAR(highs.getInfo().objective_function_value, 7 + 30 - 13 * 4, 1e-9) << name;
    EXPECT_NEAR(solve(plant(), {}).objective, 7 + 30 - 13 * 4, 1e-9);
  }
}

TEST(LpText, says_all_of_a_problem_in_what_every_reader_knows) {
  Problem problem;
  problem.offset = 7;
  const std::size_t range = problem.add_row(1, 4);
  problem.add_row(-kInfinity, 0);  // without a term, and true: left out
  problem.add_row(2, kInfinity);   // without a term, and never true
  const std::size_t equal = problem.add_row(5, 5);
  problem.add_column(-13, -2, 8, true);
  problem.add_coefficient(range, 1);
  problem.add_coefficient(equal, -0.5);
  problem.add_column(30, 0, 1, true);
  problem.add_coefficient(range, 20);
  problem.add_column(0, -kInfinity, kInfinity);
  problem.column_names = {"a", "b", "c"};
  problem.row_names = {"range", "idle", "never", "equal"};
  EXPECT_EQ(lp_text(problem),
            "minimize\n obj: - 13 a + 30 b + 0 c + 7 offset\nsubject to\n"
            " range: + 1 a + 20 b <= 4\n range_least: + 1 a + 20 b >= 1\n"
            " never: + 0 a >= 2\n equal: - 0.5 a = 5\n"
            "bounds\n -2 <= a <= 8\n 0 <= b <= 1\n c free\n offset = 1\n"
            "binaries\n b\ngenerals\n a\nend\n");
}

TEST(Solve, a_place_that_cannot_be_written_is_an_error) {
  EXPECT_THROW(write(plant(), "no/such/folder/plant.mps"), Error);
  EXPECT_THROW(write(plant(), "no/such/folder/plant.lp"), Error);
}

TEST(Solve, the_number_of_threads_may_change) {
  for (const int threads : {1, 2, 1}) {
    EXPECT_NEAR(solve(plant(), {.threads = threads}).objective, -15, 1e-9);
  }
}

TEST(Solve, the_same_problem_has_the_same_answer_on_every_run) {
  const Solution first = solve(endless(), {.gap = 0.01});
  const Solution second = solve(endless(), {.gap = 0.01});
  EXPECT_EQ(first.columns, second.columns);
  EXPECT_EQ(first.row_duals, second.row_duals);
}

// Plant 3 with 12 hours instead of 18: 30 at (0, 6). Closing product 1 as well changes nothing
// more.
TEST(LoadedProblem, each_change_stands_alone) {
  LoadedProblem loaded(wyndor(), {});
  EXPECT_NEAR(loaded.unchanged().objective, -36, 1e-9);
  for (int round = 0; round < 2; ++round) {
    const Solution shorter = loaded.solve({.rows = {{2, -kInfinity, 12}}});
    ASSERT_EQ(shorter.status, Status::optimal);
    EXPECT_NEAR(shorter.objective, -30, 1e-9);
    EXPECT_NEAR(shorter.columns[0], 0, 1e-9);
    const Solution closed = loaded.solve({.columns = {{1, 0, 0}}});
    EXPECT_NEAR(closed.objective, -12, 1e-9);
    const Solution cheap = loaded.solve({.costs = {{0, 0}}});
    EXPECT_NEAR(cheap.objective, -30, 1e-9);
    EXPECT_EQ(loaded.solve({.rows = {{0, 5, 4}}}).status, Status::infeasible);
    const Solution same = loaded.solve({});
    EXPECT_NEAR(same.objective, -36, 1e-9);
    EXPECT_NEAR(same.row_duals[2], -1, 1e-9);
  }
}

TEST(LoadedProblem, a_stop_leaves_no_answer) {
  std::stop_source source;
  LoadedProblem loaded(wyndor(), source.get_token());
  source.request_stop();
  EXPECT_EQ(loaded.solve({}).status, Status::stopped);
}

}  // namespace
}  // namespace samspill::solver
