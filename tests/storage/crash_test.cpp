// A program that is killed while it writes loses nothing that it was told is stored, and leaves
// nothing half done: 200 times a child edits a region and is ended by SIGKILL.
#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <map>
#include <poll.h>
#include <random>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "app/edits.h"
#include "app/imports.h"
#include "app/runs.h"
#include "base/temporary_folder.h"
#include "storage/audit_log.h"

namespace samspill {
namespace {

constexpr int kKills = 200;
constexpr int kKeys = 30;
constexpr int kLongestStart = 30'000;  // of a child, until its first write, ms

formats::Tables first_tables() {
  formats::Tables tables{"test", "region.toml", "name = \"Crash\"\nbase_year = 2025\n", {}};
  Table sites("sites", "sites.csv",
              {"site_id", "name", "country", "latitude_deg", "longitude_deg"});
  sites.add_row(2, {"mill", "Mill", "NO", "63", "10"});
  Table streams("streams", "streams.csv",
                {"stream_id", "site_id", "direction", "resource", "quantity", "unit"});
  streams.add_row(2, {"s0", "mill", "offer", "bark", "1", "t/yr"});
  tables.tables = {sites, streams};
  return tables;
}

/// One stored stream, as far as the test looks.
struct Stream {
  std::int64_t version = 0;
  std::string quantity;  // empty: there is no such stream

