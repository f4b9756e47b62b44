#include "report/model.h"

#include <algorithm>
#include <format>

#include "reference/texts.h"
#include "report/ledger_tables.h"
#include "report/link_tables.h"
#include "report/match_table.h"
#include "report/picture_data.h"
#include "report/plan_tables.h"
#include "report/portfolio_figures.h"
#include "report/portfolio_section.h"
#include "report/quality.h"
#include "report/scope_section.h"
#include "report/used_rows.h"

namespace samspill::report {
namespace {

/// Warnings of the check that are listed; beyond, their number is told.
constexpr std::size_t kMostWarnings = 60;
/// Flows that a picture's words name.
constexpr std::size_t kNamedFlows = 5;

std::string site_name(const MapFigure& map, const std::string& id) {
  const auto site = std::ranges::find(map.sites, id, &MapSite::id);
  return site == map.sites.end() ? id : site->name;
}

std::string amount_text(const Wording& words, double value, const std::string& unit) {
  return words.number(value, table_decimals(value)) + "\u00a0" + words.per_year(unit);
}

Figure map_figure(const Basis& basis, const MapFigure& map) {
  const Wording& words = basis.words;
  std::vector<std::string> named;
  for (const MapExchange& line : map.exchanges) {
    if (named.size() == kNamedFlows) break;
    named.push_back(
        words.text("report.alt.flow",
                   {line.resource_name, site_name(map, line.from_site),
                    site_name(map, line.to_site), amount_text(words, line.quantity, line.unit)}));
  }
  Figure figure{.kind = FigureKind::map,
                .title = words.text("report.figure.map"),
                .note = words.text("report.figure.map_note"),
                .alternative = words.text(
                    "report.alt.map", {basis.region.settings.name, words.count(map.sites.size()),
                                       words.count(map.exchanges.size())})};
  if (!named.empty()) {
    figure.alternative += " " + words.text("report.alt.largest", {words.list(named)});
  }
  if (map.sites_left_out > 0 || map.exchanges_left_out > 0) {
    figure.note += " " + words.text("report.figure.map_cut", {words.count(map.sites_left_out),
                                                              words.count(map.exchanges_left_out)});
  }
  return figure;
}

Figure sankey_figure(const Basis& basis, const Sankey& sankey, std::size_t index) {
  const Wording& words = basis.words;
  const auto name = [&](const std::string& id) {
    return std::ranges::find(sankey.nodes, id, &SankeyNode::id)->name;
  };
  std::vector<std::string> named;
  for (const SankeyLink& link : sankey.links) {
    if (named.size() == kNamedFlows) break;
    named.push_back(
        words.text("report.alt.flow", {link.resource_name, name(link.source), name(link.target),
                                       amount_text(words, link.value, sankey.unit)}));
  }
  return {
      .kind = FigureKind::sankey,
      .index = index,
      .title = sankey.title,
      .note = words.text("report.figure.sankey_note"),
      .alternative = sankey.title + ". " + words.text("report.alt.largest", {words.list(named)})};
}

Figure comparison_figure(const Basis& basis, const std::vector<ComparisonPart>& parts) {
  const Wording& words = basis.words;
  const ComparisonPart& total = parts.back();
  const auto whole = [&](const std::optional<double>& value) {
    return words.number(value.value_or(0), 0);
  };
  return {.kind = FigureKind::comparison,
          .title = words.text("report.figure.comparison"),
          .note = words.text("report.figure.comparison_note"),
          .alternative = words.text(
              "report.alt.comparison",
              {whole(total.baseline_eur_per_year), whole(total.plan_eur_per_year),
               whole(total.baseline_t_co2e_per_year), whole(total.plan_t_co2e_per_year)})};
}

Figure ledger_figure(const Basis& basis, const std::vector<LedgerSum>& sums) {
  const Wording& words = basis.words;
  std::vector<std::string> named;
  for (const LedgerSum& sum : sums) {
    const std::string value = sum.t_co2e_per_year
                                  ? amount_text(words, *sum.t_co2e_per_year, "t CO2e")
                                  : words.text("report.unknown");
    named.push_back(
        std::format("{} ({}): {}", sum.name, words.text("report.origin." + sum.origin), value));
  }
  return {.kind = FigureKind::ledger,
          .title = words.text("report.figure.ledger"),
          .note = words.text("report.figure.ledger_note"),
          .alternative = words.text("report.figure.ledger") + ". " + words.list(named) + "."};
}

Section section(const Basis& basis, std::string id) {
  return {.id = id, .title = basis.words.text("report.section." + id)};
}

Section exchange_section(const Basis& basis) {
  Section made = section(basis, "exchanges");
  made.tables.push_back(exchange_table(basis));
  if (Table plants = plant_table(basis); !plants.rows.empty()) made.tables.push_back(plants);
  if (Table pipes = pipe_table(basis); !pipes.rows.empty()) made.tables.push_back(pipes);
  return made;
}

Section quality_section(const Basis& basis, const DataQuality& quality) {
  const Wording& words = basis.words;
  Section made = section(basis, "quality");
  made.paragraphs.push_back(words.text("report.quality.intro"));
  for (const Remark& note : basis.plan.notes) {
    made.warnings.push_back(basis.remark(note));
  }
  const std::vector<Diagnostic>& warnings = basis.input.warnings;
  for (std::size_t i = 0; i < warnings.size() && i < kMostWarnings; ++i) {
    made.warnings.push_back(reference::text(to_message(warnings[i]), words.language()));
  }
  if (warnings.size() > kMostWarnings) {
    made.warnings.push_back(
        words.text("report.quality.more_warnings", {words.count(warnings.size() - kMostWarnings)}));
  }
  if (made.warnings.empty()) made.paragraphs.push_back(words.text("report.quality.no_warnings"));
  made.tables.push_back(evidence_table(basis, quality));
  if (Table left = left_out_table(basis); !left.rows.empty()) made.tables.push_back(left);
  return made;
}

Section method_section(const Basis& basis) {
  Section made = section(basis, "method");
  for (const char* key : {"report.method.plan", "report.method.savings", "report.method.co2e",
                          "report.method.confidence", "report.method.marks"}) {
    made.points.push_back(basis.words.text(key));
  }
  return made;
}

}  // namespace

const Table* ReportModel::table(std::string_view id) const {
  for (const Section& section : sections) {
    const auto found = std::ranges::find(section.tables, id, &Table::id);
    if (found != section.tables.end()) return &*found;
  }
  return nullptr;
}

ReportModel make_report(const ReportInput& input) {
  const Basis basis(input);
  const Wording& words = basis.words;
  const std::vector<UsedRow> used = used_rows(basis);
  const UncheckedKeys unchecked = unchecked_keys(used);
  const DataQuality quality = measure_quality(basis, used);
  const std::string& region = input.region.settings.name;
  ReportModel model{.language = input.language,
                    .region = region,
                    .title = words.text("report.title", {region}),
                    .subtitle = words.text("report.subtitle"),
                    .date = words.date(input.date),
                    .summary = make_summary(basis, quality),
                    .map = make_map(basis),
                    .sankeys = make_sankeys(basis),
                    .comparison = make_comparison(basis),
                    .ledger = make_ledger_sums(basis)};
  Section portfolio;
  if (const auto& findings = input.findings) {
    model.wedges = make_wedges(basis, *findings);
    model.balance = make_balance(basis, *findings, model.wedges);
    model.cost_curve = make_cost_curve(basis, *findings);
    model.funnel = make_funnel(basis);
    portfolio = portfolio_section(basis, *findings, model);
  } else if (!input.portfolio_errors.empty()) {
    portfolio = portfolio_error_section(basis, input.portfolio_errors);
  }
  Section map = section(basis, "map");
  if (!model.map.sites.empty()) map.figures.push_back(map_figure(basis, model.map));
  Section flows = section(basis, "flows");
  for (std::size_t i = 0; i < model.sankeys.size(); ++i) {
    flows.figures.push_back(sankey_figure(basis, model.sankeys[i], i));
  }
  if (flows.figures.empty()) flows.paragraphs.push_back(words.text("report.none"));
  Section comparison = section(basis, "comparison");
  comparison.figures.push_back(comparison_figure(basis, model.comparison));
  comparison.tables.push_back(comparison_table(basis, model.comparison));
  Section remaining = section(basis, "remaining");
  remaining.tables = {disposal_table(basis, unchecked), purchase_table(basis, unchecked)};
  Section matches = section(basis, "matches");
  matches.tables.push_back(match_table(basis));
  Section links = section(basis, "links");
  if (!input.gaps.empty()) links.tables.push_back(gap_table(basis));
  if (!input.bundles.empty()) links.tables.push_back(bundle_table(basis));
  Section ledger = section(basis, "ledger");
  if (!model.ledger.empty()) ledger.figures.push_back(ledger_figure(basis, model.ledger));
  ledger.tables = {balance_table(basis), ledger_table(basis)};
  Section prices = section(basis, "prices");
  prices.tables.push_back(price_table(basis));
  Section sources = section(basis, "sources");
  sources.tables = {sources_table(basis, used), stream_sources_table(basis)};
  model.sections = {std::move(map),        exchange_section(basis), std::move(flows),
                    std::move(comparison), std::move(ledger),       scope_section(basis),
                    std::move(portfolio),  std::move(remaining),    std::move(matches),
                    std::move(links),      std::move(prices),       quality_section(basis, quality),
                    method_section(basis), std::move(sources)};
  std::erase_if(model.sections, [](const Section& made) {
    return made.paragraphs.empty() && made.points.empty() && made.figures.empty() &&
           made.tables.empty() && made.warnings.empty();
  });
  return model;
}

std::string flows_cut(const Wording& words, const Sankey& sankey, std::size_t shown) {
  return words.text("report.figure.sankey_cut",
                    {words.count(shown), words.count(sankey.links.size() + sankey.links_left_out)});
}

}  // namespace samspill::report
