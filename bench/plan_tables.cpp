#include "plan_tables.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace samspill::bench {
namespace {

using first_order::Facility;
using first_order::FlowProblem;
using first_order::Term;

constexpr std::size_t kMostTerms = 4;

void require(bool holds, std::string_view what) {
  if (!holds) throw std::runtime_error(std::format("plan tables: {}", what));
}

/// Whose size costs nothing beyond being built.
bool is_pipe(const FlowProblem& problem, std::size_t facility) {
  const Facility& row = problem.facilities[facility];
  const std::size_t first = problem.first_activity(facility);
  return row.cost_per_size == 0 && row.activities_end == first + 1 &&
         problem.terms_of(first).size() == 2;
}

template <typename Values>
bool are_alike(const Values& values) {
  return std::ranges::all_of(values, [&](double value) { return value == values.front(); });
}

std::span<const double> by_period(const FlowProblem& problem, const std::vector<double>& column,
                                  std::size_t row) {
  return std::span(column).subspan(row * problem.periods, problem.periods);
}

void write_doubles(const std::filesystem::path& path, std::span<const double> values) {
  write_file(path, {reinterpret_cast<const char*>(values.data()), values.size_bytes()});
}

void write_nodes(const FlowProblem& problem, const std::filesystem::path& folder) {
  std::string text = "kind,purchase,disposal,purchase_co2e,disposal_co2e\n";
  for (std::size_t i = 0; i < problem.nodes(); ++i) {
    const auto purchase = by_period(problem, problem.purchase_price, i);
    const auto disposal = by_period(problem, problem.disposal_price, i);
    require(are_alike(purchase) && are_alike(disposal), "prices differ by period");
    text += std::format("{},{},{},{},{}\n", problem.node_kind[i], purchase.front(),
                        disposal.front(), problem.purchase_co2e[i], problem.disposal_co2e[i]);
  }
  write_file(folder / "nodes.csv", text);
  write_doubles(folder / "demand.f64", problem.demand);
}

void write_arcs(const FlowProblem& problem, const std::filesystem::path& folder) {
  std::string text = "from,to,cost,co2e\n";
  for (const first_order::Arc& arc : problem.arcs) {
    require(arc.gain == 1, "an arc has a loss");
    text += std::format("{},{},{},{}\n", arc.from, arc.to, arc.cost, arc.co2e);
  }
  write_file(folder / "arcs.csv", text);
  write_doubles(folder / "arc_limits.f64", problem.arc_limit);
}

void write_pipes(const FlowProblem& problem, const std::filesystem::path& folder) {
  std::string text = "from,to,cost,co2e,fixed_cost\n";
  std::vector<double> limits;
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    if (!is_pipe(problem, i)) continue;
    const first_order::Activity& activity = problem.activities[problem.first_activity(i)];
    const auto terms = problem.terms_of(problem.first_activity(i));
    require(terms[0].amount == -1 && terms[1].amount == 1, "a pipe has a loss");
    text += std::format("{},{},{},{},{}\n", terms[0].node, terms[1].node, activity.cost,
                        activity.co2e, problem.facilities[i].fixed_cost);
    for (const double share : by_period(problem, problem.facility_share, i)) {
      limits.push_back(share * problem.facilities[i].largest);
    }
  }
  write_file(folder / "pipes.csv", text);
  write_doubles(folder / "pipe_limits.f64", limits);
}

std::string recipe_row(const FlowProblem& problem, std::size_t plant, std::size_t activity) {
  const auto terms = problem.terms_of(activity);
  require(terms.size() <= kMostTerms, "a recipe has more than four terms");
  std::string row = std::format("{},{},{}", plant, problem.activities[activity].cost,
                                problem.activities[activity].co2e);
  for (std::size_t i = 0; i < kMostTerms; ++i) {
    row += i < terms.size() ? std::format(",{},{}", terms[i].node, terms[i].amount) : ",-1,0";
  }
  return row + '\n';
}

void write_plants(const FlowProblem& problem, const std::filesystem::path& folder) {
  std::string text = "fixed_cost,cost_per_size,largest,share\n";
  std::string recipes = "plant,cost,co2e,node0,amount0,node1,amount1,node2,amount2,node3,amount3\n";
  std::size_t plants = 0;
  for (std::size_t i = 0; i < problem.facilities.size(); ++i) {
    if (is_pipe(problem, i)) continue;
    const Facility& plant = problem.facilities[i];
    const auto shares = by_period(problem, problem.facility_share, i);
    require(are_alike(shares), "the share of a plant differs by period");
    text += std::format("{},{},{},{}\n", plant.fixed_cost, plant.cost_per_size, plant.largest,
                        shares.front());
    for (std::size_t k = problem.first_activity(i); k < plant.activities_end; ++k) {
      recipes += recipe_row(problem, plants, k);
    }
    ++plants;
  }
  write_file(folder / "plants.csv", text);
  write_file(folder / "recipes.csv", recipes);
}

std::vector<double> read_doubles(const std::filesystem::path& path) {
  std::vector<double> values(std::filesystem::file_size(path) / sizeof(double));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof(double)));
  require(file.good(), path.string() + " cannot be read");
  return values;
}

/// The figures of a table, one after the other.
class Figures {
 public:
  explicit Figures(const std::filesystem::path& path)
      : text_(read_file(path)), rows_(std::ranges::count(text_, '\n') - 1) {
    at_ = text_.data() + text_.find('\n') + 1;
  }
  std::size_t rows() const { return static_cast<std::size_t>(rows_); }

