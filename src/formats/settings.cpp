#include "formats/settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <format>
#include <optional>
#include <toml++/toml.h>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "formats/settings_json.h"

namespace samspill::formats {
namespace {

constexpr std::array<std::string_view, 8> kKeys = {
    "name",    "country",       "currency", "base_year", "discount_rate", "carbon_price_eur_per_t",
    "periods", "planning_years"};
constexpr double kHoursPerYear = 8760;
constexpr std::size_t kMostPeriods = 8760;
constexpr std::array<double, 12> kDaysOfMonths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

class SettingsReader {
 public:
  SettingsReader(const toml::table& table, const std::string& file, Diagnostics& diagnostics)
      : table_(table), file_(file), diagnostics_(diagnostics) {}

  Settings read() {
    for (const auto& [key, value] : table_) {
      if (!std::ranges::contains(kKeys, key.str())) {
        fail(key.str(), value,
             tell("{} is not a setting{}", in_quotes(key.str()), did_you_mean(key.str(), kKeys)));
      }
    }
    Settings settings;
    settings.name = text("name", "").value_or("");
    settings.country = text("country", "").value_or("");
    settings.currency = text("currency", "EUR").value_or("EUR");
    if (settings.currency != "EUR") {
      fail("currency", *table_.get("currency"),
           tell("found {}, expected \"EUR\": amounts of money are in euro",
                in_quotes(settings.currency)));
    }
    settings.base_year = static_cast<int>(number("base_year", 2025, 1900, 2200, true));
    settings.discount_rate = number("discount_rate", 0.06, 0, 1, false);
    carbon_price(settings);
    periods(settings);
    planning_years(settings);
    return settings;
  }

 private:
  void fail(std::string_view key, const toml::node& at, Message message) {
    diagnostics_.error(file_, static_cast<int>(at.source().begin.line), std::string(key),
                       std::move(message));
  }

  std::optional<std::string> text(std::string_view key, std::string_view fallback) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) {
      if (key == "name")
        diagnostics_.error(file_, 0, "name", tell("this required setting is missing"));
      return std::string(fallback);
    }
    if (const auto value = node->value<std::string>()) return value;
    fail(key, *node, tell("expected a text in quotes"));
    return {};
  }

  double number(std::string_view key, double fallback, double least, double most, bool is_whole) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return fallback;
    return number(key, *node, least, most, is_whole).value_or(fallback);
  }

  std::optional<double> number(std::string_view key, const toml::node& node, double least,
                               double most, bool is_whole) {
    const std::optional<double> value = node.is_number() ? node.value<double>() : std::nullopt;
    if (value && *value >= least && *value <= most && (!is_whole || *value == std::trunc(*value))) {
      return value;
    }
    fail(key, node,
         tell("expected {}",
              is_whole ? tell("a whole number from {} to {}", to_text(least), to_text(most))
                       : tell("a number from {} to {}", to_text(least), to_text(most))));
    return {};
  }

  void carbon_price(Settings& settings) {
    constexpr std::string_view kKey = "carbon_price_eur_per_t";
    const toml::node* node = table_.get(kKey);
    if (node == nullptr) return;
    const auto add = [&](int from_year, const toml::node& value) {
      if (const auto price = number(kKey, value, 0, 1e6, false)) {
        settings.carbon_price[from_year] = *price * euro / tonne_co2e;
      }
    };
    const toml::table* by_year = node->as_table();
    if (by_year == nullptr) return add(settings.base_year, *node);
    for (const auto& [key, value] : *by_year) {
      // Neither "2 030" nor "2e+3".
      const bool is_plain = key.str().size() == 4 &&
                            key.str().find_first_not_of("0123456789") == std::string_view::npos;
      const auto in_year = is_plain ? read_integer(key.str()) : std::nullopt;
      if (in_year && *in_year >= 1900 && *in_year <= 2200) {
        add(static_cast<int>(*in_year), value);
      } else {
        fail(kKey, value, tell("found {}, expected a year", in_quotes(key.str())));
      }
    }
  }

  void periods(Settings& settings) {
    const toml::node* node = table_.get("periods");
    if (node == nullptr || (node->is_integer() && node->value<std::int64_t>() == 1)) {
      settings.periods = {1.0 * year};
      return;
    }
    if (node->is_integer() && node->value<std::int64_t>() == 12) {
      for (const double days : kDaysOfMonths) settings.periods.push_back(days * 24 * hour);
      return;
    }
    const toml::array* hours = node->as_array();
    if (hours == nullptr || hours->empty() || hours->size() > kMostPeriods) {
      return fail("periods", *node,
                  tell("expected 1 (a year), 12 (months) or a list of the hours in each period"));
    }
    double sum = 0;
    for (const toml::node& value : *hours) {
      const auto length = number("periods", value, 1e-3, kHoursPerYear, false);
      if (!length) return;
      settings.periods.push_back(*length * hour);
      sum += *length;
    }
    if (std::abs(sum - kHoursPerYear) > 0.5) {
      fail("periods", *node, tell("the hours sum to {}, expected 8760, a year", to_text(sum)));
    }
  }

  void planning_years(Settings& settings) {
    const toml::node* node = table_.get("planning_years");
    if (node == nullptr) return;
    const toml::array* years = node->as_array();
    if (years == nullptr) return fail("planning_years", *node, tell("expected a list of years"));
    for (const toml::node& value : *years) {
      if (const auto in_year = number("planning_years", value, 1900, 2200, true)) {
        settings.planning_years.push_back(static_cast<int>(*in_year));
      }
    }
  }

  const toml::table& table_;
  const std::string& file_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Settings> read_settings(std::string_view toml_text, const std::string& file,
                                      Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.errors();
  try {
    const toml::table table = toml::parse(toml_text);
    Settings settings = SettingsReader(table, file, diagnostics).read();
    if (diagnostics.errors() > errors_before) return {};
    return settings;
  } catch (const toml::parse_error& error) {
    diagnostics.error(file, static_cast<int>(error.source().begin.line), "",
                      Message(std::string(error.description())));
    return {};
  }
}

std::vector<SettingText> list_settings(std::string_view toml_text) {
  std::vector<SettingText> settings;
  const Json values = settings_to_json(toml_text, "settings");
  for (const std::string_view key : kKeys) {
    const auto found = values.find(key);
    if (found == values.end()) continue;
    if (found->is_object()) {
      for (const auto& [part, value] : found->items()) {
        settings.push_back({std::format("{}.{}", key, toml_key(part)), toml_value(value)});
      }
    } else {
      settings.push_back({std::string(key), toml_value(*found)});
    }
  }
  return settings;
}

std::string write_settings(const std::vector<SettingText>& settings) {
  std::string out;
  for (const auto& [key, value] : settings) {
    std::string line = std::format("{} = {}\n", key, value);
    try {
      (void)toml::parse(line);
    } catch (const toml::parse_error&) {
      line = std::format("{} = {}\n", key, toml_value(Json(value)));
    }
    out += line;
  }
  return out;
}

}  // namespace samspill::formats
