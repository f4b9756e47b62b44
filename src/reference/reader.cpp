// Turns reference tables, built in or a dataset's own, into the rows of a Reference.
#include <algorithm>
#include <array>
#include <format>
#include <utility>

#include "base/table_reader.h"
#include "base/text.h"
#include "reference/read_provenance.h"
#include "reference/reference.h"

namespace samspill::reference {
namespace {

constexpr std::array<Choice<State>, 8> kStates{{{"solid", State::solid},
                                                {"sludge", State::sludge},
                                                {"liquid", State::liquid},
                                                {"gas", State::gas},
                                                {"heat", State::heat},
                                                {"power", State::power},
                                                {"water", State::water},
                                                {"service", State::service}}};
constexpr std::array<Choice<Hazard>, 3> kHazards{
    {{"no", Hazard::no}, {"possible", Hazard::possible}, {"yes", Hazard::yes}}};
constexpr std::array<Choice<Mixing>, 2> kMixings{
    {{"amount", Mixing::by_amount}, {"dry_matter", Mixing::by_dry_matter}}};
constexpr std::array<Choice<Passage>, 2> kPassages{
    {{"dry_matter", Passage::dry_matter}, {"unchanged", Passage::unchanged}}};
constexpr std::array<Choice<Path>, 3> kPaths{
    {{"road", Path::road}, {"sea", Path::sea}, {"line", Path::line}}};
constexpr std::array<Choice<PriceKind>, 2> kPriceKinds{
    {{"purchase", PriceKind::purchase}, {"disposal", PriceKind::disposal}}};
constexpr std::array<Choice<Origin>, 5> kOrigins{{{"fossil", Origin::fossil},
                                                  {"biogenic", Origin::biogenic},
                                                  {"process", Origin::process},
                                                  {"mixed", Origin::mixed},
                                                  {"removed", Origin::removed}}};
/// Absolute or mirror, hazardous or not; H and N say only the latter.
constexpr std::array<Choice<WasteCode::Entry>, 6> kEntries{{{"AH", WasteCode::Entry::absolute},
                                                            {"AN", WasteCode::Entry::absolute},
                                                            {"MH", WasteCode::Entry::mirror},
                                                            {"MN", WasteCode::Entry::mirror},
                                                            {"H", WasteCode::Entry::unknown},
                                                            {"N", WasteCode::Entry::unknown}}};
/// `transport` rows document the factors that transport.csv uses; they are not looked up here.
constexpr std::array<Choice<int>, 4> kFactorKinds{
    {{"production", 0}, {"disposal", 1}, {"process", 2}, {"transport", -1}}};

}  // namespace

class ReferenceReader {
 public:
  ReferenceReader(Reference& out, const Table& table, Status status, Diagnostics& diagnostics)
      : out_(out),
        table_(table),
        status_(status),
        reader_(table, diagnostics),
        diagnostics_(diagnostics) {}

  void read() {
    const std::string& name = table_.name();
    if (name == "resources") return resources();
    if (name == "property_kinds") return properties();
    if (name == "property_values") return property_values();
    if (name == "factors") return factors();
    if (name == "prices") return prices();
    if (name == "transport") return modes();
    if (name == "synergies") return synergies();
    if (name == "constants") return constants();
    if (name == "list_of_waste") return low_codes();
    if (name == "rd_codes") return codes(out_.rd_codes_);
    if (name == "nace") return codes(out_.nace_codes_);
    diagnostics_.error(table_.file(), 0, "", tell("there is no reference table of this name"));
  }

 private:
  TableReader::Column column(std::string_view name) const { return reader_.column(name); }

  Provenance provenance(std::string_view key) { return read_provenance(reader_, key, status_); }

  ResourceId resource(std::string_view column_name) {
    const auto key = reader_.required(column(column_name), column_name);
    if (!key) return {};
    const ResourceId id = out_.find_resource(*key);
    if (!id) {
      reader_.expected(column(column_name), tell("a resource{}", out_.suggest_resource(*key)));
    }
    return id;
  }

