#include "app/region_outline.h"

#include <algorithm>
#include <format>
#include <set>

#include "app/dataset_diff.h"
#include "app/region_part.h"
#include "base/error.h"
#include "base/text.h"
#include "formats/settings.h"

namespace samspill::app {
namespace {

/// The part as a region. Only what was sound in the whole is asked for.
formats::Dataset read_part(const RegionPart& part, const reference::Reference& reference) {
  Diagnostics diagnostics;
  auto dataset = formats::read_dataset(part.take().tables, reference, diagnostics);
  if (dataset) return std::move(*dataset);
  throw Error(ErrorKind::invalid,
              tell("the region no longer makes sense: {}", to_message(diagnostics.list().front())));
}

/// Sites of the region and their emissions, yet without what they offer and need.
std::vector<SiteOnMap> sites_of(const formats::Dataset& dataset) {
  std::vector<SiteOnMap> sites;
  sites.reserve(dataset.region.sites.size());
  for (const Site& site : dataset.region.sites) {
    sites.push_back({.key = site.key,
                     .name = site.name,
                     .municipality = site.municipality,
                     .nace = site.nace,
                     .place = site.place,
                     .emitted = {}});
  }
  for (const Emission& emission : dataset.region.emissions) {
    const auto potential =
        dataset.reference.climate().warming_potential(emission.gas, reference::GwpSet::ar6);
    if (!potential || emission.scope.value_or(1) > 1) continue;
    auto& emitted = sites[emission.site.index()].emitted;
    if (!emitted || emission.year > emitted->year) emitted = Emitted{emission.year, 0};
    if (emission.year == emitted->year) {
      emitted->kt_co2e += *potential * emission.amount.in(tonne) / 1000;
    }
  }
  return sites;
}

struct StreamCounts {
  int offers = 0;
  int needs = 0;
};

/// By site_id, of all sites or of one.
TextMap<StreamCounts> count_streams(storage::Connection& connection, std::int64_t region_id,
                                    std::optional<std::string_view> site_id = {}) {
  std::vector<storage::Value> values{region_id};
  if (site_id) values.emplace_back(*site_id);
  storage::Statement row = connection.query(
      std::format(
          "SELECT site_id, direction FROM streams WHERE region_id = ?1 AND removed_at IS NULL{}",
          site_id ? " AND site_id = ?2" : ""),
      values);
  TextMap<StreamCounts> counts;
  while (row.next()) {
    StreamCounts& site = counts[std::string(row.text(0))];
    ++(row.text(1) == "offer" ? site.offers : site.needs);
  }
  return counts;
}

void add_counts(const TextMap<StreamCounts>& counts, SiteOnMap& site) {
  const auto found = counts.find(site.key);
  if (found == counts.end()) return;
  site.offers = found->second.offers;
  site.needs = found->second.needs;
}

void grow(std::optional<storage::Box>& box, const Place& place) {
  const auto [north, east] = place;
  if (!box) box = {north, east, north, east};
  *box = {std::min(box->south_deg, north), std::min(box->west_deg, east),
          std::max(box->north_deg, north), std::max(box->east_deg, east)};
}

bool is_on_edge(const storage::Box& box, const Place& place) {
  return place.latitude_deg == box.south_deg || place.latitude_deg == box.north_deg ||
         place.longitude_deg == box.west_deg || place.longitude_deg == box.east_deg;
}

std::shared_ptr<const formats::Dataset> read_operating(storage::Connection& connection,
                                                       const storage::RegionRecord& record,
                                                       const reference::Reference& reference) {
  RegionPart part(connection, record);
  part.add_with("exchanges", "stage", "operating");
  return std::make_shared<const formats::Dataset>(read_part(part, reference));
}

/// The sites whose look on the map may be another after the edit.
std::set<std::string> touched_sites(const RegionEdit& edit) {
  std::set<std::string> keys;
  for (const std::string& name : edit.tables) {
    if (name != "sites" && name != "streams") continue;
    const Table* was = edit.before.tables.find(name);
    const Table* is = edit.after.tables.find(name);
    const auto add = [&](const Table* table, std::optional<std::size_t> row) {
      const auto column = table != nullptr && row ? table->column("site_id") : std::nullopt;
      if (column) keys.emplace(table->cell(*row, *column));
    };
    const TableComparison comparison(*formats::find_table(name), was, is);
    const RowPairs pairs = comparison.pair_rows();
    for (std::size_t row = 0; row < pairs.before_of.size(); ++row) {
      if (!comparison.change(pairs.before_of[row], row)) continue;
      add(was, pairs.before_of[row]);
      add(is, row);
    }
    for (const std::size_t row : pairs.removed) add(was, row);
  }
  return keys;
}

bool has_exchanges(const StoredTables& part) {
  const Table* exchanges = part.tables.find("exchanges");
  return exchanges != nullptr && exchanges->rows() > 0;
}

}  // namespace

RegionOutline::RegionOutline(storage::Connection& connection, const storage::RegionRecord& record,
                             const reference::Reference& reference)
    : record_(record) {
  for (const storage::TableHeader& header :
       storage::Regions{connection}.headers(record.region_id)) {
    counts_[header.table] =
        storage::Rows(connection, record.region_id, header.table, header.columns, "").count();
  }
  RegionPart part(connection, record);
  part.add_all("sites");
  part.add_all("emissions");
  const formats::Dataset dataset = read_part(part, reference);
  settings_ = dataset.region.settings;
  const auto streams = count_streams(connection, record.region_id);
  for (SiteOnMap& site : sites_of(dataset)) {
    add_counts(streams, site);
    grow(box_, site.place);
    by_key_.push_back(&sites_->emplace_back(std::move(site)));
  }
  std::ranges::sort(by_key_, {}, &SiteOnMap::key);
  std::vector<const SiteOnMap*> without_emissions;
  for (const SiteOnMap* site : by_key_) {
    (site->emitted ? emitters_ : without_emissions).push_back(site);
  }
  squares_ = SiteSquares(without_emissions);
  operating_ = read_operating(connection, record, reference);
}

RegionOutline RegionOutline::after(storage::Connection& connection, const RegionEdit& edit,
                                   const reference::Reference& reference) const {
  RegionOutline now = *this;
  now.record_ = edit.after.record;
  for (const std::string& name : edit.tables) {
    const Table* was = edit.before.tables.find(name);
    const Table* is = edit.after.tables.find(name);
    now.counts_[name] += static_cast<std::int64_t>(is == nullptr ? 0 : is->rows()) -
                         static_cast<std::int64_t>(was == nullptr ? 0 : was->rows());
  }
  for (const std::string& key : touched_sites(edit)) {
    RegionPart part(connection, now.record_);
    part.add_named("streams", {{"site_id", key}});
    part.add_with("emissions", "site_id", key);
    std::vector<SiteOnMap> found = sites_of(read_part(part, reference));
    std::optional<SiteOnMap> site;
    if (!found.empty()) {
      site = std::move(found.front());
      add_counts(count_streams(connection, now.record_.region_id, key), *site);
    }
    now.put(this->site(key), std::move(site));
  }
  if (has_exchanges(edit.before) || has_exchanges(edit.after)) {
    now.operating_ = read_operating(connection, now.record_, reference);
  }
  return now;
}

const SiteOnMap* RegionOutline::site(std::string_view key) const {
  const auto found = std::ranges::lower_bound(by_key_, key, {}, &SiteOnMap::key);
  return found != by_key_.end() && (*found)->key == key ? *found : nullptr;
}

/// Puts a site in place of what it was; either may be missing.
void RegionOutline::put(const SiteOnMap* was, std::optional<SiteOnMap> now) {
  if (was != nullptr && now == *was) return;
  if (was != nullptr) {
    std::erase(by_key_, was);
    if (was->emitted) std::erase(emitters_, was);
    if (!was->emitted) squares_.remove(*was);
    if (is_on_edge(*box_, was->place)) {
      box_.reset();
      for (const SiteOnMap* site : by_key_) grow(box_, site->place);
    }
  }
  if (!now) return;
  grow(box_, now->place);
  const SiteOnMap* site = &sites_->emplace_back(std::move(*now));
  by_key_.insert(std::ranges::lower_bound(by_key_, site->key, {}, &SiteOnMap::key), site);
  if (site->emitted) emitters_.push_back(site);
  if (!site->emitted) squares_.add(*site);
}

std::vector<SiteSquares::Square> RegionOutline::squares(const std::optional<storage::Box>& box,
                                                        int zoom) const {
  while (true) {
    std::vector<SiteSquares::Square> found = squares_.squares(box, zoom);
    if (found.size() <= kMostSquares || zoom == 0) return found;
    --zoom;
  }
}

}  // namespace samspill::app
