#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <set>

#include "report/picture_data.h"

namespace samspill::report {
namespace {

/// More bands than this cannot be told apart.
constexpr std::size_t kMostLinks = 60;
constexpr std::array<std::string_view, 5> kUnits = {"t", "MWh", "m3", "piece", "ha"};

std::string node_id(const Basis& basis, const Endpoint& end) {
  const std::string site = basis.site_id(end.site);
  return end.process ? std::format("p{}@{}", end.process.index() + 1, site) : site;
}

Sankey make_sankey(const Basis& basis, std::string_view unit) {
  Sankey sankey{.title = basis.words.text(std::format("report.sankey.{}", unit)),
                .unit = std::string(unit)};
  std::map<std::tuple<std::string, std::string, ResourceId>, std::size_t> index;
  std::map<std::string, std::string> names;
  for (const ExchangeSum& sum : basis.exchanges) {
    if (basis.base_unit(sum.resource) != unit || !sum.is_in_plan()) continue;
    const std::string from = node_id(basis, sum.from);
    const std::string to = node_id(basis, sum.to);
    if (from == to) continue;
    names[from] = basis.endpoint_name(sum.from);
    names[to] = basis.endpoint_name(sum.to);
    const auto [place, is_new] = index.try_emplace({from, to, sum.resource}, sankey.links.size());
    if (is_new) {
      sankey.links.push_back(
          {from, to, 0, basis.resource_name(sum.resource), basis.family(sum.resource)});
    }
    sankey.links[place->second].value += sum.sent.in(kUnitPerYear);
  }
  std::ranges::stable_sort(sankey.links, std::ranges::greater{}, &SankeyLink::value);
  if (sankey.links.size() > kMostLinks) {
    sankey.links_left_out = sankey.links.size() - kMostLinks;
    sankey.links.resize(kMostLinks);
  }
  std::set<std::string> used;
  for (const SankeyLink& link : sankey.links) {
    for (const std::string& id : {link.source, link.target}) {
      if (used.insert(id).second) sankey.nodes.push_back({id, names[id]});
    }
  }
  return sankey;
}

ComparisonPart cost_part(const Basis& basis, std::string_view key, MoneyFlow CostParts::* part) {
  return {.key = std::string(key),
          .name = basis.words.text(std::format("report.part.{}", key)),
          .baseline_eur_per_year = (basis.plan.baseline.cost.*part).in(kEuroPerYear),
          .plan_eur_per_year = (basis.plan.planned.cost.*part).in(kEuroPerYear)};
}

ComparisonPart with_co2e(ComparisonPart made, const Basis& basis, Co2eFlow Co2eParts::* part) {
  made.baseline_t_co2e_per_year = (basis.plan.baseline.co2e.*part).in(kTonneCo2ePerYear);
  made.plan_t_co2e_per_year = (basis.plan.planned.co2e.*part).in(kTonneCo2ePerYear);
  return made;
}

}  // namespace

std::vector<Sankey> make_sankeys(const Basis& basis) {
  std::vector<Sankey> sankeys;
  for (const std::string_view unit : kUnits) {
    Sankey made = make_sankey(basis, unit);
    if (!made.links.empty()) sankeys.push_back(std::move(made));
  }
  return sankeys;
}

std::vector<ComparisonPart> make_comparison(const Basis& basis) {
  const NetworkState& today = basis.plan.baseline;
  const NetworkState& planned = basis.plan.planned;
  return {
      with_co2e(cost_part(basis, "disposal", &CostParts::disposal), basis, &Co2eParts::disposal),
      with_co2e(cost_part(basis, "purchase", &CostParts::purchase), basis, &Co2eParts::production),
      with_co2e(cost_part(basis, "transport", &CostParts::transport), basis, &Co2eParts::transport),
      with_co2e({.key = "use", .name = basis.words.text("report.part.use")}, basis,
                &Co2eParts::use),
      with_co2e({.key = "use", .name = basis.words.text("report.part.use")}, basis,
                &Co2eParts::use),
      cost_part(basis, "operation", &CostParts::operation),
      cost_part(basis, "investment", &CostParts::investment),
      cost_part(basis, "carbon", &CostParts::carbon),
      {.key = "total",
       .name = basis.words.text("report.part.total"),
       .baseline_eur_per_year = today.cost.total().in(kEuroPerYear),
       .plan_eur_per_year = planned.cost.total().in(kEuroPerYear),
       .baseline_t_co2e_per_year = today.co2e.total().in(kTonneCo2ePerYear),
       .plan_t_co2e_per_year = planned.co2e.total().in(kTonneCo2ePerYear)},
  };
}

std::string_view balance_key(const LedgerEntry& entry) {
  // What others no longer emit is never set off against the network's own emissions.
  const bool is_avoided = entry.kind == EntryKind::avoided_production;
  return is_avoided && entry.origin != Origin::removed ? "avoided" : word(entry.origin);
}

std::vector<LedgerSum> make_ledger_sums(const Basis& basis) {
  // What is avoided elsewhere is a claim of its own, whatever it would have been made of.
  std::map<std::pair<std::string_view, EntryKind>, std::optional<Co2eFlow>> sums;
  for (const LedgerEntry& entry : basis.input.ledger.entries) {
    auto& sum = sums[{balance_key(entry), entry.kind}];
    if (entry.co2e) sum = sum.value_or(Co2eFlow{}) + *entry.co2e;
  }
  std::vector<LedgerSum> made;
  for (const auto& [key, sum] : sums) {
    const std::string kind(word(key.second));
    made.push_back({kind, basis.words.text("report.ledger." + kind), std::string(key.first),
                    sum.transform([](Co2eFlow co2e) { return co2e.in(kTonneCo2ePerYear); })});
  }
  return made;
}

}  // namespace samspill::report
