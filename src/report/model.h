#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/basis.h"
#include "report/cell.h"
#include "report/figures.h"
#include "report/summary.h"

namespace samspill::report {

enum class FigureKind { map, sankey, comparison, ledger, wedges, balance, cost_curve, funnel };

/// A picture's place and words; what it shows stands in the model under its kind (and index).
struct Figure {
  FigureKind kind = FigureKind::map;
  std::size_t index = 0;
  std::string title;
  std::string note;
  std::string alternative;  // what it shows, in words, for those who cannot see it
};

struct Section {
  std::string id;  // "exchanges", language-free
  std::string title;
  std::vector<std::string> paragraphs;
  std::vector<std::string> points;  // a list under the paragraphs
  std::vector<Figure> figures;
  std::vector<Table> tables;
  std::vector<std::string> warnings;
};

/// The report before it has a form: words in one language, typed cells, pictures as values. The
/// page, the PDF, the workbook and the map file are all written from this alone.
struct ReportModel {
  Language language = Language::en;
  std::string region;
  std::string title;
  std::string subtitle;
  std::string date;
  Summary summary;
  MapFigure map;
  std::vector<Sankey> sankeys;
  std::vector<ComparisonPart> comparison;
  std::vector<LedgerSum> ledger;
  WedgeFigure wedges;
  std::vector<BalanceStep> balance;
  CostCurveFigure cost_curve;
  std::vector<StageBar> funnel;
  std::vector<Section> sections;  // after the summary, in reading order

  const Table* table(std::string_view id) const;
};

/// The whole report of a region, its matches, its plan and its ledger.
ReportModel make_report(const ReportInput& input);

/// "The 40 largest of 120 flows": what a flow diagram that shows only some says of the rest.
std::string flows_cut(const Wording& words, const Sankey& sankey, std::size_t shown);

}  // namespace samspill::report
