#include <charconv>
#include <format>
#include <memory>

#include "base/error.h"
#include "base/text.h"
#include "cli/dataset_input.h"
#include "cli/language_option.h"
#include "cli/portfolio_text.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "domain/find_key.h"
#include "formats/portfolio_json.h"
#include "portfolio/questions.h"
#include "solver/solve.h"

namespace samspill::cli {
namespace {

struct PortfolioCommandOptions {
  std::string data;
  std::vector<std::string> targets;
  std::optional<double> budget_meur;
  std::optional<double> staff;
  std::vector<std::string> without;
  std::vector<std::string> starts;
  std::optional<double> carbon_price_eur_per_t;
  double gap = portfolio::Options{}.gap;
  double time_limit_s = 60;
  std::size_t trials = portfolio::OddsOptions{}.trials;
  std::size_t seed = portfolio::OddsOptions{}.seed;
  std::vector<std::string> compared;
  bool sensitivity = false;
  std::string language = "en";
  std::string model_file;
  bool brief = false;
  bool json = false;
};

template <typename Number>
std::optional<Number> read_whole(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

/// --target: a scope of targets.csv, or YEAR=KT.
void read_target(const std::string& text, portfolio::Options& out) {
  const std::size_t equals = text.find('=');
  const auto in_year = read_whole<int>(std::string_view(text).substr(0, equals));
  if (equals == std::string::npos || !in_year) {
    if (!out.scope.empty()) {
      throw Error(ErrorKind::invalid, std::format("--target {}: expected one scope, {} is another",
                                                  in_quotes(text), in_quotes(out.scope)));
    }
    out.scope = text;
    return;
  }
  const auto kilotonnes = read_whole<double>(std::string_view(text).substr(equals + 1));
  if (!kilotonnes || *in_year < 1900 || *in_year > 2200) {
    throw Error(ErrorKind::invalid,
                std::format("--target {}: expected a scope of targets.csv or YEAR=KT such as "
                            "2030=1300, a year from 1900 to 2200",
                            in_quotes(text)));
  }
  out.targets.insert_or_assign(*in_year, *kilotonnes * kilotonne_co2e / year);
}

/// --start: ID=YEAR.
void read_start(const Region& region, const std::string& text, portfolio::Options& out) {
  const std::size_t equals = std::min(text.find('='), text.size() - 1);
  const auto in_year = read_whole<int>(std::string_view(text).substr(equals + 1));
  if (!in_year || *in_year < 1900 || *in_year > 2200) {
    throw Error(ErrorKind::invalid,
                std::format("--start {}: expected ID=YEAR such as i-hub=2033, a year from 1900 to "
                            "2200",
                            in_quotes(text)));
  }
  const InitiativeId id(find_key(region.initiatives, text.substr(0, equals), tell("initiative")));
  out.starts.insert_or_assign(id, *in_year);
}

portfolio::Options portfolio_options(const Session& session, const Region& region,
                                     const PortfolioCommandOptions& options) {
  portfolio::Options out;
  for (const std::string& target : options.targets) read_target(target, out);
  if (options.budget_meur) out.budget = *options.budget_meur * million_euro;
  out.staff = options.staff;
  for (const std::string& key : options.without) {
    out.without.push_back(InitiativeId(find_key(region.initiatives, key, tell("initiative"))));
  }
  for (const std::string& text : options.starts) read_start(region, text, out);
  if (options.carbon_price_eur_per_t) {
    out.carbon_price = *options.carbon_price_eur_per_t * euro / tonne_co2e;
  }
  out.gap = options.gap;
  out.time_limit = std::chrono::duration<double>(options.time_limit_s);
  out.stop = session.stop;
  return out;
}

[[noreturn]] void fail_compare(const std::string& text, std::string_view what) {
  throw Error(ErrorKind::invalid,
              std::format("--compare {}: {}; expected a name, a colon and what is different, as in "
                          "\"small purse: budget-meur=40 without=i-hub,i-pipe\"",
                          in_quotes(text), what));
}

/// One "key=value" of --compare, in place of the option of the same name.
void change(PortfolioCommandOptions& options, const std::string& text, std::string_view part) {
  const std::size_t equals = part.find('=');
  if (equals == std::string_view::npos) fail_compare(text, in_quotes(part) + " has no value");
  const std::string_view key = part.substr(0, equals), value = part.substr(equals + 1);
  const auto number = [&] {
    const auto found = read_whole<double>(value);
    if (!found || *found < 0) fail_compare(text, in_quotes(part) + " is no number of at least 0");
    return *found;
  };
  if (key == "budget-meur") {
    options.budget_meur = number();
  } else if (key == "staff") {
    options.staff = number();
  } else if (key == "carbon-price") {
    options.carbon_price_eur_per_t = number();
  } else if (key == "without") {
    for (std::string& id : split_to_texts(value, ',')) {
      options.without.push_back(std::move(id));
    }
  } else if (key == "start") {
    for (std::string& start : split_to_texts(value, ',')) {
      options.starts.push_back(std::move(start));
    }
  } else if (key == "target") {
    options.targets.emplace_back(value);
  } else {
    fail_compare(text, in_quotes(key) +
                           " is none of budget-meur, staff, without, start, target, carbon-price");
  }
}

/// --compare "NAME: budget-meur=40 without=i-hub": the options with these in place of their own;
/// `without`, `start` and `target` come on top of them.
portfolio::NamedOptions compared_options(const Session& session, const Region& region,
                                         PortfolioCommandOptions options, const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0) fail_compare(text, "there is no name");
  bool is_changed = false;
  for (const std::string_view part : split(std::string_view(text).substr(colon + 1), ' ')) {
    if (part.empty()) continue;
    change(options, text, part);
    is_changed = true;
  }
  if (!is_changed) fail_compare(text, "nothing is different");
  return {text.substr(0, colon), portfolio_options(session, region, options)};
}

struct Made {
  portfolio::Portfolio chosen;
  std::optional<portfolio::Answers> answers;
};

/// Shows progress while it works.
Made make_portfolio(const Session& session, const Region& region, const portfolio::Options& asked,
                    const PortfolioCommandOptions& options) {
  portfolio::Questions questions{.draw = {.seed = options.seed, .trials = options.trials},
                                 .asks_turns = options.sensitivity};
  for (const std::string& text : options.compared) {
    questions.named.push_back(compared_options(session, region, options, text));
  }
  Progress progress(session.terminal, "choosing");
  Made made{portfolio::choose(region, asked), {}};
  if (!options.brief) {
    made.answers = portfolio::answer(region, asked, made.chosen, questions,
                                     [&progress](double share) { progress.update(share); });
  }
  return made;
}

int run_portfolio(const Session& session, const PortfolioCommandOptions& options) {
  if (!options.model_file.empty() && !solver::is_model_file(options.model_file)) {
    throw Error(ErrorKind::invalid,
                std::format("--write-model {}: expected a name that ends in .mps or .lp",
                            options.model_file));
  }
  if (options.brief && (options.sensitivity || !options.compared.empty())) {
    throw Error(ErrorKind::invalid,
                "--brief: expected neither --sensitivity nor --compare beside it");
  }
  const auto checked = load_dataset(options.data, session.terminal);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  const portfolio::Options asked = portfolio_options(session, dataset.region, options);
  if (!options.model_file.empty()) {
    portfolio::write_model(dataset.region, asked, options.model_file);
    session.terminal.out << options.model_file << '\n';
    return kDone;
  }
  const auto [chosen, answers] = make_portfolio(session, dataset.region, asked, options);
  if (options.json) {
    session.terminal.out << formats::portfolio_json(dataset, chosen, answers).dump(2) << '\n';
  } else {
    print_portfolio(session.terminal, dataset.region, chosen, answers,
                    report::Wording(parse_language(options.language)));
  }
  return kDone;
}

}  // namespace

void add_portfolio(Command program, const Session& session) {
  auto options = std::make_shared<PortfolioCommandOptions>();
  Command command = program.command(
      "portfolio", "Choose and time the initiatives that meet the emission targets at least cost");
  command.option("DATA", options->data, "folder, .xlsx, .json or .db").required();
  command
      .option("--target", options->targets,
              "a scope of targets.csv, or YEAR=KT in place of its own; may be repeated")
      .value_name("TARGET");
  command
      .option("--budget-meur", options->budget_meur, "most investment in any one year, million EUR")
      .value_name("MEUR")
      .at_least_zero();
  command.option("--staff", options->staff, "most person-years of building in any one year")
      .value_name("N")
      .at_least_zero();
  command.option("--without", options->without, "leave this initiative out; may be repeated")
      .value_name("ID");
  command
      .option("--start", options->starts,
              "this initiative starts in that year or not at all; may be repeated")
      .value_name("ID=YEAR");
  command
      .option("--carbon-price", options->carbon_price_eur_per_t,
              "EUR that each tonne cut saves; costs are as stated when left out")
      .value_name("EUR")
      .at_least_zero();
  command.option("--gap", options->gap, "how far the answer may be from the best, 0.01 = 1 %")
      .value_name("SHARE")
      .between(0.0, 1.0)
      .shows_default();
  command.option("--time-limit", options->time_limit_s, "seconds for each problem solved")
      .value_name("S")
      .above_zero()
      .shows_default();
  command.option("--trials", options->trials, "of the odds that targets are met")
      .value_name("N")
      .between(1, 1'000'000)
      .shows_default();
  command.option("--seed", options->seed, "of the odds").value_name("N").shows_default();
  command
      .option("--compare", options->compared,
              "another portfolio beside this one, \"NAME: budget-meur=40 without=ID,ID\", also "
              "staff, start, target, carbon-price; may be repeated")
      .value_name("NAME: …");
  command.flag("--sensitivity", options->sensitivity,
               "also at which carbon and electricity prices the choice turns");
  add_language(command, options->language);
  command.flag("--brief", options->brief, "the choice alone: no odds, regrets, curve, comparison");
  command
      .option("--write-model", options->model_file,
              "write the model for other solvers instead: .mps or .lp")
      .value_name("FILE");
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return run_portfolio(session, *options); });
}

}  // namespace samspill::cli
