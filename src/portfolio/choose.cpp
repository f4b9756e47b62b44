#include "portfolio/choose.h"

#include <algorithm>
#include <format>
#include <utility>

#include "base/error.h"
#include "portfolio/counting.h"
#include "solver/solve.h"

namespace samspill::portfolio {
namespace {

/// Of figures in kt or million EUR, what rounding may do.
constexpr double kRounding = 1e-5;

class Reckoning {
 public:
  Reckoning(const Region& region, const Outline& outline, const Choice& choice)
      : region_(region), outline_(outline), starts_(choice.starts), counting_(outline) {}

  Portfolio run() {
    out_.scope = outline_.scope;
    out_.counts_removals = outline_.counts_removals;
    out_.not_ranked = outline_.not_ranked;
    check_rules();
    std::vector<std::vector<Co2eFlow>> counted;  // by year and entry
    std::optional<std::vector<Co2eFlow>> before;
    for (const OutlineYear& one : outline_.years) {
      std::vector<Co2eFlow> alone = alone_in(one.year);
      // Who is credited with a shared tonne is arbitrary, but does not change without a cause.
      counted.push_back(alone == before ? counted.back() : counting_.count(alone));
      before = std::move(alone);
      add_year(one, counted.back());
    }
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
      if (starts_[e]) {
        add_chosen(e, counted);
      } else {
        out_.not_chosen.push_back(outline_.entries[e].id);
      }
    }
    std::ranges::stable_sort(out_.chosen, std::ranges::greater{},
                             [](const Chosen& chosen) { return chosen.cut + chosen.removed; });
    return std::move(out_);
  }

 private:
  [[noreturn]] void broken(std::size_t e, std::string_view what) const {
    throw Error(ErrorKind::internal, std::format("the portfolio breaks a rule: {} {}",
                                                 region_[outline_.entries[e].id].key, what));
  }

  bool runs(std::size_t e, int in_year) const {
    return starts_[e] && outline_.entries[e].runs(*starts_[e], in_year);
  }

  void check_rules() const {
    for (std::size_t e = 0; e < outline_.entries.size(); ++e) {
      const Entry& entry = outline_.entries[e];
      if (entry.is_operating && !starts_[e]) broken(e, "operates but is not chosen");
      if (!starts_[e]) continue;
      if (!std::ranges::contains(entry.starts, *starts_[e])) broken(e, "cannot start then");
      for (const std::size_t other : entry.excludes) {
        if (starts_[other]) broken(e, "excludes another that is chosen");
      }
      for (const std::size_t need : entry.needs) {
        for (const OutlineYear& one : outline_.years) {
          if (runs(e, one.year) && !runs(need, one.year)) broken(e, "runs without a prerequisite");
        }
      }
    }
  }

  std::vector<Co2eFlow> alone_in(int in_year) const {
    std::vector<Co2eFlow> alone(outline_.entries.size());
    for (std::size_t e = 0; e < alone.size(); ++e) {
      const Entry& entry = outline_.entries[e];
      if (starts_[e]) alone[e] = entry.cut * entry.share(*starts_[e], in_year);
    }
    return alone;
  }

  void add_year(const OutlineYear& one, const std::vector<Co2eFlow>& counted) {
    PathYear path{.year = one.year, .baseline = one.baseline, .target = one.target};
    for (std::size_t e = 0; e < counted.size(); ++e) {
      const Entry& entry = outline_.entries[e];
      path.cut += counted[e] * (1 - entry.removal_share);
      path.removed += counted[e] * entry.removal_share;
      if (region_[entry.id].measure == Measure::capture) {
        path.captured += counted[e] * (1 - entry.removal_share);
      }
      if (!starts_[e] || entry.is_operating) continue;
      const double built = entry.build_share(*starts_[e], one.year);
      path.invested += entry.capex * built;
      path.staff_years += entry.staff_years * built;
      if (entry.runs(*starts_[e], one.year)) {
        out_.cost += entry.yearly_cost * (one.discount * year);
      }
    }
    path.planned = path.baseline - path.cut;
    if (outline_.counts_removals) path.planned -= path.removed;
    check_budgets(path);
    out_.capex += path.invested;
    out_.missed += path.missed() * year;
    out_.path.push_back(path);
  }

  void check_budgets(const PathYear& path) const {
    const bool is_over =
        outline_.budget && path.invested > *outline_.budget + kRounding * million_euro;
    if (is_over || (outline_.staff && path.staff_years > *outline_.staff + kRounding)) {
      throw Error(ErrorKind::internal,
                  std::format("the portfolio breaks the budget of {}", path.year));
    }
  }

  void add_chosen(std::size_t e, const std::vector<std::vector<Co2eFlow>>& counted) {
    const Entry& entry = outline_.entries[e];
    const int start = *starts_[e];
    Chosen chosen{.initiative = entry.id, .start_year = start, .is_operating = entry.is_operating};
    for (const OutlineYear& one : outline_.years) {
      if (entry.runs(start, one.year)) chosen.cost += entry.yearly_cost * (one.discount * year);
    }
    for (const std::vector<Co2eFlow>& in_year : counted) {
      chosen.towards_target.push_back(in_year[e] * outline_.weight(entry));
    }
    chosen.cut = counted.back()[e] * (1 - entry.removal_share);
    chosen.removed = counted.back()[e] * entry.removal_share;
    if (!entry.is_operating && entry.cut > Co2eFlow{})
      chosen.own_cost = entry.yearly_cost / entry.cut;
    out_.chosen.push_back(chosen);
  }

  const Region& region_;
  const Outline& outline_;
  const std::vector<std::optional<int>>& starts_;
  Counting counting_;
  Portfolio out_;
};

}  // namespace

Co2eFlow PathYear::missed() const {
  return target ? std::max(Co2eFlow{}, planned - *target) : Co2eFlow{};
}

bool Portfolio::is_met() const {
  return missed <= kRounding * double(path.size()) * kilotonne_co2e;
}

Portfolio reckon(const Region& region, const Outline& outline, const Choice& choice) {
  Portfolio out = Reckoning(region, outline, choice).run();
  const Co2e leeway = std::max(kilotonne_co2e, choice.missed) * kRounding;
  if (out.missed > choice.missed + leeway) {
    throw Error(ErrorKind::internal,
                std::format("the portfolio misses its targets by {:.6f} kt, its model by {:.6f}",
                            out.missed.in(kilotonne_co2e), choice.missed.in(kilotonne_co2e)));
  }
  out.status = choice.is_proven ? Status::optimal : Status::feasible;
  out.gap = choice.gap;
  return out;
}

Portfolio choose(const Region& region, const Outline& outline, const Options& options) {
  return reckon(region, outline, choose_starts(region, outline, options));
}

Portfolio choose(const Region& region, const Options& options) {
  return choose(region, outline(region, options), options);
}

void write_model(const Region& region, const Options& options, const std::filesystem::path& path) {
  solver::write(cost_problem(region, outline(region, options), options), path);
}

bool is_verified(const Initiative& initiative) {
  return !initiative.source.empty() && !initiative.source.contains("unverified");
}

}  // namespace samspill::portfolio
