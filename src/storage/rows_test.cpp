#include "storage/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/temporary_folder.h"
#include "storage/audit_log.h"
#include "storage/regions.h"
#include "storage/row_list.h"
#include "storage/runs.h"
#include "storage/store.h"

namespace samspill::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kSites = {"site_id", "name", "municipality"};
const std::vector<std::string> kStreams = {"stream_id", "site_id", "direction", "resource"};

/// A region with rows to put into tables.
class StoredRows : public ::testing::Test {
 protected:
  StoredRows() : store_(folder_ / "a.db", Access::create) {
    region_ = store_.write([](Connection& connection) {
      return Regions{connection}.create("region", "now").region_id;
    });
  }

  template <typename Work>
  auto with_sites(Work&& work) {
    return store_.write([&](Connection& connection) {
      Rows rows(connection, region_, "sites", kSites, "site_id");
      return work(rows);
    });
  }

  RowMark add_site(const std::string& id, const std::string& name, const std::string& municipality,
                   double north = 60, double east = 10) {
    return with_sites([&](Rows& rows) {
      const std::vector<std::string_view> cells{id, name, municipality};
      return rows.insert(++position_, cells,
                         {.north_deg = north,
                          .east_deg = east,
                          .concept_id = {},
                          .search_text = id + " " + name + " " + municipality});
    });
  }

  void add_stream(const std::string& id, const std::string& site, const std::string& direction,
                  const std::string& concept_id) {
    store_.write([&](Connection& connection) {
      Rows rows(connection, region_, "streams", kStreams, "stream_id");
      const std::vector<std::string_view> cells{id, site, direction, "as written"};
      rows.insert(++position_, cells,
                  {.north_deg = {}, .east_deg = {}, .concept_id = concept_id, .search_text = id});
    });
  }

  std::vector<std::string> sites(const RowFilter& filter = {}, PageRequest page = {}) {
    return keys("sites", kSites, filter, page);
  }
  std::vector<std::string> streams(const RowFilter& filter = {}) {
    return keys("streams", kStreams, filter, {});
  }
  std::vector<std::string> keys(const std::string& table, const std::vector<std::string>& header,
                                const RowFilter& filter, PageRequest page) {
    const RowPage found = store_.read([&](Connection& connection) {
      return list_rows(connection, region_, table, header, filter, page);
    });
    std::vector<std::string> keys;
    for (const Row& row : found.rows) keys.push_back(row.cells.front().second);
    next_ = found.next;
    return keys;
  }

  TemporaryFolder folder_;
  Store store_;
  std::int64_t region_ = 0;
  std::int64_t position_ = 0;
  std::optional<std::int64_t> next_;
};

ErrorKind kind_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.kind;
  }
  throw std::runtime_error("nothing was thrown");
}

TEST_F(StoredRows, each_change_is_a_version_and_a_stale_one_is_a_conflict) {
  const RowMark first = add_site("a", "Mill", "");
  EXPECT_EQ(first.version, 1);
  const std::vector<std::string_view> cells{"a", "New mill", ""};
  const RowMark second = with_sites([&](Rows& rows) { return rows.replace(first, cells, {}); });
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(
      kind_of([&] { with_sites([&](Rows& rows) { return rows.replace(first, cells, {}); }); }),
      ErrorKind::conflict);
  EXPECT_EQ(kind_of([&] {
              with_sites([&](Rows& rows) {
                rows.remove(first, "now");
                return 0;
              });
            }),
            ErrorKind::conflict);
  const auto found = with_sites([](Rows& rows) { return rows.find("a"); });
  EXPECT_EQ(found->version, 2);
  EXPECT_THAT(found->cells, ElementsAre(Cell("site_id", "a"), Cell("name", "New mill")));
}

TEST_F(StoredRows, a_removed_row_is_seen_by_nobody_and_comes_back_as_itself) {
  const RowMark first = add_site("a", "Mill", "Oslo");
  with_sites([&](Rows& rows) {
    rows.remove(first, "now");
    return 0;
  });
  EXPECT_THAT(sites(), IsEmpty());
  EXPECT_THAT(sites({.text = "mill"}), IsEmpty());
  EXPECT_FALSE(with_sites([](Rows& rows) { return rows.find("a"); }));
  const RowMark again = add_site("a", "Mill", "Oslo");
  EXPECT_EQ(again.row_id, first.row_id);
  EXPECT_EQ(again.version, 3);
  EXPECT_THAT(sites({.text = "mill"}), ElementsAre("a"));
}

