#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounting/standards.h"
#include "base/diagnostic.h"
#include "domain/bundle.h"
#include "domain/gap.h"
#include "domain/ledger.h"
#include "domain/match.h"
#include "domain/plan.h"
#include "domain/region.h"
#include "portfolio/questions.h"
#include "reference/reference.h"
#include "report/exchange_sums.h"
#include "report/wording.h"

namespace samspill::report {

/// The portfolio of a region with targets and initiatives, and what was asked of it.
struct PortfolioFindings {
  portfolio::Portfolio chosen;
  // What was not asked is empty.
  std::optional<portfolio::Odds> odds;
  std::optional<portfolio::Shortage> shortage;  // where the targets are missed
  std::optional<CarbonPrice> marginal_cost;
  std::vector<portfolio::CurveStep> curve;
  std::vector<portfolio::Portfolio> other_targets;
};

/// Everything a report is made from. Keeps references: they must outlive the making, not the
/// report.
struct ReportInput {
  const Region& region;
  const reference::Reference& reference;
  const std::vector<Match>& matches;  // best first
  const Plan& plan;
  const Ledger& ledger;
  std::vector<Diagnostic> warnings;  // of the check of the dataset
  Language language = Language::en;  // en or nb
  std::string date;                  // as it shall be printed, "2026-03-01"
  std::vector<Bundle> bundles = {};  // best first
  std::vector<Gap> gaps = {};        // of each kind best first
  std::optional<PortfolioFindings> findings = {};
  std::vector<Diagnostic> portfolio_errors = {};  // why there are no findings, if so
  accounting::Standards standards = {};           // of the ledger
};

/// The branch of the vocabulary that gives the resource its colour.
std::string_view family_of(const reference::Reference& reference, ResourceId id);

/// The input with words for its things; every part of the report is made from one of these.
struct Basis {
  explicit Basis(const ReportInput& input);

  const Region& region;
  const reference::Reference& reference;
  const Plan& plan;
  const ReportInput& input;
  Wording words;
  std::vector<ExchangeSum> exchanges;  // those worth most first; then those that end

  std::string site_id(SiteId id) const;  // "s12": short, no blanks
  std::string site_name(SiteId id) const;
  std::string endpoint_name(const Endpoint& end) const;
  std::string resource_name(ResourceId id) const;
  std::string mode_name(ModeId id) const;
  std::string family(ResourceId id) const { return std::string(family_of(reference, id)); }
  std::string base_unit(ResourceId id) const;
  /// The remark in words: its numbers as the language writes them, ids of resources, modes and
  /// properties by their names.
  std::string remark(const Remark& remark) const;
  /// One line for each.
  std::string lines(const std::vector<Remark>& remarks) const;

  Cell amount(AmountFlow amount, ResourceId resource, Mark mark = Mark::none) const;
  static Cell money(MoneyFlow money, Mark mark = Mark::none);
  static Cell money(const std::optional<MoneyFlow>& money, Mark mark = Mark::none);
  static Cell co2e(Co2eFlow co2e, Mark mark = Mark::none);
  static Cell co2e(const std::optional<Co2eFlow>& co2e, Mark mark = Mark::none);
  /// estimated when the stream is.
  Mark mark_of(StreamId stream) const;
};

/// The branches that have a colour of their own; everything else is "other".
const std::vector<std::string_view>& families();

inline constexpr MoneyFlow kEuroPerYear = euro / year;
inline constexpr Co2eFlow kTonneCo2ePerYear = tonne_co2e / year;
inline constexpr AmountFlow kUnitPerYear = unit_amount / year;

}  // namespace samspill::report
