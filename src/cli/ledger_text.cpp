#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <map>
#include <vector>

#include "base/normal_quantile.h"
#include "cli/account_text.h"
#include "cli/text_table.h"

namespace samspill::cli {
namespace {

constexpr std::size_t kMostEntries = 25;
constexpr std::size_t kMostParties = 12;
constexpr std::size_t kMostFactors = 5;
constexpr Co2eFlow kTonne = tonne_co2e / year;
const double kScore = normal_quantile(0.95);

std::string tonnes(Co2eFlow flow) {
  return grouped(flow.in(kTonne));
}

/// "1 200 t less", "300 t more"
std::string change(Co2eFlow flow) {
  const double amount = flow.in(kTonne);
  if (std::abs(amount) < 0.5) return "0 t more or less";
  return std::format("{} t {}", grouped(std::abs(amount)), amount < 0 ? "less" : "more");
}

std::string range(const Co2eInterval& interval) {
  return std::format("{} to {}", tonnes(interval.low), tonnes(interval.high));
}

std::string plain(std::string_view word) {
  std::string text(word);
  std::ranges::replace(text, '_', ' ');
  return text;
}

class LedgerPrinter {
 public:
  LedgerPrinter(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger)
      : terminal_(terminal),
        region_(dataset.region),
        reference_(dataset.reference),
        ledger_(ledger) {}

  void print(bool all) {
    say_change();
    say_uncertainty();
    print_balance();
    print_claims();
    print_entries(all);
  }

 private:
  void say(const std::string& sentence) { terminal_.out << sentence << '\n'; }

  void say_change() {
    const Co2eBalance& balance = ledger_.balance;
    const Co2eFlow own = balance.fossil;
    const std::string in_year =
        region_.settings.base_year > 0 ? std::format(" ({})", region_.settings.base_year) : "";
    say(ledger_.reference == ReferenceScenario::today
            ? std::format("The plan of exchanges, against today{}:", in_year)
            : std::format("The exchanges that operate today{}, against the same year without them:",
                          in_year));
    say(
        std::format("The network itself emits {} fossil CO2e a year (treatment, transport, energy "
                    "and inputs bought, new uses).",
                    change(own)));
    say(
        std::format("Others emit {}, because less is bought of them. That is a comparative claim: "
                    "it is told apart and cuts nobody's own account here.",
                    change(balance.avoided)));
    if (balance.biogenic != Co2eFlow{}) {
      say(std::format("Biogenic CO2, told apart: {}.", change(balance.biogenic)));
    }
    if (balance.removed != Co2eFlow{}) {
      say(std::format("Taken out of the air and stored for good: {} t a year.",
                      tonnes(-balance.removed)));
    }
    const bool is_surely_more = own > Co2eFlow{} && ledger_.uncertainty.fossil.low > Co2eFlow{};
    if (is_surely_more && balance.avoided < Co2eFlow{}) {
      say("So the exchanges pay off outside the network, not in its own account.");
    }
  }

  void say_uncertainty() {
    const LedgerUncertainty& uncertainty = ledger_.uncertainty;
    say_range("The network's own change", ledger_.balance.fossil, uncertainty.fossil,
              &FactorShare::of_fossil);
    say_range("The change elsewhere", ledger_.balance.avoided, uncertainty.avoided,
              &FactorShare::of_avoided);
    if (ledger_.unknown > 0) {
      say(terminal_.yellow(
          std::format("{} entries have no known factor: they are in no sum and in no range.",
                      ledger_.unknown)));
    }
  }

  /// The range of a line, whether its sign is sure, and what most of its doubt is.
  void say_range(const std::string& what, Co2eFlow likely, const Co2eInterval& interval,
                 double FactorShare::* share) {
    const auto& factors = ledger_.uncertainty.factors;
    if (likely == Co2eFlow{} || factors.empty()) return;
    const auto first = std::ranges::max_element(factors, {}, share);
    const bool is_sure = (interval.low < Co2eFlow{}) == (interval.high < Co2eFlow{});
    std::string text = std::format("{} is {} t in nine of ten cases{}.", what, range(interval),
                                   is_sure ? "" : ": whether it rises or falls is not sure");
    if ((*first).*share > 0) {
      text += std::format(" {:.0f} % of that uncertainty is the factor {}.", (*first).*share * 100,
                          first->factor_id);
    }
    say(text);
  }

