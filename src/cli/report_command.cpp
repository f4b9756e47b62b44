#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <format>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "accounting/make_ledger.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/dataset_input.h"
#include "cli/language_option.h"
#include "cli/plan_options.h"
#include "cli/session.h"
#include "cli/today.h"
#include "matching/bundles.h"
#include "matching/find_matches.h"
#include "matching/gaps.h"
#include "portfolio/questions.h"
#include "report/geojson.h"
#include "report/html.h"
#include "report/model.h"
#include "report/pdf.h"
#include "report/workbook.h"

namespace samspill::cli {
namespace {

constexpr std::chrono::seconds kPortfolioTimeLimit{20};  // of each problem
/// What is wrong in these is told in the portfolio's section; the rest of the report stands.
constexpr std::array<std::string_view, 2> kPortfolioTables = {"initiatives", "targets"};

struct ReportOptions {
  std::string data;
  std::string folder;
  PlanOptions plan;
  std::string language = "en";
};

void write_report(const report::ReportModel& model, const std::filesystem::path& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    throw Error(ErrorKind::unavailable,
                std::format("{}: the folder cannot be made: {}", folder.string(), code.message()));
  }
  write_file(folder / "report.html", report::to_html(model));
  write_file(folder / "report.pdf", report::to_pdf(model));
  write_file(folder / "report.geojson", report::to_geojson(model));
  report::write_workbook(model, folder / "report.xlsx");
}

/// Of the check: errors when `are_errors`, else the rest.
std::vector<Diagnostic> those(const Diagnostics& diagnostics, bool are_errors) {
  std::vector<Diagnostic> out;
  std::ranges::copy_if(diagnostics.list(), std::back_inserter(out), [&](const Diagnostic& one) {
    return (one.severity == Severity::error) == are_errors;
  });
  return out;
}

/// Without regrets and prices: many more problems to solve for what a report does not tell.
std::optional<report::PortfolioFindings> find_portfolio(const Session& session,
                                                        const Region& region) {
  if (region.initiatives.empty() || portfolio::scopes_of(region).empty()) return {};
  const portfolio::Options asked{.time_limit = kPortfolioTimeLimit, .stop = session.stop};
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

int make(const Session& session, const ReportOptions& options) {
  const auto checked = load_dataset(options.data, session.terminal, kPortfolioTables);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  const Plan plan = make_plan(session, dataset, options.plan);
  if (plan.status == PlanStatus::infeasible) {
    session.terminal.err << "no plan meets the limits\n";
    return kNoAnswer;
  }
  matching::MatchOptions search;
  search.top = matching::kMatchesAsked;
  search.stop = session.stop;
  const auto matches = matching::find_matches(dataset.region, dataset.reference, search);
  const Ledger ledger = accounting::make_ledger(dataset.region, dataset.reference, plan, {});
  const report::ReportModel model = report::make_report(
      {dataset.region, dataset.reference, matches, plan, ledger, those(checked->diagnostics, false),
       parse_language(options.language), today(),
       matching::find_bundles(dataset.region, dataset.reference, matches, {.stop = session.stop}),
       matching::find_gaps(dataset.region, dataset.reference, matches, {.stop = session.stop}),
       find_portfolio(session, dataset.region), those(checked->diagnostics, true)});
  write_report(model, options.folder);
  session.terminal.out << std::format(
      "{0}/report.html  the report, opens in any browser without a network\n"
      "{0}/report.pdf\n{0}/report.xlsx\n{0}/report.geojson\n",
      options.folder);
  return kDone;
}

}  // namespace

void add_report(Command program, const Session& session) {
  auto options = std::make_shared<ReportOptions>();
  Command command =
      program.command("report", "Write the report: one HTML file, PDF, .xlsx and GeoJSON");
  command.option("DATA", options->data, "folder, .xlsx, .json or .db").required();
  command.option("-o,--output", options->folder, "folder for the report")
      .value_name("DIR")
      .required();
  add_plan_options(command, options->plan);
  add_language(command, options->language);
  command.runs([&session, options] { return make(session, *options); });
}

}  // namespace samspill::cli
