#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "report/basis.h"

namespace samspill::report {

/// A row of the reference tables that a figure of the plan or the ledger rests on.
struct UsedRow {
  enum class Kind {
    purchase_price,
    disposal_price,
    production_factor,
    disposal_factor,
    process_factor,
    transport_price,
    transport_factor,
    synergy
  };

  Kind kind = Kind::purchase_price;
  reference::Provenance provenance;
  std::string subject;  // the resource or mode, in words
  Cell value;

  bool operator==(const UsedRow&) const = default;
  /// Read in the named source, or stated by the dataset itself.
  bool is_checked() const;
};

/// Every price, factor, transport mode and synergy used, in the order of the tables.
std::vector<UsedRow> used_rows(const Basis& basis);

/// Ids of the rows among them that nobody has read in their source.
using UncheckedKeys = std::set<std::string, std::less<>>;
UncheckedKeys unchecked_keys(const std::vector<UsedRow>& used);

}  // namespace samspill::report
