#include "report/basis.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>

namespace samspill::report {
namespace {

struct PlainNumber {
  double value = 0;
  int decimals = 0;
};

/// A number as engines write it: digits, perhaps a point and a sign, and nothing else.
std::optional<PlainNumber> plain_number(std::string_view text) {
  PlainNumber number;
  const char* end = text.data() + text.size();
  const auto [rest, code] =
      std::from_chars(text.data(), end, number.value, std::chars_format::fixed);
  if (code != std::errc() || rest != end || !std::isfinite(number.value)) return {};
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos) number.decimals = static_cast<int>(text.size() - point - 1);
  number.decimals = std::min(number.decimals, 6);
  return number;
}

}  // namespace

const std::vector<std::string_view>& families() {
  static const std::vector<std::string_view> names = {
      "organic",  "wood",        "mineral", "metal", "chemical", "plastic",
      "paper",    "glass",       "ash",     "slag",  "fuel",     "heat",
      "fuel-gas", "electricity", "water",   "gas",   "capacity", "other"};
  return names;
}

std::string_view family_of(const reference::Reference& reference, ResourceId id) {
  for (; id; id = reference[id].broader) {
    if (std::ranges::contains(families(), reference[id].key)) return reference[id].key;
  }
  return "other";
}

Basis::Basis(const ReportInput& given)
    : region(given.region),
      reference(given.reference),
      plan(given.plan),
      input(given),
      words(given.language),
      exchanges(sum_exchanges(given.region, given.reference, given.plan)) {}

std::string Basis::site_id(SiteId id) const {
  return std::format("s{}", id.index() + 1);
}

std::string Basis::site_name(SiteId id) const {
  const Site& site = region[id];
  return site.name.empty() ? site.key : site.name;
}

std::string Basis::endpoint_name(const Endpoint& end) const {
  if (!end.process) return site_name(end.site);
  const Process& process = region[end.process];
  const std::string& name = process.name.empty() ? process.key : process.name;
  return std::format("{} ({})", name, site_name(end.site));
}

std::string Basis::resource_name(ResourceId id) const {
  return std::string(reference[id].name(words.language()));
}

std::string Basis::mode_name(ModeId id) const {
  if (!id) return words.text("report.mode.none");
  const std::string& key = reference[id].key;
  const std::string text_key = "report.mode." + key;
  const std::string name = words.text(text_key);
  if (name != text_key) return name;
  std::string plain = key;
  std::ranges::replace(plain, '_', ' ');
  return plain;
}

std::string Basis::base_unit(ResourceId id) const {
  return std::string(reference[id].unit());
}

std::string Basis::lines(const std::vector<Remark>& remarks) const {
  std::string out;
  for (const Remark& each : remarks) {
    if (!out.empty()) out += '\n';
    out += remark(each);
  }
  return out;
}

std::string Basis::remark(const Remark& remark) const {
  Remark told{remark.key, {}};
  for (const std::string& argument : remark.arguments) {
    const PropertyId property = reference.find_property(argument);
    if (const auto number = plain_number(argument)) {
      told.arguments.push_back(words.number(number->value, number->decimals));
    } else if (const ResourceId resource = reference.find_resource_id(argument)) {
      told.arguments.push_back(resource_name(resource));
    } else if (const ModeId mode = reference.find_mode(argument)) {
      told.arguments.push_back(mode_name(mode));
    } else if (property) {
      const bool is_norwegian = words.language() == Language::nb;
      told.arguments.push_back(is_norwegian ? reference[property].name_nb
                                            : reference[property].name_en);
    } else {
      told.arguments.push_back(argument);
    }
  }
  return words.text(told.key, told.arguments);
}

Cell Basis::amount(AmountFlow amount, ResourceId resource, Mark mark) const {
  const double value = amount.in(kUnitPerYear);
  return Cell::of_number(value, table_decimals(value), words.per_year(base_unit(resource)), mark);
}

Cell Basis::money(MoneyFlow money, Mark mark) {
  return Cell::of_number(money.in(kEuroPerYear), 0, {}, mark);
}

Cell Basis::money(const std::optional<MoneyFlow>& money, Mark mark) {
  return money ? Basis::money(*money, mark) : Cell::unknown();
}

Cell Basis::co2e(Co2eFlow co2e, Mark mark) {
  const double value = co2e.in(kTonneCo2ePerYear);
  return Cell::of_number(value, table_decimals(value), {}, mark);
}

Cell Basis::co2e(const std::optional<Co2eFlow>& co2e, Mark mark) {
  return co2e ? Basis::co2e(*co2e, mark) : Cell::unknown();
}

Mark Basis::mark_of(StreamId stream) const {
  if (!stream) return Mark::none;
  return region[stream].evidence == Evidence::estimated ? Mark::estimated : Mark::none;
}

}  // namespace samspill::report
