#include <algorithm>
#include <cmath>
#include <format>

#include "cli/account_text.h"
#include "cli/text_table.h"

namespace samspill::cli {
namespace {

using accounting::EmissionGroup;
using portfolio::PathYear;

constexpr std::size_t kMostGroups = 10;
constexpr double kWhole = 0.99;  // of a target's baseline: nothing to speak of is missing

std::string kilotonnes(Co2eFlow flow) {
  const double amount = flow.in(kilotonne_co2e / year);
  return grouped(amount, std::abs(amount) < 10 ? 1 : 0);
}

class RegionPrinter {
 public:
  RegionPrinter(const Terminal& terminal, const formats::Dataset& dataset,
                const accounting::RegionEmissions& emissions,
                const portfolio::RegionAccount& account)
      : terminal_(terminal), region_(dataset.region), emissions_(emissions), account_(account) {}

  void print() {
    say("\nThe region:");
    say_emissions();
    if (account_.path) {
      say_target();
      say_uncertainty();
      say_zero();
      say_exchanges();
    } else {
      say("There is no path to tell: it takes targets.csv with a baseline, and initiatives.csv.");
    }
    print_groups();
    print_path();
  }

 private:
  void say(const std::string& sentence) { terminal_.out << sentence << '\n'; }

  void say_emissions() {
    if (!emissions_.first_year) {
      say("No emissions are listed (emissions.csv), so today's are unknown.");
      return;
    }
    const auto set = reference::kGwpSetWords[static_cast<std::size_t>(emissions_.gwp)];
    say(
        std::format("The listed sites emit {} kt CO2e a year, fossil and process, and {} kt "
                    "biogenic CO2 beside it (scope 1, latest figures, {}; warming potentials {}).",
                    kilotonnes(emissions_.today.fossil), kilotonnes(emissions_.today.biogenic),
                    *emissions_.first_year == *emissions_.last_year
                        ? std::to_string(*emissions_.first_year)
                        : std::format("{}–{}", *emissions_.first_year, *emissions_.last_year),
                    set));
    if (emissions_.today.unknown > 0) {
      say(
          terminal_.yellow(std::format("{} figures are of a gas without a known warming potential "
                                       "and are in no sum.",
                                       emissions_.today.unknown)));
    }
    for (const accounting::OutdatedEmission& one : emissions_.outdated) {
      const Initiative& initiative = region_[one.initiative];
      say(terminal_.yellow(std::format(
          "Out of date: {} kt at {} are of {}; since {} there is {} ({}).", kilotonnes(one.fossil),
          region_[one.site].name, one.year, *initiative.start_year, initiative.name,
          initiative.cut_likely ? kilotonnes(*initiative.cut_likely) + " kt a year likely"
                                : "its cut is not known")));
    }
  }

  void say_target() {
    const portfolio::Portfolio& path = *account_.path;
    say(std::format("Target: {}{}.", path.scope,
                    path.counts_removals ? ", stored biogenic CO2 counts"
                                         : ", stored biogenic CO2 does not count"));
    const Co2eFlow baseline = path.path.front().baseline;
    if (baseline > Co2eFlow{} && emissions_.first_year) {
      const double share = emissions_.today.fossil / baseline;
      say(std::format("The listed sites are {:.0f} % of its {} kt in {}{}.", share * 100,
                      kilotonnes(baseline), path.path.front().year,
                      share < kWhole
                          ? "; the rest (such as traffic, farming, other firms) is in no "
                            "row of emissions.csv"
                          : ""));
    }
    say(std::format(
        "The path has {} initiative{}, if all goes as likely; `samspill portfolio` says "
        "which, at what cost and how surely.",
        path.chosen.size(), path.chosen.size() == 1 ? "" : "s"));
    for (const PathYear& in_year : path.path) {
      if (!in_year.target || !is_step(in_year)) continue;
      const Co2eFlow missed = in_year.missed();
      say(std::format("{}: {} kt of at most {} kt; {}.", in_year.year, kilotonnes(in_year.planned),
                      kilotonnes(*in_year.target),
                      missed > 0.5 * tonne_co2e / year
                          ? terminal_.yellow(kilotonnes(missed) + " kt are still missing")
                          : "the target is met"));
    }
  }

  /// Of the sum of what the path's initiatives cut and store.
  void say_uncertainty() {
    const LedgerUncertainty& uncertainty = account_.initiatives.uncertainty;
    if (uncertainty.factors.empty()) return;
    const FactorShare& first = uncertainty.factors.front();
    say(std::format(
        "Together they take off {} to {} kt in {} in nine of ten cases, if all of them run. {:.0f} "
        "% of that uncertainty is {}.",
        kilotonnes(-uncertainty.total.high), kilotonnes(-uncertainty.total.low),
        account_.path->path.back().year, first.of_total * 100, first.factor_id));
  }

