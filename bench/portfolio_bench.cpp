// How long the choice of a large portfolio takes: seeded regions with prerequisites alone, and with
// exclusions, overlaps, shared emitters and a yearly budget besides. A program of its own, as one
// run takes seconds.
//
//   portfolio_bench [INITIATIVES [YEARS [SEEDS [DIR]]]]      300 25 5
//
// With DIR the models are written there too, for other solvers (peers/portfolio_peers.py).
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <format>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

#include "portfolio/portfolio.h"

namespace samspill {
namespace {

constexpr int kFirst = 2026;
constexpr std::size_t kEmitters = 30;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  double upto(double most) { return most * double(random_()) / double(std::mt19937::max()); }
  std::size_t below(std::size_t count) { return random_() % count; }
  bool chance(double share) { return upto(1) < share; }

 private:
  std::mt19937 random_;
};

enum class Rules { prerequisites, all };

/// Cuts of 1 to 60 kt, mostly small; costs of 20 to 300 EUR a tonne, some that pay for themselves.
Initiative random_initiative(Dice& dice, std::size_t index, int years, Rules rules) {
  Initiative out;
  out.key = std::format("i{}", index);
  const double cut = 1 + 59 * std::pow(dice.upto(1), 3);
  const double price = dice.upto(300) - 20;
  out.cut_likely = cut * kilotonne_co2e / year;
  out.capex = cut * (0.2 + dice.upto(0.6)) * million_euro;
  out.opex = cut * price / 1000 * million_euro / year;
  out.lifetime_years = 15 + static_cast<int>(dice.below(15));
  out.start_year = kFirst + static_cast<int>(dice.below(years / 3));
  out.build_years = static_cast<int>(dice.below(4));
  out.ramp_up_years = static_cast<int>(dice.below(3));
  if (index > 0 && dice.chance(0.4)) out.needs.emplace_back(dice.below(index));
  if (rules == Rules::prerequisites) return out;
  if (dice.chance(0.3)) out.emitter = SiteId(dice.below(kEmitters));
  if (index > 0 && dice.chance(0.1)) out.overlaps.emplace_back(dice.below(index));
  const InitiativeId other(index > 0 ? dice.below(index) : 0);
  const bool is_needed = !out.needs.empty() && out.needs.front() == other;
  if (index > 0 && !is_needed && dice.chance(0.1)) out.excludes.push_back(other);
  return out;
}

Region random_region(unsigned seed, std::size_t count, int years, Rules rules) {
  Dice dice(seed);
  Region region;
  region.settings.base_year = kFirst - 1;
  region.settings.planning_years = {kFirst, kFirst + years - 1};
  region.settings.discount_rate = 0.05;
  for (std::size_t site = 0; site < kEmitters; ++site) {
    region.sites.push_back({.key = std::format("s{}", site)});
    region.emissions.push_back({.site = SiteId(site),
                                .year = kFirst - 1,
                                .gas = "CO2",
                                .amount = (10 + dice.upto(60)) * 1000 * tonne,
                                .origin = Origin::process});
  }
  double all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    region.initiatives.push_back(random_initiative(dice, i, years, rules));
    all += region.initiatives.back().cut_likely->in(kilotonne_co2e / year);
  }
  for (int step = 1; step <= 4; ++step) {
    region.targets.push_back({.scope = "all",
                              .base_year = kFirst - 1,
                              .base = all * kilotonne_co2e / year,
                              .year = kFirst - 1 + years * step / 4,
                              .most = all * (1 - 0.13 * step) * kilotonne_co2e / year});
  }
  return region;
}

void run(unsigned seed, std::size_t count, int years, Rules rules, const std::string& folder) {
  const Region region = random_region(seed, count, years, rules);
  portfolio::Options options;
  options.gap = 1e-3;
  options.threads = 2;
  Money all;
  for (const Initiative& initiative : region.initiatives) all += *initiative.capex;
  if (rules == Rules::all) options.budget = all / 12;
  const std::clock_t used = std::clock();
  const auto began = std::chrono::steady_clock::now();
  const portfolio::Portfolio found = portfolio::choose(region, options);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
  std::cout
      << std::format(
             "{:4} {:14} {:8} {:6.1f} s wall {:6.1f} s CPU  gap {:.4f} %  chosen {:3}  missed "
             "{:.1f} kt  cost {:.3f} MEUR\n",
             seed, rules == Rules::all ? "all rules" : "prerequisites",
             found.status == portfolio::Status::optimal ? "proven" : "stopped", taken.count(),
             double(std::clock() - used) / CLOCKS_PER_SEC, found.gap * 100, found.chosen.size(),
             found.missed.in(kilotonne_co2e), found.cost.in(million_euro))
      << std::flush;
  if (folder.empty()) return;
  const std::string_view name = rules == Rules::all ? "all" : "prerequisites";
  portfolio::write_model(region, options, std::format("{}/{}-{}.lp", folder, name, seed));
}

}  // namespace
}  // namespace samspill

int main(int argc, char** argv) {
  const auto number = [&](int at, int fallback) {
    return argc > at ? std::atoi(argv[at]) : fallback;
  };
  const int seeds = number(3, 5);
  using enum samspill::Rules;
  for (int seed = 1; seed <= seeds; ++seed) {
    for (const samspill::Rules rules : {prerequisites, all}) {
      samspill::run(static_cast<unsigned>(seed), static_cast<std::size_t>(number(1, 300)),
                    number(2, 25), rules, argc > 4 ? argv[4] : "");
    }
  }
}
