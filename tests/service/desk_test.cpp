// The desk's operations without sockets, each request and response against the contract.
#include <cstdlib>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <regex>
#include <thread>

#include "app/imports.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "service/desk_routes.h"
#include "service/dispatcher.h"
#include "service/event_stream.h"
#include "tests/service/contract.h"

namespace samspill::service {
namespace {

using namespace std::chrono_literals;
using testing::Contract;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Contract& contract() {
  static const Contract read;
  return read;
}

struct Answer {
  int status;
  Headers headers;
  Json json;
  std::string body;
};

/// A desk with the example region of Kalundborg.
class DeskTest : public ::testing::Test {
 protected:
  DeskTest() {
    Diagnostics diagnostics;
    const auto tables =
        formats::read_tables(SAMSPILL_SOURCE_DIR "/examples/kalundborg", diagnostics);
    EXPECT_TRUE(app::Imports{workspace}.apply(auth::kOwner, "kalundborg", tables).is_sound);
  }

  /// Asks, and holds both sides to the contract. What is accepted must be a request as stated.
  Response ask_for(const Request& request) {
    Response response = dispatcher.answer(request);
    EXPECT_EQ(contract().fault_of_response(request, response), "")
        << request.method << ' ' << response.status;
    if (response.status < 400) {
      EXPECT_EQ(contract().fault_of_request(request), "") << request.method;
    }
    return response;
  }
  Answer ask(std::string method, const std::string& target, Headers headers = {},
             std::string body = {}) {
    const Response response = ask_for(
        {std::move(method), parse_target(target).value(), std::move(headers), std::move(body), ""});
    Answer answer{response.status, response.headers, {}, {}};
    if (response.is_whole()) {
      answer.body = response.bytes();
      if (response.headers["Content-Type"].contains("json")) {
        answer.json = Json::parse(answer.body);
      }
    }
    return answer;
  }
  Answer get(const std::string& target) { return ask("GET", target); }
  Answer send(std::string method, const std::string& target, const Json& body,
              Headers headers = {}) {
    headers.set("Content-Type", "application/json");
    return ask(std::move(method), target, std::move(headers), body.dump());
  }
  static std::string of(const std::string& rest) { return "/api/regions/kalundborg" + rest; }

  /// The run once it has ended.
  Json wait_for(const Json& run) {
    for (int i = 0; i < 600; ++i) {
      const Json now = get(of(std::format("/runs/{}", run["run_id"].get<int>()))).json;
      if (now["state"] != "queued" && now["state"] != "running") return now;
      std::this_thread::sleep_for(50ms);
    }
    ADD_FAILURE() << "the run does not end";
    return run;
  }

