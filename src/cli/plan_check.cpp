#include "cli/plan_check.h"

#include <algorithm>
#include <format>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/dataset_input.h"
#include "cli/text_table.h"
#include "formats/plan_reader.h"
#include "network/check_plan.h"

namespace samspill::cli {
namespace {

std::string percent(double share) {
  return std::format("{:.3f} %", share * 100);
}

/// A plan of another dataset is wrong in every row; the first rows tell.
void print_first(const Diagnostics& diagnostics, const Terminal& terminal) {
  constexpr std::size_t kMost = 20;
  Diagnostics first;
  for (std::size_t i = 0; i < std::min(kMost, diagnostics.list().size()); ++i) {
    first.add(diagnostics.list()[i]);
  }
  print_diagnostics(first, terminal.err, terminal);
  if (diagnostics.errors() <= kMost) return;
  terminal.err << std::format("and {} more; is it a plan of this dataset, by this version?\n",
                              diagnostics.errors() - kMost);
}

/// How good the plan is, and by whose word.
std::string gap_line(const Plan& plan, const network::PlanCheck& check) {
  if (!check.proven_gap) {
    return std::format("the file has no prices that prove a bound; the file states {}",
                       percent(plan.gap));
  }
  return std::format(
      "no plan is cheaper by more than {}: proven by its prices; the "
      "file states {}",
      percent(*check.proven_gap), percent(plan.gap));
}

std::string in_words(const PlanTerms& terms, const Region& region) {
  std::string words = std::format("least {}, carbon price {} EUR/t",
                                  terms.objective == Objective::cost ? "cost" : "CO2e",
                                  terms.carbon_price.in(euro / tonne_co2e));
  if (terms.cap) words += std::format(", cap {} t/yr", terms.cap->in(tonne_co2e / year));
  for (const SiteId site : terms.without) words += ", without " + region[site].key;
  return words;
}

void print_check(const Terminal& terminal, const formats::Dataset& dataset, const Plan& plan,
                 const PlanTerms& asked, const network::PlanCheck& check) {
  TextTable table({{"checked"}, {"figures", true}, {"largest deviation", true}});
  for (const network::CheckedFacts& facts : check.facts) {
    table.add({std::string(facts.kind), grouped(static_cast<double>(facts.count)),
               std::format("{:.1e}", facts.largest)});
  }
  table.print(terminal);
  terminal.out << '\n' << "made for: " << in_words(plan.terms, dataset.region) << '\n';
  if (plan.terms != asked) {
    terminal.out << "dataset and command line: " << in_words(asked, dataset.region) << '\n';
  }
  terminal.out << gap_line(plan, check) << '\n';
}

Json check_json(const Plan& plan, const network::PlanCheck& check,
                const std::vector<std::string>& violations) {
  Json facts = Json::array();
  for (const network::CheckedFacts& each : check.facts) {
    facts.push_back(
        {{"kind", each.kind}, {"figures", each.count}, {"largest_deviation", each.largest}});
  }
  return {{"accepted", violations.empty()},
          {"gap", plan.gap},
          {"proven_gap", check.proven_gap ? Json(*check.proven_gap) : Json(nullptr)},
          {"checked", std::move(facts)},
          {"violations", violations}};
}

}  // namespace

int check_plan_file(const Session& session, const formats::Dataset& dataset,
                    const std::filesystem::path& path, const PlanTerms& asked, bool is_json) {
  Diagnostics diagnostics;
  const auto plan = formats::read_plan(dataset, path, diagnostics);
  if (!plan) {
    print_first(diagnostics, session.terminal);
    return kWrongInput;
  }
  const network::PlanCheck check = network::check_plan(dataset.region, dataset.reference, *plan);
  std::vector<std::string> violations;
  for (const Diagnostic& diagnostic : diagnostics.list()) violations.push_back(to_text(diagnostic));
  violations.insert(violations.end(), check.violations.begin(), check.violations.end());
  if (is_json) {
    session.terminal.out << check_json(*plan, check, violations).dump(2) << '\n';
    return violations.empty() ? kDone : kWrongInput;
  }
  print_check(session.terminal, dataset, *plan, asked, check);
  for (const std::string& violation : violations) session.terminal.out << violation << '\n';
  session.terminal.out << (violations.empty()
                               ? session.terminal.green("accepted") + "\n"
                               : std::format("not accepted: {} violations\n", violations.size()));
  return violations.empty() ? kDone : kWrongInput;
}

}  // namespace samspill::cli