  /// The factor that turns a row's number into base units: 1 for "EUR/t" on a resource counted in
  /// t. `numerator` is what must stand before the slash, with its size in the base unit.
  std::optional<double> per_unit(std::string_view column_name, ResourceId resource_id,
                                 std::initializer_list<std::pair<std::string_view, double>> tops) {
    const auto unit = reader_.required(column(column_name), column_name);
    if (!unit) return {};
    const std::size_t slash = unit->find('/');
    for (const auto& [top, size] : tops) {
      if (slash == std::string_view::npos || trim(unit->substr(0, slash)) != top) continue;
      const std::optional<AmountUnit> bottom = read_amount_unit(unit->substr(slash + 1));
      if (!bottom || bottom->times_per_year) break;
      const auto base = out_.to_base_units(bottom->kind, resource_id);
      if (!base) break;
      return size / (bottom->base_units * *base);
    }
    reader_.expected(column(column_name),
                     tell("{} per {}", tops.begin()->first, out_[resource_id].unit()));
    return {};
  }

  void resources() {
    std::vector<std::pair<ResourceId, std::string>> parents;
    while (reader_.next()) {
      const auto key = reader_.required(column("resource_id"), "resource_id");
      if (!key) continue;
      Resource row;
      row.key = *key;
      const auto unit = reader_.required(column("unit"), "unit");
      const auto kind = unit ? read_amount_unit(*unit) : std::nullopt;
      if (!kind || kind->base_units != 1 || kind->times_per_year) {
        if (unit) reader_.expected(column("unit"), tell("t, MWh, m3, Nm3, piece or ha"));
        continue;
      }
      row.kind = kind->kind;
      row.state = reader_.choice(column("state"), kStates).value_or(State::solid);
      row.hazard = reader_.choice(column("hazardous"), kHazards).value_or(Hazard::no);
      if (const auto category = reader_.integer(column("abp_category"), 1, 3)) {
        row.animal_by_product_category = static_cast<int>(*category);
      }
      row.is_storable = reader_.yes_no(column("storable")).value_or(false);
      for (std::size_t i = 0; i < kLanguageCodes.size(); ++i) {
        row.names[i] =
            split_to_texts(reader_.text(column(std::format("name_{}", kLanguageCodes[i]))), ';');
      }
      row.low_codes = split_to_texts(reader_.text(column("low_codes")), ';');
      row.nace_from = split_to_texts(reader_.text(column("nace_from")), ';');
      row.nace_to = split_to_texts(reader_.text(column("nace_to")), ';');
      row.source = reader_.text(column("source"));
      row.status = read_status(reader_).value_or(status_);
      const auto [entry, is_new] =
          out_.resource_ids_.try_emplace(row.key, ResourceId(out_.resources_.size()));
      if (is_new) out_.resources_.emplace_back();
      out_.resources_[entry->second.index()] = std::move(row);
      out_.index_names(entry->second);
      parents.emplace_back(entry->second, reader_.text(column("broader")));
    }
    for (const auto& [id, parent] : parents) {
      if (parent.empty()) continue;
      const ResourceId broader = out_.find_resource_id(parent);
      if (!broader || out_.is_within(broader, id)) {
        diagnostics_.error(
            table_.file(), 0, "broader",
            tell("{} names {} as its broader concept, which {}", out_[id].key, in_quotes(parent),
                 broader ? tell("closes a circle") : tell("does not exist")));
        continue;
      }
      out_.resources_[id.index()].broader = broader;
    }
  }

  void properties() {
    while (reader_.next()) {
      const auto key = reader_.required(column("property"), "property");
      if (!key) continue;
      const auto [entry, is_new] =
          out_.property_ids_.try_emplace(std::string(*key), PropertyId(out_.properties_.size()));
      if (is_new) out_.properties_.emplace_back();
      out_.properties_[entry->second.index()] = {
          std::string(*key),
          std::string(reader_.text(column("unit"))),
          std::string(reader_.text(column("name_en"))),
          std::string(reader_.text(column("name_nb"))),
          reader_.choice(column("through_process"), kPassages).value_or(Passage::of_output),
          reader_.choice(column("mixes"), kMixings).value_or(Mixing::none)};
    }
  }

  void property_values() {
    while (reader_.next()) {
      const ResourceId id = resource("resource_id");
      const auto key = reader_.required(column("property"), "property");
      const auto value = reader_.required_number(column("value"), "value");
      if (!id || !key || !value) continue;
      const PropertyId property = out_.find_property(*key);
      if (!property) {
        reader_.expected(column("property"), tell("a property{}", out_.suggest_property(*key)));
        continue;
      }
      const auto unit = convert_property_unit(reader_.text(column("unit")), out_[property].unit);
      if (!unit) {
        reader_.expected(column("unit"), tell("a unit of {}", out_[property].unit));
        continue;
      }
      auto& rows = out_.values_of_[id];
      std::erase_if(rows,
                    [&](std::size_t i) { return out_.property_values_[i].property == property; });
      rows.push_back(out_.property_values_.size());
      out_.property_values_.push_back({id, property, unit->apply(*value), provenance("")});
    }
  }

