// Plans for scenarios of small random worlds, and the extensive form written down anew: the linear
// programmes of all scenarios side by side, with equal sizes, for every choice of what to build.
#include "network/brute_force_test.h"
#include "network/robust_plan.h"

namespace samspill::network {
namespace {

using namespace testing;

/// A world in one scenario, and what brute force needs to know of it.
struct DrawnScenario {
  World world;
  Question question;
  double probability = 0;
};

/// Two or three scenarios with a price, a quantity, a closing or an outage, drawn by chance,
/// written as rows of the region and, apart from that, into copies of the world.
class ScenarioDraw {
 public:
  ScenarioDraw(RandomWorld& random, World& world) : random_(random), world_(world) {
    const int count = random.between(2, 3);
    double left = 1;
    for (int i = 0; i < count; ++i) {
      const double probability = i + 1 == count ? left : 0.1 * random.between(1, 4);
      left -= probability;
      drawn_.push_back({world, {}, probability});
      scenario_ = {.key = std::format("c{}", i), .probability = probability};
      const int changes = i == 0 ? 0 : random.between(1, 3);
      for (int k = 0; k < changes; ++k) change(drawn_.back());
      scenarios_.push_back(scenario_);
    }
    world.data.region.scenarios = scenarios_;
  }

  std::vector<DrawnScenario> drawn() && { return std::move(drawn_); }

 private:
  void change(DrawnScenario& drawn) {
    Region& region = drawn.world.data.region;
    const double factor = 0.25 * random_.between(0, 8);
    const auto any = [&](const auto& list) {
      return static_cast<std::size_t>(random_.between(0, static_cast<int>(list.size()) - 1));
    };
    const StreamId stream(any(region.streams));
    const ProcessId process(any(region.processes));
    ScenarioChange change{.factor = factor};
    switch (random_.between(0, 4)) {
      case 0:
        change.stream = stream;
        *region.streams[stream.index()].present_cost *= factor;
        break;
      case 1:
        change.kind = ChangeKind::quantity;
        change.stream = stream;
        region.streams[stream.index()].quantity *= factor;
        break;
      case 2:
        change.kind = ChangeKind::carbon_price;
        for (auto& [year, price] : region.settings.carbon_price) price *= factor;
        break;
      case 3: {
        // Nothing passes over what is closed; the brute force knows of one lost site.
        if (drawn.question.lost) return;
        const SiteId site(any(region.sites));
        change.kind = ChangeKind::closing;
        change.site = site;
        drawn.question.lost = site;
        break;
      }
      case 4:
        if (!region[process].capacity_max && region[process].status == ProcessStatus::existing) {
          change.factor = 0;
        }
        change.factor = std::min(change.factor, 1.0);
        change.kind = ChangeKind::outage;
        change.process = process;
        drawn.question.available.try_emplace(process, 1).first->second *= change.factor;
    }
    scenario_.changes.push_back(change);
  }

  RandomWorld& random_;
  World& world_;
  Scenario scenario_;
  std::vector<Scenario> scenarios_;
  std::vector<DrawnScenario> drawn_;
};

/// The programmes side by side: sizes are the same, costs are weighed by mean and worst part.
std::optional<double> solve_joint(const std::vector<BruteForce::Programme>& parts,
                                  const std::vector<DrawnScenario>& drawn, const RiskTerms& terms) {
  DenseLp joint;
  const std::size_t above = joint.add_column(terms.weight);
  const std::size_t below = joint.add_column(-terms.weight);
  std::vector<std::size_t> first;
  double fixed = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& [lp, own_fixed, sizes] = parts[i];
    const double weight = (1 - terms.weight) * drawn[i].probability;
    fixed += weight * own_fixed;
    const std::size_t begin = joint.cost.size();
    for (const double cost : lp.cost) joint.add_column(weight * cost);
    for (const auto& row : lp.rows) {
      const std::size_t at = joint.add_row(row.right, row.is_equality);
      for (std::size_t c = 0; c < row.coefficients.size(); ++c) {
        joint.set(at, begin + c, row.coefficients[c]);
      }
    }
    for (std::size_t k = 0; k < sizes.size(); ++k) {
      if (i == 0) {
        first.push_back(begin + sizes[k]);
        continue;
      }
      const std::size_t same = joint.add_row(0, true);
      joint.set(same, first[k], 1);
      joint.set(same, begin + sizes[k], -1);
    }
    const std::size_t excess =
        joint.add_column(terms.weight * drawn[i].probability / (1 - terms.level));
    const std::size_t beyond = joint.add_row(-own_fixed, false);
    for (std::size_t c = 0; c < lp.cost.size(); ++c) joint.set(beyond, begin + c, lp.cost[c]);
    joint.set(beyond, above, -1);
    joint.set(beyond, below, 1);
    joint.set(beyond, excess, -1);
  }
  const auto value = testing::solve(joint);
  if (!value) return {};
  return *value + fixed;
}

/// The least over all choices of what to build.
double best_joint(const std::vector<DrawnScenario>& drawn, const RiskTerms& terms) {
  std::vector<BruteForce> brutes;
  for (const DrawnScenario& each : drawn) brutes.emplace_back(each.world);
  std::optional<double> best;
  for (std::size_t choice = 0; choice < std::size_t{1} << brutes.front().choices(); ++choice) {
    std::vector<BruteForce::Programme> parts;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      parts.push_back(brutes[i].programme(drawn[i].question, choice));
    }
    const auto value = solve_joint(parts, drawn, terms);
    if (value && (!best || *value < *best)) best = value;
  }
  return best.value();
}