  template <typename Value = double>
  Value next() {
    Value value{};
    const auto [end, code] = std::from_chars(at_, text_.data() + text_.size(), value);
    require(code == std::errc(), "a figure is missing");
    at_ = end + 1;
    return value;
  }

 private:
  std::string text_;
  std::ptrdiff_t rows_;
  const char* at_ = nullptr;
};

void read_nodes(const std::filesystem::path& folder, FlowProblem& problem) {
  Figures nodes(folder / "nodes.csv");
  std::vector<double> demand = read_doubles(folder / "demand.f64");
  problem.periods = demand.size() / std::max<std::size_t>(nodes.rows(), 1);
  problem.purchase_price.reserve(demand.size());
  problem.disposal_price.reserve(demand.size());
  for (std::size_t i = 0; i < nodes.rows(); ++i) {
    const auto kind = nodes.next<std::uint32_t>();
    const double purchase = nodes.next(), disposal = nodes.next();
    problem.add_node(kind, purchase, disposal);
    problem.purchase_co2e.back() = nodes.next();
    problem.disposal_co2e.back() = nodes.next();
  }
  require(problem.demand.size() == demand.size(), "demand.f64 does not fit nodes.csv");
  problem.demand = std::move(demand);
}

void read_arcs(const std::filesystem::path& folder, FlowProblem& problem) {
  Figures arcs(folder / "arcs.csv");
  problem.arc_limit = read_doubles(folder / "arc_limits.f64");
  require(problem.arc_limit.size() == arcs.rows() * problem.periods,
          "arc_limits.f64 does not fit arcs.csv");
  problem.arcs.resize(arcs.rows());
  for (first_order::Arc& arc : problem.arcs) {
    arc.from = arcs.next<std::uint32_t>();
    arc.to = arcs.next<std::uint32_t>();
    arc.cost = arcs.next();
    arc.co2e = arcs.next();
  }
}

void read_pipes(const std::filesystem::path& folder, Figures& pipes, FlowProblem& problem) {
  const std::vector<double> limits = read_doubles(folder / "pipe_limits.f64");
  require(limits.size() == pipes.rows() * problem.periods,
          "pipe_limits.f64 does not fit pipes.csv");
  for (std::size_t i = 0; i < pipes.rows(); ++i) {
    const auto from = pipes.next<std::uint32_t>(), to = pipes.next<std::uint32_t>();
    const double cost = pipes.next(), co2e = pipes.next();
    const auto limit = by_period(problem, limits, i);
    const double largest = std::ranges::max(limit);
    problem.add_facility({.fixed_cost = pipes.next(), .largest = largest}, 0);
    if (largest > 0) {
      std::ranges::transform(limit, problem.facility_share.end() - std::ssize(limit),
                             [&](double value) { return value / largest; });
    }
    problem.add_activity(cost, co2e, std::array<Term, 2>{{{from, -1}, {to, 1}}});
  }
}

void read_recipe(Figures& recipes, FlowProblem& problem) {
  const double cost = recipes.next(), co2e = recipes.next();
  std::array<Term, kMostTerms> terms;
  std::size_t count = 0;
  for (std::size_t k = 0; k < kMostTerms; ++k) {
    const int node = recipes.next<int>();
    const double amount = recipes.next();
    if (node >= 0) terms[count++] = {static_cast<std::uint32_t>(node), amount};
  }
  problem.add_activity(cost, co2e, std::span(terms).first(count));
}

void read_plants(Figures& plants, Figures& recipes, FlowProblem& problem) {
  std::size_t plant = 0;
  const auto add_plants_before = [&](std::size_t last) {
    for (; plant < last; ++plant) {
      const double fixed_cost = plants.next(), cost_per_size = plants.next();
      const double largest = plants.next();
      problem.add_facility(
          {.fixed_cost = fixed_cost, .cost_per_size = cost_per_size, .largest = largest},
          plants.next());
    }
  };
  for (std::size_t i = 0; i < recipes.rows(); ++i) {
    add_plants_before(recipes.next<std::size_t>() + 1);
    read_recipe(recipes, problem);
  }
  add_plants_before(plants.rows());
}

void read_facilities(const std::filesystem::path& folder, FlowProblem& problem) {
  Figures pipes(folder / "pipes.csv"), plants(folder / "plants.csv");
  Figures recipes(folder / "recipes.csv");
  const std::size_t facilities = pipes.rows() + plants.rows();
  problem.facilities.reserve(facilities);
  problem.facility_share.reserve(facilities * problem.periods);
  problem.activities.reserve(pipes.rows() + recipes.rows());
  problem.terms.reserve(2 * pipes.rows() + kMostTerms * recipes.rows());
  read_pipes(folder, pipes, problem);
  read_plants(plants, recipes, problem);
}

}  // namespace

void write_plan_tables(const FlowProblem& problem, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const Term& term : problem.terms) require(!term.is_next, "a store");
  for (const Facility& facility : problem.facilities) {
    require(!facility.is_existing, "a facility stands already");
  }
  write_nodes(problem, folder);
  write_arcs(problem, folder);
  write_pipes(problem, folder);
  write_plants(problem, folder);
}

FlowProblem read_plan_tables(const std::filesystem::path& folder) {
  FlowProblem problem;
  read_nodes(folder, problem);
  read_arcs(folder, problem);
  read_facilities(folder, problem);
  return problem;
}

}  // namespace samspill::bench
