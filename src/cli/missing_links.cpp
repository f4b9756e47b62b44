#include "cli/missing_links.h"

#include <format>

#include "cli/text_table.h"
#include "formats/result_json.h"
#include "reference/texts.h"

namespace samspill::cli {
namespace {

/// Offers that a row names; --json has them all.
constexpr std::size_t kNamedOffers = 3;

std::string unit_of(const formats::Dataset& dataset, StreamId offer) {
  return std::string(dataset.reference[dataset.region[offer].resource].unit()) + "/yr";
}

template <typename Part>
std::string offer_keys(const Region& region, const std::vector<Part>& parts) {
  std::string keys;
  for (std::size_t i = 0; i < parts.size() && i < kNamedOffers; ++i) {
    keys += (i == 0 ? "" : ", ") + region[parts[i].offer].key;
  }
  if (parts.size() > kNamedOffers) keys += std::format(" +{}", parts.size() - kNamedOffers);
  return keys;
}

void print(const Terminal& terminal, const formats::Dataset& dataset,
           const std::vector<Bundle>& bundles) {
  const Region& region = dataset.region;
  if (bundles.empty()) {
    terminal.out << "no offers that are too small alone would pay together\n";
    return;
  }
  TextTable table({{.title = "offers", .is_id = true},
                   {"fill"},
                   {"at"},
                   {.title = "for", .is_id = true},
                   {"quantity", true},
                   {"unit"},
                   {"km", true},
                   {"alone EUR/yr", true},
                   {"together", true},
                   {"t CO2e/yr", true}});
  for (const Bundle& bundle : bundles) {
    const bool is_lorry = bundle.kind == BundleKind::lorry;
    std::string filled =
        is_lorry ? dataset.reference[bundle.mode].key : region[bundle.process].name;
    if (is_lorry) filled += std::format(" {:.0f} %", 100 * *bundle.share_filled);
    table.add({offer_keys(region, bundle.members), filled, region[bundle.site].name,
               region[bundle.need].key, grouped(bundle.quantity.in(unit_amount / year)),
               unit_of(dataset, bundle.members.front().offer),
               grouped(bundle.distance.in(kilometre)), shown(bundle.benefit_alone),
               shown(bundle.benefit), shown(bundle.co2e_saved)});
  }
  table.print(terminal);
  terminal.out
      << "\nkm: one round of the lorry, at most; or the ways of all to the plant together. "
         "All figures with --json.\n";
}

void print(const Terminal& terminal, const formats::Dataset& dataset, const std::vector<Gap>& gaps,
           reference::Language language) {
  const Region& region = dataset.region;
  if (gaps.empty()) {
    terminal.out << "no missing link would unlock an offer\n";
    return;
  }
  TextTable table({{"missing"},
                   {"beside"},
                   {"quantity", true},
                   {"unit"},
                   {"EUR/yr", true},
                   {"t CO2e/yr", true},
                   {.title = "offers", .is_id = true}});
  for (const Gap& gap : gaps) {
    const std::string resource(dataset.reference[gap.resource].name(language));
    const std::string missing = gap.kind == GapKind::need
                                    ? std::format("need for {}", resource)
                                    : std::format("{} → {}", gap.technology, resource);
    table.add({missing, region[gap.site].name, grouped(gap.quantity.in(unit_amount / year)),
               unit_of(dataset, gap.offers.front().offer), shown(gap.benefit),
               shown(gap.co2e_saved), offer_keys(region, gap.offers)});
  }
  table.print(terminal);
  terminal.out << "\nAbout the first:\n";
  for (const Remark& check : gaps.front().checks) {
    terminal.out << std::format("  ? {}\n", reference::text(check, language));
  }
}

}  // namespace

void show_bundles(const Session& session, const formats::Dataset& dataset,
                  const matching::BundleOptions& options, bool json) {
  const auto bundles = matching::find_bundles(dataset.region, dataset.reference, options);
  if (json) {
    session.terminal.out << formats::bundles_json(dataset, bundles).dump(2) << '\n';
  } else {
    print(session.terminal, dataset, bundles);
  }
}

void show_gaps(const Session& session, const formats::Dataset& dataset,
               const matching::GapOptions& options, reference::Language language, bool json) {
  const auto gaps = matching::find_gaps(dataset.region, dataset.reference, options);
  if (json) {
    session.terminal.out << formats::gaps_json(dataset, gaps).dump(2) << '\n';
  } else {
    print(session.terminal, dataset, gaps, language);
  }
}

}  // namespace samspill::cli