  TemporaryFolder folder;
  storage::Store store{folder / "region.db", storage::Access::create};
  app::Workspace workspace{store};
  Metrics metrics;
  Desk desk{workspace, metrics, "1.2.3", [] { return std::string("2026-11-22"); }};
  Dispatcher dispatcher{Router(desk_routes(desk)), Entrance("127.0.0.1", 8080), StaticFiles({}),
                        RateLimit(1000), metrics};
};

TEST_F(DeskTest, has_the_routes_of_the_contract_and_no_other) {
  std::vector<Contract::Operation> routes;
  for (const Route& route : dispatcher.router().routes()) {
    routes.push_back({route.method, route.pattern, route.is_open, route.is_local});
  }
  const auto stated = contract().operations();
  const auto expect_within = [](const auto& these, const auto& those, const char* what) {
    for (const Contract::Operation& one : these) {
      EXPECT_TRUE(std::ranges::any_of(those, [&](const auto& other) { return one.is_same(other); }))
          << what << one.method << ' ' << one.pattern;
    }
  };
  expect_within(stated, routes, "missing: ");
  expect_within(routes, stated, "not in the contract: ");
}

TEST_F(DeskTest, who_has_no_session_gets_nothing_but_the_open_routes) {
  for (const Contract::Operation& operation : contract().operations()) {
    const std::string path =
        std::regex_replace(operation.pattern, std::regex("\\{[a-z_]+\\}"), "1");
    const auto status = [&](std::string address) {
      const auto refusal = dispatcher.refuse({operation.method,
                                              parse_target(path).value(),
                                              {{"Host", "127.0.0.1:8080"}},
                                              "",
                                              std::move(address)});
      return refusal ? refusal->status : 200;
    };
    EXPECT_EQ(status("10.0.0.7"), operation.is_open ? 200 : 401) << path;
    EXPECT_EQ(status("127.0.0.1"), operation.is_open || operation.is_local ? 200 : 401) << path;
  }
}

/// Requests of every operation with sound, odd and hostile values in every place.
TEST_F(DeskTest, whatever_is_asked_no_answer_is_outside_the_contract) {
  const char* wanted = std::getenv("SAMSPILL_FUZZ_REQUESTS");
  const int requests = wanted == nullptr ? 1000 : std::atoi(wanted);
  const std::vector<std::string> values = {"kalundborg",
                                           "1",
                                           "7",
                                           "-1",
                                           "0",
                                           "500",
                                           "501",
                                           "99999999999999999999",
                                           "asnaes",
                                           "x",
                                           "",
                                           " ",
                                           "asnaes-steam",
                                           "offer",
                                           "need",
                                           "steam",
                                           "11,55,12,56",
                                           "1,2,3",
                                           "nan",
                                           "1e9",
                                           "' OR 1=1 --",
                                           "%",
                                           "\"*\" NEAR(",
                                           "æøå",
                                           std::string(300, 'a'),
                                           "plan",
                                           "operating",
                                           "sites",
                                           "nb",
                                           "2024-99-99",
                                           "\x7f\xef\xbf\xbd",
                                           "prices",
                                           "report.pdf",
                                           "../x"};
  const std::vector<std::string> bodies = {
      "",
      "{}",
      "[]",
      "null",
      "{\"cells\":{}}",
      R"({"cells":{"name":"x"}})",
      R"({"cells":{"site_id":"a b","name":"","country":"XX"}})",
      R"({"cells":{"nothing":"1"}})",
      R"({"qualities":[]})",
      R"({"qualities":[{"property":"x"}]})",
      R"({"cells":{"name":1}})",
      R"({"kind":"match","options":{"top":-1}})",
      R"({"kind":"plan","options":[]})",
      R"({"kind":7})",
      R"({"offer_id":"asnaes-steam","need_id":"x","decision":"accepted"})",
      R"({"offer_id":"","need_id":"","decision":"maybe"})",
      "{\"cells\":{\"name\":\"\\u0000\"}}",
      "a,b\n1,2\n",
      "site_id;name\n;;;\n",
      "\xff\xfe\x00",
      std::string(100, '{')};
  std::mt19937 random(20261122);
  const auto any_of = [&](const auto& list) -> const auto& {
    return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)];
  };
  const auto chance = [&](double share) { return std::bernoulli_distribution(share)(random); };
  const auto operations = contract().operations();
  for (int i = 0; i < requests; ++i) {
    const Contract::Operation& operation = any_of(operations);
    std::string target = operation.pattern;
    for (std::size_t at = target.find('{'); at != std::string::npos; at = target.find('{')) {
      const bool is_region = target.compare(at, 11, "{region_id}") == 0;
      const std::string& value = is_region && chance(0.9) ? values.front() : any_of(values);
      target.replace(at, target.find('}') - at + 1, escaped(value));
    }
    char mark = '?';
    for (const std::string& name : operation.query) {
      if (chance(0.5)) continue;
      target += mark + name + '=' + escaped(any_of(values));
      mark = '&';
    }
    Request request{operation.method, {}, {}, "", "127.0.0.1"};
    const auto read = parse_target(target);
    if (!read) continue;
    request.target = *read;
    if (chance(0.5)) request.headers.add("If-Match", chance(0.5) ? "\"1\"" : any_of(values));
    if (!operation.contents.empty()) {
      request.headers.add("Content-Type", any_of(operation.contents));
      request.body = any_of(bodies);
    }
    const Response response = dispatcher.answer(request);
    ASSERT_LT(response.status, 500) << operation.method << ' ' << target << '\n' << request.body;
    ASSERT_EQ(contract().fault_of_response(request, response), "")
        << operation.method << ' ' << target << '\n'
        << request.body << '\n'
        << (response.is_whole() ? response.bytes() : "");
  }
}

TEST_F(DeskTest, every_list_and_page_of_reading_keeps_to_the_contract) {
  for (const char* rest : {"", "/check", "/audit", "/sites", "/streams", "/processes", "/exchanges",
                           "/initiatives", "/decisions", "/emissions", "/targets", "/map",
                           "/map?zoom=3", "/runs", "/search?text=fly+ash", "/search?text=novo"}) {
    EXPECT_EQ(get(of(rest)).status, 200) << rest;
  }
  for (const char* target : {"/healthz", "/readyz", "/metrics", "/api/session", "/api/regions",
                             "/api/columns?language=nb", "/api/resources?text=fiskeslam"}) {
    EXPECT_EQ(get(target).status, 200) << target;
  }
}

