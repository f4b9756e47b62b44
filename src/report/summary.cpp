#include "report/summary.h"

#include <algorithm>
#include <format>
#include <set>

namespace samspill::report {
namespace {

constexpr std::size_t kNamedExchanges = 3;
constexpr std::size_t kNamedPlants = 4;

/// What the summary counts over the plan's exchanges.
struct Tally {
  std::size_t added = 0;      // between sites, not in operation today
  std::size_t operating = 0;  // between sites, in operation today and in the plan
  std::set<SiteId> sites;     // that give or take in the plan
  double tonnes = 0;          // sent between sites, per year
  double megawatt_hours = 0;
};

Tally tally(const Basis& basis) {
  Tally tally;
  for (const ExchangeSum& sum : basis.exchanges) {
    if (!sum.is_between_sites() || !sum.is_in_plan()) continue;
    ++(sum.is_operating() ? tally.operating : tally.added);
    tally.sites.insert(sum.from.site);
    tally.sites.insert(sum.to.site);
    const std::string unit = basis.base_unit(sum.resource);
    if (unit == "t") tally.tonnes += sum.sent.in(kUnitPerYear);
    if (unit == "MWh") tally.megawatt_hours += sum.sent.in(kUnitPerYear);
  }
  return tally;
}

double saved_eur(const Plan& plan) {
  return (plan.baseline.cost.total() - plan.planned.cost.total()).in(kEuroPerYear);
}

double saved_co2e(const Plan& plan) {
  return (plan.baseline.co2e.total() - plan.planned.co2e.total()).in(kTonneCo2ePerYear);
}

std::string against_today(const Basis& basis) {
  const Wording& words = basis.words;
  const double money = saved_eur(basis.plan);
  const double co2e = saved_co2e(basis.plan);
  const std::string key =
      std::format("report.lead.{}_{}", money < 0 ? "costs" : "earns", co2e < 0 ? "emits" : "saves");
  std::string out =
      words.text(key, {words.rounded(std::abs(money)), words.rounded(std::abs(co2e))});
  const double carbon =
      (basis.plan.baseline.cost.carbon - basis.plan.planned.cost.carbon).in(kEuroPerYear);
  if (std::abs(carbon) >= 1) out += " " + words.text("report.lead.carbon", {words.rounded(carbon)});
  return out;
}

std::string make_lead(const Basis& basis, const Tally& tally) {
  const Wording& words = basis.words;
  const std::string& region = basis.region.settings.name;
  if (basis.plan.status == PlanStatus::infeasible) {
    return words.text("report.lead.infeasible", {region});
  }
  const std::string first = tally.added == 0
                                ? words.text("report.lead.nothing", {region})
                                : words.counted("report.lead.exchanges", tally.added, {region});
  return first + " " + against_today(basis);
}

/// The new or grown exchanges that add most to today, best first.
std::vector<const ExchangeSum*> largest(const Basis& basis) {
  std::vector<const ExchangeSum*> best;
  for (const ExchangeSum& sum : basis.exchanges) {
    const auto added = sum.added_benefit();
    if (sum.is_between_sites() && added && *added > 0.5 * kEuroPerYear) best.push_back(&sum);
  }
  std::ranges::stable_sort(best, [](const ExchangeSum* a, const ExchangeSum* b) {
    return *a->added_benefit() > *b->added_benefit();
  });
  if (best.size() > kNamedExchanges) best.resize(kNamedExchanges);
  return best;
}

void add_largest(const Basis& basis, std::vector<std::string>& points) {
  const Wording& words = basis.words;
  std::vector<std::string> named;
  bool has_plant = false;
  for (const ExchangeSum* sum : largest(basis)) {
    const double amount = (sum->sent - sum->sent_today).in(kUnitPerYear);
    named.push_back(words.text(
        "report.point.exchange",
        {basis.resource_name(sum->resource), basis.endpoint_name(sum->from),
         basis.endpoint_name(sum->to),
         words.rounded(amount) + "\u00a0" + words.per_year(basis.base_unit(sum->resource)),
         words.rounded(sum->added_benefit()->in(kEuroPerYear))}));
    has_plant = has_plant || !sum->gives_from_stream || !sum->takes_to_stream;
  }
  if (named.empty()) return;
  std::string point = words.text("report.point.largest");
  for (const std::string& exchange : named) point += "\n– " + exchange;
  if (has_plant) point += "\n" + words.text("report.point.plants_apart");
  points.push_back(point);
}

void add_builds(const Basis& basis, std::vector<std::string>& points) {
  const Wording& words = basis.words;
  std::vector<std::string> named;
  MoneyFlow investment;
  for (const Activity& activity : basis.plan.planned.activities) {
    investment += activity.investment;
    if (!activity.is_built) continue;
    named.push_back(basis.endpoint_name({.process = activity.process, .site = activity.site}));
  }
  for (const StorageUse& use : basis.plan.planned.storages) {
    if (!use.is_built) continue;
    investment += use.investment;
    const Storage& storage = basis.region[use.storage];
    named.push_back(std::format("{}, {}", storage.name, basis.site_name(storage.site)));
  }
  const std::size_t plants = named.size();
  for (const LinkBuild& build : basis.plan.planned.link_builds) {
    investment += build.investment;
    named.push_back(words.text(
        "report.point.pipe",
        {basis.mode_name(build.mode), basis.site_name(build.from), basis.site_name(build.to)}));
  }
  if (named.empty()) return;
  const std::string cost = words.rounded(investment.in(kEuroPerYear));
  if (named.size() <= kNamedPlants) {
    points.push_back(words.text("report.point.builds", {words.list(named), cost}));
    return;
  }
  points.push_back(words.text("report.point.builds",
                              {words.list({words.counted("report.plants", plants),
                                           words.counted("report.pipes", named.size() - plants)}),
                               cost}));
}

void add_certainty(const Basis& basis, const DataQuality& quality,
                   std::vector<std::string>& points) {
  const Wording& words = basis.words;
  if (basis.plan.status != PlanStatus::infeasible) {
    const bool is_optimal = basis.plan.status == PlanStatus::optimal;
    points.push_back(words.text(is_optimal ? "report.point.optimal" : "report.point.feasible",
                                {words.percent(std::max(0.0, basis.plan.gap))}));
  }
  if (quality.streams > 0) {
    points.push_back(
        words.text("report.point.data", {words.percent(quality.estimated_share()),
                                         words.percent(static_cast<double>(quality.measured) /
                                                       static_cast<double>(quality.streams))}));
  }
  if (quality.rows_unchecked > 0) {
    points.push_back(
        words.text("report.point.unchecked",
                   {words.count(quality.rows_unchecked), words.count(quality.rows_used),
                    words.percent(quality.unchecked_cost), words.percent(quality.unchecked_co2e)}));
  }
  std::vector<std::string> missing;
  if (quality.without_amount > 0) {
    missing.push_back(words.counted("report.without_amount", quality.without_amount));
  }
  if (quality.left_out > 0) {
    missing.push_back(words.counted("report.without_price", quality.left_out));
  }
  if (quality.unknown_entries > 0) {
    missing.push_back(words.counted("report.without_factor", quality.unknown_entries));
  }
  if (!missing.empty()) {
    points.push_back(words.text("report.point.unknown", {words.list(missing)}));
  } else if (basis.plan.notes.empty()) {
    points.push_back(words.text("report.point.nothing_unknown"));
  }
  if (!basis.plan.notes.empty()) {
    points.push_back(words.counted("report.point.notes", basis.plan.notes.size()));
  }
}

KeyFigure key_figure(const Wording& words, std::string id, double value, std::string unit,
                     std::string note) {
  return {id, words.text("report.key." + id),
          Cell::of_number(value, table_decimals(value), std::move(unit)), words.rounded(value),
          std::move(note)};
}

std::vector<KeyFigure> make_key_figures(const Basis& basis, const Tally& tally,
                                        const DataQuality& quality) {
  const Wording& words = basis.words;
  std::vector<KeyFigure> figures;
  const auto add = [&](std::string id, double value, std::string_view unit, std::string note) {
    figures.push_back(key_figure(words, std::move(id), value,
                                 unit.empty() ? "" : words.per_year(unit), std::move(note)));
  };
  const std::string against = words.text("report.key.against_today");
  add("benefit", saved_eur(basis.plan), "EUR", against);
  add("co2e_saved", saved_co2e(basis.plan), "t CO2e", against);
  add("new_exchanges", static_cast<double>(tally.added), "",
      words.text("report.key.new_exchanges_note", {words.count(tally.operating)}));
  add("sites", static_cast<double>(tally.sites.size()), "",
      words.text("report.key.sites_note", {words.count(basis.region.sites.size())}));
  if (tally.tonnes > 0) add("tonnes", tally.tonnes, "t", words.text("report.key.between_sites"));
  if (tally.megawatt_hours > 0) {
    add("megawatt_hours", tally.megawatt_hours, "MWh", words.text("report.key.between_sites"));
  }
  add("investment", basis.plan.planned.cost.investment.in(kEuroPerYear), "EUR",
      words.text("report.key.investment_note"));
  const double estimated = quality.estimated_share();
  figures.push_back({"estimated", words.text("report.key.estimated"),
                     Cell::of_number(100 * estimated, 1, "%"), words.percent(estimated),
                     words.text("report.key.estimated_note", {words.count(quality.streams)})});
  return figures;
}

}  // namespace

std::string KeyFigure::remark() const {
  const bool has_unit = !value.unit.empty() && value.unit != "%";
  if (!has_unit) return note;
  return note.empty() ? value.unit : value.unit + ", " + note;
}

Summary make_summary(const Basis& basis, const DataQuality& quality) {
  const Tally counted = tally(basis);
  Summary summary{.lead = make_lead(basis, counted)};
  const bool has_plan = basis.plan.status != PlanStatus::infeasible;
  if (has_plan) {
    add_largest(basis, summary.points);
    add_builds(basis, summary.points);
  }
  add_certainty(basis, quality, summary.points);
  if (has_plan) summary.key_figures = make_key_figures(basis, counted, quality);
  return summary;
}

}  // namespace samspill::report
