#include "report/link_tables.h"

#include <algorithm>

namespace samspill::report {
namespace {

/// A reader looks at no more; `samspill match --gaps` and `--bundles` list them all.
constexpr std::size_t kMostRows = 15;
/// Offers that one row names.
constexpr std::size_t kNamedOffers = 4;

template <typename Part>
std::string offer_lines(const Basis& basis, const std::vector<Part>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size() && i < kNamedOffers; ++i) {
    const Stream& offer = basis.region[parts[i].offer];
    if (i > 0) out += '\n';
    out += basis.resource_name(offer.resource) + ", " + basis.site_name(offer.site);
  }
  if (parts.size() > kNamedOffers) {
    out += '\n' +
           basis.words.text("report.gap.more", {basis.words.count(parts.size() - kNamedOffers)});
  }
  return out;
}

template <typename Part>
std::vector<std::string> sites_of(const Basis& basis, const std::vector<Part>& parts,
                                  SiteId target) {
  std::vector<std::string> sites = {basis.site_id(target)};
  for (const Part& part : parts) {
    const std::string site = basis.site_id(basis.region[part.offer].site);
    if (!std::ranges::contains(sites, site)) sites.push_back(site);
  }
  return sites;
}

std::string technology_name(const Basis& basis, const std::string& key) {
  const auto& rows = basis.reference.technologies();
  const auto row = std::ranges::find(
      rows, key, [](const reference::Technology& other) { return other.provenance.key; });
  if (row == rows.end()) return key;
  return basis.words.language() == Language::nb ? row->name_nb : row->name_en;
}

std::string what_is_missing(const Basis& basis, const Gap& gap) {
  if (gap.kind == GapKind::need) {
    return basis.words.text("report.gap.need", {basis.resource_name(gap.resource)});
  }
  return basis.words.text("report.gap.process", {technology_name(basis, gap.technology),
                                                 basis.resource_name(gap.resource),
                                                 basis.site_name(basis.region[gap.need].site)});
}

std::string what_is_filled(const Basis& basis, const Bundle& bundle) {
  const std::string taker = basis.site_name(basis.region[bundle.need].site);
  if (bundle.kind == BundleKind::plant) {
    return basis.words.text("report.bundle.plant", {basis.region[bundle.process].name,
                                                    basis.site_name(bundle.site), taker});
  }
  return basis.words.text("report.bundle.lorry",
                          {basis.words.number(100 * *bundle.share_filled, 0),
                           basis.mode_name(bundle.mode), basis.site_name(bundle.site)});
}

Column number(const Wording& words, const char* key, std::string unit = {}) {
  return {.heading = words.text(key), .unit = std::move(unit), .is_number = true, .width = 1.3};
}

}  // namespace

Table gap_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "gaps",
              .title = words.text("report.table.gaps"),
              .note = words.text("report.note.gaps",
                                 {words.number(basis.reference.constant("bundle_radius"), 0)}),
              .printed_rows = kMostRows};
  table.columns = {{.heading = words.text("report.column.missing"), .width = 2.6},
                   {.heading = words.text("report.column.where"), .width = 1.8},
                   number(words, "report.column.unlocked"),
                   number(words, "report.column.benefit", words.per_year("EUR")),
                   number(words, "report.column.co2e_saved", words.per_year("t CO2e")),
                   {.heading = words.text("report.column.offers"), .width = 2.8},
                   {.heading = words.text("report.column.checks"), .width = 3.4}};
  std::vector<const Gap*> gaps;
  for (const Gap& gap : basis.input.gaps) gaps.push_back(&gap);
  std::ranges::stable_sort(gaps,
                           [](const Gap* a, const Gap* b) { return a->benefit > b->benefit; });
  if (gaps.size() > kMostRows) gaps.resize(kMostRows);
  for (const Gap* gap : gaps) {
    const ResourceId offered = basis.region[gap->offers.front().offer].resource;
    table.rows.push_back(
        {.cells = {Cell::of_text(what_is_missing(basis, *gap)),
                   Cell::of_text(basis.site_name(gap->site)), basis.amount(gap->quantity, offered),
                   Basis::money(gap->benefit), Basis::co2e(gap->co2e_saved),
                   Cell::of_text(offer_lines(basis, gap->offers)),
                   Cell::of_text(basis.lines(gap->checks))},
         .sites = sites_of(basis, gap->offers, gap->site)});
  }
  return table;
}

Table bundle_table(const Basis& basis) {
  const Wording& words = basis.words;
  Table table{.id = "bundles",
              .title = words.text("report.table.bundles"),
              .note = words.text("report.note.bundles"),
              .printed_rows = kMostRows};
  table.columns = {{.heading = words.text("report.column.offers"), .width = 2.8},
                   {.heading = words.text("report.column.fills"), .width = 2.4},
                   number(words, "report.column.quantity"),
                   number(words, "report.column.collecting", "km"),
                   number(words, "report.column.alone", words.per_year("EUR")),
                   number(words, "report.column.together", words.per_year("EUR")),
                   number(words, "report.column.co2e_saved", words.per_year("t CO2e"))};
  for (const Bundle& bundle : basis.input.bundles) {
    if (table.rows.size() == kMostRows) break;
    const ResourceId offered = basis.region[bundle.members.front().offer].resource;
    const double km = bundle.distance.in(kilometre);
    table.rows.push_back(
        {.cells = {Cell::of_text(offer_lines(basis, bundle.members)),
                   Cell::of_text(what_is_filled(basis, bundle)),
                   basis.amount(bundle.quantity, offered), Cell::of_number(km, table_decimals(km)),
                   Basis::money(bundle.benefit_alone), Basis::money(bundle.benefit),
                   Basis::co2e(bundle.co2e_saved)},
         .sites = sites_of(basis, bundle.members, bundle.site)});
  }
  return table;
}

}  // namespace samspill::report