TEST_F(StoredRows, an_id_that_is_taken_is_a_conflict) {
  add_site("a", "Mill", "");
  EXPECT_EQ(kind_of([&] { add_site("a", "Dairy", ""); }), ErrorKind::conflict);
}

TEST_F(StoredRows, a_stream_without_its_site_is_refused) {
  EXPECT_EQ(kind_of([&] { add_stream("s", "nowhere", "offer", "bark"); }), ErrorKind::conflict);
}

TEST_F(StoredRows, pages_follow_each_other_without_gap_or_overlap) {
  for (const char* id : {"e", "d", "c", "b", "a"}) add_site(id, id, "");
  EXPECT_THAT(sites({}, {.after = 0, .limit = 2}), ElementsAre("e", "d"));
  EXPECT_THAT(sites({}, {.after = *next_, .limit = 2}), ElementsAre("c", "b"));
  EXPECT_THAT(sites({}, {.after = *next_, .limit = 2}), ElementsAre("a"));
  EXPECT_FALSE(next_);
  for (const int limit : {0, 1001}) {
    EXPECT_EQ(kind_of([&] { sites({}, {.after = 0, .limit = limit}); }), ErrorKind::invalid);
  }
}

TEST_F(StoredRows, text_finds_words_by_their_beginning_whatever_the_letters) {
  add_site("a", "Tørrfisk Lofoten", "Vågan");
  add_site("b", "Blåskjell Åfjord", "Åfjord");
  EXPECT_THAT(sites({.text = "torr"}), ElementsAre("a"));
  EXPECT_THAT(sites({.text = "BLÅSKJ afj"}), ElementsAre("b"));
  EXPECT_THAT(sites({.text = "fisk"}), IsEmpty());
  EXPECT_THAT(sites({.text = "\"'*-("}), IsEmpty());
}

TEST_F(StoredRows, filters_narrow_together) {
  add_site("north", "Mill", "Bodø", 67.3, 14.4);
  add_site("south", "Mill", "Oslo", 59.9, 10.7);
  add_stream("n-out", "north", "offer", "bark");
  add_stream("n-in", "north", "need", "bark");
  add_stream("s-out", "south", "offer", "fly-ash");
  EXPECT_THAT(sites({.box = Box{59, 10, 60, 11}}), ElementsAre("south"));
  EXPECT_THAT(sites({.text = "mill", .box = Box{60, 10, 70, 20}}), ElementsAre("north"));
  EXPECT_THAT(sites({.municipality = "Oslo"}), ElementsAre("south"));
  EXPECT_THAT(streams({.box = Box{59, 10, 60, 11}}), ElementsAre("s-out"));
  EXPECT_THAT(streams({.municipality = "Bodø"}), ElementsAre("n-out", "n-in"));
  EXPECT_THAT(streams({.equal = {{"direction", "offer"}}}), ElementsAre("n-out", "s-out"));
  EXPECT_THAT(streams({.equal = {{"direction", "offer"}}, .concepts = {"bark", "wood"}}),
              ElementsAre("n-out"));
}

TEST_F(StoredRows, a_box_with_many_sites_gives_the_same_as_one_with_few) {
  for (int i = 0; i < 1200; ++i) add_site(std::format("s{}", i), "Mill", "", 60 + i * 0.001, 10);
  EXPECT_EQ(sites({.box = Box{60.0995, 9, 70, 11}}, {.after = 0, .limit = 2}),
            (std::vector<std::string>{"s100", "s101"}));
  EXPECT_EQ(sites({.box = Box{60.0995, 9, 60.2, 11}}, {.after = 0, .limit = 2}),
            (std::vector<std::string>{"s100", "s101"}));
}

