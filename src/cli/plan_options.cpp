#include "cli/plan_options.h"

#include <chrono>
#include <cmath>
#include <format>

#include "domain/find_key.h"

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
  network::NetworkOptions out;
  out.method = options.method == "scale" ? Method::scale : Method::exact;
  out.objective =
      options.objective == "climate" ? network::Objective::climate : network::Objective::cost;
  if (options.carbon_price_eur_per_t) {
    out.carbon_price = *options.carbon_price_eur_per_t * euro / tonne_co2e;
  }
  if (options.cap_t_per_year) out.cap = *options.cap_t_per_year * tonne_co2e / year;
  for (const std::string& key : options.without) {
    out.without.push_back(SiteId(find_key(dataset.region.sites, key, "site")));
  }
  if (out.method == Method::scale) out.gap = kGapAtScale;
  if (options.gap) out.gap = *options.gap;
  out.time_limit = std::chrono::duration<double>(options.time_limit_s);
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
