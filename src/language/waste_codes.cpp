#include "language/waste_codes.h"

#include <algorithm>
#include <reference_tables.h>
#include <unordered_map>

#include "base/csv.h"
#include "base/error.h"
#include "base/table_reader.h"

namespace samspill::language {
namespace {

/// NACE division → beginnings of the waste codes that arise there.
class WasteOrigins {
 public:
  WasteOrigins() {
    Diagnostics diagnostics;
    const auto table = read_csv("waste_origins", "data/waste_origins.csv",
                                std::string(reference::tables::waste_origins_csv()), diagnostics);
    if (table) {
      TableReader reader(*table, diagnostics);
      while (reader.next()) {
        for (const std::string_view code : split(reader.text(reader.column("low_codes")), ';')) {
          codes_[std::string(reader.text(reader.column("nace_division")))].emplace_back(code);
        }
      }
    }
    if (diagnostics.has_errors()) {
      throw Error(ErrorKind::internal, to_text(diagnostics.list().front()));
    }
  }

  bool arises(std::string_view code, std::string_view nace) const {
    const auto found = codes_.find(nace.substr(0, 2));
    if (found == codes_.end()) return false;
    return std::ranges::any_of(found->second,
                               [&](const std::string& begin) { return code.starts_with(begin); });
  }

 private:
  TextMap<std::vector<std::string>> codes_;
};

const WasteOrigins& waste_origins() {
  static const WasteOrigins origins;
  return origins;
}

}  // namespace

std::vector<std::string> order_low_codes(const reference::Reference& reference,
                                         const reference::Resource& resource, const Analysis& text,
                                         const Context& context) {
  const auto has_hint = [&](std::string_view hint) {
    return std::ranges::find(text.hints, hint) != text.hints.end();
  };
  const bool is_dangerous = has_hint("hazardous") || has_hint("contaminated");
  const auto rank_of = [&](const std::string& code) {
    int rank = 0;
    if (std::ranges::find(text.low_codes, code) != text.low_codes.end()) rank += 100;
    // What is offered arises at the site; what is needed arose elsewhere.
    const bool may_arise = context.direction != Direction::need && !context.nace.empty();
    if (may_arise && waste_origins().arises(code, context.nace)) rank += 10;
    if (resource.hazard != reference::Hazard::yes &&
        reference.is_hazardous_low_code(code, context.date) != is_dangerous) {
      rank -= 1;
    }
    return rank;
  };
  std::vector<std::pair<int, const std::string*>> ranked;
  for (const std::string& code : resource.low_codes) {
    const bool is_valid =
        context.date.empty() || reference.is_low_code_between(code, context.date, context.date);
    if (is_valid) ranked.emplace_back(-rank_of(code), &code);
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<int, const std::string*>::first);
  std::vector<std::string> codes;
  codes.reserve(ranked.size());
  for (const auto& [rank, code] : ranked) codes.push_back(*code);
  return codes;
}

}  // namespace samspill::language
