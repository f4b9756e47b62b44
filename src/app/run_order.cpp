#include "app/run_order.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <limits>
#include <span>

#include "base/error.h"
#include "base/text.h"
#include "domain/find_key.h"

namespace samspill::app {
namespace {

constexpr double kMost = std::numeric_limits<double>::max();
constexpr double kAboveZero = std::numeric_limits<double>::min();
constexpr std::size_t kMostIds = 200;
constexpr int kFirstYear = 1900, kLastYear = 2200;

constexpr std::array<std::string_view, 3> kRanks = {"benefit", "climate", "both"};
constexpr std::array<std::string_view, 2> kObjectives = {"cost", "climate"};

/// The options of one order, by name.
class Options {
 public:
  Options(std::string_view kind, const Json& options, std::span<const std::string_view> used)
      : kind_(kind), options_(options) {
    if (!options.is_object()) refuse("options", options, tell("an object"));
    for (const auto& [name, value] : options.items()) {
      if (std::ranges::find(used, name) == used.end()) {
        throw Error(ErrorKind::invalid,
                    tell("a run of kind {} has no option {}{}", kind, in_quotes(name),
                         did_you_mean(name, {used.begin(), used.end()})));
      }
    }
  }

  std::optional<double> number(const char* name, double least, double most = kMost) const {
    const Json* value = find(name);
    if (value == nullptr) return {};
    if (!value->is_number() || value->get<double>() < least || value->get<double>() > most) {
      refuse(name, *value, range(least, most));
    }
    return value->get<double>();
  }
  std::optional<std::size_t> count(const char* name, std::size_t least, std::size_t most) const {
    const Json* value = find(name);
    if (value == nullptr) return {};
    if (!value->is_number_integer() || value->get<double>() < static_cast<double>(least) ||
        value->get<double>() > static_cast<double>(most)) {
      refuse(name, *value, tell("a whole number from {} to {}", least, most));
    }
    return value->get<std::size_t>();
  }
  std::string text(const char* name) const {
    const Json* value = find(name);
    if (value == nullptr) return {};
    if (!value->is_string()) refuse(name, *value, tell("a text"));
    return value->get<std::string>();
  }
  /// The index of one of the words; `usual` where there is none.
  std::size_t choice(const char* name, std::span<const std::string_view> words,
                     std::size_t usual = 0) const {
    const Json* value = find(name);
    if (value == nullptr) return usual;
    const auto found =
        value->is_string() ? std::ranges::find(words, value->get<std::string>()) : words.end();
    if (found == words.end()) {
      std::string listed;
      for (const std::string_view word : words) {
        listed += std::format("{}{}", listed.empty() ? "" : ", ", word);
      }
      refuse(name, *value, tell("one of {}{}", listed, Message()));
    }
    return static_cast<std::size_t>(found - words.begin());
  }
  std::vector<std::string> ids(const char* name) const {
    const Json* value = find(name);
    if (value == nullptr) return {};
    const auto is_text = [](const Json& id) { return id.is_string(); };
    if (!value->is_array() || value->size() > kMostIds || !std::ranges::all_of(*value, is_text)) {
      refuse(name, *value, tell("a list of at most {} ids", kMostIds));
    }
    return value->get<std::vector<std::string>>();
  }
  /// Years by id.
  std::map<std::string, int> years(const char* name) const {
    const Json* value = find(name);
    if (value == nullptr) return {};
    const auto is_year = [](const Json& one) {
      return one.is_number_integer() && one >= kFirstYear && one <= kLastYear;
    };
    if (!value->is_object() || value->size() > kMostIds || !std::ranges::all_of(*value, is_year)) {
      refuse(
          name, *value,
          tell("at most {} ids, each with a year from {} to {}", kMostIds, kFirstYear, kLastYear));
    }
    return value->get<std::map<std::string, int>>();
  }

 private:
  const Json* find(const char* name) const {
    const auto found = options_.find(name);
    return found == options_.end() || found->is_null() ? nullptr : &*found;
  }
  static Message range(double least, double most) {
    Message out = least == kAboveZero ? tell("a number above 0")
                  : least > -kMost    ? tell("a number of at least {}", std::format("{}", least))
                                      : tell("a number");
    return most < kMost ? tell("{}, at most {}", std::move(out), std::format("{}", most)) : out;
  }
  [[noreturn]] void refuse(std::string_view name, const Json& value,
                           const Message& expected) const {
    throw Error(ErrorKind::invalid,
                tell("{} of a run of kind {}: {} found, expected {}", name, kind_,
                     value.dump(-1, ' ', false, Json::error_handler_t::replace), expected));
  }

