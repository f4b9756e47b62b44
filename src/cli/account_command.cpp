#include <algorithm>
#include <array>
#include <format>
#include <memory>
#include <vector>

#include "accounting/make_ledger.h"
#include "cli/dataset_input.h"
#include "cli/plan_options.h"
#include "cli/session.h"
#include "cli/text_table.h"
#include "formats/result_json.h"

namespace samspill::cli {
namespace {

struct AccountOptions {
  std::string data;
  PlanOptions plan;
  bool json = false;
};

constexpr std::array<std::string_view, 6> kKinds = {"avoided disposal",   "added disposal",
                                                    "avoided production", "added production",
                                                    "transport",          "use"};

void print_entries(const Terminal& terminal, const formats::Dataset& dataset,
                   const Ledger& ledger) {
  std::vector<const LedgerEntry*> entries;
  for (const LedgerEntry& entry : ledger.entries) entries.push_back(&entry);
  std::ranges::stable_sort(entries, {}, [](const LedgerEntry* entry) {
    return entry->co2e ? entry->co2e->in(tonne_co2e / year) : 0.0;
  });
  TextTable table({{"site"},
                   {"resource"},
                   {"what"},
                   {"amount", true},
                   {"unit"},
                   {"t CO2e/yr", true},
                   {"factor"},
                   {"read?"}});
  for (const LedgerEntry* entry : entries) {
    table.add({dataset.region[entry->site].name, dataset.reference[entry->resource].key,
               std::string(kKinds[static_cast<std::size_t>(entry->kind)]),
               grouped(entry->amount.in(unit_amount / year)),
               std::string(dataset.reference[entry->resource].unit()) + "/yr",
               entry->co2e ? grouped(entry->co2e->in(tonne_co2e / year)) : "unknown",
               entry->factor_id, entry->is_verified ? "yes" : "unverified"});
  }
  table.print(terminal);
}

void print_ledger(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger) {
  print_entries(terminal, dataset, ledger);
  const auto tonnes = [](Co2eFlow flow) { return grouped(flow.in(tonne_co2e / year)); };
  TextTable table({{"change against today, t CO2e/yr"}, {"", true}});
  table.add({"fossil, in the network's own chain", tonnes(ledger.balance.fossil)});
  table.add({"biogenic, shown apart", tonnes(ledger.balance.biogenic)});
  table.add({"removed for good", tonnes(ledger.balance.removed)});
  table.add({"avoided elsewhere, a comparative claim", tonnes(ledger.balance.avoided)});
  table.add({"sum of all known entries", tonnes(ledger.total)});
  terminal.out << '\n';
  table.print(terminal);
  if (ledger.unknown > 0) {
    terminal.out << std::format("{} entries have no known factor and are counted nowhere\n",
                                ledger.unknown);
  }
}

int account(const Session& session, const AccountOptions& options) {
  const auto checked = load_dataset(options.data, session.terminal);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  const Plan plan = make_plan(session, dataset, options.plan);
  if (plan.status == PlanStatus::infeasible) {
    session.terminal.err << "no plan meets the limits\n";
    return kNoAnswer;
  }
  const Ledger ledger = accounting::make_ledger(dataset.region, dataset.reference, plan, {});
  if (options.json) {
    session.terminal.out << formats::ledger_json(dataset, ledger).dump(2) << '\n';
  } else {
    print_ledger(session.terminal, dataset, ledger);
  }
  return kDone;
}

}  // namespace

void add_account(Command program, const Session& session) {
  auto options = std::make_shared<AccountOptions>();
  Command command =
      program.command("account", "The greenhouse-gas ledger of the plan against today");
  command.option("DATA", options->data, "folder, .xlsx, .json or .db").required();
  add_plan_options(command, options->plan);
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return account(session, *options); });
}

}  // namespace samspill::cli
