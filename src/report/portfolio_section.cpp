#include "report/portfolio_section.h"

#include <algorithm>
#include <format>

#include "reference/texts.h"
#include "report/portfolio_figures.h"
#include "report/portfolio_tables.h"
#include "report/portfolio_words.h"

namespace samspill::report {
namespace {

using portfolio::PathYear;
using portfolio::Portfolio;

std::string year_text(int year) {
  return std::format("{}", year);
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

Figure balance_figure(const Basis& basis, const PortfolioFindings& findings,
                      const std::vector<BalanceStep>& steps) {
  const Wording& words = basis.words;
  std::vector<std::string> told;
  for (const BalanceStep& step : steps) {
    told.push_back(std::format("{}: {}", step.name, kilotonnes(words, step.to_kt - step.from_kt)));
  }
  return {
      .kind = FigureKind::balance,
      .title = words.text("report.figure.balance", {year_text(findings.chosen.path.back().year)}),
      .note = words.text("report.figure.balance_note"),
      .alternative = words.text("report.alt.bars", {words.list(told)})};
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
  made.paragraphs = portfolio_verdict(basis.region, basis.words, findings);
  made.points = portfolio_remarks(basis.region, basis.words, findings);
  made.figures.push_back(wedge_figure(basis, findings, model.wedges));
  made.figures.push_back(balance_figure(basis, findings, model.balance));
  if (!model.cost_curve.steps.empty()) {
    made.figures.push_back(cost_curve_figure(basis, findings, model.cost_curve));
    made.tables.push_back(cost_step_table(basis, findings));
  }
  if (!model.funnel.empty()) made.figures.push_back(funnel_figure(basis.words, model.funnel));
  made.tables.push_back(initiative_table(basis, findings.chosen));
  return made;
}

Section portfolio_error_section(const Basis& basis, const std::vector<Diagnostic>& errors) {
  Section made{.id = "portfolio", .title = basis.words.text("report.section.portfolio")};
  made.paragraphs = {basis.words.text("report.portfolio.wrong")};
  for (const Diagnostic& error : errors) {
    made.warnings.push_back(reference::text(to_message(error), basis.words.language()));
  }
  return made;
}

}  // namespace samspill::report
