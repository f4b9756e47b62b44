#include "app/run_answer.h"

#include <cmath>
#include <utility>

#include "app/make_account.h"
#include "app/make_report.h"
#include "base/error.h"
#include "formats/plan_answers_json.h"
#include "formats/portfolio_json.h"
#include "formats/result_json.h"
#include "matching/find_matches.h"
#include "portfolio/questions.h"

namespace samspill::app {
namespace {

/// One order at work.
class Work {
 public:
  Work(const formats::Dataset& dataset, const Diagnostics& diagnostics, const std::string& date,
       const RunWatch& watch)
      : dataset_(dataset), diagnostics_(diagnostics), date_(date), watch_(watch) {}

  RunAnswer operator()(const MatchOrder& order) const {
    matching::MatchOptions options = match_options(dataset_.region, order);
    options.stop = watch_.stop;
    options.progress = [this](double share) { watch_.tell({"matching", share}); };
    return {formats::match_json(
        dataset_, matching::find_matches(dataset_.region, dataset_.reference, options),
        order.language)};
  }

  RunAnswer operator()(const PlanOrder& order) const {
    if (!order.pareto) return {formats::plan_json(dataset_, make_plan(order))};
    const auto points =
        network::pareto(dataset_.region, dataset_.reference,
                        watched(plan_options(dataset_.region, order)), *order.pareto);
    if (points.empty()) refuse_infeasible();
    return {formats::front_json(dataset_, points)};
  }

  RunAnswer operator()(const PortfolioOrder& order) const {
    portfolio::Options options = portfolio_options(dataset_.region, order);
    options.stop = watch_.stop;
    watch_.tell({"choosing"});
    const auto chosen = portfolio::choose(dataset_.region, options);
    const auto answers =
        portfolio::answer(dataset_.region, options, chosen, {},
                          [this](double share) { watch_.tell({"answering", share}); });
    return {formats::portfolio_json(dataset_, chosen, answers)};
  }

  RunAnswer operator()(const AccountOrder& order) const {
    const Plan plan = make_feasible_plan(order.plan);
    watch_.tell({"accounting"});
    return {account_json(dataset_, make_account(dataset_, plan,
                                                {.ledger = {.claim_rule = order.claim_rule},
                                                 .gwp_set = order.gwp_set,
                                                 .scope = order.scope,
                                                 .stop = watch_.stop}))};
  }

  RunAnswer operator()(const ReportOrder& order) const {
    const Plan plan = make_feasible_plan(order.plan);
    watch_.tell({"writing"});
    const report::ReportModel model =
        make_report(dataset_, diagnostics_, plan, order.language, date_, watch_.stop);
    RunAnswer out{.result = {}, .files = report_files(model)};
    for (const auto& [name, content] : out.files) out.result["files"].push_back(name);
    return out;
  }

 private:
  network::NetworkOptions watched(network::NetworkOptions options) const {
    options.stop = watch_.stop;
    options.progress = [this](const network::Standing& standing) {
      RunProgress progress{"planning", standing.share};
      if (standing.bound) progress.bound = standing.bound->in(euro / year);
      if (standing.gap && std::isfinite(*standing.gap)) progress.gap = *standing.gap;
      watch_.tell(progress);
    };
    return options;
  }

  Plan make_plan(const PlanOrder& order) const {
    return network::plan_network(dataset_.region, dataset_.reference,
                                 watched(plan_options(dataset_.region, order)));
  }

  Plan make_feasible_plan(const PlanOrder& order) const {
    Plan plan = make_plan(order);
    if (plan.status == PlanStatus::infeasible) refuse_infeasible();
    return plan;
  }

  [[noreturn]] static void refuse_infeasible() {
    throw Error(ErrorKind::conflict, tell("no plan meets the limits: raise cap_t_per_year"));
  }

  const formats::Dataset& dataset_;
  const Diagnostics& diagnostics_;
  const std::string& date_;
  const RunWatch& watch_;
};

}  // namespace

RunAnswer answer(const RunOrder& order, const formats::Dataset& dataset,
                 const Diagnostics& diagnostics, const std::string& date, const RunWatch& watch) {
  return std::visit(Work(dataset, diagnostics, date, watch), order);
}

}  // namespace samspill::app
