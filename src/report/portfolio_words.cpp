#include "report/portfolio_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>

namespace samspill::report {
namespace {

using portfolio::PathYear;
using portfolio::Portfolio;

/// Above the target by less than this is as good as met.
constexpr Co2eFlow kSmallestMiss = 1e-5 * kilotonne_co2e / year;
/// Of those that carry the cut, so many are named.
constexpr std::size_t kMostCarriers = 5;
constexpr Co2eFlow kSmallestCarrier = 0.05 * kilotonne_co2e / year;

std::string year_text(int year) {
  return std::format("{}", year);
}

/// Over several years.
std::string kilotonnes(const Wording& words, Co2e amount) {
  return report::kilotonnes(words, amount / (1.0 * year));
}

/// "2030–2033, 2036": years with a target that is missed, or met.
std::string target_years(const Portfolio& portfolio, bool are_missed) {
  const auto& path = portfolio.path;
  const auto is_one = [&](std::size_t t) {
    return path[t].target && (path[t].missed() > kSmallestMiss) == are_missed;
  };
  std::string out;
  for (std::size_t t = 0; t < path.size(); ++t) {
    if (!is_one(t)) continue;
    std::size_t last = t;
    while (last + 1 < path.size() && is_one(last + 1)) ++last;
    out += out.empty() ? "" : ", ";
    out += year_text(path[t].year);
    if (last > t) out += "–" + year_text(path[last].year);
    t = last;
  }
  return out;
}

std::vector<const PathYear*> missed_years(const Portfolio& portfolio) {
  std::vector<const PathYear*> out;
  for (const PathYear& one : portfolio.path) {
    if (one.missed() > kSmallestMiss) out.push_back(&one);
  }
  return out;
}

/// Whether the target is met, and by how much it is missed in the first and the last such year.
std::string verdict(const Wording& words, const Portfolio& portfolio) {
  if (portfolio.is_met()) {
    return words.text("report.portfolio.met", {portfolio.scope, target_years(portfolio, false)});
  }
  const std::vector<const PathYear*> missed = missed_years(portfolio);
  const PathYear& first = *missed.front();
  std::string out =
      words.text("report.portfolio.missed", {portfolio.scope}) + " " +
      words.text("report.portfolio.missed_first",
                 {year_text(first.year), kilotonnes(words, *first.target),
                  kilotonnes(words, first.planned), kilotonnes(words, first.missed())});
  if (missed.size() > 1) {
    const PathYear& last = *missed.back();
    out += " " + words.text("report.portfolio.missed_last",
                            {year_text(last.year), kilotonnes(words, last.missed())});
  }
  const std::string met = target_years(portfolio, false);
  if (!met.empty()) out += " " + words.text("report.portfolio.met_too", {met});
  return out;
}

/// The same of another target, in a line.
std::string short_verdict(const Wording& words, const Portfolio& portfolio) {
  if (portfolio.is_met()) return words.text("report.portfolio.other_met", {portfolio.scope});
  const std::vector<const PathYear*> missed = missed_years(portfolio);
  std::vector<std::string> misses;
  const auto add = [&](const PathYear& one) {
    misses.push_back(words.text("report.portfolio.miss",
                                {kilotonnes(words, one.missed()), year_text(one.year)}));
  };
  add(*missed.front());
  if (missed.size() > 1) add(*missed.back());
  return words.text("report.portfolio.other_missed", {portfolio.scope, words.list(misses)});
}

std::string cost_text(const Region& region, const Wording& words, const Portfolio& portfolio) {
  const auto decided = static_cast<std::size_t>(
      std::ranges::count(portfolio.chosen, false, &portfolio::Chosen::is_operating));
  if (decided == 0) return words.text("report.portfolio.none_chosen");
  const int first = portfolio.path.front().year, last = portfolio.path.back().year;
  return words.counted("report.portfolio.cost", decided,
                       {million(words, portfolio.capex), std::format("{}–{}", first, last),
                        million(words, portfolio.cost), year_text(first),
                        words.percent(region.settings.discount_rate)});
}

std::string marginal_text(const Wording& words, CarbonPrice price) {
  const double eur = price.in(euro / tonne_co2e);
  if (eur < 1) return words.text("report.portfolio.marginal_none");
  return words.text("report.portfolio.marginal", {words.number(eur, 0)});
}

/// The largest cuts of the last year.
std::string carriers_text(const Region& region, const Wording& words, const Portfolio& portfolio) {
  std::vector<std::string> carriers;
  for (const portfolio::Chosen& chosen : portfolio.chosen) {
    const Co2eFlow cut = chosen.cut + chosen.removed;
    if (carriers.size() == kMostCarriers || cut < kSmallestCarrier) break;
    carriers.push_back(
        std::format("{} ({})", region[chosen.initiative].name, report::kilotonnes(words, cut)));
  }
  if (carriers.empty()) return words.text("report.portfolio.no_carriers");
  return words.text("report.portfolio.carriers",
                    {year_text(portfolio.path.back().year), words.list(carriers)});
}

std::string certainty_text(const Wording& words, const Portfolio& chosen,
                           const portfolio::Odds& all) {
  const PathYear& last = chosen.path.back();
  const portfolio::YearOdds& odds = all.years.back();
  std::string out = words.text("report.portfolio.how_sure") + " ";
  if (chosen.is_met()) {
    out += words.text("report.portfolio.chance", {words.percent(all.all_met)}) + " ";
  }
  out += words.text("report.portfolio.range",
                    {year_text(last.year), kilotonnes(words, odds.low),
                     kilotonnes(words, odds.high), kilotonnes(words, last.planned)});
  const std::size_t certain = all.without_probability.size();
  if (certain > 0) out += " " + words.counted("report.portfolio.certain", certain);
  return out;
}

/// Why nothing comes closer to the target.
std::string shortage_text(const Wording& words, const portfolio::Shortage& shortage) {
  const Co2e same = kilotonne_co2e;
  const Co2e free = shortage.without_budget.value_or(shortage.missed);
  std::vector<std::string> out;
  if (free < shortage.missed - same) {
    out.push_back(words.text("report.portfolio.limits_matter",
                             {kilotonnes(words, free), kilotonnes(words, shortage.missed)}));
  } else if (shortage.without_budget) {
    out.push_back(words.text("report.portfolio.limits_do_not_matter"));
  }
  if (free > same) out.push_back(words.text("report.portfolio.too_few"));
  if (shortage.with_unknown && *shortage.with_unknown < free - same) {
    out.push_back(
        words.text("report.portfolio.unknown_would_help",
                   {kilotonnes(words, free - *shortage.with_unknown), kilotonnes(words, free)}));
  }
  std::string sentences;
  for (const std::string& one : out) sentences += (sentences.empty() ? "" : " ") + one;
  return sentences;
}

/// How many of the chosen rest on figures that nobody has read; empty when all were read.
std::string unread_text(const Region& region, const Wording& words, const Portfolio& chosen) {
  const auto unread = std::ranges::count_if(chosen.chosen, [&](const portfolio::Chosen& one) {
    return !portfolio::is_verified(region[one.initiative]);
  });
  if (unread == 0) return "";
  if (unread == std::ssize(chosen.chosen)) return words.text("report.portfolio.all_unverified");
  return words.text("report.portfolio.unverified", {words.count(static_cast<std::size_t>(unread)),
                                                    words.count(chosen.chosen.size())});
}

}  // namespace

std::vector<std::string> portfolio_verdict(const Region& region, const Wording& words,
                                           const PortfolioFindings& findings) {
  std::string targets = verdict(words, findings.chosen);
  for (const Portfolio& other : findings.other_targets) {
    targets += " " + short_verdict(words, other);
  }
  std::string cost = cost_text(region, words, findings.chosen);
  if (findings.marginal_cost) cost += " " + marginal_text(words, *findings.marginal_cost);
  return {targets, cost};
}

std::vector<std::string> portfolio_remarks(const Region& region, const Wording& words,
                                           const PortfolioFindings& findings) {
  const Portfolio& chosen = findings.chosen;
  std::vector<std::string> out = {carriers_text(region, words, chosen)};
  if (findings.odds) out.push_back(certainty_text(words, chosen, *findings.odds));
  if (findings.shortage) out.push_back(shortage_text(words, *findings.shortage));
  const Co2eFlow removed = chosen.path.back().removed;
  if (!chosen.counts_removals && removed > kilotonne_co2e / year) {
    out.push_back(words.text("report.portfolio.removed", {report::kilotonnes(words, removed)}));
  }
  if (chosen.status == portfolio::Status::feasible) {
    out.push_back(std::isfinite(chosen.gap)
                      ? words.text("report.portfolio.stopped", {words.number(chosen.gap * 100, 2)})
                      : words.text("report.portfolio.stopped_far"));
  }
  out.push_back(unread_text(region, words, chosen));
  std::erase(out, "");
  return out;
}

std::string unranked_text_key(portfolio::Unranked why) {
  static constexpr std::array<std::string_view, 10> kKeys = {
      "left_out",      "in_baseline",   "ended",     "cost_unknown", "cut_unknown",
      "start_unknown", "need_unranked", "ruled_out", "too_late",     "not_in_its_year"};
  return std::format("report.unranked.{}", kKeys[static_cast<std::size_t>(why)]);
}

std::string initiative_names(const Region& region, const std::vector<InitiativeId>& ids) {
  std::string out;
  for (const InitiativeId id : ids) out += (out.empty() ? "" : "\n") + region[id].name;
  return out;
}

std::string kilotonnes(const Wording& words, Co2eFlow flow) {
  return kilotonnes(words, flow.in(kilotonne_co2e / year));
}

std::string kilotonnes(const Wording& words, double kt) {
  return words.number(kt, table_decimals(kt)) + "\u00a0kt";
}

std::string million(const Wording& words, Money money) {
  const double value = money.in(million_euro);
  return words.number(value, table_decimals(value));
}

}  // namespace samspill::report
