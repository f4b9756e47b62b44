#include "reference/law_tables.h"

#include <algorithm>

#include "reference/reference.h"

namespace samspill::reference {

std::vector<std::string> LawTables::uses(const Reference& reference, ResourceId needed,
                                         std::string_view nace) const {
  for (ResourceId at = needed; at; at = reference[at].broader) {
    std::vector<std::string> found;
    std::size_t longest = 0;
    for (const ResourceUse& row : resource_uses_) {
      if (row.resource != at || !nace.starts_with(row.nace) || row.nace.size() < longest) continue;
      if (row.nace.size() > longest) found.clear();
      longest = row.nace.size();
      found.push_back(row.use);
    }
    if (!found.empty()) return found;
  }
  return {};
}

const AnimalByProduct* LawTables::animal_by_product(const Reference& reference,
                                                    ResourceId resource) const {
  const auto category = reference[resource].animal_by_product_category;
  if (!category) return nullptr;
  for (ResourceId at = resource; at; at = reference[at].broader) {
    for (const AnimalByProduct& row : animal_by_products_) {
      if (row.category == *category && std::ranges::contains(row.resources, at)) return &row;
    }
  }
  return nullptr;
}

const AnimalByProductUse* LawTables::animal_by_product_use(std::string_view entry,
                                                           std::string_view use) const {
  const auto found = std::ranges::find_if(animal_by_product_uses_, [&](const auto& row) {
    return row.entry == entry && row.use == use;
  });
  return found == animal_by_product_uses_.end() ? nullptr : &*found;
}

bool LawTables::is_use(std::string_view name) const {
  return std::ranges::contains(resource_uses_, name, &ResourceUse::use) ||
         std::ranges::contains(animal_by_product_uses_, name, &AnimalByProductUse::use);
}

bool LawTables::is_treatment(std::string_view name) const {
  return is_use(name) ||
         std::ranges::any_of(animal_by_product_uses_, [&](const AnimalByProductUse& use) {
           return std::ranges::contains(use.treatments, name);
         });
}

std::vector<const ShipmentCode*> LawTables::shipment_codes_of(std::string_view low_code) const {
  std::vector<const ShipmentCode*> found;
  for (const ShipmentCode& row : shipment_codes_) {
    if (row.list != ShipmentCode::List::superseded &&
        std::ranges::contains(row.low_codes, low_code)) {
      found.push_back(&row);
    }
  }
  return found;
}

std::optional<int> LawTables::step(std::string_view route) const {
  const auto found = steps_.find(route);
  return found == steps_.end() ? std::nullopt : std::optional(found->second);
}

const Country* LawTables::country(std::string_view key) const {
  const auto found = std::ranges::find(countries_, key, &Country::key);
  return found == countries_.end() ? nullptr : &*found;
}

}  // namespace samspill::reference
