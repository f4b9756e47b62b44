#include <algorithm>
#include <format>
#include <memory>
#include <vector>

#include "accounting/make_ledger.h"
#include "accounting/region_emissions.h"
#include "accounting/standards.h"
#include "cli/account_text.h"
#include "cli/dataset_input.h"
#include "cli/plan_options.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/standards_text.h"
#include "formats/account_export.h"
#include "formats/ledger_json.h"
#include "portfolio/region_account.h"

namespace samspill::cli {
namespace {

constexpr std::chrono::seconds kPathTimeLimit{20};  // of each problem

struct AccountOptions {
  std::string data;
  PlanOptions plan;
  std::string of = "plan";
  std::string claim{word(accounting::LedgerOptions{}.claim_rule)};
  std::string gwp = "AR6";
  std::string target;
  std::string view = "balance";
  std::vector<std::string> exports;  // places
  std::size_t trials = accounting::LedgerOptions{}.trials;
  std::size_t seed = accounting::LedgerOptions{}.seed;
  bool all = false;
  bool json = false;
};

template <typename Word, std::size_t N>
Word read_word(const std::array<std::string_view, N>& words, const std::string& text) {
  return static_cast<Word>(std::ranges::find(words, text) - words.begin());
}

template <std::size_t N>
std::vector<std::string> texts(const std::array<std::string_view, N>& words) {
  return {words.begin(), words.end()};
}

/// The region without what operates, and without the plants that work on what it brings.
void end_exchanges(Region& region) {
  for (const Exchange& exchange : region.exchanges) {
    if (exchange.stage != Stage::operating || !exchange.process) continue;
    Process& process = region.processes[exchange.process.index()];
    if (process.sites.size() > 1) {
      std::erase(process.sites, exchange.process_site);
    } else {
      process.capacity_min = {};
      process.capacity_max = AmountFlow{};
    }
  }
  std::erase_if(region.exchanges,
                [](const Exchange& exchange) { return exchange.stage == Stage::operating; });
}

/// Today as the plan, and as its baseline the same year with no exchange operating. Only that state
/// is wanted of the second search, so any plan of it will do.
Plan today_against_none(const Session& session, const formats::Dataset& dataset, Plan plan,
                        PlanOptions options) {
  formats::Dataset without = dataset;
  end_exchanges(without.region);
  options.gap = 1;
  plan.planned = std::move(plan.baseline);
  plan.baseline = make_plan(session, without, options).baseline;
  return plan;
}

portfolio::RegionAccount make_account(const Session& session, const Region& region,
                                      const accounting::RegionEmissions& emissions,
                                      const Ledger& ledger, const std::string& scope) {
  const Progress progress(session.terminal, "the path to the target");
  return portfolio::make_region_account(
      region, emissions, ledger,
      {.scope = scope, .time_limit = kPathTimeLimit, .stop = session.stop});
}

/// What is printed of.
struct Account {
  const formats::Dataset& dataset;
  const Ledger& ledger;
  const accounting::RegionEmissions& emissions;
  const portfolio::RegionAccount& region;
  const accounting::Standards& standards;
};

void print_json(const Session& session, const Account& of) {
  Json out = formats::ledger_json(of.dataset, of.ledger);
  out.update(formats::standards_json(of.dataset, of.ledger, of.region.initiatives, of.standards));
  out["region"] = formats::region_json(of.dataset, of.emissions, of.region);
  session.terminal.out << out.dump(2) << '\n';
}

void print_view(const Session& session, const AccountOptions& options, const Account& of) {
  if (options.view == "scopes") {
    print_scopes(session.terminal, of.dataset, of.ledger, of.standards, options.all);
  } else if (options.view == "project") {
    print_projects(session.terminal, of.dataset, of.ledger, of.region.initiatives, of.standards,
                   options.all);
  } else if (options.view == "comparative") {
    print_comparative(session.terminal, of.dataset, of.ledger, options.all);
  } else {
    print_ledger(session.terminal, of.dataset, of.ledger, options.all);
    print_region(session.terminal, of.dataset, of.emissions, of.region);
  }
  for (const std::string& place : options.exports) {
    session.terminal.out << '\n' << place << " is written\n";
  }
}

int account(const Session& session, const AccountOptions& options) {
  for (const std::string& place : options.exports) formats::require_export_place(place);
  const auto checked = load_dataset(options.data, session.terminal);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  Plan plan = make_plan(session, dataset, options.plan);
  if (plan.status == PlanStatus::infeasible) {
    session.terminal.err << "no plan meets the limits\n";
    return kNoAnswer;
  }
  const bool is_of_today = options.of == "today";
  if (is_of_today) plan = today_against_none(session, dataset, std::move(plan), options.plan);
  const Ledger ledger = accounting::make_ledger(
      dataset.region, dataset.reference, plan,
      {.reference = is_of_today ? ReferenceScenario::without_exchanges : ReferenceScenario::today,
       .claim_rule = read_word<ClaimRule>(kClaimRuleWords, options.claim),
       .seed = options.seed,
       .trials = options.trials});
  const auto gwp = read_word<reference::GwpSet>(reference::kGwpSetWords, options.gwp);
  const auto emissions = accounting::make_region_emissions(dataset.region, dataset.reference, gwp);
  const portfolio::RegionAccount region =
      make_account(session, dataset.region, emissions, ledger, options.target);
  const accounting::Standards standards = accounting::make_standards(
      dataset.region, dataset.reference, plan, ledger, region.initiatives, gwp);
  for (const std::string& place : options.exports) {
    formats::write_account({dataset, plan, ledger, region.initiatives, standards}, place);
  }
  const Account account{dataset, ledger, emissions, region, standards};
  options.json ? print_json(session, account) : print_view(session, options, account);
  return kDone;
}

}  // namespace

void add_account(Command program, const Session& session) {
  auto options = std::make_shared<AccountOptions>();
  Command command = program.command(
      "account", "The greenhouse-gas ledger of the plan, and the region's way to its targets");
  command.option("DATA", options->data, "folder, .xlsx, .json or .db").required();
  command
      .option("--of", options->of,
              "the plan against today, or what operates today against a year without it")
      .one_of({"plan", "today"})
      .shows_default();
  command.option("--claim", options->claim, "who may count what an exchange changes")
      .one_of(texts(kClaimRuleWords))
      .shows_default();
  command.option("--gwp", options->gwp, "warming potentials for the gases of emissions.csv")
      .one_of(texts(reference::kGwpSetWords))
      .shows_default();
  command.option("--target", options->target, "a scope of targets.csv; the first by default")
      .value_name("SCOPE");
  command.option("--trials", options->trials, "of the uncertainty")
      .value_name("N")
      .between(1, 1'000'000)
      .shows_default();
  command.option("--seed", options->seed, "of the uncertainty").value_name("N").shows_default();
  command
      .option("--view", options->view,
              "balance and path, scopes of each site, exchanges as projects, or comparative claims")
      .one_of({"balance", "scopes", "project", "comparative"})
      .shows_default();
  command
      .option("--export", options->exports,
              "also write all of it: a folder of CSV files, an .xlsx file, or a .zip for openLCA; "
              "may be repeated")
      .value_name("PLACE");
  command.flag("--all", options->all, "print every row");
  add_plan_options(command, options->plan);
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return account(session, *options); });
}

}  // namespace samspill::cli