TEST_F(DeskTest, a_region_says_what_it_holds) {
  const Answer region = get(of(""));
  EXPECT_EQ(region.json["region_id"], "kalundborg");
  EXPECT_GT(region.json["counts"]["sites"], 3);
  ASSERT_EQ(region.json["box"].size(), 4);
  EXPECT_LT(region.json["box"][0], region.json["box"][2]);
  EXPECT_EQ(region.headers["ETag"], std::format("\"{}\"", region.json["version"].get<int>()));
  EXPECT_EQ(get("/api/regions/atlantis").status, 404);
}

TEST_F(DeskTest, pages_follow_each_other_without_gap_or_repeat) {
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const Answer page = get(of("/streams?limit=7" + cursor));
    for (const Json& stream : page.json["items"]) seen.push_back(stream["stream_id"]);
    const Json next = page.json["next_cursor"];
    cursor = next.is_null() ? "" : "&cursor=" + next.get<std::string>();
  } while (!cursor.empty());
  std::vector<std::string> all;
  const Answer whole = get(of("/streams"));
  for (const Json& stream : whole.json["items"]) all.push_back(stream["stream_id"]);
  EXPECT_EQ(seen, all);
  EXPECT_GT(seen.size(), 14u);
}

TEST_F(DeskTest, what_is_asked_wrongly_is_named) {
  EXPECT_THAT(get(of("/sites?limit=0")).json["detail"],
              HasSubstr("limit: found \"0\", expected a whole number from 1 to 500"));
  EXPECT_THAT(get(of("/sites?box=1,2,3")).json["detail"], HasSubstr("west,south,east,north"));
  for (const char* rest : {"/sites?limit=x", "/sites?cursor=x", "/sites?box=5,1,2,3",
                           "/sites?search=+", "/map?zoom=99", "/search", "/streams?box=a,b,c,d"}) {
    EXPECT_EQ(get(of(rest)).status, 400) << rest;
  }
  EXPECT_EQ(get("/api/resources?text=x&language=xx").status, 400);
}