  /// A year in which another target begins.
  bool is_step(const PathYear& in_year) const {
    const auto& path = account_.path->path;
    const auto place = &in_year - path.data();
    return place == 0 || path[place - 1].target != in_year.target;
  }

  void say_zero() {
    const PathYear& last = account_.path->path.back();
    if (account_.net_negative_year) {
      say(std::format("Net negative from {}: with {} kt stored, {} is {} kt below zero.",
                      *account_.net_negative_year, kilotonnes(last.removed), last.year,
                      kilotonnes(-account_.above_zero)));
    } else {
      say(
          std::format("Not net zero by {}: {} kt emitted less {} kt of biogenic CO2 stored leaves "
                      "{} kt still missing.",
                      last.year, kilotonnes(last.baseline - last.cut), kilotonnes(last.removed),
                      kilotonnes(account_.above_zero)));
    }
    if (account_.not_captured > Co2eFlow{}) {
      say(
          std::format("The listed sites give off {} kt biogenic CO2 a year that no chosen "
                      "initiative stores: that much more could be removed.",
                      kilotonnes(account_.not_captured)));
    }
  }

  void say_exchanges() {
    if (!account_.within.empty()) {
      say(std::format(
          "Of the exchanges above {} {} part of initiatives on this path: what they change in the "
          "network's own emissions ({} t) is counted there and not again.",
          account_.within.size(), account_.within.size() == 1 ? "is" : "are",
          grouped(account_.counted_within.in(tonne_co2e / year))));
    }
    say(std::format(
        "The {}exchanges change the network's own emissions by {} t a year. No initiative "
        "stands for them, so they are not on the path.",
        account_.within.empty() ? "" : "other ", grouped(account_.beside.in(tonne_co2e / year))));
  }

  void print_group(const std::string& title, const std::vector<EmissionGroup>& groups) {
    TextTable table({{title}, {"fossil and process", true}, {"biogenic", true}});
    for (std::size_t i = 0; i < std::min(kMostGroups, groups.size()); ++i) {
      const EmissionGroup& group = groups[i];
      const std::string key = group.key.empty() ? "not stated" : group.key;
      table.add({group.name.empty() ? key : key + " " + group.name, kilotonnes(group.sum.fossil),
                 kilotonnes(group.sum.biogenic)});
    }
    if (table.empty()) return;
    terminal_.out << '\n';
    table.print(terminal_);
    if (groups.size() > kMostGroups) {
      say(std::format("{} smaller ones; all with --json", groups.size() - kMostGroups));
    }
  }

  void print_groups() {
    print_group("by municipality, kt CO2e/yr", emissions_.by_municipality);
    print_group("by sector", emissions_.by_sector);
    print_group("by gas", emissions_.by_gas);
    print_group("by origin", emissions_.by_origin);
    print_group("by scope (2 and 3 are others' scope 1)", emissions_.by_scope);
    print_group("by year of the figure", emissions_.by_year);
  }

  void print_path() {
    if (!account_.path) return;
    TextTable table({{"year"},
                     {"without initiatives, kt", true},
                     {"cut", true},
                     {"left", true},
                     {"stored, biogenic", true},
                     {"net", true},
                     {"target", true},
                     {"missing", true}});
    for (const PathYear& in_year : account_.path->path) {
      const Co2eFlow left = in_year.baseline - in_year.cut;
      table.add({std::to_string(in_year.year), kilotonnes(in_year.baseline),
                 kilotonnes(in_year.cut), kilotonnes(left), kilotonnes(in_year.removed),
                 kilotonnes(left - in_year.removed),
                 in_year.target ? kilotonnes(*in_year.target) : "-",
                 in_year.target ? kilotonnes(in_year.missed()) : "-"});
    }
    terminal_.out << '\n';
    table.print(terminal_);
  }

  const Terminal& terminal_;
  const Region& region_;
  const accounting::RegionEmissions& emissions_;
  const portfolio::RegionAccount& account_;
};

}  // namespace

void print_region(const Terminal& terminal, const formats::Dataset& dataset,
                  const accounting::RegionEmissions& emissions,
                  const portfolio::RegionAccount& account) {
  RegionPrinter(terminal, dataset, emissions, account).print();
}

}  // namespace samspill::cli
