#include "report/portfolio_section.h"

#include <algorithm>
#include <format>

#include "report/portfolio_figures.h"
#include "report/portfolio_tables.h"

namespace samspill::report {
namespace {

using portfolio::PathYear;
using portfolio::Portfolio;

/// Above the target by less than this is as good as met.
constexpr Co2eFlow kSmallestMiss = 1e-5 * kilotonne_co2e / year;

std::string year_text(int year) {
  return std::format("{}", year);
}

std::string kilotonnes(const Wording& words, Co2eFlow flow) {
  return kilotonnes(words, flow.in(kilotonne_co2e / year));
}

std::string million(const Wording& words, Money money) {
  const double value = money.in(million_euro);
  return words.number(value, table_decimals(value));
}

/// "2030–2033, 2036": years with a target that is missed, or met.
std::string target_years(const Portfolio& portfolio, bool are_missed) {
  const auto& path = portfolio.path;
  const auto is_one = [&](std::size_t t) {
    return path[t].target && (path[t].missed() > kSmallestMiss) == are_missed;
  };
  std::string out;
  for (std::size_t t = 0; t < path.size(); ++t) {
    if (!is_one(t)) continue;
    std::size_t last = t;
    while (last + 1 < path.size() && is_one(last + 1)) ++last;
    out += out.empty() ? "" : ", ";
    out += year_text(path[t].year);
    if (last > t) out += "–" + year_text(path[last].year);
    t = last;
  }
  return out;
}

std::vector<const PathYear*> missed_years(const Portfolio& portfolio) {
  std::vector<const PathYear*> out;
  for (const PathYear& one : portfolio.path) {
    if (one.missed() > kSmallestMiss) out.push_back(&one);
  }
  return out;
}

/// Whether the target is met, and by how much it is missed in the first and the last such year.
std::string verdict(const Wording& words, const Portfolio& portfolio) {
  if (portfolio.is_met()) {
    return words.text("report.portfolio.met", {portfolio.scope, target_years(portfolio, false)});
  }
  const std::vector<const PathYear*> missed = missed_years(portfolio);
  const PathYear& first = *missed.front();
  std::string out =
      words.text("report.portfolio.missed", {portfolio.scope}) + " " +
      words.text("report.portfolio.missed_first",
                 {year_text(first.year), kilotonnes(words, *first.target),
                  kilotonnes(words, first.planned), kilotonnes(words, first.missed())});
  if (missed.size() > 1) {
    const PathYear& last = *missed.back();
    out += " " + words.text("report.portfolio.missed_last",
                            {year_text(last.year), kilotonnes(words, last.missed())});
  }
  const std::string met = target_years(portfolio, false);
  if (!met.empty()) out += " " + words.text("report.portfolio.met_too", {met});
  return out;
}

/// The same of another target, in a line.
std::string short_verdict(const Wording& words, const Portfolio& portfolio) {
  if (portfolio.is_met()) return words.text("report.portfolio.other_met", {portfolio.scope});
  const std::vector<const PathYear*> missed = missed_years(portfolio);
  std::vector<std::string> misses;
  const auto add = [&](const PathYear& one) {
    misses.push_back(words.text("report.portfolio.miss",
                                {kilotonnes(words, one.missed()), year_text(one.year)}));
  };
  add(*missed.front());
  if (missed.size() > 1) add(*missed.back());
  return words.text("report.portfolio.other_missed", {portfolio.scope, words.list(misses)});
}

std::string cost_text(const Basis& basis, const Portfolio& portfolio) {
  const Wording& words = basis.words;
  const auto decided = static_cast<std::size_t>(
      std::ranges::count(portfolio.chosen, false, &portfolio::Chosen::is_operating));
  if (decided == 0) return words.text("report.portfolio.none_chosen");
  const int first = portfolio.path.front().year, last = portfolio.path.back().year;
  return words.counted("report.portfolio.cost", decided,
                       {million(words, portfolio.capex), std::format("{}–{}", first, last),
                        million(words, portfolio.cost), year_text(first),
                        words.percent(basis.region.settings.discount_rate)});
}

std::string certainty_text(const Wording& words, const PortfolioFindings& findings) {
  const PathYear& last = findings.chosen.path.back();
  const portfolio::YearOdds& odds = findings.odds.years.back();
  std::string out = words.text("report.portfolio.how_sure") + " ";
  if (findings.chosen.is_met()) {
    out += words.text("report.portfolio.chance", {words.percent(findings.odds.all_met)}) + " ";
  }
  out += words.text("report.portfolio.range",
                    {year_text(last.year), kilotonnes(words, odds.low),
                     kilotonnes(words, odds.high), kilotonnes(words, last.planned)});
  const std::size_t certain = findings.odds.without_probability.size();
  if (certain > 0) out += " " + words.counted("report.portfolio.certain", certain);
  return out;
}

/// Why nothing comes closer to the target.
std::string shortage_text(const Wording& words, const portfolio::Shortage& shortage) {
  std::string out = words.text("report.portfolio.too_few");
  if (shortage.with_unknown && *shortage.with_unknown < shortage.missed - kilotonne_co2e) {
    out +=
        " " + words.text(
                  "report.portfolio.unknown_would_help",
                  {kilotonnes(words, (shortage.missed - *shortage.with_unknown).in(kilotonne_co2e)),
                   kilotonnes(words, shortage.missed.in(kilotonne_co2e))});
  }
  return out;
}

/// What a reader who stops after a few lines must know.
std::vector<std::string> first_sentences(const Basis& basis, const PortfolioFindings& findings) {
  std::string targets = verdict(basis.words, findings.chosen);
  for (const Portfolio& other : findings.other_targets) {
    targets += " " + short_verdict(basis.words, other);
  }
  return {targets, cost_text(basis, findings.chosen)};
}

std::vector<std::string> remarks(const Basis& basis, const PortfolioFindings& findings) {
  const Wording& words = basis.words;
  const Portfolio& chosen = findings.chosen;
  std::vector<std::string> out = {certainty_text(words, findings)};
  if (!chosen.is_met()) out.push_back(shortage_text(words, findings.shortage));
  const Co2eFlow removed = chosen.path.back().removed;
  if (!chosen.counts_removals && removed > kilotonne_co2e / year) {
    out.push_back(words.text("report.portfolio.removed", {kilotonnes(words, removed)}));
  }
  const auto unread = std::ranges::count_if(chosen.chosen, [&](const portfolio::Chosen& one) {
    return !portfolio::is_verified(basis.region[one.initiative]);
  });
  if (unread == std::ssize(chosen.chosen)) {
    out.push_back(words.text("report.portfolio.all_unverified"));
  } else if (unread > 0) {
    out.push_back(words.text(
        "report.portfolio.unverified",
        {words.count(static_cast<std::size_t>(unread)), words.count(chosen.chosen.size())}));
  }
  return out;
}

/// Those that no curve can show, as nobody has stated their cost.
std::string without_cost(const Basis& basis, const Portfolio& portfolio) {
  const Wording& words = basis.words;
  std::vector<std::string> names;
  for (const portfolio::NotRanked& one : portfolio.not_ranked) {
    const Initiative& initiative = basis.region[one.initiative];
    if (one.why != portfolio::Unranked::cost_unknown) continue;
    const std::string cut = initiative.cut_likely ? kilotonnes(words, *initiative.cut_likely)
                                                  : words.text("report.unknown");
    names.push_back(std::format("{} ({})", initiative.name, cut));
  }
  return names.empty() ? "" : " " + words.text("report.cost_curve.unknown", {words.list(names)});
}

Figure wedge_figure(const Basis& basis, const PortfolioFindings& findings,
                    const WedgeFigure& figure) {
  const Wording& words = basis.words;
  std::vector<std::string> named;
  for (const Wedge& wedge : figure.wedges) {
    named.push_back(
        std::format("{}: {}", wedge.name, kilotonnes(words, wedge.kt_co2e_per_year.back())));
  }
  const PathYear& last = findings.chosen.path.back();
  Figure made{.kind = FigureKind::wedges,
              .title = words.text("report.figure.wedges", {findings.chosen.scope}),
              .note = words.text("report.figure.wedges_note", {year_text(last.year)}),
              .alternative = words.text("report.alt.wedges",
                                        {year_text(last.year), kilotonnes(words, last.baseline),
                                         kilotonnes(words, last.planned)})};
  if (last.target) {
    made.alternative +=
        " " + words.text("report.alt.wedges_target", {kilotonnes(words, *last.target)});
  }
  if (!named.empty()) {
    made.alternative += " " + words.text("report.alt.wedges_cuts", {words.list(named)});
  }
  return made;
}

Figure cost_curve_figure(const Basis& basis, const PortfolioFindings& findings,
                         const CostCurveFigure& figure) {
  const Wording& words = basis.words;
  std::vector<std::string> named;
  for (const CostStep& step : figure.steps) {
    named.push_back(words.text("report.alt.cost_step",
                               {kilotonnes(words, step.to_kt), words.number(step.eur_per_t, 0)}));
  }
  return {
      .kind = FigureKind::cost_curve,
      .title = words.text("report.figure.cost_curve", {year_text(figure.year)}),
      .note = words.text("report.figure.cost_curve_note") + without_cost(basis, findings.chosen),
      .alternative = words.text("report.alt.cost_curve", {words.list(named)})};
}

Figure funnel_figure(const Wording& words, const std::vector<StageBar>& bars) {
  std::string told;
  for (const StageBar& bar : bars) {
    told += std::format("{}{}: {}", told.empty() ? "" : "; ", bar.name, bar.told);
  }
  return {.kind = FigureKind::funnel,
          .title = words.text("report.figure.funnel"),
          .note = words.text("report.figure.funnel_note"),
          .alternative = words.text("report.alt.bars", {told})};
}

}  // namespace

Section portfolio_section(const Basis& basis, const PortfolioFindings& findings,
                          const ReportModel& model) {
  Section made{.id = "portfolio", .title = basis.words.text("report.section.portfolio")};
  made.paragraphs = first_sentences(basis, findings);
  made.points = remarks(basis, findings);
  made.figures.push_back(wedge_figure(basis, findings, model.wedges));
  if (!model.cost_curve.steps.empty()) {
    made.figures.push_back(cost_curve_figure(basis, findings, model.cost_curve));
    made.tables.push_back(cost_step_table(basis, findings));
  }
  if (!model.funnel.empty()) made.figures.push_back(funnel_figure(basis.words, model.funnel));
  made.tables.push_back(initiative_table(basis, findings.chosen));
  return made;
}

}  // namespace samspill::report
