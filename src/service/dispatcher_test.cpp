#include "service/dispatcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/json.h"
#include "service/delivery.h"
#include "service/problem.h"

namespace samspill::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Greet {
  std::string greeting;
  Response operator()(const Request&, const std::string& name, std::int64_t times) const {
    std::string text;
    for (std::int64_t i = 0; i < times; ++i) text += greeting + ' ' + name + '\n';
    return {200, {{"Content-Type", "text/plain"}}, text};
  }
};
struct Throw {
  Response operator()(const Request& request) const {
    if (request.target.find("unknown")) throw std::runtime_error("the secret of the house");
    throw Error(ErrorKind::conflict, "site b is there already");
  }
};
struct Tagged {
  Response operator()(const Request&) const {
    return {
        200, {{"Content-Type", "application/json"}, {"ETag", "\"v7\""}}, std::string("0123456789")};
  }
};

constexpr std::string_view kPage = "<!doctype html>";
constexpr std::string_view kScript = "console.log('a long script, as such things are')";
constexpr std::string_view kPacked = "packed";

struct World {
  Metrics metrics;
  Dispatcher dispatcher{
      Router({route("GET", "/greet/{name}/{times}", Greet{"hello"}),
              route("POST", "/greet/{name}/{times}", Greet{"welcome"}),
              route("GET", "/api/throw", Throw{}), route("GET", "/api/tagged", Tagged{})}),
      Entrance("127.0.0.1", 8080),
      StaticFiles(
          {{"index.html", kPage}, {"assets/app-x1.js", kScript}, {"assets/app-x1.js.br", kPacked}}),
      RateLimit(1000), metrics};

  Response ask(std::string_view target, Headers headers = {}, std::string method = "GET") {
    return dispatcher.answer({method, parse_target(target).value(), std::move(headers), "", ""});
  }
};

TEST(Router, hands_the_parts_of_the_path_over_by_their_types) {
  World world;
  EXPECT_EQ(world.ask("/greet/Kari%20Nordmann/2").bytes(),
            "hello Kari Nordmann\nhello Kari Nordmann\n");
  EXPECT_EQ(world.ask("/greet/Kari/1", {}, "POST").bytes(), "welcome Kari\n");
  EXPECT_EQ(world.ask("/greet/Kari/two").status, 404);
  EXPECT_EQ(world.ask("/greet//1").status, 404);
}

TEST(Dispatcher, names_the_methods_that_an_address_has) {
  World world;
  const Response response = world.ask("/greet/Kari/1", {}, "DELETE");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers["Allow"], "GET, POST");
}

TEST(Dispatcher, words_a_failure_as_a_problem) {
  World world;
  const Response response = world.ask("/api/throw");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.headers["Content-Type"], "application/problem+json");
  const Json problem = Json::parse(response.bytes());
  EXPECT_EQ(problem["title"], "Conflict");
  EXPECT_EQ(problem["detail"], "site b is there already");
}

TEST(Dispatcher, keeps_what_failed_within_to_itself) {
  World world;
  ::testing::internal::CaptureStderr();
  const Response response = world.ask("/api/throw?unknown");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("the secret of the house"));
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(std::string(response.bytes()), Not(HasSubstr("secret")));
}

TEST(Problem, lists_every_cell_to_mend) {
  const Response response =
      to_response({422,
                   tell("The dataset has errors; nothing was saved."),
                   {{Severity::error, "streams", 3, "unit", Message("found \xff")}}},
                  reference::Language::en);
  const Json error = Json::parse(response.bytes())["errors"][0];
  EXPECT_EQ(error["row"], 3);
  EXPECT_EQ(error["column"], "unit");
}

TEST(Problem, is_told_in_the_language_that_is_asked_for) {
  World world;
  const Response response =
      world.ask("/api/gone", {{"Accept-Language", "de, nn-NO;q=0.9, en;q=0.5"}});
  const Json problem = Json::parse(response.bytes());
  EXPECT_EQ(problem["title"], "Finnes ikke");
  EXPECT_EQ(problem["detail"], "Det er ingenting på denne adressen.");
  EXPECT_EQ(response.headers["Content-Language"], "nb");
  EXPECT_EQ(response.headers["Vary"], "Accept-Language");
  EXPECT_EQ(world.ask("/api/gone").headers["Content-Language"], "en");
}

TEST(Dispatcher, serves_files_and_the_start_page_for_pages_of_the_client) {
  World world;
  EXPECT_EQ(world.ask("/").bytes(), kPage);
  EXPECT_EQ(world.ask("/matches/3", {{"Accept", "text/html,*/*"}}).bytes(), kPage);
  EXPECT_EQ(world.ask("/matches/3").status, 404);
  EXPECT_EQ(world.ask("/assets/gone.js", {{"Accept", "text/html"}}).status, 404);
  EXPECT_EQ(world.ask("/api/gone", {{"Accept", "text/html"}}).status, 404);
  EXPECT_EQ(world.ask("/assets/app-x1.js.br").status, 404) << "no file of its own";
}

