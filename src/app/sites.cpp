#include "app/sites.h"

#include "app/lists.h"

namespace samspill::app {
namespace {

const std::string kTable = "sites";

}  // namespace

using auth::Action;

storage::RowPage Sites::list(const auth::Actor& actor, std::string_view region,
                             const SiteFilter& filter, const storage::PageRequest& page) const {
  auth::require(actor, Action::list, kTable);
  return list_table(workspace, region, kTable,
                    {.text = filter.text,
                     .box = filter.box,
                     .municipality = filter.municipality,
                     .equal = {},
                     .concepts = {}},
                    page);
}

storage::Row Sites::read(const auth::Actor& actor, std::string_view region,
                         std::string_view key) const {
  auth::require(actor, Action::read, kTable);
  return read_table_row(workspace, region, kTable, key);
}

Edited Sites::create(const auth::Actor& actor, std::string_view region, const Cells& cells) const {
  auth::require(actor, Action::create, kTable);
  return create_row(workspace, actor, region, kTable, cells);
}

Edited Sites::update(const auth::Actor& actor, std::string_view region, std::string_view key,
                     const Cells& cells, std::int64_t version) const {
  auth::require(actor, Action::update, kTable);
  return update_row(workspace, actor, region, kTable, key, cells, version);
}

Edited Sites::remove(const auth::Actor& actor, std::string_view region, std::string_view key,
                     std::int64_t version) const {
  auth::require(actor, Action::remove, kTable);
  return remove_row(workspace, actor, region, kTable, key, version);
}

}  // namespace samspill::app
