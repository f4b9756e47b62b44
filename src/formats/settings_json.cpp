#include "formats/settings_json.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <sstream>
#include <toml++/toml.h>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/number.h"

namespace samspill::formats {
namespace {

using Entry = std::pair<std::string, const toml::node*>;

/// toml++ keeps keys in alphabetical order; people read them in their own.
std::vector<Entry> in_file_order(const toml::table& table) {
  std::vector<Entry> entries;
  for (const auto& [key, value] : table) entries.emplace_back(key.str(), &value);
  std::ranges::stable_sort(entries, {}, [](const Entry& entry) {
    const toml::source_position at = entry.second->source().begin;
    return std::pair(at.line, at.column);
  });
  return entries;
}

Json to_json(const toml::node& node) {
  Json out;
  node.visit([&out](const auto& value) {
    using Node = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<Node, toml::table>) {
      out = Json::object();
      for (const auto& [key, part] : in_file_order(value)) out[key] = to_json(*part);
    } else if constexpr (std::is_same_v<Node, toml::array>) {
      out = Json::array();
      for (const toml::node& part : value) out.push_back(to_json(part));
    } else if constexpr (toml::is_chronological<Node>) {
      std::ostringstream text;
      text << value;
      out = text.str();
    } else if constexpr (std::is_same_v<Node, toml::value<double>>) {
      const double number = value.get();
      out = std::isfinite(number) ? Json(number) : Json(to_text(number));
    } else {
      out = value.get();
    }
  });
  return out;
}

bool is_bare(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

/// A basic string of TOML.
std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (code < 0x20 || code == 0x7F) {
      out += std::format("\\u{:04X}", code);
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

Json settings_to_json(std::string_view toml_settings, const std::string& file) {
  try {
    return to_json(toml::parse(toml_settings));
  } catch (const toml::parse_error& error) {
    throw Error(ErrorKind::invalid,
                tell("{} row {}: {}", file, error.source().begin.line, error.description()));
  }
}

std::string settings_from_json(const Json& settings) {
  std::string out;
  for (const auto& [key, value] : settings.items()) {
    if (value.is_null()) continue;
    if (!value.is_object() || value.empty()) {
      out += std::format("{} = {}\n", toml_key(key), toml_value(value));
      continue;
    }
    for (const auto& [part, part_value] : value.items()) {
      if (part_value.is_null()) continue;
      out += std::format("{}.{} = {}\n", toml_key(key), toml_key(part), toml_value(part_value));
    }
  }
  return out;
}

std::string toml_key(std::string_view key) {
  return is_bare(key) ? std::string(key) : quoted_text(key);
}

std::string toml_value(const Json& value) {
  std::string out;
  if (value.is_string()) return quoted_text(value.get_ref<const std::string&>());
  if (value.is_number_float()) {
    out = to_text(value.get<double>());
    if (out.find_first_not_of("-0123456789") == std::string::npos) out += ".0";
  } else if (value.is_array()) {
    for (const Json& part : value) {
      if (part.is_null()) continue;
      out += std::format("{}{}", out.empty() ? "" : ", ", toml_value(part));
    }
    out = std::format("[{}]", out);
  } else if (value.is_object()) {
    for (const auto& [key, part] : value.items()) {
      if (part.is_null()) continue;
      out += std::format("{}{} = {}", out.empty() ? "" : ", ", toml_key(key), toml_value(part));
    }
    out = std::format("{{{}}}", out);
  } else {
    out = value.dump();
  }
  return out;
}

}  // namespace samspill::formats
