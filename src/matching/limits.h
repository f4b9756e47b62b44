#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/basis.h"
#include "reference/law_tables.h"
#include "reference/reference.h"

namespace samspill::matching {

/// The limits that a country sets to one use of one resource.
struct LimitGroup {
  using Row = const reference::ContaminantLimit*;
  std::string use;
  std::string country;
  std::string taker_use;  // empty: holds for whoever needs the resource
  ResourceId resource;
  std::vector<Row> always;
  std::vector<Row> instead;
  std::vector<std::pair<std::string, std::vector<Row>>> classes;  // as the table orders them
};

/// How far a material keeps the limits of a group, from the best to the worst.
struct LimitVerdict {
  /// doubtful: breaks a rule that does not exclude by itself.
  enum class Kind { kept, unknown, doubtful, broken };
  Kind kind = Kind::kept;
  const LimitGroup* group = nullptr;
  std::string class_name;            // the class that admits it, or comes nearest to
  std::vector<std::string> kept;     // "cadmium 0.6 mg/kg (at most 0.8)"
  std::vector<std::string> missed;   // the same for what is doubtful or broken
  std::vector<std::string> unknown;  // properties
  std::string source;                // of the first rule that is missed
};

/// The limits of data/contaminant_limits.csv, by group. Keeps a reference: it must not outlive it.
class Limits {
 public:
  explicit Limits(const reference::Reference& reference);

  /// Groups that hold for whoever needs the resource in the country: its own and the Union's.
  std::vector<const LimitGroup*> product_groups(ResourceId needed, std::string_view country) const;
  /// Groups that hold for a use in the country whatever is needed there. Where the country has
  /// rules of its own for a resource, the Union's for the same resource fall away.
  std::vector<const LimitGroup*> use_groups(std::string_view use, std::string_view country) const;

  /// One class must admit, and what holds for every class must be kept.
  LimitVerdict judge(const LimitGroup& group, const reference::KnownValue& known) const;

 private:
  const reference::Reference& reference_;
  std::vector<LimitGroup> groups_;
};

}  // namespace samspill::matching
