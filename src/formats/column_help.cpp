#include "formats/column_help.h"

#include <array>
#include <format>
#include <utility>
#include <vector>

#include "base/text.h"
#include "domain/remark.h"
#include "reference/texts.h"

namespace samspill::formats {
namespace {

using reference::Language;

constexpr std::array<std::pair<std::string_view, std::string_view>, 23> kUnits = {{
    {"_eur_per_unit_km", "EUR/(unit km)"},
    {"_kg_per_unit_km", "kg/(unit km)"},
    {"_percent_per_km", "%/km"},
    {"_percent_per_month", "%/month"},
    {"_eur_per_unit", "EUR/unit"},
    {"_kg_per_unit", "kg/unit"},
    {"_eur_per_capacity", "EUR/unit"},
    {"_eur_per_year", "EUR/yr"},
    {"_meur_per_year", "million EUR/yr"},
    {"_eur_per_km", "EUR/km"},
    {"_kt_per_year_low", "kt CO2e/yr"},
    {"_kt_per_year_likely", "kt CO2e/yr"},
    {"_kt_per_year_high", "kt CO2e/yr"},
    {"_kw_per_k", "kW/K"},
    {"_percent", "%"},
    {"_years", "yr"},
    {"_meur", "million EUR"},
    {"_deg", "°"},
    {"_eur", "EUR"},
    {"_kt", "kt CO2e"},
    {"_km", "km"},
    {"_kw", "kW"},
    {"_c", "°C"},
}};

constexpr std::array<std::string_view, 12> kUnitsEn = {"t/yr",   "kg/d", "t",     "MWh/yr",
                                                       "GWh/yr", "kW",   "MWh",   "m3/yr",
                                                       "m3/d",   "m3",   "Nm3/h", "piece/yr"};
constexpr std::array<std::string_view, 12> kUnitsNb = {
    "t/år", "kg/d", "t", "MWh/år", "GWh/år", "kW", "MWh", "m3/år", "m3/d", "m3", "Nm3/h", "stk/år"};

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

}  // namespace

std::span<const std::string_view> example_units(Language language) {
  return language == Language::nb ? kUnitsNb : kUnitsEn;
}

std::string example_unit_text(Language language) {
  return joined(example_units(language).first(5));
}

std::string holds_text(const ColumnSchema& column, Language language) {
  const std::string_view kind = column.kind;
  const auto say = [language](std::string_view key, std::vector<std::string> words = {}) {
    return reference::text(Remark{std::string(key), std::move(words)}, language);
  };
  const std::vector<std::string_view> choices = column.choices();
  if (!choices.empty()) return say("kind.choice", {joined(choices)});
  if (kind.starts_with("ref:")) return say("kind.ref", {std::string(kind.substr(4))});
  if (kind.starts_with("list:")) {
    const std::vector<std::string_view> parts = split(kind.substr(5), '|');
    const std::string table(parts.front());
    if (parts.size() == 1) return say("kind.list", {table});
    return say("kind.list_or", {table, std::string(parts[1])});
  }
  if (kind == "unit") return say("kind.unit", {example_unit_text(language)});
  return say(std::format("kind.{}", kind));
}

std::string_view unit_of(const ColumnSchema& column) {
  if (!column.is_number()) return {};
  for (const auto& [ending, unit] : kUnits) {
    if (std::string_view(column.name).ends_with(ending)) return unit;
  }
  return {};
}

std::string column_help(const ColumnSchema& column, Language language) {
  std::string out(column.help(language));
  out += std::format("\n{}", holds_text(column, language));
  const std::string_view unit = unit_of(column);
  if (!unit.empty()) {
    out += std::format("\n{}: {}", reference::text("starter.unit", language), unit);
  }
  if (column.is_required)
    out += std::format("\n({})", reference::text("starter.required", language));
  return out;
}

}  // namespace samspill::formats
