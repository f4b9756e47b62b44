#include "cli/portfolio_text.h"

#include <algorithm>
#include <format>
#include <map>

#include "cli/text_table.h"
#include "report/portfolio_words.h"

namespace samspill::cli {
namespace {

using portfolio::Answers;
using portfolio::Portfolio;
using report::Wording;

class Printer {
 public:
  Printer(const Terminal& terminal, const Region& region, const Portfolio& portfolio,
          const std::optional<Answers>& answers, const Wording& words)
      : terminal_(terminal),
        region_(region),
        portfolio_(portfolio),
        answers_(answers),
        words_(words) {}

  void print() {
    print_sentences();
    print_path();
    print_chosen();
    if (!portfolio_.not_chosen.empty()) {
      say("\n" + words_.text("portfolio.not_chosen", {names(portfolio_.not_chosen, "")}));
    }
    if (answers_) {
      print_curve();
      print_naive();
      print_price_cases();
      if (answers_->turns) print_turns();
      print_alternatives();
    }
    print_not_ranked();
  }

 private:
  void say(const std::string& sentence) { terminal_.out << sentence << '\n'; }

  std::string word(std::string_view key) const {
    return words_.text(std::format("portfolio.{}", key));
  }
  TextTable::Column text_column(std::string_view key) const { return {word(key)}; }
  TextTable::Column number_column(std::string_view key) const { return {word(key), true}; }
  TextTable::Column id_column(std::string_view key) const { return {word(key), false, true}; }

  std::string kilotonnes(Co2eFlow flow, int decimals = 0) const {
    return words_.number(flow.in(kilotonne_co2e / year), decimals);
  }
  std::string kilotonnes(Co2e amount) const { return words_.number(amount.in(kilotonne_co2e), 0); }
  std::string per_tonne(CarbonPrice price) const {
    return words_.number(price.in(euro / tonne_co2e), 0);
  }
  std::string million(Money money) const { return words_.number(money.in(million_euro), 1); }
  /// "+3": what is more than now.
  std::string more(double value, int decimals) const {
    return (value > 0 ? "+" : "") + words_.number(value, decimals);
  }

  /// "+i-new +i-other", ids as other options take them.
  std::string names(const std::vector<InitiativeId>& ids, std::string_view sign) const {
    std::string out;
    for (const InitiativeId id : ids) {
      out += std::format("{}{}{}", out.empty() ? "" : " ", sign, region_[id].key);
    }
    return out;
  }
  std::string changes(const std::vector<InitiativeId>& added,
                      const std::vector<InitiativeId>& dropped) const {
    const std::string in = names(added, "+"), out = names(dropped, "-");
    return in + (in.empty() || out.empty() ? "" : " ") + out;
  }
  /// Of another portfolio against this one.
  std::string changes(const Portfolio& other) const {
    const auto only_in = [](const Portfolio& one, const Portfolio& without) {
      std::vector<InitiativeId> out;
      for (const portfolio::Chosen& chosen : one.chosen) {
        if (!std::ranges::contains(without.chosen, chosen.initiative,
                                   &portfolio::Chosen::initiative)) {
          out.push_back(chosen.initiative);
        }
      }
      return out;
    };
    return changes(only_in(other, portfolio_), only_in(portfolio_, other));
  }

  void print_sentences() {
    report::PortfolioFindings findings{.chosen = portfolio_};
    if (answers_) {
      findings.odds = answers_->odds;
      if (!portfolio_.is_met()) findings.shortage = answers_->shortage;
      findings.marginal_cost = answers_->marginal_cost;
      for (const portfolio::Alternative& one : answers_->alternatives) {
        if (one.kind == portfolio::Alternative::Kind::other_target) {
          findings.other_targets.push_back(one.portfolio);
        }
      }
    }
    for (const std::string& one : report::portfolio_verdict(region_, words_, findings)) say(one);
    for (const std::string& one : report::portfolio_remarks(region_, words_, findings)) {
      say("- " + one);
    }
  }

