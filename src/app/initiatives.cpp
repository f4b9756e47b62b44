#include "app/initiatives.h"

#include "app/lists.h"

namespace samspill::app {
namespace {

const std::string kTable = "initiatives";

}  // namespace

using auth::Action;

storage::RowPage Initiatives::list(const auth::Actor& actor, std::string_view region,
                                   const std::string& stage,
                                   const storage::PageRequest& page) const {
  auth::require(actor, Action::list, kTable);
  storage::RowFilter filter;
  if (!stage.empty()) filter.equal.emplace_back("stage", stage);
  return list_table(workspace, region, kTable, filter, page);
}

storage::Row Initiatives::read(const auth::Actor& actor, std::string_view region,
                               std::string_view key) const {
  auth::require(actor, Action::read, kTable);
  return read_table_row(workspace, region, kTable, key);
}

Edited Initiatives::update(const auth::Actor& actor, std::string_view region, std::string_view key,
                           const Cells& cells, std::int64_t version) const {
  auth::require(actor, Action::update, kTable);
  return update_row(workspace, actor, region, kTable, key, cells, version);
}

}  // namespace samspill::app