  bool operator==(const Stream&) const = default;
};

/// Tells the parent that a write was acknowledged; a pipe takes so short a line whole or not.
void acknowledge(int pipe, const std::string& key, const Stream& stream) {
  const std::string line = std::format("{} {} {}\n", key, stream.version,
                                       stream.quantity.empty() ? "-" : stream.quantity);
  if (::write(pipe, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(2);
}

/// Creates, updates and removes streams with their qualities, and asks for runs, until killed.
[[noreturn]] void edit_for_ever(const std::filesystem::path& file, int pipe, unsigned seed) {
  storage::Store store(file, storage::Access::existing);
  app::Workspace workspace(store);
  std::mt19937 random(seed);
  while (true) {
    const std::string key = std::format("s{}", random() % kKeys);
    const std::string quantity = std::to_string(random() % 1'000'000 + 1);
    const auto region = workspace.region("crash");
    const Table& streams = *region->stored.tables.find("streams");
    const auto& marks = *region->stored.marks_of("streams");
    std::int64_t version = 0;
    for (std::size_t row = 0; row < streams.rows(); ++row) {
      if (streams.cell(row, 0) == key) version = marks[row].version;
    }
    const auto choice = random() % 6;
    app::Edited edited;
    if (version == 0) {
      edited = app::create_row(workspace, auth::kOwner, "crash", "streams",
                               {{"stream_id", key},
                                {"site_id", "mill"},
                                {"direction", "offer"},
                                {"resource", "bark"},
                                {"quantity", quantity},
                                {"unit", "t/yr"}});
    } else if (choice == 0) {
      edited = app::update_whole(workspace, auth::kOwner, "crash", "streams", key, {},
                                 {"qualities", "stream_id", {}}, version);
      const std::int64_t emptied = edited.row->version;
      edited = app::remove_row(workspace, auth::kOwner, "crash", "streams", key, emptied);
      if (edited.row) acknowledge(pipe, key, {emptied + 1, ""});
      continue;
    } else if (choice == 1) {
      edited = app::update_whole(
          workspace, auth::kOwner, "crash", "streams", key, {},
          {"qualities",
           "stream_id",
           {{{"property", "dry_matter"}, {"typical", quantity.substr(0, 1)}, {"unit", "%"}},
            {{"property", "temperature"}, {"typical", "8"}, {"unit", "°C"}}}},
          version);
    } else if (choice == 2) {
      app::Runs{workspace}.create(auth::kOwner, "crash", "plan", "{}");
      continue;
    } else {
      edited = app::update_row(workspace, auth::kOwner, "crash", "streams", key,
                               {{"quantity", quantity}}, version);
    }
    if (!edited.row) ::_exit(3);
    acknowledge(pipe, key, {edited.row->version, std::string(edited.row->cell("quantity"))});
  }
}

/// What the child said it stored, last of each stream.
std::map<std::string, Stream> read_acknowledged(int pipe) {
  std::string text;
  std::array<char, 4096> bytes;
  for (ssize_t got = 0; (got = ::read(pipe, bytes.data(), bytes.size())) > 0;) {
    text.append(bytes.data(), static_cast<std::size_t>(got));
  }
  std::map<std::string, Stream> acknowledged;
  std::istringstream lines(text);
  std::string key, quantity;
  std::int64_t version = 0;
  while (lines >> key >> version >> quantity) {
    acknowledged[key] = {version, quantity == "-" ? "" : quantity};
  }
  return acknowledged;
}

/// Runs a child until it is killed about so long after its first write, or after its start; returns
/// what it acknowledged.
std::map<std::string, Stream> kill_while_writing(const std::filesystem::path& file, unsigned seed,
                                                 std::chrono::microseconds after,
                                                 bool is_from_first_write) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    try {
      edit_for_ever(file, ends[1], seed);
    } catch (...) {
      ::_exit(4);
    }
  }
  ::close(ends[1]);
  if (is_from_first_write) {
    pollfd first{ends[0], POLLIN, 0};
    ::poll(&first, 1, kLongestStart);
  }
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  auto acknowledged = read_acknowledged(ends[0]);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  return acknowledged;
}

/// Every stream there ever was, removed ones too.
std::map<std::string, Stream> stored_streams(storage::Connection& connection) {
  std::map<std::string, Stream> streams;
  storage::Statement row =
      connection.query("SELECT stream_id, version, quantity, removed_at FROM streams");
  while (row.next()) {
    streams[std::string(row.text(0))] = {row.integer(1),
                                         row.is_null(3) ? std::string(row.text(2)) : ""};
  }
  return streams;
}

std::int64_t count(storage::Connection& connection, const char* sql) {
  storage::Statement row = connection.query(sql);
  return row.next() ? row.integer(0) : -1;
}

void expect_whole(storage::Connection& connection) {
  connection.check_integrity();
  EXPECT_EQ(count(connection,
                  "SELECT version - (SELECT COUNT(DISTINCT region_version) FROM audit_log) FROM "
                  "regions"),
            0)
      << "a version of the region without an entry, or an entry without a version";
  EXPECT_EQ(count(connection,
                  "SELECT COUNT(*) FROM streams WHERE quantity IS NOT (SELECT json_extract("
                  "after_cells, '$.quantity') FROM audit_log AS a WHERE a.table_name = 'streams' "
                  "AND a.row_id = streams.row_id AND json_extract(after_cells, '$.quantity') IS "
                  "NOT NULL ORDER BY audit_id DESC LIMIT 1) AND stream_id <> 's0'"),
            0)
      << "a row that the log does not explain";
  EXPECT_EQ(count(connection,
                  "SELECT (SELECT COUNT(*) FROM streams WHERE removed_at IS NULL) - (SELECT "
                  "COUNT(*) FROM streams_words)"),
            0)
      << "search and rows differ";
  EXPECT_EQ(count(connection,
                  "SELECT COUNT(*) FROM (SELECT stream_id FROM qualities WHERE removed_at IS NULL "
                  "GROUP BY stream_id HAVING COUNT(*) <> 2)"),
            0)
      << "half of a stream's qualities";
}

TEST(Crash, a_killed_program_loses_no_acknowledged_write_and_leaves_nothing_half_written) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "crash.db";
  {
    storage::Store store(file, storage::Access::create);
    app::Workspace workspace(store);
    ASSERT_TRUE(app::Imports{workspace}.apply(auth::kOwner, "", first_tables()).is_sound);
  }
  std::mt19937 random(1);
  std::map<std::string, Stream> expected;
  std::size_t writes = 0;
  for (unsigned round = 0; round < kKills; ++round) {
    const std::chrono::microseconds after(random() % 60'000);
    const bool is_early = round % 10 == 0;
    for (const auto& [key, stream] : kill_while_writing(file, round, after, !is_early)) {
      expected[key] = stream;
      ++writes;
    }
    storage::Store store(file, storage::Access::existing);
    store.read([&](storage::Connection& connection) {
      expect_whole(connection);
      const auto stored = stored_streams(connection);
      for (const auto& [key, stream] : expected) {
        const auto found = stored.find(key);
        ASSERT_NE(found, stored.end()) << key;
        // A write that was stored and not yet acknowledged may have come on top.
        const bool is_later = found->second.version > stream.version;
        EXPECT_TRUE(is_later || found->second == stream)
            << key << ": stored " << found->second.version << " " << found->second.quantity
            << ", acknowledged " << stream.version << " " << stream.quantity;
        EXPECT_LE(found->second.version, stream.version + 2) << key;
      }
      expected = stored;
    });
    if (HasFailure()) break;
  }
  EXPECT_GE(writes, std::size_t{kKills} * 9 / 10);
  RecordProperty("acknowledged_streams", static_cast<int>(writes));
}

}  // namespace
}  // namespace samspill
