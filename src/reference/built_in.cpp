#include <format>
#include <reference_tables.h>
#include <string>
#include <string_view>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "reference/reference.h"

namespace samspill::reference {
namespace {

Reference load() {
  // Resources and properties first: the other tables name them.
  const std::pair<std::string_view, std::string_view> sources[] = {
      {"resources", tables::resources_csv()},
      {"property_kinds", tables::property_kinds_csv()},
      {"property_values", tables::property_values_csv()},
      {"factors", tables::factors_csv()},
      {"prices", tables::prices_csv()},
      {"transport", tables::transport_csv()},
      {"synergies", tables::synergies_csv()},
      {"constants", tables::constants_csv()},
      {"list_of_waste", tables::list_of_waste_csv()},
      {"rd_codes", tables::rd_codes_csv()},
      {"nace", tables::nace_csv()},
      {"contaminant_limits", tables::contaminant_limits_csv()},
      {"shipment_codes", tables::shipment_codes_csv()},
      {"abp_categories", tables::abp_categories_csv()},
      {"abp_uses", tables::abp_uses_csv()},
      {"resource_uses", tables::resource_uses_csv()},
      {"waste_hierarchy", tables::waste_hierarchy_csv()},
      {"countries", tables::countries_csv()},
      {"road_areas", tables::road_areas_csv()},
      {"road_crossings", tables::road_crossings_csv()},
      {"sea_points", tables::sea_points_csv()},
      {"ports", tables::ports_csv()},
      {"gwp", tables::gwp_csv()},
      {"pedigree", tables::pedigree_csv()},
      {"technologies", tables::technologies_csv()},
      {"technology_flows", tables::technology_flows_csv()},
  };
  Reference reference;
  Diagnostics diagnostics;
  for (const auto& [name, text] : sources) {
    const std::string file = std::format("data/{}.csv", name);
    const auto table = read_csv(std::string(name), file, std::string(text), diagnostics);
    if (table) reference.add(*table, Status::unverified, diagnostics);
  }
  if (diagnostics.has_errors()) {
    throw Error(ErrorKind::internal, to_text(diagnostics.list().front()));
  }
  return reference;
}

}  // namespace

const Reference& built_in() {
  static const Reference reference = load();
  return reference;
}

}  // namespace samspill::reference
