#include "storage/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "storage/regions.h"

namespace samspill::storage {
namespace {

using ::testing::HasSubstr;

void add_region(Store& store, const std::string& key) {
  store.write([&](Connection& connection) { Regions{connection}.create(key, "2026-01-01"); });
}

std::size_t count_regions(const Store& store) {
  return store.read([](Connection& connection) { return Regions{connection}.list().size(); });
}

/// The kind and text of what the work throws.
template <typename Work>
std::string failure(Work&& work) {
  constexpr std::array<std::string_view, 6> kKinds = {"invalid",  "not_found",   "forbidden",
                                                      "conflict", "unavailable", "internal"};
  try {
    work();
  } catch (const Error& error) {
    return std::format("{}: {}", kKinds[static_cast<std::size_t>(error.kind)], error.what());
  }
  return "nothing";
}

TEST(Store, a_write_that_throws_leaves_nothing) {
  const TemporaryFolder folder;
  Store store(folder / "a.db", Access::create);
  EXPECT_THROW(store.write([](Connection& connection) {
    Regions{connection}.create("half", "2026-01-01");
    throw Error(ErrorKind::invalid, "no");
  }),
               Error);
  EXPECT_EQ(count_regions(store), 0U);
  add_region(store, "whole");
  EXPECT_EQ(count_regions(store), 1U);
}

TEST(Store, a_read_sees_one_moment_while_others_write) {
  const TemporaryFolder folder;
  Store store(folder / "a.db", Access::create);
  store.read([&](Connection& connection) {
    EXPECT_EQ(Regions{connection}.list().size(), 0U);
    add_region(store, "meanwhile");
    EXPECT_EQ(Regions{connection}.list().size(), 0U);
  });
  EXPECT_EQ(count_regions(store), 1U);
}

TEST(Store, opens_what_it_made_and_nothing_else) {
  const TemporaryFolder folder;
  EXPECT_THAT(failure([&] { Store(folder / "none.db", Access::existing); }),
              HasSubstr("not_found:"));
  write_file(folder / "text.db",
             "stream_id,site_id\nmore text than a header of a database has, "
             "so that nobody can take it for one\n");
  for (const Access access : {Access::existing, Access::create}) {
    EXPECT_THAT(
        failure([&] { Store(folder / "text.db", access); }),
        HasSubstr("invalid: " + (folder / "text.db").string() + ": is not a database of Samspill"));
  }
  sqlite3* other = nullptr;
  sqlite3_open((folder / "other.db").c_str(), &other);
  sqlite3_exec(other, "CREATE TABLE birds (name TEXT)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  const std::string before = read_file(folder / "other.db");
  EXPECT_THAT(failure([&] { Store(folder / "other.db", Access::create); }),
              HasSubstr("is not a database of Samspill"));
  EXPECT_EQ(read_file(folder / "other.db"), before);
  EXPECT_FALSE(is_database(folder / "text.db"));
  EXPECT_TRUE(is_database(folder / "other.db"));
}

TEST(Store, texts_keep_every_byte_and_null_is_not_empty) {
  const TemporaryFolder folder;
  Connection connection(folder / "a.db", Access::create);
  const std::string text("æ\0ø\n'\"", 8);
  Statement row = connection.query("SELECT ?1, ?2, ?3, ?4, ?5",
                                   {text, nullptr, "", std::int64_t{1} << 60, 0.1});
  ASSERT_TRUE(row.next());
  EXPECT_EQ(row.text(0), text);
  EXPECT_TRUE(row.is_null(1));
  EXPECT_FALSE(row.is_null(2));
  EXPECT_EQ(row.integer(3), std::int64_t{1} << 60);
  EXPECT_EQ(row.number(4), 0.1);
}

TEST(Backup, is_made_while_a_write_is_open_and_holds_what_was_committed) {
  const TemporaryFolder folder;
  Store store(folder / "a.db", Access::create);
  add_region(store, "committed");
  store.write([&](Connection& connection) {
    Regions{connection}.create("open", "2026-01-01");
    back_up(folder / "a.db", folder / "backup.db");
  });
  const Store copy(folder / "backup.db", Access::existing);
  EXPECT_EQ(count_regions(copy), 1U);
  EXPECT_THAT(failure([&] { back_up(folder / "a.db", folder / "backup.db"); }),
              HasSubstr("conflict:"));
}

TEST(Restore, replaces_a_database_only_when_told_and_when_nobody_uses_it) {
  const TemporaryFolder folder;
  {
    Store store(folder / "a.db", Access::create);
    add_region(store, "old");
    back_up(folder / "a.db", folder / "backup.db");
    add_region(store, "new");
  }
  EXPECT_THAT(failure([&] { restore(folder / "backup.db", folder / "a.db", false); }),
              HasSubstr("conflict:"));
  restore(folder / "backup.db", folder / "a.db", true);
  EXPECT_EQ(count_regions(Store(folder / "a.db", Access::existing)), 1U);
  const Store user(folder / "a.db", Access::existing);
  EXPECT_THAT(failure([&] { restore(folder / "backup.db", folder / "a.db", true); }),
              HasSubstr("unavailable:"));
}

TEST(Restore, refuses_a_damaged_backup_and_leaves_the_database) {
  const TemporaryFolder folder;
  {
    Store store(folder / "a.db", Access::create);
    add_region(store, "kept");
    back_up(folder / "a.db", folder / "backup.db");
  }
  std::string bytes = read_file(folder / "backup.db");
  for (std::size_t i = 8192; i < bytes.size(); i += 97) bytes[i] = '\x5a';
  write_file(folder / "damaged.db", bytes);
  EXPECT_THAT(failure([&] { restore(folder / "damaged.db", folder / "a.db", true); }),
              HasSubstr("invalid:"));
  EXPECT_EQ(count_regions(Store(folder / "a.db", Access::existing)), 1U);
}

TEST(Restore, replaces_a_damaged_database) {
  const TemporaryFolder folder;
  {
    Store store(folder / "a.db", Access::create);
    add_region(store, "kept");
    back_up(folder / "a.db", folder / "backup.db");
  }
  std::string bytes = read_file(folder / "a.db");
  for (std::size_t i = 100; i < bytes.size(); i += 97) bytes[i] = '\x5a';
  write_file(folder / "a.db", bytes);
  write_file(folder / "a.db-wal", "left over");
  restore(folder / "backup.db", folder / "a.db", true);
  EXPECT_EQ(count_regions(Store(folder / "a.db", Access::existing)), 1U);
}

}  // namespace
}  // namespace samspill::storage