RobustPlan plan_of(const World& world, const RiskTerms& terms = {}) {
  return plan_scenarios(world.data.region, world.data.reference, {{.gap = 0}, terms});
}

TEST(ScenarioBruteForce, every_small_random_world_has_the_best_builds_for_its_scenarios) {
  int compared = 0, with_builds = 0, differ_from_mean = 0, differ_from_known = 0, averse = 0;
  for (unsigned seed = 0; compared < 150; ++seed) {
    RandomWorld random(seed);
    World world = random.make_one();
    const auto drawn = ScenarioDraw(random, world).drawn();
    const BruteForce brute(world);
    if (brute.choices() > 3 || brute.choices() == 0) continue;
    ++compared;
    const RobustPlan plan = plan_of(world);
    const double size = std::max(1.0, std::abs(eur(plan.today.expected)));
    const double expected = best_joint(drawn, {});
    ASSERT_NEAR(eur(plan.planned.objective), expected, 2e-6 * size) << seed;
    ASSERT_EQ(plan.planned.objective, plan.planned.expected);
    double known = 0;
    for (const DrawnScenario& each : drawn) {
      known += each.probability * BruteForce(each.world).best(each.question).value();
    }
    ASSERT_NEAR(eur(plan.if_known.expected), known, 2e-6 * size) << seed;
    ASSERT_LE(plan.if_known.objective, plan.planned.objective) << seed;
    ASSERT_LE(eur(plan.planned.objective), eur(plan.today.objective) + 1e-6 * size) << seed;
    const MoneyFlow for_mean = plan.for_mean.value_or(plan.planned).objective;
    ASSERT_LE(plan.planned.objective, for_mean) << seed;
    with_builds += plan.builds != Builds{};
    differ_from_known += eur(plan.worth_of_knowing()) > 1e-3 * size;
    differ_from_mean += plan.for_mean.has_value() && eur(*plan.worth_of_scenarios()) > 1e-3 * size;

    const RiskTerms terms{0.1 * random.between(1, 10), 0.1 * random.between(3, 9)};
    const RobustPlan careful = plan_of(world, terms);
    ASSERT_NEAR(eur(careful.planned.objective), best_joint(drawn, terms), 3e-6 * size) << seed;
    ASSERT_LE(careful.if_known.objective, careful.planned.objective) << seed;
    ASSERT_GE(eur(careful.planned.expected), expected - 2e-6 * size) << seed;
    averse += eur(careful.planned.expected) > expected + 1e-4 * size;
  }
  EXPECT_GT(with_builds, 40);
  EXPECT_GT(differ_from_known, 20);
  EXPECT_GT(differ_from_mean, 10);
  EXPECT_GT(averse, 3);
}

TEST(ScenarioBruteForce, one_scenario_as_recorded_is_the_ordinary_plan) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    RandomWorld random(seed);
    World world = random.make_one();
    world.data.region.scenarios = {{.key = "as-recorded", .probability = 1}};
    const Plan plan = world.plan({.gap = 0});
    const RobustPlan robust = plan_of(world, {0.5, 0.9});
    const double cost = eur(plan.planned.cost.total());
    const double size = std::max(1.0, std::abs(eur(plan.baseline.cost.total())));
    ASSERT_NEAR(eur(robust.planned.expected), cost, 2e-6 * size) << seed;
    ASSERT_NEAR(eur(robust.planned.objective), cost, 2e-6 * size) << seed;
    ASSERT_NEAR(eur(robust.today.expected), eur(plan.baseline.cost.total()), 2e-6 * size) << seed;
    ASSERT_NEAR(eur(robust.worth_of_knowing()), 0, 2e-6 * size) << seed;
    ASSERT_NEAR(eur(robust.worth_of_scenarios().value()), 0, 2e-6 * size) << seed;
  }
}

}  // namespace
}  // namespace samspill::network