TEST_F(StoredRows, the_log_gives_the_newest_first_and_one_row_alone) {
  store_.write([&](Connection& connection) {
    for (const std::int64_t row_id : {1, 2, 1}) {
      AuditEntry entry;
      entry.region_id = region_;
      entry.action = "update";
      entry.table = "sites";
      entry.row_id = row_id;
      AuditLog{connection}.add(entry);
    }
  });
  const auto ids = [&](const AuditFilter& filter, PageRequest page) {
    std::vector<std::int64_t> found;
    store_.read([&](Connection& connection) {
      for (const auto& entry : AuditLog{connection}.list(region_, filter, page).entries) {
        found.push_back(entry.audit_id);
      }
    });
    return found;
  };
  EXPECT_THAT(ids({}, {}), ElementsAre(3, 2, 1));
  EXPECT_THAT(ids({}, {.after = 3, .limit = 1}), ElementsAre(2));
  EXPECT_THAT(ids({"sites", 1}, {}), ElementsAre(3, 1));
}

TEST_F(StoredRows, a_run_moves_only_as_it_may) {
  store_.write([&](Connection& connection) {
    Runs runs{connection};
    const auto id = runs.create(region_, "plan", "{}", "owner", "t0").run_id;
    const auto other = runs.create(region_, "match", "{}", "owner", "t0").run_id;
    EXPECT_EQ(runs.next_queued()->run_id, id);
    EXPECT_EQ(kind_of([&] { runs.finish(id, "{}", {}, "t1"); }), ErrorKind::conflict);
    runs.start(id, 7, "t1");
    EXPECT_EQ(kind_of([&] { runs.start(id, 7, "t1"); }), ErrorKind::conflict);
    runs.set_progress(id, 0.5);
    EXPECT_EQ(runs.find(id)->progress_share, 0.5);
    EXPECT_EQ(runs.find(id)->region_version, 7);
    EXPECT_EQ(runs.interrupt_running("t2"), 1);
    EXPECT_EQ(runs.find(id)->state, RunState::interrupted);
    runs.cancel(other, "", "t3");
    EXPECT_FALSE(runs.find(other)->has_result);
    EXPECT_EQ(runs.find(other)->state, RunState::cancelled);
    EXPECT_EQ(kind_of([&] { runs.cancel(other, "", "t3"); }), ErrorKind::conflict);
    EXPECT_EQ(kind_of([&] { runs.cancel(99, "", "t3"); }), ErrorKind::not_found);
    EXPECT_EQ(runs.list(region_, "", {.after = 0, .limit = 1}).runs.front().run_id, other);
    EXPECT_EQ(runs.list(region_, "plan", {.after = 0, .limit = 1}).runs.front().run_id, id);
    EXPECT_EQ(runs.count(RunState::queued), 0);
  });
}

TEST_F(StoredRows, a_run_keeps_the_files_it_wrote) {
  store_.write([&](Connection& connection) {
    Runs runs{connection};
    const auto id = runs.create(region_, "report", "{}", "owner", "t0").run_id;
    runs.start(id, 7, "t1");
    const std::string bytes("%PDF\0\xff", 6);
    runs.finish(id, "{}", {{"report.pdf", bytes}, {"empty", ""}}, "t2");
    EXPECT_EQ(runs.file(id, "report.pdf"), bytes);
    EXPECT_EQ(runs.file(id, "empty"), "");
    EXPECT_FALSE(runs.file(id, "report.xlsx"));
  });
}

TEST_F(StoredRows, a_cancelled_run_keeps_what_it_had_found) {
  store_.write([&](Connection& connection) {
    Runs runs{connection};
    const auto id = runs.create(region_, "plan", R"({"pareto": 5})", "owner", "t0").run_id;
    EXPECT_EQ(runs.count(RunState::queued), 1);
    runs.start(id, 7, "t1");
    runs.cancel(id, R"({"status": "feasible"})", "t2");
    EXPECT_EQ(runs.find(id)->result, R"({"status": "feasible"})");
    const auto listed = runs.list(region_, "", {.after = 0, .limit = 1}).runs.front();
    EXPECT_TRUE(listed.has_result);
    EXPECT_EQ(listed.result, "");
    EXPECT_EQ(listed.options, R"({"pareto": 5})");
  });
}

TEST(RegionKey, is_what_addresses_can_hold) {
  EXPECT_EQ(region_key("Møre og Romsdal"), "more-og-romsdal");
  EXPECT_EQ(region_key("  Næstved / Sjælland! "), "naestved-sjaelland");
  EXPECT_EQ(region_key("!"), "");
}

}  // namespace
}  // namespace samspill::storage
