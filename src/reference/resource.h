#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.h"
#include "units/unit_text.h"

namespace samspill::reference {

enum class Language { en, nb, da, sv, fi, de, pl };
inline constexpr std::array<std::string_view, 7> kLanguageCodes = {"en", "nb", "da", "sv",
                                                                   "fi", "de", "pl"};

/// How far a reference figure can be trusted. `stated` is the dataset's own figure.
enum class Status { published, published_in_part, unverified, stated };

enum class State { solid, sludge, liquid, gas, heat, power, water, service };
enum class Hazard { no, possible, yes };

/// A concept of the vocabulary. Every amount of it is counted in one base unit.
struct Resource {
  std::string key;  // resource_id
  ResourceId broader;
  AmountKind kind = AmountKind::mass;
  State state = State::solid;
  Hazard hazard = Hazard::no;
  std::optional<int> animal_by_product_category;
  bool is_storable = false;
  std::array<std::vector<std::string>, 7> names;  // by Language; the first is the preferred one
  std::vector<std::string> low_codes;
  std::vector<std::string> nace_from;  // classes whose sites usually give it
  std::vector<std::string> nace_to;    // and take it
  std::string source;
  Status status = Status::unverified;

  std::string_view name(Language language) const;
  std::string_view unit() const { return base_unit_name(kind); }
};

/// What a process leaves of a property: it becomes the output's own; the substance stays in the dry
/// matter, which grows less; or the ratio stays as it is.
enum class Passage { of_output, dry_matter, unchanged };

/// How the property of a mix follows from those of its parts: not at all, or as their mean,
/// weighted by amount or by dry matter.
enum class Mixing { none, by_amount, by_dry_matter };

/// A property that a stream can have, with the one unit it is counted in.
struct Property {
  std::string key;
  std::string unit;
  std::string name_en;
  std::string name_nb;
  Passage passage = Passage::of_output;
  Mixing mixing = Mixing::none;
};

}  // namespace samspill::reference
