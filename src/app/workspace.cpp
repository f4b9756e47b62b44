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
                tell("the region {} no longer makes sense: {}", stored.record.key,
                     to_message(diagnostics.list().front())));
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

std::shared_ptr<const RegionOutline> Workspace::kept_outline(const storage::RegionRecord& record) {
  const std::scoped_lock lock(lock_);
  const auto found = outlines_.find(record.key);
  return found != outlines_.end() && found->second->record() == record ? found->second : nullptr;
}

std::shared_ptr<const RegionOutline> Workspace::outline(std::string_view key) {
  if (auto kept = kept_outline(record(key))) return kept;
  // An edit that is being stored brings the next one itself.
  const std::scoped_lock changing_lock(changing);
  storage::RegionRecord now = record(key);
  if (auto kept = kept_outline(now)) return kept;
  const auto own = reference_of(now);
  auto made = store.read([&](storage::Connection& connection) {
    now = find_region(connection, now.key);
    return std::make_shared<const RegionOutline>(connection, now, *own);
  });
  const std::scoped_lock lock(lock_);
  outlines_[now.key] = made;
  return made;
}

std::shared_ptr<const reference::Reference> Workspace::reference_of(
    const storage::RegionRecord& record) {
  {
    const std::scoped_lock lock(lock_);
    const auto found = references_.find(record.key);
    if (found != references_.end() && found->second.record == record) {
      return found->second.reference;
    }
  }
  // Without own rows the built-in tables, which nobody has to keep.
  std::shared_ptr<const reference::Reference> own(std::shared_ptr<void>(), &reference);
  const formats::Tables rows = store.read([&](storage::Connection& connection) {
    return read_stored_tables(connection, record, formats::is_reference_table).tables;
  });
  if (!rows.tables.empty()) {
    auto made = std::make_shared<reference::Reference>(reference);
    Diagnostics diagnostics;
    formats::add_own_rows(rows, *made, diagnostics);
    own = std::move(made);
  }
  const std::scoped_lock lock(lock_);
  references_[record.key] = {record, own};
  return own;
}

void Workspace::note(const RegionEdit& edit) {
  const std::string& key = edit.after.record.key;
  if (const auto kept = kept_outline(edit.before.record)) {
    std::shared_ptr<const RegionOutline> now;
    if (!kept->is_worn()) {
      const auto own = reference_of(edit.before.record);
      now = store.read([&](storage::Connection& connection) {
        return std::make_shared<const RegionOutline>(kept->after(connection, edit, *own));
      });
    }
    const std::scoped_lock lock(lock_);
    if (now) outlines_[key] = std::move(now);
  }
  const std::scoped_lock lock(lock_);
  regions_.erase(key);
  const auto own = references_.find(key);
  if (own != references_.end() && own->second.record == edit.before.record) {
    own->second.record = edit.after.record;
  }
}

const ResourceNames& Workspace::resource_names() {
  std::call_once(names_made_, [this] { names_.emplace(reference); });
  return *names_;
}

}  // namespace samspill::app
