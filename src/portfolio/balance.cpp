#include "portfolio/balance.h"

namespace samspill::portfolio {
namespace {

using Kind = BalanceStep::Kind;

constexpr Co2eFlow kNothing = 1e-6 * kilotonne_co2e / year;  // what rounding may leave

}  // namespace

std::vector<BalanceStep> balance(const Portfolio& portfolio, std::size_t year_of_path) {
  const PathYear& one = portfolio.path[year_of_path];
  std::vector<BalanceStep> steps;
  Co2eFlow level = portfolio.path.front().baseline;
  const auto stand = [&](Kind kind) { steps.push_back({kind, {}, level}); };
  const auto change = [&](Kind kind, Co2eFlow by) {
    if (by > -kNothing && by < kNothing) return;
    steps.push_back({kind, level, level + by});
    level += by;
  };
  stand(Kind::today);
  change(Kind::change, one.baseline - level);
  change(Kind::cut, one.captured - one.cut);
  change(Kind::captured, -one.captured);
  stand(Kind::emitted);
  change(Kind::stored, -one.removed);
  stand(Kind::net);
  if (one.missed() > kNothing) steps.push_back({Kind::to_target, one.planned, *one.target});
  if (level > kNothing) steps.push_back({Kind::to_zero, level, {}});
  return steps;
}

}  // namespace samspill::portfolio
