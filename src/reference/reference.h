#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "base/text.h"
#include "domain/ids.h"
#include "reference/climate_tables.h"
#include "reference/law_tables.h"
#include "reference/resource.h"
#include "reference/rows.h"
#include "reference/technologies.h"
#include "reference/way_tables.h"

namespace samspill::reference {

/// How an offered resource can serve a needed one.
struct Fit {
  enum class Kind { same, narrower, synergy };
  Kind kind = Kind::same;
  double substitution = 1;
  const Synergy* synergy = nullptr;
};

/// An entry of the List of Waste in one of its versions.
struct WasteCode {
  /// A mirror entry has a twin that differs only in whether the waste is hazardous: tests decide.
  enum class Entry { unknown, absolute, mirror };
  bool is_hazardous = false;
  std::string title_en;
  std::string valid_from;  // YYYY-MM-DD
  std::string valid_to;    // empty: still valid
  Entry entry = Entry::unknown;
};

/// The reference tables as typed look-ups. A dataset's own rows replace built-in rows with the same
/// key.
class Reference {
 public:
  /// Adds the rows of one table: resources, property_kinds, property_values, factors, prices,
  /// transport, synergies, constants, list_of_waste, rd_codes, nace, and those of LawTables,
  /// WayTables, ClimateTables and Technologies. Others are refused with a diagnostic. `status` is
  /// what rows without a status column get.
  void add(const Table& table, Status status, Diagnostics& diagnostics);

  const std::vector<Resource>& resources() const { return resources_; }
  const std::vector<Property>& properties() const { return properties_; }
  const std::vector<Mode>& modes() const { return modes_; }
  const std::vector<Synergy>& synergies() const { return synergies_; }
  const std::vector<Price>& prices() const { return prices_; }
  const std::vector<Factor>& factors() const { return factors_; }
  const LawTables& law() const { return law_; }
  const WayTables& way_tables() const { return way_tables_; }
  const ClimateTables& climate() const { return climate_; }
  const std::vector<Technology>& technologies() const { return technologies_.rows(); }
  const Resource& operator[](ResourceId id) const { return resources_[id.index()]; }
  const Property& operator[](PropertyId id) const { return properties_[id.index()]; }
  const Mode& operator[](ModeId id) const { return modes_[id.index()]; }

  /// By id, or by any name in any language, however spelt in case, accents, hyphens. None if
  /// unknown.
  ResourceId find_resource(std::string_view text) const;
  /// By resource_id alone.
  ResourceId find_resource_id(std::string_view key) const;
  PropertyId find_property(std::string_view key) const;
  ModeId find_mode(std::string_view key) const;
  bool is_low_code(std::string_view code) const { return low_codes_.contains(code); }
  /// As the list says on that day (YYYY-MM-DD); without a day, in the oldest version.
  bool is_hazardous_low_code(std::string_view code, std::string_view date = {}) const;
  /// Every version of the code, oldest first; empty for an unknown code.
  std::span<const WasteCode> low_code_versions(std::string_view code) const;
  /// The version in force on that day (YYYY-MM-DD), if any.
  const WasteCode* low_code_on(std::string_view code, std::string_view date) const;
  /// True when the code is in the List of Waste on some day from `first` to `last` (YYYY-MM-DD).
  bool is_low_code_between(std::string_view code, std::string_view first,
                           std::string_view last) const;
  /// What the list calls it, in English; empty for an unknown code.
  std::string_view low_code_title(std::string_view code, std::string_view date = {}) const;
  /// True when the resource or a narrower concept usually has the code; where these have none, when
  /// the nearest broader concept with codes has it, or none does.
  bool is_usual_low_code(ResourceId resource, std::string_view code) const;
  bool is_rd_code(std::string_view code) const { return rd_codes_.contains(code); }
  bool is_nace_code(std::string_view code) const { return nace_codes_.contains(code); }
  /// Names to offer for one that could not be found.
  Message suggest_resource(std::string_view text) const;
  Message suggest_property(std::string_view text) const;
  Message suggest_mode(std::string_view text) const;

  /// True when the resource is `ancestor` or narrower.
  bool is_within(ResourceId resource, ResourceId ancestor) const;
  /// The best way the offered resource serves the needed one: same before narrower before synergy.
  std::optional<Fit> fit(ResourceId offered, ResourceId needed) const;
  bool carries(const Mode& mode, ResourceId resource) const;

  /// The row for the nearest of the resource and its broader concepts; there a row of the dataset
  /// before a built-in one, the country's own before the general one, the route's likewise. A row
  /// for another country or route never answers.
  const Price* price(PriceKind kind, ResourceId resource, std::string_view route,
                     std::string_view country) const;
  const Factor* factor(FactorKind kind, ResourceId resource, std::string_view route,
                       std::string_view country) const;
  /// The resource's own value, or the nearest broader concept's.
  const PropertyValue* property_value(ResourceId resource, PropertyId property) const;
  /// Throws Error(internal) when the constant is missing.
  double constant(std::string_view key) const;
  std::optional<double> find_constant(std::string_view key) const;

  /// Base units of the resource per base unit of another kind of amount, through density, heating
  /// value or normal density. Empty when the property is not known.
  std::optional<double> to_base_units(AmountKind from, ResourceId resource) const;

 private:
  friend class ReferenceReader;
  void index_names(ResourceId id);
  const WasteCode* waste_code(std::string_view code, std::string_view date) const;

  std::vector<Resource> resources_;
  std::vector<Property> properties_;
  std::vector<Mode> modes_;
  std::vector<Price> prices_;
  std::vector<Factor> factors_;
  std::vector<Synergy> synergies_;
  std::vector<PropertyValue> property_values_;
  TextMap<ResourceId> resource_ids_;
  /// Of tens of thousands of names: shared by copies until one adds a resource.
  struct Names {
    TextMap<ResourceId> preferred;
    TextMap<ResourceId> other;
  };
  std::shared_ptr<Names> names_ = std::make_shared<Names>();
  TextMap<PropertyId> property_ids_;
  TextMap<ModeId> mode_ids_;
  TextMap<std::vector<WasteCode>> low_codes_;  // versions, oldest first
  TextMap<std::string> rd_codes_;
  TextMap<std::string> nace_codes_;
  TextMap<Constant> constants_;
  LawTables law_;
  WayTables way_tables_;
  ClimateTables climate_;
  Technologies technologies_;
  std::unordered_map<ResourceId, std::vector<std::size_t>> prices_of_;
  std::unordered_map<ResourceId, std::vector<std::size_t>> factors_of_;
  std::unordered_map<ResourceId, std::vector<std::size_t>> values_of_;
  std::unordered_map<ResourceId, std::vector<std::size_t>> synergies_of_need_;
};

/// The day by which a year's waste codes are judged: YYYY-07-01.
std::string middle_of(int year);

/// The tables that ship with the program. Made once; throws Error(internal) if they are unsound.
const Reference& built_in();

}  // namespace samspill::reference
