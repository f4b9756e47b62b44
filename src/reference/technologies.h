#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "domain/region.h"
#include "reference/rows.h"

namespace samspill::reference {

class Reference;

/// A plant as it is known in general, with its cost at one size.
struct Technology {
  std::string name_en;
  std::string name_nb;
  ResourceId main_output;
  AmountFlow reference_capacity;  // of the main input
  Money capex;                    // at that capacity
  double scale_exponent = 1;      // capex · (size / reference capacity) ^ exponent
  UnitPrice opex_per_amount;      // without power, heat and other inputs
  double opex_share = 0;          // of the capex, per year
  Duration lifetime = 20.0 * year;
  std::vector<ProcessFlow> inputs;  // the main one first, then its own power and heat and others
  std::vector<ProcessFlow> outputs;
  Provenance provenance;
};

/// The technologies of data/technologies.csv and data/technology_flows.csv, in that order.
class Technologies {
 public:
  static bool reads(std::string_view table);
  void add(const Table& table, const Reference& reference, Status status, Diagnostics& diagnostics);
  const std::vector<Technology>& rows() const { return rows_; }

 private:
  friend class TechnologyReader;
  std::vector<Technology> rows_;
};

/// The technology as a candidate that could stand anywhere, from a third to three times its
/// reference capacity: beyond, the cost curve does not hold. Its cost is the curve's tangent at the
/// reference capacity, which lies nowhere below the curve (15 % above it at a third and exponent
/// 0.7).
Process as_candidate(const Technology& technology);

}  // namespace samspill::reference
