#include <algorithm>
#include <format>
#include <memory>
#include <vector>

#include "app/make_account.h"
#include "cli/account_text.h"
#include "cli/dataset_input.h"
#include "cli/plan_options.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/standards_text.h"
#include "formats/account_export.h"

namespace samspill::cli {
namespace {

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

bool is_of_today(const AccountOptions& options) {
  return options.of == "today";
}

app::Account make_account(const Session& session, const formats::Dataset& dataset, const Plan& plan,
                          const AccountOptions& options) {
  const Progress progress(session.terminal, "the path to the target");
  const auto reference =
      is_of_today(options) ? ReferenceScenario::without_exchanges : ReferenceScenario::today;
  return app::make_account(
      dataset, plan,
      {.ledger = {.reference = reference,
                  .claim_rule = read_word<ClaimRule>(kClaimRuleWords, options.claim),
                  .seed = options.seed,
                  .trials = options.trials},
       .gwp_set = read_word<reference::GwpSet>(reference::kGwpSetWords, options.gwp),
       .scope = options.target,
       .stop = session.stop});
}

void print_view(const Session& session, const AccountOptions& options,
                const formats::Dataset& dataset, const app::Account& account) {
  const Terminal& terminal = session.terminal;
  if (options.view == "scopes") {
    print_scopes(terminal, dataset, account.ledger, account.standards, options.all);
  } else if (options.view == "project") {
    print_projects(terminal, dataset, account.ledger, account.region.initiatives, account.standards,
                   options.all);
  } else if (options.view == "comparative") {
    print_comparative(terminal, dataset, account.ledger, options.all);
  } else {
    print_ledger(terminal, dataset, account.ledger, options.all);
    print_region(terminal, dataset, account.emissions, account.region);
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
  if (is_of_today(options)) {
    plan = today_against_none(session, dataset, std::move(plan), options.plan);
  }
  const app::Account account = make_account(session, dataset, plan, options);
  for (const std::string& place : options.exports) {
    formats::write_account(
        {dataset, plan, account.ledger, account.region.initiatives, account.standards}, place);
  }
  if (options.json) {
    session.terminal.out << app::account_json(dataset, account).dump(2) << '\n';
  } else {
    print_view(session, options, dataset, account);
  }
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