  void print_path() {
    TextTable table({text_column("year"), number_column("without"), number_column("planned"),
                     number_column("target"), number_column("missed"), number_column("removed"),
                     number_column("invested"), number_column("chance"),
                     number_column("eight_in_ten")});
    for (std::size_t t = 0; t < portfolio_.path.size(); ++t) {
      const portfolio::PathYear& one = portfolio_.path[t];
      std::string chance, range;
      if (answers_) {
        const portfolio::YearOdds& odds = answers_->odds.years[t];
        if (odds.met) chance = words_.percent(*odds.met);
        range = std::format("{} – {}", kilotonnes(odds.low), kilotonnes(odds.high));
      }
      table.add({std::to_string(one.year), kilotonnes(one.baseline), kilotonnes(one.planned),
                 one.target ? kilotonnes(*one.target) : "",
                 one.target ? kilotonnes(one.missed()) : "", kilotonnes(one.removed),
                 million(one.invested), chance, range});
    }
    show("", table);
  }

  void print_chosen() {
    std::map<InitiativeId, const portfolio::Regret*> regrets;
    if (answers_) {
      for (const portfolio::Regret& regret : answers_->regrets) {
        regrets[regret.initiative] = &regret;
      }
    }
    TextTable table({id_column("chosen"),
                     text_column("name"),
                     number_column("from"),
                     number_column("cut"),
                     number_column("removed"),
                     {"MEUR", true},
                     number_column("own_cost"),
                     text_column("regret"),
                     text_column("is_read")});
    for (const portfolio::Chosen& chosen : portfolio_.chosen) {
      const Initiative& initiative = region_[chosen.initiative];
      const auto regret = regrets.find(chosen.initiative);
      table.add({initiative.key, initiative.name, std::to_string(chosen.start_year),
                 kilotonnes(chosen.cut, 1), kilotonnes(chosen.removed, 1),
                 chosen.is_operating ? word("operates") : million(chosen.cost),
                 chosen.own_cost ? per_tonne(*chosen.own_cost) : "",
                 regret == regrets.end() ? "" : regret_words(*regret->second),
                 word(portfolio::is_verified(initiative) ? "yes" : "unverified")});
    }
    show("", table);
  }

  std::string regret_words(const portfolio::Regret& regret) const {
    if (regret.missed > 500.0 * tonne_co2e) {
      return words_.text("portfolio.regret_missed", {kilotonnes(regret.missed)});
    }
    return more(regret.cost.in(million_euro), 1) + " MEUR";
  }

  void print_curve() {
    TextTable table({number_column("least_cost_for"), number_column("meur_per_year"),
                     number_column("this_step"), text_column("in_and_out")});
    for (const portfolio::CurveStep& step : answers_->curve) {
      table.add({kilotonnes(step.cut) + " kt", words_.number(step.cost.in(million_euro / year), 1),
                 per_tonne(step.step), changes(step.added, step.dropped)});
    }
    show(words_.text("portfolio.curve", {std::to_string(portfolio_.path.back().year)}), table);
  }

  void print_naive() {
    TextTable table({id_column("one_by_one"), {"EUR/t", true}, number_column("alone")});
    Co2eFlow sum;
    for (const portfolio::NaiveStep& step : answers_->naive) {
      table.add({region_[step.initiative].key, per_tonne(step.own_cost), kilotonnes(step.cut, 1)});
      sum += step.cut;
    }
    show(word("naive"), table);
    if (table.empty() || answers_->curve.empty()) return;
    say(words_.text("portfolio.naive_sum",
                    {kilotonnes(sum), kilotonnes(std::min(sum, answers_->curve.back().cut))}));
  }

