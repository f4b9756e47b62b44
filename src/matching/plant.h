#pragma once

#include <map>
#include <optional>
#include <vector>

#include "matching/pair_rules.h"
#include "matching/pathways.h"

namespace samspill::matching {

/// One output of a process, and by which input each offered resource becomes it.
struct Production {
  ProcessId process;
  std::size_t output = 0;
  std::map<ResourceId, std::size_t> input_of;
};

/// What single processes can make of the resources of these offers, by process and output.
std::vector<Production> find_productions(const PairRules& rules, const Pathways& pathways,
                                         const std::vector<StreamId>& offers);

/// An offer at the gate of a plant, before anybody has taken what the plant makes. All per unit
/// that leaves the offer.
struct Supply {
  StreamId offer;
  Conversion conversion;
  reference::Carriage way;
  double throughput = 0;                   // of the plant's main input
  double given = 0;                        // of the output
  double peak = 1;                         // busiest period against the mean
  std::optional<UnitPrice> gain;           // disposal saved less carriage and running cost
  std::optional<CarbonIntensity> avoided;  // the same in CO2e
};

/// What part of a supply a plant takes.
struct Intake {
  const Supply* supply = nullptr;
  AmountFlow sent;
};

/// A plant that some offers supply and that serves one need. Benefit empty = unknown.
struct Filling {
  ResourceId output;
  std::vector<Intake> intakes;
  AmountFlow size;  // to be built, at least the least size
  std::optional<MoneyFlow> benefit;
  std::optional<Co2eFlow> co2e_saved;

  AmountFlow quantity() const;
  AmountFlow throughput() const;
};

/// Which offers a plant at one site should take for a need (docs/matching.md). Keeps references: it
/// must not outlive its arguments.
class Plant {
 public:
  /// The offers are among those whose resource enters the production; those that can't be brought
  /// to the site are left out.
  Plant(const PairRules& rules, const Pathways& pathways, const Production& production, SiteId site,
        const std::vector<StreamId>& offers);

  /// The best filling, over all ways to the need. Empty when nothing can be sent.
  std::optional<Filling> fill(StreamId need) const;
  /// The best filling with this supply alone.
  std::optional<Filling> alone(StreamId need, const Supply& supply) const;

 private:
  struct Sale;

  std::optional<Supply> supply(StreamId offer) const;
  std::optional<Filling> fill(StreamId need, const std::vector<const Supply*>& supplies) const;
  std::optional<Filling> fill(Sale& sale) const;

  const PairRules& rules_;
  const Pathways& pathways_;
  const Production& production_;
  SiteId site_;
  ResourceId output_;
  std::vector<Supply> supplies_;
};

/// Known benefit before unknown, more before less; then more sent.
bool is_better(const Filling& a, const Filling& b);

}  // namespace samspill::matching