TEST(Dispatcher, sends_the_packed_file_to_who_can_unpack_it) {
  World world;
  const Response packed = world.ask("/assets/app-x1.js", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(packed.bytes(), kPacked);
  EXPECT_EQ(packed.headers["Content-Encoding"], "br");
  EXPECT_THAT(std::string(packed.headers["Cache-Control"]), HasSubstr("immutable"));
  const Response plain = world.ask("/assets/app-x1.js");
  EXPECT_EQ(plain.bytes(), kScript);
  EXPECT_NE(plain.headers["ETag"], packed.headers["ETag"]);
  EXPECT_EQ(world.ask("/").headers["Cache-Control"], "no-cache");
}

TEST(Delivery, says_304_to_who_has_it_already) {
  World world;
  const Response known = world.ask("/api/tagged", {{"If-None-Match", "\"v6\", W/\"v7\""}});
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.bytes(), "");
  EXPECT_EQ(known.headers["ETag"], "\"v7\"");
  EXPECT_EQ(world.ask("/api/tagged", {{"If-None-Match", "\"v6\""}}).status, 200);
}

TEST(Delivery, sends_a_part_of_the_same_version_only) {
  World world;
  const Response part = world.ask("/api/tagged", {{"Range", "bytes=2-4"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.bytes(), "234");
  EXPECT_EQ(part.headers["Content-Range"], "bytes 2-4/10");
  EXPECT_EQ(world.ask("/api/tagged", {{"Range", "bytes=20-"}}).status, 416);
  EXPECT_EQ(world.ask("/api/tagged", {{"Range", "bytes=2-4"}, {"If-Range", "\"v6\""}}).status, 200);
}

TEST(Delivery, compresses_long_text) {
  World world;
  const Response long_text = world.ask("/greet/Kari/100", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(long_text.headers["Content-Encoding"], "gzip");
  EXPECT_EQ(long_text.headers["Vary"], "Accept-Encoding");
  EXPECT_LT(long_text.bytes().size(), 200u);
  EXPECT_FALSE(
      world.ask("/greet/Kari/3", {{"Accept-Encoding", "gzip"}}).headers.has("Content-Encoding"));
}

TEST(Delivery, tells_browsers_what_they_may_not_do) {
  World world;
  for (const char* target : {"/", "/api/gone", "/api/throw"}) {
    const Response response = world.ask(target);
    EXPECT_THAT(std::string(response.headers["Content-Security-Policy"]),
                HasSubstr("default-src 'self'"));
    EXPECT_THAT(std::string(response.headers["Content-Security-Policy"]),
                HasSubstr("frame-ancestors 'none'"));
    EXPECT_EQ(response.headers["X-Content-Type-Options"], "nosniff");
  }
}

TEST(Metrics, count_answers_by_route_and_status) {
  World world;
  world.ask("/greet/Kari/1");
  world.ask("/greet/Ola/1");
  world.ask("/greet/Ola/x");
  world.ask("/gone");
  const std::string text = world.metrics.to_text();
  EXPECT_THAT(text, HasSubstr("samspill_requests_total{route=\"/greet/{name}/{times}\","
                              "method=\"GET\",status=\"200\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("samspill_request_seconds_count{route=\"none\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("le=\"+Inf\"} 3\n"));
}

TEST(RateLimit, gives_an_address_its_share_and_no_more) {
  RateLimit limit(10);
  const RateLimit::Time start{};
  int admitted = 0;
  for (int i = 0; i < 100; ++i) admitted += limit.admits("10.0.0.1", start);
  EXPECT_EQ(admitted, 20) << "what two seconds allow";
  EXPECT_TRUE(limit.admits("10.0.0.2", start)) << "another address";
  EXPECT_FALSE(limit.admits("10.0.0.1", start + std::chrono::milliseconds(50)));
  EXPECT_TRUE(limit.admits("10.0.0.1", start + std::chrono::milliseconds(200)));
}

TEST(RateLimit, forgets_addresses_that_are_gone) {
  RateLimit limit(10);
  for (int i = 0; i < 30'000; ++i) {
    limit.admits(std::to_string(i), RateLimit::Time(std::chrono::milliseconds(i)));
  }
  EXPECT_LT(limit.addresses(), 15'000u);
}

TEST(Dispatcher, refuses_who_asks_too_much) {
  World world;
  const Request request{"GET", parse_target("/").value(), {{"Host", "127.0.0.1:8080"}}, "", "::1"};
  auto refusal = world.dispatcher.refuse(request);
  EXPECT_EQ(refusal->status, 401);
  for (int i = 0; i < 10'000 && refusal->status == 401; ++i) {
    refusal = world.dispatcher.refuse(request);
  }
  EXPECT_EQ(refusal->status, 429);
  EXPECT_EQ(refusal->headers["Retry-After"], "1");
}

}  // namespace
}  // namespace samspill::service
