#include "app/workspace.h"

#include <format>
#include <utility>

#include "base/error.h"

namespace samspill::app {
namespace {

std::shared_ptr<const StoredRegion> checked(StoredTables stored,
                                            const reference::Reference& reference) {
  Diagnostics diagnostics;
  auto dataset = formats::read_dataset(stored.tables, reference, diagnostics);
  if (!dataset) {
    throw Error(ErrorKind::invalid,
                std::format("the region {} no longer makes sense: {}", stored.record.key,
                            to_text(diagnostics.list().front())));
  }
  return std::make_shared<const StoredRegion>(
      StoredRegion{std::move(stored), std::move(*dataset), std::move(diagnostics)});
}

}  // namespace

Workspace::Workspace(storage::Store& opened, const reference::Reference& built_in)
    : store(opened), reference(built_in) {}

storage::RegionRecord Workspace::record(std::string_view key) const {
  return store.read([&](storage::Connection& connection) { return find_region(connection, key); });
}

std::shared_ptr<const StoredRegion> Workspace::region(std::string_view key) {
  std::shared_ptr<const StoredRegion> known;
  std::optional<StoredTables> stored;
  store.read([&](storage::Connection& connection) {
    const storage::RegionRecord now = find_region(connection, key);
    {
      const std::scoped_lock lock(lock_);
      const auto found = regions_.find(now.key);
      if (found != regions_.end() && found->second->stored.record == now) known = found->second;
    }
    if (!known) stored = read_stored_tables(connection, now);
  });
  if (known) return known;
  auto read = checked(std::move(*stored), reference);
  remember(read);
  return read;
}

void Workspace::remember(std::shared_ptr<const StoredRegion> region) {
  const std::scoped_lock lock(lock_);
  auto& kept = regions_[region->stored.record.key];
  // Of two that were read at the same time, the newer one stays.
  if (kept && kept->stored.record.version > region->stored.record.version) return;
  kept = std::move(region);
}

const ResourceNames& Workspace::resource_names() {
  std::call_once(names_made_, [this] { names_.emplace(reference); });
  return *names_;
}

}  // namespace samspill::app