  std::string_view kind_;
  const Json& options_;
};

/// The first so many of the languages.
reference::Language read_language(const Options& options, std::size_t offered) {
  constexpr std::array<std::string_view, 5> kLanguages = {"en", "nb", "da", "sv", "fi"};
  const auto words = std::span(kLanguages).first(offered);
  const auto found =
      std::ranges::find(reference::kLanguageCodes, words[options.choice("language", words)]);
  return static_cast<reference::Language>(found - reference::kLanguageCodes.begin());
}

/// What every order that plans may say.
PlanOrder read_plan(const Options& options) {
  PlanOrder out;
  out.objective =
      options.choice("objective", kObjectives) == 1 ? Objective::climate : Objective::cost;
  out.carbon_price_eur_per_t = options.number("carbon_price_eur_per_t", 0);
  out.cap_t_per_year = options.number("cap_t_per_year", -kMost);
  out.pareto = options.count("pareto", 2, 50);
  out.without = options.ids("without");
  out.gap = options.number("gap", kAboveZero, 1);
  out.time_limit_s = options.number("time_limit_s", kAboveZero, 86400).value_or(out.time_limit_s);
  return out;
}

MatchOrder read_match(const Options& options) {
  MatchOrder out;
  out.top = options.count("top", 1, 100).value_or(out.top);
  out.rank = static_cast<matching::Rank>(options.choice("rank", kRanks));
  out.site_id = options.text("site_id");
  out.language = read_language(options, 5);
  return out;
}

PortfolioOrder read_portfolio(const Options& options) {
  PortfolioOrder out;
  out.scope = options.text("target");
  out.budget_meur = options.number("budget_meur", 0);
  out.without = options.ids("without");
  out.start_years = options.years("start_years");
  out.time_limit_s = options.number("time_limit_s", kAboveZero, 86400).value_or(out.time_limit_s);
  return out;
}

AccountOrder read_account(const Options& options) {
  return {.plan = read_plan(options),
          .claim_rule = static_cast<ClaimRule>(options.choice("claim", kClaimRuleWords)),
          .gwp_set = static_cast<reference::GwpSet>(options.choice(
              "gwp", reference::kGwpSetWords, static_cast<std::size_t>(reference::GwpSet::ar6))),
          .scope = options.text("target")};
}

constexpr std::array<std::string_view, 4> kMatchOptions = {"top", "rank", "site_id", "language"};
constexpr std::array<std::string_view, 5> kPortfolioOptions = {"target", "budget_meur", "without",
                                                               "start_years", "time_limit_s"};
/// What every order that plans may say.
constexpr std::array<std::string_view, 6> kPlanOptions = {
    "objective", "carbon_price_eur_per_t", "cap_t_per_year", "without", "gap", "time_limit_s"};

std::vector<std::string_view> besides_planning(std::initializer_list<std::string_view> names) {
  std::vector<std::string_view> out(kPlanOptions.begin(), kPlanOptions.end());
  out.insert(out.end(), names);
  return out;
}

}  // namespace

RunOrder read_order(std::string_view kind, const Json& options) {
  if (kind == "match") return read_match({kind, options, kMatchOptions});
  if (kind == "plan") return read_plan({kind, options, besides_planning({"pareto"})});
  if (kind == "portfolio") return read_portfolio({kind, options, kPortfolioOptions});
  if (kind == "account") {
    return read_account({kind, options, besides_planning({"claim", "gwp", "target"})});
  }
  if (kind == "report") {
    const Options read(kind, options, besides_planning({"language"}));
    return ReportOrder{read_plan(read), read_language(read, 2)};
  }
  throw Error(ErrorKind::invalid,
              tell("there is no kind of run {}: expected match, plan, portfolio, account or "
                   "report",
                   in_quotes(kind)));
}

matching::MatchOptions match_options(const Region& region, const MatchOrder& order) {
  matching::MatchOptions out;
  out.top = order.top;
  out.rank = order.rank;
  if (!order.site_id.empty()) {
    out.site = SiteId(find_key(region.sites, order.site_id, tell("site")));
  }
  return out;
}

network::NetworkOptions plan_options(const Region& region, const PlanOrder& order) {
  network::NetworkOptions out;
  out.objective = order.objective;
  if (order.carbon_price_eur_per_t) {
    out.carbon_price = *order.carbon_price_eur_per_t * euro / tonne_co2e;
  }
  if (order.cap_t_per_year) out.cap = *order.cap_t_per_year * tonne_co2e / year;
  for (const std::string& key : order.without) {
    out.without.push_back(SiteId(find_key(region.sites, key, tell("site"))));
  }
  if (order.gap) out.gap = *order.gap;
  out.time_limit = std::chrono::duration<double>(order.time_limit_s);
  return out;
}

portfolio::Options portfolio_options(const Region& region, const PortfolioOrder& order) {
  portfolio::Options out;
  out.scope = order.scope;
  if (order.budget_meur) out.budget = *order.budget_meur * million_euro;
  for (const std::string& key : order.without) {
    out.without.push_back(InitiativeId(find_key(region.initiatives, key, tell("initiative"))));
  }
  for (const auto& [key, in_year] : order.start_years) {
    out.starts.emplace(find_key(region.initiatives, key, tell("initiative")), in_year);
  }
  out.time_limit = std::chrono::duration<double>(order.time_limit_s);
  return out;
}

}  // namespace samspill::app