  template <typename Row>
  void replace(std::vector<Row>& rows,
               std::unordered_map<ResourceId, std::vector<std::size_t>>& rows_of, Row row) {
    const auto same = std::ranges::find(rows, row.provenance.key,
                                        [](const Row& old) { return old.provenance.key; });
    if (same != rows.end()) {
      std::erase(rows_of[same->resource], static_cast<std::size_t>(same - rows.begin()));
    }
    rows_of[row.resource].push_back(rows.size());
    rows.push_back(std::move(row));
  }

  void prices() {
    while (reader_.next()) {
      const auto key = reader_.required(column("price_id"), "price_id");
      const auto kind = reader_.choice(column("kind"), kPriceKinds);
      const ResourceId id = resource("resource");
      const auto value = reader_.required_number(column("value"), "value");
      if (!key || !kind || !id || !value) continue;
      const auto size = per_unit("unit", id, {{"EUR", 1.0}});
      if (!size) continue;
      const UnitPrice one = *size * euro / unit_amount;
      Price row{*kind,
                id,
                std::string(reader_.text(column("route"))),
                std::string(reader_.text(column("country"))),
                *value * one,
                {},
                {},
                provenance(*key)};
      if (const auto low = reader_.number(column("low"))) row.low = *low * one;
      if (const auto high = reader_.number(column("high"))) row.high = *high * one;
      replace(out_.prices_, out_.prices_of_, std::move(row));
    }
  }

  void factors() {
    while (reader_.next()) {
      const auto key = reader_.required(column("factor_id"), "factor_id");
      const auto kind = reader_.choice(column("kind"), kFactorKinds);
      if (kind == -1) continue;
      const ResourceId id = resource("resource");
      const auto value = reader_.required_number(column("value"), "value");
      if (!key || !kind || !id || !value) continue;
      const auto size = per_unit("unit", id, {{"kg", 1e-3}, {"t", 1.0}, {"g", 1e-6}});
      if (!size) continue;
      const CarbonIntensity one = *size * tonne_co2e / unit_amount;
      const Origin origin = reader_.choice(column("origin"), kOrigins).value_or(Origin::mixed);
      if (origin == Origin::removed && *value > 0) {
        reader_.expected(column("value"), tell("a removal as a number of at most 0"));
        continue;
      }
      Factor row{static_cast<FactorKind>(*kind),
                 id,
                 std::string(reader_.text(column("route"))),
                 std::string(reader_.text(column("country"))),
                 *value * one,
                 {},
                 {},
                 origin,
                 std::string(reader_.text(column("boundary"))),
                 provenance(*key)};
      if (const auto low = reader_.number(column("low"))) row.low = *low * one;
      if (const auto high = reader_.number(column("high"))) row.high = *high * one;
      replace(out_.factors_, out_.factors_of_, std::move(row));
    }
  }

  std::vector<ResourceId> resource_list(std::string_view column_name) {
    std::vector<ResourceId> ids;
    for (const std::string_view part : split(reader_.text(column(column_name)), ';')) {
      if (const ResourceId id = out_.find_resource(part)) {
        ids.push_back(id);
      } else {
        reader_.fail(column(column_name),
                     tell("{} is not a resource{}", in_quotes(part), out_.suggest_resource(part)));
      }
    }
    return ids;
  }

