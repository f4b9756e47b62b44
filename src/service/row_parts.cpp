#include "service/row_parts.h"

#include <utility>

#include "formats/schema.h"
#include "report/basis.h"
#include "service/row_json.h"

namespace samspill::service {

RowParts::Found::Found(std::shared_ptr<const app::StoredRegion> region)
    : region_(std::move(region)),
      qualities_(index("qualities", "stream_id")),
      flows_(index("process_flows", "process_id")) {
  for (const Stream& stream : region_->dataset.region.streams) {
    resources_.emplace(stream.key, stream.resource);
  }
  const Region& read = region_->dataset.region;
  for (const Exchange& exchange : read.exchanges) {
    if (exchange.stage == Stage::ended || !exchange.offer || !exchange.need) continue;
    exchanges_.emplace(std::pair(read[exchange.offer].key, read[exchange.need].key), exchange.key);
  }
}

RowParts::Found::RowsByKey RowParts::Found::index(const std::string& table,
                                                  const std::string& column) const {
  RowsByKey rows;
  const Table* found = region_->stored.tables.find(table);
  const auto at = found == nullptr ? std::nullopt : found->column(column);
  for (std::size_t row = 0; at && row < found->rows(); ++row) {
    rows[std::string(found->cell(row, *at))].push_back(row);
  }
  return rows;
}

Json RowParts::Found::parts(const std::string& table, const std::string& column,
                            const RowsByKey& rows, const std::string& key) const {
  Json list = Json::array();
  const auto mine = rows.find(key);
  if (mine == rows.end()) return list;
  const Table& cells = *region_->stored.tables.find(table);
  for (const std::size_t row : mine->second) {
    Json part = Json::object();
    for (const formats::ColumnSchema& schema : formats::find_table(table)->columns) {
      if (schema.name == column) continue;
      const auto at = cells.column(schema.name);
      part[schema.name] = cell_json(schema, at ? cells.cell(row, *at) : std::string_view());
    }
    list.push_back(std::move(part));
  }
  return list;
}

void RowParts::Found::add_to_stream(Json& stream) const {
  const std::string key = stream["stream_id"];
  stream["resource_id"] = nullptr;
  stream["resource_names"] = nullptr;
  stream["family"] = nullptr;
  if (const auto read = resources_.find(key); read != resources_.end() && read->second) {
    const reference::Resource& resource = region_->dataset.reference[read->second];
    stream["resource_id"] = resource.key;
    stream["family"] = report::family_of(region_->dataset.reference, read->second);
    for (std::size_t i = 0; i < reference::kLanguageCodes.size(); ++i) {
      stream["resource_names"][std::string(reference::kLanguageCodes[i])] =
          resource.name(static_cast<reference::Language>(i));
    }
  }
  stream["qualities"] = parts("qualities", "stream_id", qualities_, key);
}

void RowParts::Found::add_to_process(Json& process) const {
  process["flows"] = parts("process_flows", "process_id", flows_, process["process_id"]);
}

void RowParts::Found::add_to_decision(Json& decision) const {
  const auto found = exchanges_.find({decision["offer_id"], decision["need_id"]});
  decision["exchange_id"] = found == exchanges_.end() ? Json(nullptr) : Json(found->second);
}

std::shared_ptr<const RowParts::Found> RowParts::of(
    std::shared_ptr<const app::StoredRegion> region) {
  const std::lock_guard lock(mutex_);
  auto& known = regions_[region->stored.record.key];
  if (!known || known->version() != region->stored.record.version) {
    known = std::make_shared<const Found>(std::move(region));
  }
  return known;
}

}  // namespace samspill::service
