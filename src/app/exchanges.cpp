#include "app/exchanges.h"

#include <algorithm>
#include <format>
#include <map>

#include "app/lists.h"
#include "base/number.h"
#include "base/text.h"

namespace samspill::app {
namespace {

const std::string kTable = "exchanges";
constexpr int kFirstYear = 1900, kLastYear = 2200;

/// "2021:70000;2022:68000" with one year's result changed; an empty one takes the year out.
std::string with_year(std::string_view measured, int in_year, std::string_view quantity) {
  std::map<std::string, std::string> by_year;
  for (const std::string_view part : split(measured, ';')) {
    const std::size_t colon = std::min(part.find(':'), part.size());
    by_year[std::string(trim(part.substr(0, colon)))] =
        trim(part.substr(std::min(colon + 1, part.size())));
  }
  const std::string year_text = std::to_string(in_year);
  if (quantity.empty()) {
    by_year.erase(year_text);
  } else {
    by_year[year_text] = quantity;
  }
  std::string text;
  for (const auto& [each, result] : by_year) {
    text += std::format("{}{}:{}", text.empty() ? "" : ";", each, result);
  }
  return text;
}

}  // namespace

using auth::Action;

const storage::Row* open_exchange(const std::vector<storage::Row>& of_offer,
                                  std::string_view need) {
  const auto found = std::ranges::find_if(of_offer, [&](const storage::Row& exchange) {
    return exchange.cell("need_id") == need && exchange.cell("stage") != "ended";
  });
  return found == of_offer.end() ? nullptr : &*found;
}

storage::RowPage Exchanges::list(const auth::Actor& actor, std::string_view region,
                                 const std::string& stage, const storage::PageRequest& page) const {
  auth::require(actor, Action::list, kTable);
  storage::RowFilter filter;
  if (!stage.empty()) filter.equal.emplace_back("stage", stage);
  return list_table(workspace, region, kTable, filter, page);
}

storage::Row Exchanges::read(const auth::Actor& actor, std::string_view region,
                             std::string_view key) const {
  auth::require(actor, Action::read, kTable);
  return read_table_row(workspace, region, kTable, key);
}

Edited Exchanges::create(const auth::Actor& actor, std::string_view region,
                         const Cells& cells) const {
  auth::require(actor, Action::create, kTable);
  return create_row(workspace, actor, region, kTable, cells);
}

Edited Exchanges::update(const auth::Actor& actor, std::string_view region, std::string_view key,
                         const Cells& cells, std::int64_t version) const {
  auth::require(actor, Action::update, kTable);
  return update_row(workspace, actor, region, kTable, key, cells, version);
}

Edited Exchanges::set_stage(const auth::Actor& actor, std::string_view region, std::string_view key,
                            const std::string& stage, std::int64_t version) const {
  return update(actor, region, key, {{"stage", stage}}, version);
}

Edited Exchanges::set_measured(const auth::Actor& actor, std::string_view region,
                               std::string_view key, int in_year, std::string_view quantity,
                               std::int64_t version) const {
  const std::string_view written = trim(quantity);
  const auto number = read_number(written);
  const bool is_sound = written.empty() || (number && number->value >= 0);
  if (!is_sound || in_year < kFirstYear || in_year > kLastYear) {
    Edited refused;
    refused.diagnostics.error(kTable, 0, "measured",
                              tell("found {} for the year {}, expected a number of at least "
                                   "0 for a year from {} to {}",
                                   in_quotes(written), in_year, kFirstYear, kLastYear));
    return refused;
  }
  const storage::Row row = read(actor, region, key);
  return update(actor, region, key,
                {{"measured", with_year(row.cell("measured"), in_year, written)}}, version);
}

}  // namespace samspill::app
