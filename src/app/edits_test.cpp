#include "app/edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/app_world_test.h"
#include "app/decisions.h"
#include "app/exchanges.h"
#include "app/other_tables.h"
#include "app/runs.h"
#include "app/search.h"
#include "app/sites.h"
#include "app/streams.h"
#include "base/error.h"

namespace samspill::app {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const auth::Actor kActor = auth::kOwner;

std::string errors_of(const Edited& edited) {
  std::string all;
  for (const Diagnostic& diagnostic : edited.diagnostics.list()) {
    if (diagnostic.severity == Severity::error) all += to_text(diagnostic) + "\n";
  }
  return all;
}

class Edits : public AppWorld {
 protected:
  Sites sites_{workspace_};
  Streams streams_{workspace_};
  Exchanges exchanges_{workspace_};
};

TEST_F(Edits, change_named_cells_and_leave_the_others) {
  const Edited edited = streams_.update(kActor, "fosen", "bark-out", {{"quantity", "1,5"}}, 1);
  ASSERT_TRUE(edited.row) << errors_of(edited);
  EXPECT_EQ(edited.row->version, 2);
  const storage::Row row = streams_.read(kActor, "fosen", "bark-out").stream;
  EXPECT_EQ(row, *edited.row);
  EXPECT_EQ(row.cell("quantity"), "1,5");
  EXPECT_EQ(row.cell("note"), "wet");
  EXPECT_EQ(log()[0].actor, "owner");
  EXPECT_EQ(log()[0].row_key, "bark-out");
  EXPECT_EQ(log()[0].before_cells, R"({"quantity":"1 200"})");
  EXPECT_EQ(log()[0].after_cells, R"({"quantity":"1,5"})");
}

TEST_F(Edits, are_refused_as_files_are_and_then_store_nothing) {
  for (const auto& [cells, expected] : std::vector<std::pair<Cells, std::string>>{
           {{{"unit", "bushels"}}, "streams row 2, column unit: "},
           {{{"quantity", "-3"}}, "column quantity: found \"-3\", expected a number of at least 0"},
           {{{"site_id", "mil"}}, "did you mean \"mill\"?"},
           {{{"kolor", "red"}}, "\"kolor\" is not a column of streams"},
           {{{"stream_id", "other"}}, "expected \"bark-out\": an id stays"},
           {{{"note", std::string(70'000, 'x')}}, "column note: found 70000 bytes"}}) {
    const Edited edited = streams_.update(kActor, "fosen", "bark-out", cells, 1);
    EXPECT_FALSE(edited.row);
    EXPECT_THAT(errors_of(edited), HasSubstr(expected));
  }
  EXPECT_EQ(workspace_.record("fosen").version, 1);
  EXPECT_THAT(log(), SizeIs(1));
}

TEST_F(Edits, of_a_row_that_somebody_changed_are_a_conflict) {
  sites_.update(kActor, "fosen", "mill", {{"name", "New mill"}}, 1);
  try {
    sites_.update(kActor, "fosen", "mill", {{"name", "Old mill"}}, 1);
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::conflict);
    EXPECT_THAT(error.what(), HasSubstr("is of version 2 by now, not 1"));
  }
  EXPECT_EQ(sites_.read(kActor, "fosen", "mill").cell("name"), "New mill");
}

TEST_F(Edits, that_ask_for_what_is_there_make_no_version) {
  EXPECT_EQ(sites_.update(kActor, "fosen", "mill", {{"name", " Sawmill "}}, 1).row->version, 1);
  EXPECT_EQ(workspace_.record("fosen").version, 1);
}

TEST_F(Edits, see_what_another_program_stored) {
  storage::Store other_store(folder_ / "a.db", storage::Access::existing);
  Workspace other(other_store);
  Sites{other}.update(kActor, "fosen", "mill", {{"name", "New mill"}}, 1);
  EXPECT_EQ(workspace_.region("fosen")->dataset.region.sites[0].name, "New mill");
  EXPECT_TRUE(sites_.update(kActor, "fosen", "mill", {{"name", "Mill 3"}}, 2).row);
}

TEST_F(Edits, add_rows_with_columns_that_the_file_lacked) {
  const Edited edited = sites_.create(kActor, "fosen",
                                      {{"site_id", "port"},
                                       {"name", "Port"},
                                       {"country", "NO"},
                                       {"latitude_deg", "63.7"},
                                       {"longitude_deg", "9.6"},
                                       {"quay", "yes"}});
  ASSERT_TRUE(edited.row) << errors_of(edited);
  EXPECT_EQ(edited.row->version, 1);
  EXPECT_EQ(sites_.read(kActor, "fosen", "port").cell("quay"), "yes");
  EXPECT_EQ(workspace_.region("fosen")->dataset.region.sites.back().has_quay, true);
  const auto found =
      sites_.list(kActor, "fosen", {.text = "port", .box = {}, .municipality = {}}, {});
  EXPECT_THAT(found.rows, SizeIs(1));
  EXPECT_THAT(errors_of(sites_.create(kActor, "fosen", {{"site_id", "port"}})),
              HasSubstr("already uses as its id"));
}

TEST_F(Edits, do_not_remove_what_others_name) {
  const Edited refused = sites_.remove(kActor, "fosen", "mill", 1);
  EXPECT_FALSE(refused.row);
  EXPECT_THAT(errors_of(refused), HasSubstr("found \"mill\", expected an id in sites"));
  EXPECT_TRUE(streams_.update_whole(kActor, "fosen", "bark-out", {}, {}, 1).row);
  EXPECT_TRUE(streams_.remove(kActor, "fosen", "bark-out", 2).row);
  EXPECT_TRUE(sites_.remove(kActor, "fosen", "mill", 1).row);
  EXPECT_THROW(sites_.read(kActor, "fosen", "mill"), Error);
  EXPECT_EQ(log()[0].action, "remove");
  EXPECT_THAT(log()[0].before_cells, HasSubstr("Sawmill"));
}

TEST_F(Edits, add_a_stream_with_its_qualities_whole_or_not_at_all) {
  const Cells stream = {{"stream_id", "chips-out"}, {"site_id", "mill"}, {"direction", "offer"},
                        {"resource", "bark"},       {"quantity", "5"},   {"unit", "t/yr"}};
  const Edited refused =
      streams_.create(kActor, "fosen", stream, {{{"property", "colour"}, {"unit", "1"}}});
  EXPECT_FALSE(refused.row);
  EXPECT_THAT(errors_of(refused), HasSubstr("column property"));
  EXPECT_THROW(streams_.read(kActor, "fosen", "chips-out"), Error);
  const Edited added = streams_.create(
      kActor, "fosen", stream, {{{"property", "dry_matter"}, {"typical", "50"}, {"unit", "%"}}});
  ASSERT_TRUE(added.row) << errors_of(added);
  EXPECT_EQ(added.row->version, 1);
  EXPECT_THAT(streams_.read(kActor, "fosen", "chips-out").qualities, SizeIs(1));
}

TEST_F(Edits, change_cells_and_qualities_of_a_stream_in_one_version) {
  const std::vector<Cells> qualities = {
      {{"property", "dry_matter"}, {"typical", "50"}, {"unit", "%"}}};
  const auto change = [&](const char* quantity, const std::vector<Cells>& parts, int version) {
    return streams_.update_whole(kActor, "fosen", "bark-out", {{"quantity", quantity}}, parts,
                                 version);
  };
  EXPECT_FALSE(change("-1", {}, 1).row);
  EXPECT_THAT(streams_.read(kActor, "fosen", "bark-out").qualities, SizeIs(1));
  EXPECT_EQ(change("77", qualities, 1).row->version, 2);
  EXPECT_EQ(change("77", qualities, 2).row->version, 2);
  EXPECT_EQ(change("78", qualities, 2).row->version, 3);
  EXPECT_EQ(change("78", {}, 3).row->version, 4);
}

TEST_F(Edits, replace_the_qualities_of_a_stream_under_its_version) {
  const std::vector<Cells> qualities = {
      {{"property", "dry_matter"}, {"typical", "50"}, {"unit", "%"}},
      {{"property", "temperature"}, {"typical", "8"}, {"unit", "°C"}}};
  const Edited edited = streams_.update_whole(kActor, "fosen", "bark-out", {}, qualities, 1);
  ASSERT_TRUE(edited.row) << errors_of(edited);
  EXPECT_EQ(edited.row->version, 2);
  const StreamWithQualities read = streams_.read(kActor, "fosen", "bark-out");
  EXPECT_EQ(read.stream.version, 2);
  ASSERT_THAT(read.qualities, SizeIs(2));
  EXPECT_EQ(read.qualities[0].cell("typical"), "50");
  EXPECT_EQ(streams_.update_whole(kActor, "fosen", "bark-out", {}, qualities, 2).row->version, 2);
  EXPECT_THAT(errors_of(streams_.update_whole(kActor, "fosen", "bark-out", {},
                                              {{{"property", "colour"}, {"unit", "1"}}}, 2)),
              HasSubstr("column property"));
  EXPECT_THAT(streams_.read(kActor, "fosen", "bark-out").qualities, SizeIs(2));
}

TEST_F(Edits, follow_an_exchange_through_its_stages_and_years) {
  EXPECT_TRUE(exchanges_
                  .create(kActor, "fosen",
                          {{"exchange_id", "x"},
                           {"offer_id", "bark-out"},
                           {"need_id", "bark-in"},
                           {"stage", "idea"}})
                  .row);
  EXPECT_THAT(errors_of(exchanges_.set_stage(kActor, "fosen", "x", "dream", 1)),
              HasSubstr("column stage"));
  EXPECT_TRUE(exchanges_.set_stage(kActor, "fosen", "x", "operating", 1).row);
  EXPECT_TRUE(exchanges_.set_measured(kActor, "fosen", "x", 2025, "650", 2).row);
  EXPECT_TRUE(exchanges_.set_measured(kActor, "fosen", "x", 2024, "600", 3).row);
  EXPECT_TRUE(exchanges_.set_measured(kActor, "fosen", "x", 2025, "660", 4).row);
  EXPECT_EQ(exchanges_.read(kActor, "fosen", "x").cell("measured"), "2024:600;2025:660");
  EXPECT_THAT(errors_of(exchanges_.set_measured(kActor, "fosen", "x", 2025, "many", 5)),
              HasSubstr("column measured: found \"many\""));
  EXPECT_THAT(exchanges_.list(kActor, "fosen", "operating", {}).rows, SizeIs(1));
  EXPECT_THAT(exchanges_.list(kActor, "fosen", "idea", {}).rows, IsEmpty());
}

TEST_F(Edits, remember_decisions_with_the_facts_they_rest_on) {
  const Decisions decisions{workspace_};
  const Edited edited =
      decisions.create(kActor, "fosen", {"bark-out", "bark-in", "declined", "price", "", ""});
  ASSERT_TRUE(edited.row) << errors_of(edited);
  EXPECT_THAT(edited.row->cell("facts"), SizeIs(12));
  EXPECT_THAT(workspace_.region("fosen")->dataset.region.decisions, SizeIs(1));
  EXPECT_THAT(errors_of(decisions.create(kActor, "fosen",
                                         {"bark-in", "bark-out", "declined", "price", "", ""})),
              HasSubstr("expected a stream with the direction offer"));
}

TEST_F(Edits, are_for_those_who_may) {
  EXPECT_THROW(sites_.update({"visitor"}, "fosen", "mill", {}, 1), Error);
}

TEST_F(Edits, streams_are_listed_by_what_their_resource_is) {
  const auto list = [&](const StreamFilter& filter) {
    std::vector<std::string> keys;
    for (const auto& row : streams_.list(kActor, "fosen", filter, {}).rows) {
      keys.emplace_back(row.cell("stream_id"));
    }
    return keys;
  };
  StreamFilter filter;
  filter.resource = "sawmill-by-product";
  EXPECT_THAT(list(filter), ElementsAre("bark-out", "bark-in"));
  filter.direction = "need";
  EXPECT_THAT(list(filter), ElementsAre("bark-in"));
  filter.resource = "no such thing";
  EXPECT_THROW(list(filter), Error);
}

TEST_F(Edits, other_tables_are_listed_by_what_a_column_holds) {
  const OtherTables tables{workspace_};
  EXPECT_THAT(tables.list(kActor, "fosen", "qualities", "stream_id", "bark-out", {}).rows,
              SizeIs(1));
  EXPECT_THAT(tables.list(kActor, "fosen", "qualities", "stream_id", "bark-in", {}).rows,
              IsEmpty());
  EXPECT_THAT(tables.list(kActor, "fosen", "targets", "", "", {}).rows, IsEmpty());
  EXPECT_THROW(tables.list(kActor, "fosen", "qualities", "1=1; --", "", {}), Error);
  EXPECT_THROW(tables.list(kActor, "fosen", "audit_log", "", "", {}), Error);
}

TEST_F(Edits, search_finds_sites_streams_and_resources_in_any_language) {
  const Search search{workspace_};
  const auto kinds = [&](const std::string& text) {
    std::vector<std::string> found;
    for (const SearchHit& hit : search.find(kActor, "fosen", text, 3)) {
      found.push_back(hit.kind + " " + hit.key);
    }
    return found;
  };
  EXPECT_THAT(kinds("afj"), ElementsAre("site mill"));
  EXPECT_THAT(kinds("bark"), Contains("stream bark-out"));
  EXPECT_THAT(kinds("bark"), Contains("resource bark"));
  EXPECT_THAT(kinds("smoltslam"), Contains("resource fish-sludge"));
  EXPECT_THAT(kinds(" "), IsEmpty());
}

TEST_F(Edits, a_run_computes_on_the_region_as_it_is_when_it_starts) {
  const Runs runs{workspace_};
  const auto id = runs.create(kActor, "fosen", "plan", R"({"carbon_price_eur_per_t": 80})").run_id;
  sites_.update(kActor, "fosen", "mill", {{"name", "New mill"}}, 1);
  const auto started = runs.start_next();
  ASSERT_TRUE(started);
  EXPECT_EQ(started->run.run_id, id);
  EXPECT_EQ(started->run.region_version, 2);
  EXPECT_EQ(started->region->dataset.region.sites[0].name, "New mill");
  EXPECT_FALSE(runs.start_next());
  runs.finish(id, R"({"status": "optimal"})");
  EXPECT_EQ(runs.read(kActor, id).result, R"({"status": "optimal"})");
  EXPECT_THROW(runs.create(kActor, "fosen", "dance", "{}"), Error);
  EXPECT_THROW(runs.create(kActor, "fosen", "plan", "80"), Error);
}

}  // namespace
}  // namespace samspill::app
