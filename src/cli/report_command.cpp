#include <array>
#include <filesystem>
#include <format>
#include <memory>

#include "app/make_report.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/dataset_input.h"
#include "cli/language_option.h"
#include "cli/plan_options.h"
#include "cli/session.h"
#include "cli/today.h"

namespace samspill::cli {
namespace {

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
  for (const auto& [name, content] : app::report_files(model)) {
    write_file(folder / name, content);
  }
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
  const report::ReportModel model = app::make_report(
      dataset, checked->diagnostics, plan, parse_language(options.language), today(), session.stop);
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
