#include "formats/region_sheet.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "formats/settings_json.h"

namespace samspill::formats {
namespace {

/// Settings whose value is a text, whatever it looks like.
constexpr std::array<std::string_view, 3> kTextSettings = {"name", "country", "currency"};

bool is_key(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

bool is_toml(const std::string& key, const std::string& value) {
  return write_settings({{key, value}}) == std::format("{} = {}\n", key, value);
}

/// "2030; 2040" as [2030, 2040]; empty when it is no list of numbers.
std::string number_list(std::string_view text) {
  std::string out;
  const char separator = text.contains(';') ? ';' : ',';
  for (const std::string_view part : split(text, separator)) {
    const auto number = read_number(part);
    if (!number) return {};
    out += std::format("{}{}", out.empty() ? "" : ", ", to_text(number->value));
  }
  return out.empty() ? out : std::format("[{}]", out);
}

/// The value as TOML; text that is neither TOML, number nor list stays, and write_settings quotes
/// it.
std::string meant_value(const std::string& key, std::string_view text) {
  if (std::ranges::contains(kTextSettings, key)) return toml_value(Json(text));
  if (is_toml(key, std::string(text))) return std::string(text);
  const auto number = read_number(text);
  if (number && !number->is_ambiguous) return to_text(number->value);
  const std::string list = number_list(text);
  return list.empty() ? std::string(text) : list;
}

std::string plain_value(const std::string& key, const Json& value) {
  if (value.is_string() && std::ranges::contains(kTextSettings, key)) {
    return value.get<std::string>();
  }
  return toml_value(value);
}

}  // namespace

const TableSchema& region_schema() {
  static const TableSchema schema{std::string(kRegionSheet),
                                  true,
                                  "setting",
                                  "",
                                  "",
                                  {{"setting", "id", true, "", ""},
                                   {"value", "share", true, "", ""},
                                   {"help", "text", false, "", ""}}};
  return schema;
}

std::string settings_of_sheet(const Table& sheet, Diagnostics& diagnostics) {
  const auto setting = sheet.column("setting"), value = sheet.column("value");
  if (!setting || !value) return {};
  std::string out;
  std::size_t line = 1;
  TextMap<bool> seen;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    std::string key(sheet.cell(row, *setting));
    const int number = sheet.row_number(row);
    if (!is_key(key)) {
      diagnostics.error(sheet.file(), number, "setting",
                        tell("found {}, expected the name of a setting", in_quotes(key)));
      continue;
    }
    if (seen.contains(key)) {
      diagnostics.error(sheet.file(), number, "setting", tell("{} is set twice", in_quotes(key)));
      continue;
    }
    const std::string_view text = sheet.cell(row, *value);
    if (text.empty()) continue;  // as if the setting were not there
    for (; line < static_cast<std::size_t>(number); ++line) out += '\n';
    const std::string entry = write_settings({{key, meant_value(key, text)}});
    line += static_cast<std::size_t>(std::ranges::count(entry, '\n'));
    out += entry;
    seen.emplace(std::move(key), true);
  }
  return out;
}

std::vector<SettingText> rows_of_settings(std::string_view toml, const std::string& file) {
  std::vector<SettingText> rows;
  const Json settings = settings_to_json(toml, file);
  for (const auto& [key, value] : settings.items()) {
    if (!value.is_object() || value.empty()) {
      rows.push_back({key, plain_value(key, value)});
      continue;
    }
    for (const auto& [part, part_value] : value.items()) {
      rows.push_back({std::format("{}.{}", key, part), plain_value(key, part_value)});
    }
  }
  return rows;
}

}  // namespace samspill::formats