TEST_F(DeskTest, a_row_is_made_changed_and_removed) {
  const Json cells{{"site_id", "new-mill"},
                   {"name", "New mill"},
                   {"country", "DK"},
                   {"latitude_deg", "55,68"},
                   {"longitude_deg", "11.09"}};
  const Answer made = send("POST", of("/sites"), {{"cells", cells}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json["latitude_deg"], 55.68);
  EXPECT_EQ(made.json["employees"], nullptr);
  EXPECT_EQ(made.headers["Location"], "/api/regions/kalundborg/sites/new-mill");

  const std::string tag(made.headers["ETag"]);
  const Json change{{"cells", {{"employees", "12"}}}};
  EXPECT_EQ(send("PATCH", of("/sites/new-mill"), change).status, 428);
  const Answer changed = send("PATCH", of("/sites/new-mill"), change, {{"If-Match", tag}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.json["employees"], 12);
  EXPECT_EQ(changed.json["name"], "New mill");
  EXPECT_NE(changed.headers["ETag"], tag);

  EXPECT_EQ(send("PATCH", of("/sites/new-mill"), change, {{"If-Match", tag}}).status, 412)
      << "somebody changed it";
  EXPECT_EQ(ask("DELETE", of("/sites/new-mill"), {{"If-Match", tag}}).status, 412);
  const std::string now(changed.headers["ETag"]);
  EXPECT_EQ(ask("DELETE", of("/sites/new-mill"), {{"If-Match", now}}).status, 204);
  EXPECT_EQ(get(of("/sites/new-mill")).status, 404);

  const Json audit = get(of("/audit?row_id=new-mill")).json["items"];
  ASSERT_EQ(audit.size(), 3);
  EXPECT_EQ(audit[0]["action"], "remove");
  EXPECT_EQ(audit[1]["after"]["employees"], "12");
}

TEST_F(DeskTest, wrong_cells_are_all_named_and_nothing_is_stored) {
  const Json before = get(of("")).json["version"];
  const Answer refused = send("POST", of("/sites"),
                              {{"cells",
                                {{"site_id", "x"},
                                 {"name", "X"},
                                 {"country", "DK"},
                                 {"latitude_deg", "north"},
                                 {"longitude_deg", "999"}}}});
  EXPECT_EQ(refused.status, 422);
  std::vector<std::string> columns;
  for (const Json& error : refused.json["errors"]) columns.push_back(error["column"]);
  EXPECT_THAT(columns, ::testing::UnorderedElementsAre("latitude_deg", "longitude_deg"));
  EXPECT_EQ(get(of("")).json["version"], before);
}

TEST_F(DeskTest, a_body_that_is_no_cells_is_refused) {
  EXPECT_EQ(ask("POST", of("/sites"), {{"Content-Type", "text/plain"}}, "x").status, 415);
  const auto sent = [this](std::string body) {
    return ask("POST", of("/sites"), {{"Content-Type", "application/json"}}, std::move(body))
        .status;
  };
  for (const char* body : {"", "{", "[]", "{}", "{\"cells\": 3}", "{\"cells\": {\"name\": 3}}",
                           "{\"other\": {}}", "\xff\xfe"}) {
    EXPECT_EQ(sent(body), 400) << body;
  }
  EXPECT_EQ(sent(std::string(5000, '[')), 400);
}

TEST_F(DeskTest, a_stream_has_its_resource_by_name_and_its_qualities) {
  const Json list = get(of("/streams?direction=offer&limit=1")).json["items"];
  const std::string key = list[0]["stream_id"];
  const Answer stream = get(of("/streams/" + key));
  EXPECT_FALSE(stream.json["resource_id"].is_null());
  EXPECT_FALSE(stream.json["resource_names"]["nb"].get<std::string>().empty());
  const Json qualities{{{"property", "dry_matter"}, {"typical", "25"}, {"unit", "%"}}};
  const Answer changed = send("PATCH", of("/streams/" + key), {{"qualities", qualities}},
                              {{"If-Match", std::string(stream.headers["ETag"])}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  ASSERT_EQ(changed.json["qualities"].size(), 1);
  EXPECT_EQ(changed.json["qualities"][0]["typical"], 25);
  EXPECT_EQ(changed.json["stream_id"], key);
}

TEST_F(DeskTest, a_stream_and_its_qualities_are_added_whole_or_not_at_all) {
  const Json cells{{"stream_id", "new-water"}, {"site_id", "asnaes"},   {"direction", "offer"},
                   {"resource", "water"},      {"quantity", "1 200,5"}, {"unit", "m3/yr"}};
  const Json odd{{{"property", "no such thing"}, {"typical", "25"}, {"unit", "%"}}};
  EXPECT_EQ(send("POST", of("/streams"), {{"cells", cells}, {"qualities", odd}}).status, 422);
  EXPECT_EQ(get(of("/streams/new-water")).status, 404);
  const Json warm{{{"property", "temperature"}, {"typical", "25"}, {"unit", "°C"}}};
  const Answer made = send("POST", of("/streams"), {{"cells", cells}, {"qualities", warm}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json["version"], 1);
  EXPECT_EQ(made.json["qualities"][0]["typical"], 25);
}

TEST_F(DeskTest, ids_are_named_with_their_places_and_resources) {
  const Json stream = get(of("/streams?limit=1")).json["items"][0];
  const std::string id = stream["stream_id"], site_id = stream["site_id"];
  const Answer names = send("POST", of("/names"),
                            {{"ends", {id, "boiler@" + site_id, "nothing"}},
                             {"sites", {"nowhere"}},
                             {"resources", {"steam", "no-such-thing"}}});
  ASSERT_EQ(names.status, 200) << names.body;
  ASSERT_EQ(names.json["ends"].size(), 2);
  EXPECT_EQ(names.json["ends"][0]["resource_id"], stream["resource_id"]);
  EXPECT_EQ(names.json["ends"][1]["process_id"], "boiler");
  ASSERT_EQ(names.json["sites"].size(), 1);
  EXPECT_EQ(names.json["sites"][0]["site_id"], site_id);
  EXPECT_TRUE(std::ranges::any_of(names.json["resources"], [](const Json& one) {
    return one["resource_id"] == "steam" && one["names"]["nb"] == "prosessdamp";
  })) << names.body;
  EXPECT_EQ(send("POST", of("/names"), {{"ends", "x"}}).status, 400);
  EXPECT_EQ(send("POST", of("/names"), {{"others", {"x"}}}).status, 400);
}

TEST_F(DeskTest, an_initiative_stands_at_its_site_its_emitter_its_town_or_nowhere) {
  const Json all = get(of("/initiatives")).json["items"];
  const auto first = std::ranges::find(
      all, "i-asnaes-ccs", [](const Json& one) { return one["initiative_id"].get<std::string>(); });
  ASSERT_NE(first, all.end());
  EXPECT_EQ((*first)["place"]["of"], "site");
  int version = (*first)["version"];
  const auto place_after = [&](const char* column, const char* text) {
    const Answer changed =
        send("PATCH", of("/initiatives/i-asnaes-ccs"), {{"cells", {{column, text}}}},
             {{"If-Match", std::format("\"{}\"", version)}});
    EXPECT_EQ(changed.status, 200) << changed.body;
    version = changed.json["version"];
    return changed.json["place"];
  };
  EXPECT_EQ(place_after("site_id", "")["of"], "emitter");
  const Json town = place_after("emitter_id", "");
  EXPECT_EQ(town["of"], "municipality");
  EXPECT_NEAR(town["latitude_deg"].get<double>(), 55.68, 0.1);
  EXPECT_TRUE(place_after("municipality", "Atlantis").is_null());
}

TEST_F(DeskTest, the_map_shows_every_site_once) {
  const auto sites_in = [this](const std::string& rest) {
    std::size_t sites = 0;
    const Answer map = get(of(rest));
    for (const Json& feature : map.json["features"]) {
      const Json& properties = feature["properties"];
      if (properties["kind"] == "cluster") sites += properties["sites"].get<std::size_t>();
      if (properties["kind"] == "site") ++sites;
    }
    return sites;
  };
  const std::size_t all = get(of("/sites?limit=500")).json["items"].size();
  EXPECT_EQ(sites_in("/map?zoom=22"), all);
  EXPECT_EQ(sites_in("/map?zoom=2"), all);
  EXPECT_EQ(sites_in("/map?zoom=8&box=-30,-40,-20,-30"), 0u);
  const std::size_t shapes = get(of("/map?zoom=2")).json["features"].size();
  EXPECT_LT(shapes, get(of("/map?zoom=18")).json["features"].size());
}

TEST_F(DeskTest, a_decision_is_kept) {
  const Json run = wait_for(send("POST", of("/runs"), {{"kind", "match"}}).json);
  ASSERT_EQ(run["state"], "done") << run;
  const Json match =
      get(of(std::format("/runs/{}/result", run["run_id"].get<int>()))).json["matches"][0];
  const Answer decision = send("POST", of("/decisions"),
                               {{"offer_id", match["offer_id"]},
                                {"need_id", match["need_id"]},
                                {"decision", "declined"},
                                {"reason", "price"}});
  ASSERT_EQ(decision.status, 201) << decision.body;
  EXPECT_EQ(decision.json["date"], "2026-11-22");
  EXPECT_EQ(get(of("/decisions")).json["items"].back()["reason"], "price");
  EXPECT_EQ(send("POST", of("/decisions"),
                 {{"offer_id", "no"}, {"need_id", "no"}, {"decision", "accepted"}})
                .status,
            422);
}

TEST_F(DeskTest, an_accepted_match_becomes_an_exchange_that_promises_its_quantity) {
  const Json offer = get(of("/streams?direction=offer&limit=1")).json["items"][0];
  const Json need = get(of("/streams?direction=need&limit=1")).json["items"][0];
  Json decision = {{"offer_id", offer["stream_id"]},
                   {"need_id", need["stream_id"]},
                   {"decision", "accepted"},
                   {"quantity", 1250.5}};
  EXPECT_EQ(send("POST", of("/decisions"), decision).status, 400) << "a quantity of what";
  decision["unit"] = "t";
  const Answer made = send("POST", of("/decisions"), decision);
  ASSERT_EQ(made.status, 201) << made.body;
  const Json exchange = get(of("/exchanges/" + made.json["exchange_id"].get<std::string>())).json;
  EXPECT_EQ(exchange["stage"], "idea");
  EXPECT_EQ(exchange["quantity"], 1250.5);
  EXPECT_EQ(exchange["unit"], "t/yr");
}

TEST_F(DeskTest, a_run_is_worked_out_and_its_result_kept) {
  const Answer made = send("POST", of("/runs"), {{"kind", "plan"}, {"options", {{"gap", 0.01}}}});
  ASSERT_EQ(made.status, 202) << made.body;
  EXPECT_EQ(made.json["state"], "queued");
  const Json run = wait_for(made.json);
  EXPECT_EQ(run["state"], "done") << run;
  EXPECT_EQ(run["progress"], 1);
  EXPECT_EQ(run["is_stale"], false);
  const std::string result = of(std::format("/runs/{}/result", run["run_id"].get<int>()));
  EXPECT_EQ(get(result).json["status"], "optimal");
  send("POST", of("/sites"),
       {{"cells",
         {{"site_id", "later"},
          {"name", "L"},
          {"country", "DK"},
          {"latitude_deg", "55"},
          {"longitude_deg", "11"}}}});
  EXPECT_EQ(wait_for(run)["is_stale"], true);
}

TEST_F(DeskTest, a_report_keeps_its_files) {
  const Json run = wait_for(
      send("POST", of("/runs"), {{"kind", "report"}, {"options", {{"language", "nb"}}}}).json);
  ASSERT_EQ(run["state"], "done") << run;
  const std::string at = of(std::format("/runs/{}", run["run_id"].get<int>()));
  const Json result = get(at + "/result").json;
  ASSERT_EQ(result["files"].size(), 4);
  EXPECT_EQ(result.size(), 1) << "not the files themselves";
  EXPECT_TRUE(get(at + "/files/report.pdf").body.starts_with("%PDF"));
  EXPECT_TRUE(get(at + "/files/report.xlsx").body.starts_with("PK"));
  const Answer page = get(at + "/files/report.html");
  EXPECT_THAT(page.body, HasSubstr("lang=\"nb\""));
  EXPECT_THAT(std::string(page.headers["Content-Security-Policy"]), HasSubstr("sandbox"));
  EXPECT_EQ(get(at + "/files/report.doc").status, 404);
}

TEST_F(DeskTest, a_run_that_cannot_be_worked_out_says_why) {
  EXPECT_EQ(send("POST", of("/runs"), {{"kind", "dance"}}).status, 400);
  EXPECT_EQ(send("POST", of("/runs"), {{"kind", "plan"}, {"options", {{"gap", 7}}}}).status, 400);
  const Json run = wait_for(
      send("POST", of("/runs"), {{"kind", "match"}, {"options", {{"site_id", "nobody"}}}}).json);
  EXPECT_EQ(run["state"], "failed");
  EXPECT_THAT(run["error"], HasSubstr("nobody"));
  EXPECT_EQ(get(of(std::format("/runs/{}/result", run["run_id"].get<int>()))).status, 404);
  EXPECT_EQ(get(of("/runs/99999")).status, 404);
  EXPECT_EQ(get(of("/runs/x")).status, 404);
}

TEST_F(DeskTest, who_follows_a_run_is_told_until_it_ends) {
  const Json run = send("POST", of("/runs"), {{"kind", "match"}}).json;
  const Response response =
      ask_for({"GET",
               parse_target(of(std::format("/runs/{}/events", run["run_id"].get<int>()))).value(),
               {},
               "",
               ""});
  ASSERT_FALSE(response.is_whole());
  EventStream& events = *std::get<2>(response.body);
  std::string told;
  for (int i = 0; i < 600; ++i) {
    const EventStream::Waiting waiting = events.take();
    told += waiting.text;
    if (waiting.is_last) break;
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_TRUE(events.is_closed());
  EXPECT_THAT(told, HasSubstr("id: 1\nevent: run\ndata: {\"run_id\":"));
  EXPECT_THAT(told, HasSubstr("\"state\":\"done\""));
}

TEST_F(DeskTest, a_run_is_cancelled_before_it_began) {
  // The one worker is busy with the first.
  const Json first = send("POST", of("/runs"), {{"kind", "plan"}}).json;
  const Json second = send("POST", of("/runs"), {{"kind", "match"}}).json;
  const std::string cancel = of(std::format("/runs/{}/cancel", second["run_id"].get<int>()));
  EXPECT_EQ(ask("POST", cancel).status, 202);
  EXPECT_EQ(wait_for(second)["state"], "cancelled");
  EXPECT_EQ(wait_for(first)["state"], "done");
  EXPECT_EQ(ask("POST", cancel).status, 409);
}

TEST_F(DeskTest, a_front_that_is_cancelled_keeps_the_points_it_has) {
  const Json run =
      send("POST", of("/runs"), {{"kind", "plan"}, {"options", {{"pareto", 50}}}}).json;
  const std::string at = of(std::format("/runs/{}", run["run_id"].get<int>()));
  for (int i = 0; i < 600; ++i) {
    const Json now = get(at).json;
    if (now["progress"].is_number() && now["progress"] > 0.2) break;
    ASSERT_NE(now["state"], "done") << "quicker than can be cancelled";
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_THAT(get("/metrics").body, HasSubstr("samspill_running_runs 1\n"));
  EXPECT_EQ(ask("POST", at + "/cancel").status, 202);
  const Json ended = wait_for(run);
  EXPECT_EQ(ended["state"], "cancelled");
  EXPECT_EQ(ended["has_result"], true);
  const std::size_t points = get(at + "/result").json["points"].size();
  EXPECT_GE(points, 1u);
  EXPECT_LT(points, 50u);
  const Json listed = get(of("/runs?kind=plan")).json["items"][0];
  EXPECT_EQ(listed["has_result"], true);
  EXPECT_EQ(listed["options"]["pareto"], 50) << "a front is told from a plan";
  EXPECT_THAT(get("/metrics").body,
              HasSubstr("samspill_run_seconds_count{kind=\"plan\",state=\"cancelled\"} 1\n"));
}

TEST_F(DeskTest, a_table_is_shown_before_it_is_saved) {
  const Json before = get(of("/sites?limit=1")).json["items"][0];
  const std::string csv = std::format(
      "site_id,name,country,latitude_deg,longitude_deg\n{},Another name,DK,55.6,11.1\n"
      "only,Only one,DK,,\n",
      before["site_id"].get<std::string>());
  const Answer shown = ask("POST", of("/imports?table=sites"), {{"Content-Type", "text/csv"}}, csv);
  ASSERT_EQ(shown.status, 201) << shown.body;
  EXPECT_EQ(shown.json["ok"], false) << "a site needs a place";
  EXPECT_EQ(shown.json["diagnostics"][0]["row"], 3);
  EXPECT_EQ(shown.json["diagnostics"][0]["file"], "sites.csv");

  const Answer book = get(of("/export"));
  ASSERT_EQ(book.status, 200);
  EXPECT_THAT(std::string(book.headers["Content-Disposition"]), HasSubstr("kalundborg.xlsx"));
  const std::string type(book.headers["Content-Type"]);
  const std::string site = of("/sites/" + before["site_id"].get<std::string>());
  const Answer renamed =
      ask("PATCH", site, {{"If-Match", "\"1\""}, {"Content-Type", "application/json"}},
          R"({"cells": {"name": "Another name"}})");
  ASSERT_EQ(renamed.status, 200) << renamed.body;
  const Answer back = ask("POST", of("/imports"), {{"Content-Type", type}}, book.body);
  ASSERT_EQ(back.status, 201) << back.body;
  EXPECT_EQ(back.json["ok"], true) << back.json["diagnostics"];
  const Json& changed = back.json["tables"].back();
  EXPECT_EQ(changed["table"], "sites") << back.json["tables"];
  EXPECT_EQ(changed["changed"], 1);
  EXPECT_EQ(changed["removed"], 0);
  const std::string apply = of("/imports/" + back.json["import_id"].get<std::string>() + "/apply");
  EXPECT_EQ(ask("POST", apply).status, 200);
  EXPECT_EQ(get(site).json["name"], before["name"]);
  EXPECT_EQ(ask("POST", apply).status, 404) << "once";
  EXPECT_EQ(ask("POST", of("/imports"), {{"Content-Type", "image/png"}}, "x").status, 415);
  EXPECT_EQ(ask("POST", of("/imports"), {{"Content-Type", type}}, "no workbook").status, 400);
}

TEST_F(DeskTest, mistakes_are_told_in_the_language_that_is_asked_for) {
  const std::string csv =
      "stream_id,site_id,direction,resource,quantity,unit\n"
      "new-1,asnaes,offer,sawdust,-5,t/yr\nnew-2,asnaes,offer,sawdust,5,buckets\n";
  const auto messages = [&](Headers headers) {
    headers.set("Content-Type", "text/csv");
    const Answer shown = ask("POST", of("/imports?table=streams"), std::move(headers), csv);
    EXPECT_EQ(shown.json["ok"], false) << shown.body;
    std::vector<std::string> told{std::string(shown.headers["Content-Language"])};
    for (const Json& one : shown.json["diagnostics"]) told.push_back(one["message"]);
    return told;
  };
  const auto norwegian = messages({{"Accept-Language", "nb-NO,nb;q=0.9,en;q=0.5"}});
  ASSERT_EQ(norwegian.size(), 3u);
  EXPECT_EQ(norwegian[0], "nb");
  EXPECT_EQ(norwegian[1], "fant \"-5\", ventet et tall på minst 0");
  EXPECT_THAT(norwegian[2], HasSubstr("fant \"buckets\", ventet en enhet som "));
  EXPECT_EQ(messages({{"Accept-Language", "fi"}})[1],
            "löytyi \"-5\", odotettiin: luku, joka on vähintään 0");
  EXPECT_EQ(messages({})[1], "found \"-5\", expected a number of at least 0");
}

TEST_F(DeskTest, a_refused_edit_and_a_failed_run_are_told_in_the_language_that_is_asked_for) {
  const Headers danish{{"Accept-Language", "da"}};
  const Json cells{{"site_id", "odd"}, {"name", "Odd"}, {"country", "DK"}};
  const Answer refused = send("POST", of("/sites"), {{"cells", cells}}, danish);
  ASSERT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.json["detail"], "Fandt 2 fejl; intet blev ændret.");
  EXPECT_EQ(refused.json["errors"][0]["message"], "cellen er tom; en værdi er påkrævet");

  const Json order{{"kind", "match"}, {"options", {{"site_id", "asnas"}}}};
  const Json failed = wait_for(send("POST", of("/runs"), order).json);
  EXPECT_EQ(failed["error"], "there is no site \"asnas\"; did you mean \"asnaes\"?");
  const std::string run = of(std::format("/runs/{}", failed["run_id"].get<int>()));
  EXPECT_EQ(ask("GET", run, danish).json["error"],
            "sted \"asnas\" findes ikke; mente du \"asnaes\"?");
}

TEST_F(DeskTest, the_map_and_the_region_follow_an_edit) {
  const Answer before = get(of("/map?zoom=22"));
  const Headers known{{"If-None-Match", std::string(before.headers["ETag"])}};
  const Answer same = ask("GET", of("/map?zoom=22"), known);
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
  const Json counts = get(of("")).json["counts"];
  const Json cells{{"site_id", "far"},
                   {"name", "Far \"away\""},
                   {"country", "DK"},
                   {"latitude_deg", "57.5"},
                   {"longitude_deg", "9.9"}};
  ASSERT_EQ(send("POST", of("/sites"), {{"cells", cells}}).status, 201);
  const Json stream{{"stream_id", "far-out"}, {"site_id", "far"},   {"direction", "offer"},
                    {"resource", "sawdust"},  {"quantity", "1200"}, {"unit", "t/yr"}};
  ASSERT_EQ(send("POST", of("/streams"), {{"cells", stream}}).status, 201);
  const Answer after = ask("GET", of("/map?zoom=22&box=9,57,10,58"), known);
  ASSERT_EQ(after.status, 200);
  const Json& features = after.json["features"];
  const auto far = std::ranges::find_if(
      features, [](const Json& feature) { return feature["properties"]["kind"] == "site"; });
  ASSERT_NE(far, features.end());
  EXPECT_EQ((*far)["properties"]["name"], "Far \"away\"");
  EXPECT_EQ((*far)["properties"]["offers"], 1);
  const Json region = get(of("")).json;
  EXPECT_EQ(region["counts"]["sites"], counts["sites"].get<int>() + 1);
  EXPECT_EQ(region["counts"]["streams"], counts["streams"].get<int>() + 1);
  EXPECT_EQ(region["box"][3], 57.5);
}

TEST_F(DeskTest, runs_are_narrowed_by_kind_before_they_are_paged) {
  for (const char* kind : {"portfolio", "match", "match"}) {
    send("POST", of("/runs"), {{"kind", kind}, {"options", Json::object()}});
  }
  const Json page = get(of("/runs?kind=portfolio&limit=1")).json;
  ASSERT_EQ(page["items"].size(), 1);
  EXPECT_EQ(page["items"][0]["kind"], "portfolio");
  EXPECT_TRUE(page["next_cursor"].is_null());
}

TEST_F(DeskTest, a_text_finds_resources_in_the_language_asked_for) {
  const Json items = get("/api/resources?text=flyveaske&language=nb").json["items"];
  ASSERT_FALSE(items.empty());
  EXPECT_THAT(items[0]["resource_id"], HasSubstr("fly-ash"));
  EXPECT_THAT(items[0]["name"], HasSubstr("aske"));
}

TEST_F(DeskTest, a_figure_opens_to_its_row) {
  const Json fact = get(of("/facts/factors/prod-electricity-no")).json;
  EXPECT_EQ(fact["is_own"], false);
  EXPECT_EQ(fact["cells"]["country"], "NO");
  EXPECT_EQ(fact["rows"].size(), 1);
  std::vector<std::string> properties;
  const Json known = get(of("/facts/property_values/bark")).json;
  for (const Json& row : known["rows"]) properties.push_back(row["cells"]["property"]);
  EXPECT_GT(properties.size(), 1u) << "a resource has several properties";
  EXPECT_EQ(known["cells"], known["rows"][0]["cells"]);
  EXPECT_EQ(get(of("/facts/factors/none-such")).status, 404);
  EXPECT_EQ(get(of("/facts/secrets/x")).status, 404);
}

}  // namespace
}  // namespace samspill::service
