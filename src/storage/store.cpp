#include "storage/store.h"

#include <format>
#include <system_error>
#include <unistd.h>

#include "base/error.h"
#include "storage/schema.h"

namespace samspill::storage {
namespace {

void expect_free(const std::filesystem::path& place) {
  if (!std::filesystem::exists(place)) return;
  throw Error(ErrorKind::conflict, std::format("{}: exists already", place.string()));
}

/// A sound copy under the place's name, whole or not at all.
void copy_into_place(Connection& from, const std::filesystem::path& to) {
  std::filesystem::path unfinished = to;
  unfinished += std::format(".unfinished-{}", ::getpid());
  std::error_code code;
  try {
    from.copy_to(unfinished);
    std::filesystem::rename(unfinished, to, code);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw;
  }
  if (code) {
    throw Error(ErrorKind::unavailable,
                std::format("{}: cannot be written: {}", to.string(), code.message()));
  }
}

}  // namespace

Store::Store(std::filesystem::path path, Access access)
    : path_(std::move(path)), writer_(std::make_unique<Connection>(path_, access)) {
  bring_to_date(*writer_, path_.string());
}

Store::Lease::Lease(const Store& from) : store(from) {
  {
    const std::scoped_lock lock(store.idle_lock_);
    if (!store.idle_.empty()) {
      connection = std::move(store.idle_.back());
      store.idle_.pop_back();
    }
  }
  if (!connection) connection = std::make_unique<Connection>(store.path_, Access::existing);
}

Store::Lease::~Lease() {
  const std::scoped_lock lock(store.idle_lock_);
  store.idle_.push_back(std::move(connection));
}

void back_up(const std::filesystem::path& from, const std::filesystem::path& to) {
  expect_free(to);
  Connection connection(from, Access::existing);
  copy_into_place(connection, to);
}

void restore(const std::filesystem::path& backup, const std::filesystem::path& to,
             bool may_overwrite) {
  if (!may_overwrite) expect_free(to);
  Connection connection(backup, Access::existing);
  connection.check_integrity();
  last_step(connection, backup.string());
  if (std::filesystem::exists(to)) {
    if (!is_database(to)) {
      throw Error(ErrorKind::invalid,
                  std::format("{}: is no database, so it is not replaced", to.string()));
    }
    expect_unused(to);
  }
  // What a damaged database left beside it must not be taken for the new one's.
  for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(to.string() + ending);
  copy_into_place(connection, to);
}

}  // namespace samspill::storage
