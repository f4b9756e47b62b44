#include "reference/reference.h"

#include <algorithm>
#include <format>

#include "base/error.h"

namespace samspill::reference {
namespace {

/// Every look-up that climbs the hierarchy stops after this many steps, whatever the data say.
constexpr int kDeepest = 32;

template <typename Value>
auto find_or_none(const TextMap<Value>& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? Value{} : found->second;
}

/// How well a row's route or country answers: 2 its own, 1 the general one, 0 not at all.
int answer(std::string_view row, std::string_view asked) {
  if (row.empty()) return 1;
  return row == asked ? 2 : 0;
}

template <typename Row, typename Kind>
const Row* best_row(const std::vector<Row>& rows,
                    const std::unordered_map<ResourceId, std::vector<std::size_t>>& rows_of,
                    const std::vector<Resource>& resources, Kind kind, ResourceId resource,
                    std::string_view route, std::string_view country) {
  for (int step = 0; resource && step < kDeepest; ++step) {
    const auto found = rows_of.find(resource);
    const Row* best = nullptr;
    int best_answer = 0;
    if (found != rows_of.end()) {
      for (const std::size_t index : found->second) {
        const Row& row = rows[index];
        const int by_country = answer(row.country, country);
        const int by_route = answer(row.route, route);
        if (row.kind != kind || by_country == 0 || by_route == 0) continue;
        // What the dataset states beats every row that ships with the program.
        const int stated = row.provenance.is_of_dataset ? 100 : 0;
        if (stated + by_country * 3 + by_route > best_answer) {
          best_answer = stated + by_country * 3 + by_route;
          best = &row;
        }
      }
    }
    if (best != nullptr) return best;
    resource = resources[resource.index()].broader;
  }
  return nullptr;
}

}  // namespace

std::string_view Resource::name(Language language) const {
  const auto& own = names[static_cast<std::size_t>(language)];
  if (!own.empty()) return own.front();
  const auto& english = names[static_cast<std::size_t>(Language::en)];
  return english.empty() ? std::string_view(key) : std::string_view(english.front());
}

ResourceId Reference::find_resource_id(std::string_view key) const {
  return find_or_none(resource_ids_, key);
}

ResourceId Reference::find_resource(std::string_view text) const {
  if (const ResourceId id = find_resource_id(text)) return id;
  const std::string folded = fold(text);
  if (const ResourceId id = find_or_none(names_->preferred, folded)) return id;
  return find_or_none(names_->other, folded);
}

PropertyId Reference::find_property(std::string_view key) const {
  return find_or_none(property_ids_, key);
}

ModeId Reference::find_mode(std::string_view key) const {
  return find_or_none(mode_ids_, key);
}

std::span<const WasteCode> Reference::low_code_versions(std::string_view code) const {
  const auto found = low_codes_.find(code);
  return found == low_codes_.end() ? std::span<const WasteCode>() : found->second;
}

const WasteCode* Reference::low_code_on(std::string_view code, std::string_view date) const {
  for (const WasteCode& version : low_code_versions(code)) {
    const bool is_over = !version.valid_to.empty() && version.valid_to < date;
    if (version.valid_from <= date && !is_over) return &version;
  }
  return nullptr;
}

const WasteCode* Reference::waste_code(std::string_view code, std::string_view date) const {
  const auto versions = low_code_versions(code);
  if (versions.empty()) return nullptr;
  const WasteCode* in_force = low_code_on(code, date);
  return in_force == nullptr ? &versions.front() : in_force;
}

bool Reference::is_hazardous_low_code(std::string_view code, std::string_view date) const {
  const WasteCode* entry = waste_code(code, date);
  return entry != nullptr && entry->is_hazardous;
}

std::string_view Reference::low_code_title(std::string_view code, std::string_view date) const {
  const WasteCode* entry = waste_code(code, date);
  return entry == nullptr ? std::string_view() : entry->title_en;
}

bool Reference::is_low_code_between(std::string_view code, std::string_view first,
                                    std::string_view last) const {
  return std::ranges::any_of(low_code_versions(code), [&](const WasteCode& version) {
    return version.valid_from <= last && (version.valid_to.empty() || version.valid_to >= first);
  });
}

bool Reference::is_usual_low_code(ResourceId resource, std::string_view code) const {
  for (int step = 0; resource && step < kDeepest; ++step) {
    bool is_any_known = false;
    for (std::size_t r = 0; r < resources_.size(); ++r) {
      const auto& codes = resources_[r].low_codes;
      if (codes.empty() || !is_within(ResourceId(r), resource)) continue;
      is_any_known = true;
      if (std::ranges::find(codes, code) != codes.end()) return true;
    }
    if (is_any_known) return false;
    resource = resources_[resource.index()].broader;
  }
  return true;
}

Message Reference::suggest_resource(std::string_view text) const {
  std::vector<std::string_view> names;
  for (const Resource& resource : resources_) {
    names.push_back(resource.key);
    for (const auto& in_language : resource.names) {
      names.insert(names.end(), in_language.begin(), in_language.end());
    }
  }
  const std::string_view name = nearest(text, names);
  if (name.empty()) return {};
  const ResourceId id = find_resource(name);
  if (!id) return {};
  const std::string& key = resources_[id.index()].key;
  return tell("; did you mean {}?",
              name == key ? in_quotes(key) : std::format("{} ({})", in_quotes(key), name));
}

Message Reference::suggest_property(std::string_view text) const {
  std::vector<std::string_view> names;
  for (const Property& property : properties_) names.push_back(property.key);
  return did_you_mean(text, names);
}

Message Reference::suggest_mode(std::string_view text) const {
  std::vector<std::string_view> names;
  for (const Mode& mode : modes_) names.push_back(mode.key);
  return did_you_mean(text, names);
}

bool Reference::is_within(ResourceId resource, ResourceId ancestor) const {
  for (int step = 0; resource && step < kDeepest; ++step) {
    if (resource == ancestor) return true;
    resource = resources_[resource.index()].broader;
  }
  return false;
}

std::optional<Fit> Reference::fit(ResourceId offered, ResourceId needed) const {
  if (offered == needed) return Fit{};
  if (is_within(offered, needed) && (*this)[offered].kind == (*this)[needed].kind) {
    return Fit{.kind = Fit::Kind::narrower};
  }
  const auto found = synergies_of_need_.find(needed);
  if (found == synergies_of_need_.end()) return {};
  for (const std::size_t index : found->second) {
    const Synergy& synergy = synergies_[index];
    if (is_within(offered, synergy.offer)) {
      return Fit{Fit::Kind::synergy, synergy.substitution, &synergy};
    }
  }
  return {};
}

bool Reference::carries(const Mode& mode, ResourceId resource) const {
  const auto holds = [&](ResourceId group) { return is_within(resource, group); };
  return std::ranges::any_of(mode.carries, holds) && std::ranges::none_of(mode.excludes, holds);
}

const Price* Reference::price(PriceKind kind, ResourceId resource, std::string_view route,
                              std::string_view country) const {
  return best_row(prices_, prices_of_, resources_, kind, resource, route, country);
}

const Factor* Reference::factor(FactorKind kind, ResourceId resource, std::string_view route,
                                std::string_view country) const {
  return best_row(factors_, factors_of_, resources_, kind, resource, route, country);
}

const PropertyValue* Reference::property_value(ResourceId resource, PropertyId property) const {
  for (int step = 0; resource && step < kDeepest; ++step) {
    const auto found = values_of_.find(resource);
    if (found != values_of_.end()) {
      for (const std::size_t index : found->second) {
        if (property_values_[index].property == property) return &property_values_[index];
      }
    }
    resource = resources_[resource.index()].broader;
  }
  return nullptr;
}

double Reference::constant(std::string_view key) const {
  const auto found = constants_.find(key);
  if (found == constants_.end()) {
    throw Error(ErrorKind::internal, std::format("the constant {} is missing", key));
  }
  return found->second.value;
}

std::optional<double> Reference::find_constant(std::string_view key) const {
  const auto found = constants_.find(key);
  return found == constants_.end() ? std::nullopt : std::optional(found->second.value);
}

std::optional<double> Reference::to_base_units(AmountKind from, ResourceId id) const {
  const Resource& resource = (*this)[id];
  if (from == resource.kind) return 1.0;
  const auto value = [&](std::string_view property) -> std::optional<double> {
    const PropertyId property_id = find_property(property);
    const PropertyValue* row = property_id ? property_value(id, property_id) : nullptr;
    if (row == nullptr || row->value <= 0) return {};
    return row->value;
  };
  // Everything goes through tonnes: t per unit of `from`, then units of the resource per t.
  const auto tonnes_per_unit = [&](AmountKind kind) -> std::optional<double> {
    switch (kind) {
      case AmountKind::mass:
        return 1.0;
      case AmountKind::volume:
        return value("density");  // t/m3
      case AmountKind::normal_volume: {
        const auto density = value("normal_density");  // kg/m3
        return density ? std::optional(*density / 1000) : std::nullopt;
      }
      case AmountKind::energy: {
        const auto heating_value = value("lhv");  // MJ/kg; 1 MWh = 3600 MJ
        return heating_value ? std::optional(3.6 / *heating_value) : std::nullopt;
      }
      default:
        return {};
    }
  };
  const std::optional<double> numerator = tonnes_per_unit(from);
  const std::optional<double> denominator = tonnes_per_unit(resource.kind);
  if (!numerator || !denominator) return {};
  return *numerator / *denominator;
}

void Reference::index_names(ResourceId id) {
  if (names_.use_count() > 1) names_ = std::make_shared<Names>(*names_);
  for (const auto& in_language : resources_[id.index()].names) {
    for (std::size_t i = 0; i < in_language.size(); ++i) {
      auto& map = i == 0 ? names_->preferred : names_->other;
      map.try_emplace(fold(in_language[i]), id);
    }
  }
}

std::string middle_of(int year) {
  return std::format("{}-07-01", year);
}

}  // namespace samspill::reference