  void print_balance() {
    const Co2eBalance& balance = ledger_.balance;
    const LedgerUncertainty& uncertainty = ledger_.uncertainty;
    TextTable table({{"change, t CO2e/yr"}, {"likely", true}, {"5 %", true}, {"95 %", true}});
    const auto add = [&](const std::string& name, Co2eFlow likely, const Co2eInterval& interval) {
      table.add({name, tonnes(likely), tonnes(interval.low), tonnes(interval.high)});
    };
    add("fossil, in the network's own chain", balance.fossil, uncertainty.fossil);
    add("biogenic, shown apart", balance.biogenic, uncertainty.biogenic);
    add("removed for good", balance.removed, uncertainty.removed);
    add("avoided elsewhere, a comparative claim", balance.avoided, uncertainty.avoided);
    add("sum of all known entries", ledger_.total, uncertainty.total);
    terminal_.out << '\n';
    table.print(terminal_);
    TextTable factors({{"what the uncertainty rests on"},
                       {"of own chain", true},
                       {"of elsewhere", true},
                       {"of the sum", true},
                       {"5 to 95 %, times"}});
    const auto percent = [](double share) { return std::format("{:.0f} %", share * 100); };
    for (std::size_t i = 0; i < std::min(kMostFactors, uncertainty.factors.size()); ++i) {
      const FactorShare& factor = uncertainty.factors[i];
      factors.add({factor.factor_id, percent(factor.of_fossil), percent(factor.of_avoided),
                   percent(factor.of_total),
                   std::format("{:.2f} to {:.2f}", std::exp(-kScore * factor.spread.below),
                               std::exp(kScore * factor.spread.above))});
    }
    if (factors.empty()) return;
    terminal_.out << '\n';
    factors.print(terminal_);
  }

  void print_claims() {
    std::map<SiteId, Co2eBalance> by_party;
    for (const LedgerEntry& entry : ledger_.entries) {
      if (!entry.co2e) continue;
      for (const Claim& claim : entry.claims) {
        line_of(by_party[claim.site], entry) += claim.share * *entry.co2e;
      }
    }
    const auto size = [](const auto& party) {
      const Co2eBalance& line = party.second;
      return std::abs(line.fossil.in(kTonne)) + std::abs(line.avoided.in(kTonne)) +
             std::abs(line.biogenic.in(kTonne)) + std::abs(line.removed.in(kTonne));
    };
    std::vector<std::pair<SiteId, Co2eBalance>> parties(by_party.begin(), by_party.end());
    std::ranges::stable_sort(parties, std::ranges::greater{}, size);
    TextTable table(
        {{std::format("who may count it, rule {}; t CO2e/yr", word(ledger_.claim_rule))},
         {"own chain", true},
         {"biogenic", true},
         {"removed", true},
         {"avoided elsewhere", true}});
    Co2eBalance rest;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const auto& [site, line] = parties[i];
      if (i < kMostParties) {
        add_party(table, region_[site].name, line);
        continue;
      }
      rest.fossil += line.fossil;
      rest.biogenic += line.biogenic;
      rest.removed += line.removed;
      rest.avoided += line.avoided;
    }
    if (table.empty()) return;
    if (parties.size() > kMostParties) {
      add_party(table, std::format("{} more", parties.size() - kMostParties), rest);
    }
    add_party(table, "all of them", ledger_.balance);
    terminal_.out << '\n';
    table.print(terminal_);
  }

  static void add_party(TextTable& table, const std::string& name, const Co2eBalance& line) {
    table.add({name, tonnes(line.fossil), tonnes(line.biogenic), tonnes(line.removed),
               tonnes(line.avoided)});
  }

  void print_entries(bool all) {
    std::vector<const LedgerEntry*> entries;
    for (const LedgerEntry& entry : ledger_.entries) entries.push_back(&entry);
    // What is not known comes first: it may be the largest.
    std::ranges::stable_sort(entries, std::ranges::greater{}, [](const LedgerEntry* entry) {
      return entry->co2e ? std::abs(entry->co2e->in(kTonne)) : HUGE_VAL;
    });
    const std::size_t shown = all ? entries.size() : std::min(kMostEntries, entries.size());
    TextTable table({{"site"},
                     {"with"},
                     {"resource"},
                     {"what"},
                     {"amount", true},
                     {"unit"},
                     {"t CO2e/yr", true},
                     {"5 to 95 %"},
                     {"origin"},
                     {"factor"},
                     {"read?"}});
    for (std::size_t i = 0; i < shown; ++i) add_entry(table, *entries[i]);
    if (table.empty()) return;
    terminal_.out << '\n';
    table.print(terminal_);
    if (shown < entries.size()) {
      say(std::format("{} smaller entries; all of them with --all, or --json",
                      entries.size() - shown));
    }
  }

  void add_entry(TextTable& table, const LedgerEntry& entry) {
    std::string what = plain(word(entry.kind));
    if (entry.substitution && entry.substitution->ratio != 1) {
      what += std::format(", 1 for {:.3g}", entry.substitution->ratio);
    }
    table.add({region_[entry.site].name,
               entry.counterparty ? region_[entry.counterparty].name : "-",
               reference_[entry.resource].key, what, grouped(entry.amount.in(unit_amount / year)),
               std::string(reference_[entry.resource].unit()) + "/yr",
               entry.co2e ? tonnes(*entry.co2e) : "unknown",
               entry.interval ? range(*entry.interval) : "unknown", std::string(word(entry.origin)),
               entry.factor_id.empty() ? "none" : entry.factor_id,
               !entry.co2e         ? "-"
               : entry.is_verified ? "yes"
                                   : "unverified"});
  }

  const Terminal& terminal_;
  const Region& region_;
  const reference::Reference& reference_;
  const Ledger& ledger_;
};

}  // namespace

void print_ledger(const Terminal& terminal, const formats::Dataset& dataset, const Ledger& ledger,
                  bool all) {
  LedgerPrinter(terminal, dataset, ledger).print(all);
}

}  // namespace samspill::cli
