#include <format>
#include <memory>

#include "cli/dataset_input.h"
#include "cli/language_option.h"
#include "cli/missing_links.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/text_table.h"
#include "domain/find_key.h"
#include "formats/result_json.h"
#include "matching/explain.h"
#include "matching/find_matches.h"
#include "matching/remarks.h"
#include "reference/texts.h"

namespace samspill::cli {
namespace {

struct MatchCommandOptions {
  std::string data;
  std::size_t top = 5;
  std::string per = "offer";
  std::string rank = "benefit";
  std::string site;
  std::string resource;
  std::string country;
  std::string network;
  std::vector<std::string> explain;
  bool bundles = false;
  bool gaps = false;
  std::optional<double> radius_km;
  std::string language = "en";
  bool json = false;
};

matching::Rank parse_rank(const std::string& word) {
  if (word == "climate") return matching::Rank::climate;
  return word == "both" ? matching::Rank::both : matching::Rank::benefit;
}

matching::Per parse_per(const std::string& word) {
  if (word == "need") return matching::Per::need;
  if (word == "site") return matching::Per::site;
  return word == "region" ? matching::Per::region : matching::Per::offer;
}

void print_remarks(const Terminal& terminal, std::string_view mark,
                   const std::vector<Remark>& remarks, reference::Language language) {
  for (const Remark& remark : remarks) {
    terminal.out << std::format("  {} {}\n", mark, reference::text(remark, language));
  }
}

/// In how many of a hundred cases it pays.
std::string chance(const Match& match) {
  if (!match.assessment || !match.assessment->benefit) return "unknown";
  return matching::shown_percent(match.assessment->benefit->probability_above_zero) + " %";
}

/// The processes on the way; empty for a direct exchange.
std::string through(const Region& region, const Match& match) {
  std::string names;
  for (const PathwayStep& step : match.pathway) {
    names += (names.empty() ? "" : " → ") + region[step.process].name;
  }
  return names;
}

void print_matches(const Terminal& terminal, const formats::Dataset& dataset,
                   const std::vector<Match>& matches, reference::Language language) {
  const Region& region = dataset.region;
  if (matches.empty()) {
    terminal.out << "no offer fits any need\n";
    return;
  }
  TextTable table({{.title = "offer", .is_id = true},
                   {.title = "need", .is_id = true},
                   {"from"},
                   {"to"},
                   {"through"},
                   {"quantity", true},
                   {"unit"},
                   {"km", true},
                   {"EUR/yr", true},
                   {"> 0", true},
                   {"t CO2e/yr", true},
                   {"confidence", true}});
  for (const Match& match : matches) {
    const Stream& offer = region[match.offer];
    const Stream& need = region[match.need];
    table.add({offer.key, need.key, region[offer.site].name, region[need.site].name,
               through(region, match), grouped(match.quantity.in(unit_amount / year)),
               std::string(dataset.reference[offer.resource].unit()) + "/yr",
               grouped(match.distance.in(kilometre)), shown(match.benefit), chance(match),
               shown(match.co2e_saved), std::format("{:.2f}", match.confidence)});
  }
  table.print(terminal);
  const Match& best = matches.front();
  terminal.out << std::format("\nWhy {} → {}:\n", region[best.offer].key, region[best.need].key);
  print_remarks(terminal, "+", best.reasons, language);
  print_remarks(terminal, "?", best.checks, language);
  terminal.out << std::format(
      "\nCO2e is what is saved. See all reasons of a pair with --explain "
      "OFFER NEED, all figures with --json.\n");
}

int explain_pair(const Session& session, const formats::Dataset& dataset,
                 const MatchCommandOptions& options) {
  const Region& region = dataset.region;
  const StreamId offer(find_key(region.streams, options.explain[0], tell("stream")));
  const StreamId need(find_key(region.streams, options.explain[1], tell("stream")));
  const auto explanation = matching::explain(region, dataset.reference, offer, need);
  const reference::Language language = parse_language(options.language);
  const Terminal& terminal = session.terminal;
  if (options.json) {
    Json out = formats::match_json(dataset, {explanation.match}, language)["matches"][0];
    out["is_excluded"] = explanation.is_excluded;
    out["exclusions"] = Json::array();
    for (const Remark& remark : explanation.exclusions) {
      out["exclusions"].push_back(reference::text(remark, language));
    }
    terminal.out << out.dump(2) << '\n';
    return kDone;
  }
  terminal.out << std::format(
      "{} → {}: {}\n", options.explain[0], options.explain[1],
      explanation.is_excluded ? terminal.red("excluded") : terminal.green("a match"));
  print_remarks(terminal, "-", explanation.exclusions, language);
  print_remarks(terminal, "+", explanation.match.reasons, language);
  print_remarks(terminal, "?", explanation.match.checks, language);
  if (!explanation.is_excluded) {
    terminal.out << std::format(
        "benefit {} EUR a year, {} t CO2e a year saved, confidence {:.2f}\n",
        shown(explanation.match.benefit), shown(explanation.match.co2e_saved),
        explanation.match.confidence);
  }
  return kDone;
}

int show_links(const Session& session, const formats::Dataset& dataset,
               const MatchCommandOptions& options) {
  std::optional<Distance> radius;
  if (options.radius_km) radius = *options.radius_km * kilometre;
  if (options.bundles) {
    show_bundles(session, dataset, {radius, options.top, session.stop}, options.json);
    return kDone;
  }
  if (options.rank == "both") {
    throw Error(ErrorKind::invalid,
                "--rank both is not for --gaps: say benefit, climate or quantity");
  }
  using enum matching::GapRank;
  const matching::GapRank rank = options.rank == "climate"    ? climate
                                 : options.rank == "quantity" ? quantity
                                                              : benefit;
  show_gaps(session, dataset, {rank, radius, options.top, session.stop},
            parse_language(options.language), options.json);
  return kDone;
}

int match(const Session& session, const MatchCommandOptions& options) {
  const auto checked = load_dataset(options.data, session.terminal);
  if (!checked) return kWrongInput;
  const formats::Dataset& dataset = checked->dataset;
  if (!options.explain.empty()) return explain_pair(session, dataset, options);
  if (options.bundles || options.gaps) return show_links(session, dataset, options);
  if (options.rank == "quantity") {
    throw Error(ErrorKind::invalid,
                "--rank quantity is for --gaps: say benefit, climate or both for matches");
  }
  Progress progress(session.terminal, "matching");
  matching::MatchOptions search;
  search.top = options.top;
  search.per = parse_per(options.per);
  search.rank = parse_rank(options.rank);
  search.country = options.country;
  search.stop = session.stop;
  search.progress = [&](double share) { progress.update(share); };
  if (!options.site.empty()) {
    search.site = SiteId(find_key(dataset.region.sites, options.site, tell("site")));
  }
  if (!options.network.empty()) {
    search.network = NetworkId(find_key(dataset.region.networks, options.network, tell("network")));
  }
  if (!options.resource.empty()) {
    search.resource = dataset.reference.find_resource(options.resource);
    if (!search.resource) {
      throw Error(ErrorKind::not_found,
                  std::format("there is no resource {}{}", in_quotes(options.resource),
                              in_english(dataset.reference.suggest_resource(options.resource))));
    }
  }
  const auto matches = matching::find_matches(dataset.region, dataset.reference, search);
  if (options.json) {
    session.terminal.out
        << formats::match_json(dataset, matches, parse_language(options.language)).dump(2) << '\n';
  } else {
    print_matches(session.terminal, dataset, matches, parse_language(options.language));
  }
  return kDone;
}

}  // namespace

void add_match(Command program, const Session& session) {
  auto options = std::make_shared<MatchCommandOptions>();
  Command command = program.command("match", "Find which offers can meet which needs, and why");
  command.option("DATA", options->data, "folder, .xlsx, .json or .db").required();
  command
      .option("--top", options->top,
              "best matches for each, 0 = all; or bundles, or gaps of a kind")
      .value_name("K")
      .shows_default();
  command
      .option("--per", options->per,
              "for each offer, each need, each site (its offers and needs), or the region")
      .one_of({"offer", "need", "site", "region"})
      .shows_default();
  command
      .option("--rank", options->rank,
              "what is best: money, CO2e saved, both (Pareto), or for --gaps quantity")
      .one_of({"benefit", "climate", "both", "quantity"})
      .shows_default();
  command.option("--site", options->site, "only matches of this site").value_name("ID");
  command.option("--resource", options->resource, "only this resource and narrower ones")
      .value_name("RESOURCE");
  command.option("--country", options->country, "only matches in this country").value_name("CODE");
  command.option("--network", options->network, "only matches with a member of this network")
      .value_name("ID");
  command.option("--explain", options->explain, "every rule for one pair: OFFER NEED")
      .value_name("ID")
      .takes(2);
  const Option bundles =
      command.flag("--bundles", options->bundles, "offers too small alone that pay together");
  command
      .flag("--gaps", options->gaps,
            "missing links: processes and needs that would unlock unused offers")
      .excludes(bundles);
  command
      .option("--radius", options->radius_km,
              "how far --bundles and --gaps look, by road; 50 when left out")
      .value_name("KM")
      .at_least_zero();
  add_language(command, options->language);
  command.flag("--json", options->json, "print the machine form");
  command.runs([&session, options] { return match(session, *options); });
}

}  // namespace samspill::cli
