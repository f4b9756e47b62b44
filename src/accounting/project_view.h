#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/ledger.h"
#include "domain/plan.h"
#include "domain/region.h"

namespace samspill::accounting {

/// ISO 14064-2: what gives off, takes up or keeps greenhouse gases.
enum class ElementKind { source, sink, reservoir };
inline constexpr std::array<std::string_view, 3> kElementKindWords = {"source", "sink",
                                                                      "reservoir"};
constexpr std::string_view word(ElementKind kind) {
  return kElementKindWords[static_cast<std::size_t>(kind)];
}

/// Whether those who do the project run it, whether goods or energy of the project pass through it,
/// or whether it only changes with supply and demand.
enum class Relation { controlled, related, affected };
inline constexpr std::array<std::string_view, 3> kRelationWords = {"controlled", "related",
                                                                   "affected"};
constexpr std::string_view word(Relation relation) {
  return kRelationWords[static_cast<std::size_t>(relation)];
}

inline constexpr std::array<std::string_view, 3> kEvidenceWords = {"measured", "calculated",
                                                                   "estimated"};
constexpr std::string_view word(Evidence evidence) {
  return kEvidenceWords[static_cast<std::size_t>(evidence)];
}

/// One source, sink or reservoir of a project, by one gas; its factor is the entry's.
struct ProjectElement {
  std::size_t entry = 0;  // into the ledger's entries; its figure is project less baseline
  ElementKind kind = ElementKind::source;
  Relation relation = Relation::related;
  std::optional<Co2eFlow> baseline, project;  // empty = unknown
  Evidence monitoring = Evidence::estimated;  // how the amount is known

  bool operator==(const ProjectElement&) const = default;
};

/// What one exchange, or one initiative, changes against the baseline scenario.
struct Project {
  LedgerExchangeId exchange;  // none = of an initiative
  InitiativeId initiative;
  AmountFlow baseline_amount, project_amount;  // sent by the giver; of an exchange
  std::vector<ProjectElement> elements;
  Co2eFlow difference;                   // of the elements with a known factor
  std::optional<Co2eInterval> interval;  // empty = unknown
  std::size_t unknown = 0;
  /// Exchanges that shrink as this one grows, at the same giver or taker: known leakage. That of
  /// markets beyond is not known.
  std::vector<LedgerExchangeId> displaces;

  bool operator==(const Project&) const = default;
};

/// Every exchange of a plan's ledger that has entries.
std::vector<Project> make_exchange_projects(const Region& region, const Plan& plan,
                                            const Ledger& ledger);
/// Every initiative of its ledger.
std::vector<Project> make_initiative_projects(const Region& region, const Ledger& initiatives);

}  // namespace samspill::accounting
