#pragma once

#include <string>
#include <vector>

#include "report/basis.h"
#include "report/used_rows.h"

namespace samspill::report {

/// How far the data carry the answer.
struct DataQuality {
  std::size_t streams = 0;
  std::size_t measured = 0;
  std::size_t calculated = 0;
  std::size_t estimated = 0;
  std::size_t without_uncertainty = 0;  // the data don't say how sure the amount is
  std::size_t rows_used = 0;
  std::size_t rows_unchecked = 0;   // of those: not read in the source
  std::size_t without_amount = 0;   // streams known to be there, but not how large
  std::size_t left_out = 0;         // streams without any price
  std::size_t unknown_entries = 0;  // ledger entries without a factor
  double unchecked_cost = 0;        // share of today's and the plan's treatment and purchases, 0…1
  double unchecked_co2e = 0;        // share of the ledger's known entries, by size

  double estimated_share() const;
};

DataQuality measure_quality(const Basis& basis, const std::vector<UsedRow>& used);

Table evidence_table(const Basis& basis, const DataQuality& quality);
Table left_out_table(const Basis& basis);
Table sources_table(const Basis& basis, const std::vector<UsedRow>& used);
/// Where the streams' own figures are from.
Table stream_sources_table(const Basis& basis);

}  // namespace samspill::report
