#include "app/streams.h"

#include <algorithm>
#include <format>

#include "app/lists.h"
#include "base/error.h"
#include "base/text.h"

namespace samspill::app {
namespace {

const std::string kTable = "streams";

Parts as_parts(const std::vector<Cells>& qualities) {
  return {"qualities", "stream_id", qualities};
}

/// The resource and all narrower ones, by id.
std::vector<std::string> concepts_within(const reference::Reference& reference,
                                         const std::string& text) {
  const ResourceId broad = reference.find_resource(text);
  if (!broad) {
    throw Error(ErrorKind::not_found, tell("there is no resource {}{}", in_quotes(text),
                                           reference.suggest_resource(text)));
  }
  std::vector<std::string> concepts;
  for (std::size_t i = 0; i < reference.resources().size(); ++i) {
    const ResourceId id(i);
    if (reference.is_within(id, broad)) concepts.push_back(reference[id].key);
  }
  return concepts;
}

bool has_own_resources(const Workspace& workspace, std::string_view region) {
  return workspace.store.read([&](storage::Connection& connection) {
    const auto headers =
        storage::Regions{connection}.headers(find_region(connection, region).region_id);
    return std::ranges::contains(headers, "resources", &storage::TableHeader::table);
  });
}

}  // namespace

using auth::Action;

storage::RowPage Streams::list(const auth::Actor& actor, std::string_view region,
                               const StreamFilter& filter, const storage::PageRequest& page) const {
  auth::require(actor, Action::list, kTable);
  storage::RowFilter rows{.text = filter.text,
                          .box = filter.box,
                          .municipality = filter.municipality,
                          .equal = {},
                          .concepts = {}};
  if (!filter.site_id.empty()) rows.equal.emplace_back("site_id", filter.site_id);
  if (!filter.direction.empty()) rows.equal.emplace_back("direction", filter.direction);
  if (!filter.resource.empty()) {
    rows.concepts =
        has_own_resources(workspace, region)
            ? concepts_within(workspace.region(region)->dataset.reference, filter.resource)
            : concepts_within(workspace.reference, filter.resource);
  }
  return list_table(workspace, region, kTable, rows, page);
}

StreamWithQualities Streams::read(const auth::Actor& actor, std::string_view region,
                                  std::string_view key) const {
  auth::require(actor, Action::read, kTable);
  return {read_table_row(workspace, region, kTable, key),
          rows_with(workspace, region, "qualities", "stream_id", key)};
}

Edited Streams::create(const auth::Actor& actor, std::string_view region, const Cells& cells,
                       const std::vector<Cells>& qualities) const {
  auth::require(actor, Action::create, kTable);
  return create_row(workspace, actor, region, kTable, cells, as_parts(qualities));
}

Edited Streams::update(const auth::Actor& actor, std::string_view region, std::string_view key,
                       const Cells& cells, std::int64_t version) const {
  auth::require(actor, Action::update, kTable);
  return update_row(workspace, actor, region, kTable, key, cells, version);
}

Edited Streams::remove(const auth::Actor& actor, std::string_view region, std::string_view key,
                       std::int64_t version) const {
  auth::require(actor, Action::remove, kTable);
  return remove_row(workspace, actor, region, kTable, key, version);
}

Edited Streams::update_whole(const auth::Actor& actor, std::string_view region,
                             std::string_view key, const Cells& cells,
                             const std::vector<Cells>& qualities, std::int64_t version) const {
  auth::require(actor, Action::update, kTable);
  return app::update_whole(workspace, actor, region, kTable, key, cells, as_parts(qualities),
                           version);
}

}  // namespace samspill::app