  void print_price_cases() {
    if (answers_->price_cases.size() < 2) return;
    TextTable table({number_column("carbon_price"),
                     number_column("electricity"),
                     number_column("missed"),
                     {"MEUR", true},
                     number_column("carbon_saved"),
                     text_column("in_and_out")});
    for (const portfolio::PriceCase& one : answers_->price_cases) {
      table.add({per_tonne(one.carbon_price),
                 more(one.electricity_change.in(euro / megawatt_hour), 0),
                 kilotonnes(one.portfolio.missed), million(one.portfolio.cost),
                 million(one.carbon_saved), changes(one.portfolio)});
    }
    show(word("price_cases"), table);
  }

  template <typename Price>
  void print_turns(std::string_view title, std::string_view column,
                   const std::vector<portfolio::Turn<Price>>& turns, Price unit, Price most) {
    TextTable table({number_column(column), text_column("in_and_out"), text_column("other_year")});
    for (const portfolio::Turn<Price>& turn : turns) {
      table.add({words_.number(turn.price.in(unit), 1), changes(turn.added, turn.dropped),
                 names(turn.moved, "")});
    }
    const std::string heading =
        words_.text(std::format("portfolio.{}", title), {words_.number(most.in(unit), 0)});
    show(heading, table);
    if (table.empty()) say("\n" + heading + " " + word("turns_none"));
  }

  void print_turns() {
    print_turns("turns_carbon", "at_eur_per_t", answers_->turns->carbon, euro / tonne_co2e,
                portfolio::kCarbonMost);
    print_turns("turns_electricity", "at_eur_per_mwh", answers_->turns->electricity,
                euro / megawatt_hour, portfolio::kElectricityMost);
  }

  std::string name_of(const portfolio::Alternative& one) const {
    switch (one.kind) {
      case portfolio::Alternative::Kind::as_asked:
        return word("as_asked");
      case portfolio::Alternative::Kind::without_limits:
        return word("without_limits");
      case portfolio::Alternative::Kind::other_target:
        return words_.text("portfolio.other_target", {one.portfolio.scope});
      case portfolio::Alternative::Kind::named:
        break;
    }
    return one.name;
  }

  void print_alternatives() {
    if (answers_->alternatives.size() < 2) return;
    TextTable table({text_column("portfolio"),
                     text_column("met"),
                     number_column("missed"),
                     {"MEUR", true},
                     number_column("invested"),
                     text_column("in_and_out")});
    for (const portfolio::Alternative& one : answers_->alternatives) {
      table.add({name_of(one), word(one.portfolio.is_met() ? "yes" : "no"),
                 kilotonnes(one.portfolio.missed), million(one.portfolio.cost),
                 million(one.portfolio.capex), changes(one.portfolio)});
    }
    show(word("side_by_side"), table);
  }

  void print_not_ranked() {
    TextTable table(
        {id_column("not_ranked"), text_column("name"), number_column("cut"), text_column("why")});
    for (const portfolio::NotRanked& one : portfolio_.not_ranked) {
      const Initiative& initiative = region_[one.initiative];
      table.add({initiative.key, initiative.name,
                 initiative.cut_likely ? kilotonnes(*initiative.cut_likely, 1) : word("unknown"),
                 words_.text(report::unranked_text_key(one.why))});
    }
    show("", table);
  }

  /// After an empty line and its heading; nothing where there is no row.
  void show(const std::string& heading, const TextTable& table) {
    if (table.empty()) return;
    say("");
    if (!heading.empty()) say(heading);
    table.print(terminal_);
  }

  const Terminal& terminal_;
  const Region& region_;
  const Portfolio& portfolio_;
  const std::optional<Answers>& answers_;
  const Wording& words_;
};

}  // namespace

void print_portfolio(const Terminal& terminal, const Region& region, const Portfolio& portfolio,
                     const std::optional<Answers>& answers, const Wording& words) {
  Printer(terminal, region, portfolio, answers, words).print();
}

}  // namespace samspill::cli
