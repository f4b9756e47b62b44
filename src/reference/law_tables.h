#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/table.h"
#include "base/text.h"
#include "domain/ids.h"
#include "reference/rows.h"

namespace samspill::reference {

class Reference;

/// What one who needs a resource does with it: burning, biogas, compost, fertiliser, feed …
struct ResourceUse {
  std::string use;
  ResourceId resource;
  std::string nace;  // the taker's code begins with it; empty = any
  Provenance provenance;
};

/// A limit of one property, for a use, in a country.
struct ContaminantLimit {
  /// always: holds whatever the class. class_of: one of the classes must admit. instead: keeping it
  /// excuses a breach of the `always` limit of `instead_of`.
  enum class Applies { always, class_of, instead };
  /// What a breach means: the use is excluded, or somebody must look (no law, or no longer one).
  enum class Breach { excludes, check };
  std::string use;      // as people call it: "sewage sludge on land"
  std::string country;  // ISO 3166 alpha-2, or EU
  ResourceId resource;
  PropertyId property;
  bool is_upper = true;
  double value = 0;  // in the property's unit
  std::string class_name;
  std::string taker_use;  // holds for the resource put to this use; empty = for who needs it
  Applies applies = Applies::always;
  PropertyId instead_of;
  PropertyId when;  // the class is for these values of this property only
  std::optional<double> when_least;
  std::optional<double> when_below;
  Breach breach = Breach::excludes;
  Provenance provenance;
};

/// An entry of the lists of waste shipments.
struct ShipmentCode {
  enum class List { green, amber, superseded };
  std::string code;
  List list = List::amber;
  std::vector<std::string> low_codes;  // examples, not complete
  Provenance provenance;
};

/// A group of animal by-products with rules of its own.
struct AnimalByProduct {
  std::string entry;
  int category = 3;
  std::vector<ResourceId> resources;  // these and everything narrower of the category
  Provenance provenance;
};

/// What the rules say to one use of one group.
struct AnimalByProductUse {
  enum class Answer { allowed, check, forbidden };
  std::string entry;
  std::string use;
  Answer answer = Answer::check;        // when none of the treatments is carried out
  std::vector<std::string> treatments;  // any of them makes it allowed
  std::string note;
  Provenance provenance;
};

/// eu, eea (not in the Union), efta (not in the EEA), other.
struct Country {
  enum class Group { eu, eea, efta, other };
  std::string key;
  Group group = Group::other;
  bool is_in_oecd = false;

  bool is_in_eea() const { return group == Group::eu || group == Group::eea; }
};

/// The reference tables that law is judged by. Rows with the key of an earlier one replace it.
class LawTables {
 public:
  /// True for contaminant_limits, shipment_codes, abp_categories, abp_uses, resource_uses,
  /// waste_hierarchy, countries.
  static bool reads(std::string_view table);
  void add(const Table& table, const Reference& reference, Status status, Diagnostics& diagnostics);

  const std::vector<ContaminantLimit>& limits() const { return limits_; }
  const std::vector<ResourceUse>& resource_uses() const { return resource_uses_; }
  const std::vector<ShipmentCode>& shipment_codes() const { return shipment_codes_; }

  /// What a taker of this NACE code does with what it needs: the rows of the nearest concept that
  /// has any for it, there those with the longest code. Empty = unknown.
  std::vector<std::string> uses(const Reference& reference, ResourceId needed,
                                std::string_view nace) const;
  /// The group of the resource's category at the nearest concept; none for other resources.
  const AnimalByProduct* animal_by_product(const Reference& reference, ResourceId resource) const;
  const AnimalByProductUse* animal_by_product_use(std::string_view entry,
                                                  std::string_view use) const;
  /// True when some row of abp_uses or resource_uses names it.
  bool is_use(std::string_view name) const;
  /// True for a use, and for a treatment that some row of abp_uses asks for.
  bool is_treatment(std::string_view name) const;
  /// Entries in force that name the List-of-Waste code as an example.
  std::vector<const ShipmentCode*> shipment_codes_of(std::string_view low_code) const;
  /// The step of the waste hierarchy, 1 (prevention) to 5 (disposal), of an R or D code or a use.
  std::optional<int> step(std::string_view route) const;
  const Country* country(std::string_view key) const;

 private:
  friend class LawReader;
  std::vector<ContaminantLimit> limits_;
  std::vector<ShipmentCode> shipment_codes_;
  std::vector<AnimalByProduct> animal_by_products_;
  std::vector<AnimalByProductUse> animal_by_product_uses_;
  std::vector<ResourceUse> resource_uses_;
  TextMap<int> steps_;
  std::vector<Country> countries_;
};

}  // namespace samspill::reference
