#include "cli/plan_answers.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <ranges>

#include "base/error.h"
#include "cli/progress.h"
#include "cli/text_table.h"
#include "domain/find_key.h"
#include "formats/plan_answers_json.h"
#include "formats/result_json.h"
#include "matching/explain.h"
#include "network/fixed_plan.h"
#include "network/pair_remarks.h"
#include "network/sensitivity.h"
#include "reference/texts.h"

namespace samspill::cli {
namespace {

constexpr std::size_t kMostShown = 25;

std::string name_of(const formats::Dataset& dataset, const network::Lost& lost) {
  if (const auto* site = std::get_if<SiteId>(&lost)) return dataset.region[*site].key;
  const auto& way = std::get<network::UsedWay>(lost);
  return std::format("{} → {}, {} by {}", dataset.region[way.from].key, dataset.region[way.to].key,
                     dataset.reference[way.resource].key, dataset.reference[way.mode].key);
}

/// The hardest hit, and how many more.
std::string hits_of(const formats::Dataset& dataset, const network::Failure& failure) {
  const auto loses = [](const network::Hit& hit) { return hit.cost > MoneyFlow{}; };
  const auto count = std::ranges::count_if(failure.hits, loses);
  if (count == 0) return "";
  const network::Hit& hardest = failure.hits.front();
  const std::string first = std::format("{} {}", dataset.region[hardest.site].key,
                                        grouped(hardest.cost.in(euro / year) / 1000));
  return count == 1 ? first : std::format("{}, {} more", first, count - 1);
}

void print_resilience(const Terminal& terminal, const formats::Dataset& dataset,
                      const network::Resilience& found, double share) {
  TextTable table({{.title = "lost", .is_id = true},
                   {"kEUR/yr", true},
                   {"t CO2e/yr", true},
                   {"flows", true},
                   {"idle", true},
                   {"stranded", true},
                   {"hit hardest, kEUR/yr"},
                   {"single point"}});
  for (const network::Failure& failure : found.failures | std::views::take(kMostShown)) {
    table.add({name_of(dataset, failure.lost), grouped(failure.cost.in(euro / year) / 1000),
               grouped(failure.co2e.in(tonne_co2e / year)), std::to_string(failure.stopped.size()),
               std::to_string(failure.idle.size()), std::to_string(failure.stranded.size()),
               hits_of(dataset, failure), failure.is_single_point ? "yes" : ""});
  }
  if (!table.empty()) table.print(terminal);
  if (found.failures.size() > kMostShown) {
    terminal.out << std::format("… and {} more with --json\n", found.failures.size() - kMostShown);
  }
  const auto points = std::ranges::count_if(found.failures, &network::Failure::is_single_point);
  terminal.out << std::format(
      "\n{} of {} losses are single points of failure: they cost the others more than {:.3g} % of "
      "the plan's benefit of {} kEUR a year, or leave a need without any partner\n"
      "{} sites exchange with no other, so that their loss costs the others nothing\n",
      points, found.failures.size(), share * 100, grouped(found.benefit.in(euro / year) / 1000),
      found.untouched);
  if (!found.is_complete) terminal.out << "stopped: not every loss was tried\n";
}

/// What the figure is, and in which unit.
std::pair<std::string, std::string> words_for(const formats::Dataset& dataset,
                                              const network::PlanInput& input) {
  using enum network::PlanInput::Kind;
  const std::string at =
      input.at.site ? formats::endpoint_id(dataset.region, input.at) : std::string();
  const std::string resource = input.resource ? dataset.reference[input.resource].key : "";
  const std::string unit =
      input.resource ? std::string(dataset.reference[input.resource].unit()) : "";
  const bool is_stream = bool(input.at.stream);
  const std::string what = is_stream ? at : std::format("{} of {}", resource, at);
  switch (input.kind) {
    case disposal:
      return {"disposing of " + what, "EUR/" + unit};
    case purchase:
      return {"buying " + what, "EUR/" + unit};
    case quantity:
      return {"quantity of " + what, unit + "/yr"};
    case transport:
      return {"cost by " + dataset.reference[input.mode].key, "times"};
    case carbon_price:
      break;
  }
  return {"carbon price", "EUR/t"};
}

/// What begins, ends, grows or shrinks.
std::string words_for(const formats::Dataset& dataset,
                      const std::optional<network::ChangedWay>& way) {
  if (!way) return "";
  constexpr AmountFlow kNothing = 1e-6 * unit_amount / year;
  const std::string_view verb = way->before <= kNothing    ? "begins"
                                : way->after <= kNothing   ? "ends"
                                : way->after > way->before ? "grows"
                                                           : "shrinks";
  return std::format("{} → {} {}", formats::endpoint_id(dataset.region, way->from),
                     formats::endpoint_id(dataset.region, way->to), verb);
}

std::string figure(double value) {
  return std::abs(value) < 1000 ? std::format("{:.4g}", value) : grouped(value);
}

void print_sensitivity(const Terminal& terminal, const formats::Dataset& dataset,
                       const network::Sensitivity& found, double range) {
  TextTable table({{.title = "figure", .is_id = true},
                   {"now", true},
                   {"unit"},
                   {"turns at", true},
                   {"where"},
                   {"a tenth more, kEUR/yr", true}});
  const auto corners = std::ranges::count_if(found.break_evens, &network::BreakEven::is_at_corner);
  const std::size_t turning = found.break_evens.size() - static_cast<std::size_t>(corners);
  const std::size_t shown = std::min(turning, kMostShown);
  for (const network::BreakEven& row : found.break_evens | std::views::take(shown)) {
    const auto [what, unit] = words_for(dataset, row.input);
    const auto add = [&](std::optional<double> value,
                         const std::optional<network::ChangedWay>& way) {
      if (!value) return;
      table.add({what, figure(row.now), unit, figure(*value), words_for(dataset, way),
                 grouped(row.per_tenth.in(euro / year) / 1000)});
    };
    add(row.below, row.change_below);
    add(row.above, row.change_above);
  }
  if (!table.empty()) table.print(terminal);
  if (turning > shown) {
    terminal.out << std::format("… and {} more with --json\n", turning - shown);
  }
  terminal.out << std::format(
      "\n{} figures change the plan, each alone, within {:.3g} % of itself; {} do not; at {} the "
      "plan "
      "stands at a corner, where a little more and a little less differ. What is built is kept.\n",
      turning, range * 100, found.steady, corners);
  if (!found.is_complete) terminal.out << "stopped: not every figure was tried\n";
}

/// A stream's id, or process_id@site_id.
Endpoint find_end(const Region& region, const std::string& id, Direction direction) {
  if (const std::size_t at = id.find('@'); at != std::string::npos) {
    const ProcessId process(find_key(region.processes, id.substr(0, at), tell("process")));
    return {{}, process, SiteId(find_key(region.sites, id.substr(at + 1), tell("site")))};
  }
  const StreamId stream(find_key(region.streams, id, tell("stream")));
  if (region[stream].direction != direction) {
    const bool offers = direction == Direction::offer;
    throw Error(ErrorKind::invalid, std::format("{} is {}: --explain takes an offer, then a need",
                                                in_quotes(id), offers ? "a need" : "an offer"));
  }
  return {stream, {}, region[stream].site};
}

/// Why no way leads from one to the other.
std::vector<Remark> rules_between(const formats::Dataset& dataset, const Plan& plan,
                                  const network::NetworkOptions& options, const Endpoint& from,
                                  const Endpoint& to) {
  const Region& region = dataset.region;
  for (const Endpoint& end : {from, to}) {
    const bool is_away = std::ranges::contains(options.without, end.site);
    const bool is_out = end.stream && (std::ranges::contains(plan.left_out, end.stream) ||
                                       !(region[end.stream].quantity > AmountFlow{}));
    if (is_away || is_out) {
      return {{"pair.not_in_plan", {formats::endpoint_id(region, end)}}};
    }
  }
  if (!from.stream || !to.stream) return {{"pair.only_beyond", {}}};
  auto explanation = matching::explain(region, dataset.reference, from.stream, to.stream);
  if (!explanation.match.pathway.empty()) {
    return {{"pair.by_process_only", {region[explanation.match.pathway.front().process].name}}};
  }
  // The plan is free to end the exchanges that leave nothing to match.
  std::vector<Remark>& rules = explanation.exclusions;
  std::erase_if(rules, [](const Remark& rule) { return rule.key == "excluded.nothing_left"; });
  if (!rules.empty()) return rules;
  const ResourceId given = region[from.stream].resource, wanted = region[to.stream].resource;
  if (dataset.reference.fit(given, wanted)) return {{"pair.only_beyond", {}}};
  return {{"excluded.resource", {dataset.reference[given].key, dataset.reference[wanted].key}}};
}

std::string words_for(const Terminal& terminal, network::PairStanding standing) {
  using enum network::PairStanding;
  switch (standing) {
    case exchanges:
      return terminal.green("in the plan");
    case idle:
      return terminal.yellow("not in the plan");
    case way_not_built:
    case process_not_built:
      return terminal.yellow("not built in the plan");
    case no_way:
      break;
  }
  return terminal.red("no way between them");
}

/// Plans, and finds out something about the plan, with progress.
auto ask(const Session& session, const formats::Dataset& dataset, const PlanOptions& options,
         const char* doing, const auto& find) {
  network::NetworkOptions search = network_options(session, dataset, options);
  network::require_by_cost(search);
  const Plan plan = make_plan(session, dataset, options);
  Progress progress(session.terminal, doing);
  search.progress = [&](const network::Standing& standing) { progress.update(standing.share); };
  return find(plan, search);
}

}  // namespace

void show_resilience(const Session& session, const formats::Dataset& dataset,
                     const PlanOptions& options, double single_point_share,
                     const AnswerForm& form) {
  const auto found = ask(session, dataset, options, "losing one at a time",
                         [&](const auto& plan, const auto& search) {
                           return network::find_resilience(dataset.region, dataset.reference, plan,
                                                           {search, single_point_share});
                         });
  if (form.json) {
    session.terminal.out << formats::resilience_json(dataset, found).dump(2) << '\n';
  } else {
    print_resilience(session.terminal, dataset, found, single_point_share);
  }
}

void show_sensitivity(const Session& session, const formats::Dataset& dataset,
                      const PlanOptions& options, double range, const AnswerForm& form) {
  const auto found = ask(session, dataset, options, "moving one figure at a time",
                         [&](const auto& plan, const auto& search) {
                           return network::find_sensitivity(dataset.region, dataset.reference, plan,
                                                            {search, range});
                         });
  if (form.json) {
    session.terminal.out << formats::sensitivity_json(dataset, found).dump(2) << '\n';
  } else {
    print_sensitivity(session.terminal, dataset, found, range);
  }
}

void show_pair(const Session& session, const formats::Dataset& dataset, const PlanOptions& options,
               const std::string& giver, const std::string& taker, const AnswerForm& form) {
  const Endpoint from = find_end(dataset.region, giver, Direction::offer);
  const Endpoint to = find_end(dataset.region, taker, Direction::need);
  const network::NetworkOptions search = network_options(session, dataset, options);
  network::require_by_cost(search);
  const Plan plan = make_plan(session, dataset, options);
  const auto answer =
      network::explain_pair(dataset.region, dataset.reference, plan, search, from, to);
  const bool has_way = answer.standing != network::PairStanding::no_way;
  const std::vector<Remark> remarks =
      has_way ? network::pair_remarks(dataset.region, dataset.reference, plan, answer)
              : rules_between(dataset, plan, search, from, to);
  const Terminal& terminal = session.terminal;
  if (form.json) {
    terminal.out << formats::pair_json(dataset, answer, remarks).dump(2) << '\n';
    return;
  }
  terminal.out << std::format("{} → {}: {}\n", giver, taker, words_for(terminal, answer.standing));
  for (const Remark& remark : remarks) {
    terminal.out << "  " << reference::text(remark, form.language) << '\n';
  }
}

}  // namespace samspill::cli
