#include "cli/plan_options.h"

#include <cmath>
#include <format>

#include "app/run_order.h"

namespace samspill::cli {
namespace {

/// Below this, prices are sought for long.
constexpr double kGapAtScale = 0.01;

}  // namespace

void add_plan_options(Command command, PlanOptions& options) {
  command.option("--objective", options.objective, "what to make as small as possible")
      .one_of({"cost", "climate"})
      .shows_default();
  command
      .option("--carbon-price", options.carbon_price_eur_per_t,
              "EUR per tonne CO2e, in place of the region's own")
      .value_name("EUR")
      .at_least_zero();
  command.option("--cap-t", options.cap_t_per_year, "most CO2e of the plan in tonnes a year")
      .value_name("T");
  command.option("--without", options.without, "leave this site out; may be repeated")
      .value_name("SITE");
  command
      .option("--gap", options.gap,
              std::format("how far the plan may be from the best, 0.01 = 1 %; by default {}",
                          network::NetworkOptions{}.gap))
      .value_name("SHARE")
      .between(0.0, 1.0);
  command.option("--time-limit", options.time_limit_s, "seconds; then the best plan so far")
      .value_name("S")
      .above_zero()
      .shows_default();
  command
      .option("--threads", options.threads,
              "of the solver; with one, the plan is the same on every run")
      .value_name("N")
      .between(1, 256)
      .shows_default();
}

network::NetworkOptions network_options(const Session& session, const formats::Dataset& dataset,
                                        const PlanOptions& options) {
  const bool is_at_scale = options.method == "scale";
  network::NetworkOptions out = app::plan_options(
      dataset.region,
      {.objective = options.objective == "climate" ? Objective::climate : Objective::cost,
       .carbon_price_eur_per_t = options.carbon_price_eur_per_t,
       .cap_t_per_year = options.cap_t_per_year,
       .without = options.without,
       .gap = options.gap || !is_at_scale ? options.gap : kGapAtScale,
       .time_limit_s = options.time_limit_s});
  out.method = is_at_scale ? Method::scale : Method::exact;
  out.stop = session.stop;
  out.threads = static_cast<int>(options.threads);
  return out;
}

std::function<void(const network::Standing&)> shown_on(Progress& progress) {
  return [&progress](const network::Standing& standing) {
    std::string remark;
    if (standing.bound) {
      remark = std::format("bound {:.0f} kEUR/yr", standing.bound->in(euro / year) / 1000);
    }
    if (standing.gap && std::isfinite(*standing.gap)) {
      remark += std::format("{}gap {:.3f} %", remark.empty() ? "" : ", ", *standing.gap * 100);
    }
    progress.update(standing.share, remark);
  };
}

Plan make_plan(const Session& session, const formats::Dataset& dataset, const PlanOptions& options,
               bool is_proof_wanted) {
  Progress progress(session.terminal, "planning");
  network::NetworkOptions search = network_options(session, dataset, options);
  search.progress = shown_on(progress);
  search.is_proof_wanted = is_proof_wanted;
  return network::plan_network(dataset.region, dataset.reference, search);
}

}  // namespace samspill::cli
