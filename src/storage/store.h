#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "storage/connection.h"

namespace samspill::storage {

/// A database file with the tables of schema/, for many threads: reads run side by side, writes one
/// after another. What a write returns from is on the disk.
class Store {
 public:
  /// Brings an older file to today's tables. Throws Error: not_found, unavailable, or invalid when
  /// it is no database of ours, or of a newer program.
  Store(std::filesystem::path path, Access access);

  const std::filesystem::path& path() const { return path_; }

  /// work(Connection&) sees the data as they are at one moment.
  template <typename Work>
  auto read(Work&& work) const {
    const Lease lease(*this);
    const Transaction moment(*lease.connection, Transaction::Kind::read);
    return std::forward<Work>(work)(*lease.connection);
  }

  /// work(Connection&) happens wholly or, when it throws, not at all.
  template <typename Work>
  auto write(Work&& work) {
    const std::scoped_lock lock(writing_);
    Transaction transaction(*writer_, Transaction::Kind::write);
    if constexpr (std::is_void_v<decltype(work(*writer_))>) {
      work(*writer_);
      transaction.commit();
    } else {
      auto result = work(*writer_);
      transaction.commit();
      return result;
    }
  }

 private:
  /// A connection for reading, given back at the end.
  struct Lease {
    explicit Lease(const Store& from);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const Store& store;
    std::unique_ptr<Connection> connection;
  };

  std::filesystem::path path_;
  std::unique_ptr<Connection> writer_;
  std::mutex writing_;
  mutable std::mutex idle_lock_;
  mutable std::vector<std::unique_ptr<Connection>> idle_;
};

/// Writes a copy of the database while it is in use. Throws Error: conflict when the place exists,
/// unavailable when it cannot be written.
void back_up(const std::filesystem::path& from, const std::filesystem::path& to);

/// Puts a backup, found sound, in place. Throws Error: conflict when the place exists, unless
/// may_overwrite; unavailable when it is in use; invalid when the backup is damaged, of a newer
/// program, or no database of ours.
void restore(const std::filesystem::path& backup, const std::filesystem::path& to,
             bool may_overwrite);

}  // namespace samspill::storage