  void modes() {
    while (reader_.next()) {
      const auto key = reader_.required(column("mode"), "mode");
      if (!key) continue;
      Mode row;
      row.key = *key;
      row.carries = resource_list("carries");
      row.excludes = resource_list("excludes");
      row.path = reader_.choice(column("path"), kPaths).value_or(Path::road);
      const auto number = [&](std::string_view name, NumberRange range) {
        return reader_.number(column(name), range);
      };
      row.cost_per_distance =
          number("cost_eur_per_unit_km", kNotNegative).value_or(0) * euro / unit_amount / kilometre;
      row.cost = number("cost_eur_per_unit", kNotNegative).value_or(0) * euro / unit_amount;
      if (const auto co2e = number("co2e_kg_per_unit_km", kNotNegative)) {
        row.co2e_per_distance = *co2e * kilogram_co2e / unit_amount / kilometre;
      }
      row.loss_per_km = number("loss_percent_per_km", kPercent).value_or(0) / 100;
      if (const auto most = number("max_km", kNotNegative)) row.max_distance = *most * kilometre;
      if (const auto capex = number("capex_eur_per_km", kNotNegative)) {
        row.capex_per_distance = *capex * euro / kilometre;
      }
      if (const auto most = number("capacity", kNotNegative)) {
        row.capacity = *most * unit_amount / year;
      }
      if (const auto most = number("load_per_trip", kNotNegative); most && *most > 0) {
        row.load = *most * unit_amount;
      }
      if (const auto years = number("lifetime_years", {.least = 1, .what = "at least 1 year"})) {
        row.lifetime = *years * year;
      }
      const auto factor = reader_.text(column("factor_id"));
      row.provenance = provenance(factor.empty() ? "transport:" + row.key : std::string(factor));
      const auto [entry, is_new] = out_.mode_ids_.try_emplace(row.key, ModeId(out_.modes_.size()));
      if (is_new) out_.modes_.emplace_back();
      out_.modes_[entry->second.index()] = std::move(row);
    }
  }

  void synergies() {
    while (reader_.next()) {
      const auto key = reader_.required(column("synergy_id"), "synergy_id");
      Synergy row;
      row.offer = resource("offer_resource");
      row.need = resource("need_resource");
      const auto substitution = reader_.required_number(
          column("substitution"), "substitution", {.least = 1e-6, .what = "a number above 0"});
      if (!key || !row.offer || !row.need || !substitution) continue;
      row.substitution = *substitution;
      row.preparation = reader_.text(column("preparation"));
      if (const auto most = reader_.number(column("max_distance_km"), kNotNegative)) {
        row.max_distance = *most * kilometre;
      }
      row.conditions = reader_.text(column("conditions"));
      row.example_case = reader_.text(column("example_case"));
      row.rd_code = reader_.text(column("rd_code"));
      row.taker_nace = split_to_texts(reader_.text(column("taker_nace")), ';');
      row.provenance = provenance(*key);
      for (ResourceId need = row.need; need; need = out_[need].broader) {
        out_.synergies_of_need_[need].push_back(out_.synergies_.size());
      }
      out_.synergies_.push_back(std::move(row));
    }
  }

  void constants() {
    while (reader_.next()) {
      const auto key = reader_.required(column("constant_id"), "constant_id");
      const auto value = reader_.required_number(column("value"), "value");
      if (!key || !value) continue;
      out_.constants_.insert_or_assign(
          std::string(*key),
          Constant{*value, std::string(reader_.text(column("unit"))), provenance(*key)});
    }
  }

  void low_codes() {
    while (reader_.next()) {
      const auto code = reader_.required(column("code"), "code");
      if (!code || code->size() != 8) continue;  // chapters and sub-chapters are shorter
      const bool is_hazardous = reader_.yes_no(column("hazardous")).value_or(false);
      WasteCode version{
          is_hazardous, std::string(reader_.text(column("title_en"))),
          std::string(reader_.text(column("valid_from"))),
          std::string(reader_.text(column("valid_to"))),
          reader_.choice(column("entry_type"), kEntries).value_or(WasteCode::Entry::unknown)};
      auto& versions = out_.low_codes_[std::string(*code)];
      std::erase_if(versions,
                    [&](const WasteCode& other) { return other.valid_from == version.valid_from; });
      versions.push_back(std::move(version));
      std::ranges::sort(versions, {}, &WasteCode::valid_from);
    }
  }

  void codes(TextMap<std::string>& map) {
    while (reader_.next()) {
      const auto code = reader_.required(column("code"), "code");
      if (code) map.try_emplace(std::string(*code), reader_.text(column("title_en")));
    }
  }

  Reference& out_;
  const Table& table_;
  Status status_;
  TableReader reader_;
  Diagnostics& diagnostics_;
};

void Reference::add(const Table& table, Status status, Diagnostics& diagnostics) {
  if (LawTables::reads(table.name())) {
    law_.add(table, *this, status, diagnostics);
  } else if (WayTables::reads(table.name())) {
    way_tables_.add(table, status, diagnostics);
  } else if (ClimateTables::reads(table.name())) {
    climate_.add(table, status, diagnostics);
  } else if (Technologies::reads(table.name())) {
    technologies_.add(table, *this, status, diagnostics);
  } else {
    ReferenceReader(*this, table, status, diagnostics).read();
  }
}

}  // namespace samspill::reference
