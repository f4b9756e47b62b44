#pragma once

#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "matching/pair_rules.h"
#include "reference/suitability.h"

namespace samspill::matching {

/// A process on a pathway: the input that what comes enters by, the output that goes on.
struct Conversion {
  ProcessId process;
  std::size_t input = 0;
  std::size_t output = 0;

  auto operator<=>(const Conversion&) const = default;
};

/// One or two processes that turn an offered resource into one that serves a need.
struct Chain {
  std::vector<Conversion> conversions;
  ResourceFit fit;  // of the last output and the need
};

/// What a conversion at a site makes of each unit that enters. Empty = unknown.
struct Yield {
  double throughput = 0;                // of the main input
  double given = 0;                     // of the output
  std::optional<UnitPrice> cost;        // running, of other inputs and outputs; no investment
  std::optional<CarbonIntensity> co2e;  // of other inputs and outputs, and given off here
};

/// What building a process costs a year, as Pathways::investment() says it by its size: the fixed
/// part, and so much per unit of capacity, of which there is at least the smallest.
struct InvestmentLine {
  MoneyFlow fixed;
  UnitPrice per_capacity;
  AmountFlow smallest;
};

/// The pathways of a region: processes between an offer and a need. Keeps a reference: it must not
/// outlive `rules`. Several threads may read it at once.
class Pathways {
 public:
  explicit Pathways(const PairRules& rules);

  /// Makes ready for a stream that has come or changed.
  void update(StreamId id) { add_yields(rules_.region()[id].resource); }

  /// Every way to convert the resource by one process.
  std::vector<Conversion> first_conversions(ResourceId entering) const;
  /// Every way to convert the resource by one process or two different ones.
  std::vector<std::vector<Conversion>> conversions(ResourceId offered) const;
  /// What the last of them makes.
  ResourceId output(const Conversion& conversion) const {
    return rules_.region()[conversion.process].outputs[conversion.output].resource;
  }

  /// Where the conversion can take place: the sites that the process names, else `from` and the
  /// taker's.
  std::vector<SiteId> sites(const Conversion& conversion, SiteId from, SiteId taker) const;

  /// Whether what it makes depends on a property of what enters.
  bool depends_on_offer(const Conversion& conversion) const;
  /// What enters is what the offer has; for a second process pass no offer: then it is what the
  /// process before makes, with the reference values of `entering`. Empty = a property that the
  /// process depends on is unknown.
  std::optional<Yield> yield(const Conversion& conversion, SiteId site, ResourceId entering,
                             StreamId offer) const;
  /// What is left of the process's capacity there, of its main input; empty = unlimited.
  std::optional<AmountFlow> capacity(ProcessId process, SiteId site) const;
  /// Yearly cost of building and keeping the process at this size; nothing where it stands already.
  MoneyFlow investment(ProcessId process, AmountFlow size) const;
  const InvestmentLine& investment_line(ProcessId process) const {
    return investment_lines_[process.index()];
  }

  /// The property of what leaves the chain's last process, as far as it is known.
  std::optional<double> value_after(const Chain& chain, StreamId offer, PropertyId property) const;
  bool quality_fits(const Chain& chain, StreamId offer, StreamId need) const;
  /// What the chain does by law to what goes through it.
  Processing processing(const Chain& chain) const;
  /// Whether quality, the taker's sector and law allow the chain.
  bool is_allowed(const Chain& chain, StreamId offer, StreamId need) const;
  /// The same for one of the two.
  bool is_allowed(const Chain& chain, StreamId offer, StreamId need, const Seeking& seeking) const;

  reference::QualityCheck check_quality(const Chain& chain, StreamId offer, StreamId need) const;

  /// The best of all sites and ways, and where it fails when there is none.
  struct Trial {
    std::optional<Outcome> best;
    bool is_known = false;      // the properties that the processes depend on
    bool is_reached = false;    // by ways within the limits
    bool has_capacity = false;  // something is left of every process's
  };
  Trial best_outcome(StreamId offer, StreamId need, const Chain& chain) const;
  /// The best of all ways with the processes at these sites, which must be among sites().
  std::optional<Outcome> best_outcome(StreamId offer, StreamId need, const Chain& chain,
                                      std::span<const SiteId> sites) const;

 private:
  struct Draft;

  void add_yields(ResourceId entering);
  std::optional<Yield> work_out(const Conversion& conversion, SiteId site, ResourceId entering,
                                StreamId offer) const;
  void go_on(Draft& draft, std::size_t step, SiteId from) const;
  void go_to(Draft& draft, std::size_t step, SiteId from, SiteId place) const;
  void finish(Draft& draft) const;

  const PairRules& rules_;
  std::vector<ProcessId> processes_;  // those that have an input and an output in the books
  std::map<std::pair<ProcessId, SiteId>, AmountFlow> used_;  // by operating exchanges
  std::vector<InvestmentLine> investment_lines_;             // by process
  std::vector<bool> may_enter_;                              // by resource: yields_ has it
  /// By conversion, what enters and the country: for all that may enter in this region.
  std::map<std::tuple<Conversion, ResourceId, std::size_t>, std::optional<Yield>> yields_;
};

}  // namespace samspill::matching
