#include "app/make_report.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "accounting/make_ledger.h"
#include "accounting/standards.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "matching/bundles.h"
#include "matching/find_matches.h"
#include "matching/gaps.h"
#include "portfolio/questions.h"
#include "report/geojson.h"
#include "report/html.h"
#include "report/pdf.h"
#include "report/workbook.h"

namespace samspill::app {
namespace {

constexpr std::chrono::seconds kPortfolioTimeLimit{20};  // of each problem

std::vector<Diagnostic> those(const Diagnostics& diagnostics, Severity severity) {
  std::vector<Diagnostic> out;
  std::ranges::copy_if(diagnostics.list(), std::back_inserter(out),
                       [&](const Diagnostic& one) { return one.severity == severity; });
  return out;
}

/// The library writes workbooks to files only.
std::string to_workbook(const report::ReportModel& model) {
  const TemporaryFolder folder;
  report::write_workbook(model, folder / "report.xlsx");
  return read_file(folder / "report.xlsx");
}

/// Without regrets and prices: many more problems to solve for what a report does not tell.
std::optional<report::PortfolioFindings> find_portfolio(const Region& region,
                                                        std::stop_token stop) {
  if (region.initiatives.empty() || portfolio::scopes_of(region).empty()) return {};
  const portfolio::Options asked{.time_limit = kPortfolioTimeLimit, .stop = std::move(stop)};
  report::PortfolioFindings out{.chosen = portfolio::choose(region, asked)};
  out.odds = portfolio::odds(region, asked, out.chosen, {});
  if (!out.chosen.is_met()) out.shortage = portfolio::shortage(region, asked, out.chosen);
  out.curve = portfolio::cost_curve(region, asked, portfolio::kCurveSteps);
  for (portfolio::Alternative& one : portfolio::alternatives(region, asked, out.chosen)) {
    if (one.kind == portfolio::Alternative::Kind::other_target) {
      out.other_targets.push_back(std::move(one.portfolio));
    }
  }
  return out;
}

}  // namespace

report::ReportModel make_report(const formats::Dataset& dataset, const Diagnostics& diagnostics,
                                const Plan& plan, reference::Language language,
                                const std::string& date, std::stop_token stop) {
  const Region& region = dataset.region;
  matching::MatchOptions search;
  search.top = matching::kMatchesAsked;
  search.stop = stop;
  const auto matches = matching::find_matches(region, dataset.reference, search);
  const Ledger ledger = accounting::make_ledger(region, dataset.reference, plan, {});
  return report::make_report(
      {region, dataset.reference, matches, plan, ledger, those(diagnostics, Severity::warning),
       language, date, matching::find_bundles(region, dataset.reference, matches, {.stop = stop}),
       matching::find_gaps(region, dataset.reference, matches, {.stop = stop}),
       find_portfolio(region, stop), those(diagnostics, Severity::error),
       accounting::make_standards(region, dataset.reference, plan, ledger, {},
                                  reference::GwpSet::ar6)});
}

std::map<std::string, std::string> report_files(const report::ReportModel& model) {
  return {{"report.html", report::to_html(model)},
          {"report.pdf", report::to_pdf(model)},
          {"report.xlsx", to_workbook(model)},
          {"report.geojson", report::to_geojson(model)}};
}

}  // namespace samspill::app
