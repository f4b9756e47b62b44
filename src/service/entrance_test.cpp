#include "service/entrance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace samspill::service {
namespace {

using ::testing::HasSubstr;

Request get(std::string_view target, Headers headers = {}) {
  if (!headers.has("Host")) headers.add("Host", "127.0.0.1:8080");
  return {"GET", parse_target(target).value(), std::move(headers), "", "127.0.0.1"};
}

int status(const std::optional<Response>& refusal) {
  return refusal ? refusal->status : 200;
}

/// An entrance somebody has gone through, and the cookie that was given.
struct Opened {
  Entrance entrance{"127.0.0.1", 8080};
  std::string cookie;

  Opened() {
    const std::string address = entrance.address_to_open();
    const auto response = entrance.refuse(get(address.substr(address.find("/?"))), false);
    const std::string field(response->headers["Set-Cookie"]);
    cookie = field.substr(0, field.find(';'));
  }
  int ask(std::string_view target, Headers headers) {
    headers.add("Cookie", cookie);
    return status(entrance.refuse(get(target, std::move(headers)), false));
  }
};

TEST(Entrance, takes_the_token_once_and_gives_a_cookie_for_it) {
  Entrance entrance("127.0.0.1", 8080);
  const std::string address = entrance.address_to_open();
  ASSERT_THAT(address, HasSubstr("http://127.0.0.1:8080/?token="));
  const Request first = get(address.substr(address.find("/?")));
  EXPECT_EQ(status(entrance.refuse(get("/"), false)), 401);
  EXPECT_EQ(status(entrance.refuse(get("/?token=wrong"), false)), 401);

  const auto response = entrance.refuse(first, false);
  ASSERT_EQ(status(response), 303);
  EXPECT_EQ(response->headers["Location"], "/");
  EXPECT_THAT(std::string(response->headers["Set-Cookie"]),
              HasSubstr("; Path=/; HttpOnly; SameSite=Strict"));

  EXPECT_EQ(status(entrance.refuse(first, false)), 401) << "a second browser";
}

TEST(Entrance, lets_pass_who_has_the_cookie) {
  Opened opened;
  EXPECT_EQ(opened.ask("/", {}), 200);
  EXPECT_EQ(opened.ask("/api/regions", {}), 200);
  EXPECT_EQ(opened.ask("/?token=again", {}), 303) << "the token leaves the address";
  opened.cookie += 'x';
  EXPECT_EQ(opened.ask("/", {}), 401);
}

TEST(Entrance, answers_open_routes_to_anybody_of_this_machine) {
  Entrance entrance("127.0.0.1", 8080);
  EXPECT_EQ(status(entrance.refuse(get("/healthz"), true)), 200);
  EXPECT_EQ(status(entrance.refuse(get("/healthz", {{"Host", "evil.example"}}), true)), 403);
}

TEST(Entrance, is_closed_to_names_that_were_made_to_point_here) {
  Opened opened;
  for (const char* host : {"evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:8081",
                           "127.0.0.1:80800", "localhost", ""}) {
    EXPECT_EQ(opened.ask("/", {{"Host", host}}), 403) << host;
  }
  EXPECT_EQ(opened.ask("/", {{"Host", "localhost:8080"}}), 200);
}

TEST(Entrance, is_closed_to_other_pages) {
  Opened opened;
  for (const char* origin : {"http://evil.example", "https://127.0.0.1:8080", "null", "",
                             "http://127.0.0.1:3000", "http://127.0.0.1:8080.evil.example"}) {
    EXPECT_EQ(opened.ask("/", {{"Origin", origin}}), 403) << origin;
  }
  EXPECT_EQ(opened.ask("/", {{"Origin", "http://127.0.0.1:8080"}}), 200);
  EXPECT_EQ(opened.ask("/", {{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(opened.ask("/", {{"Sec-Fetch-Site", "same-site"}}), 403) << "another port";
  EXPECT_EQ(opened.ask("/", {{"Sec-Fetch-Site", "same-origin"}}), 200);
  EXPECT_EQ(opened.ask("/", {{"Sec-Fetch-Site", "none"}}), 200);
}

TEST(Entrance, on_every_address_takes_numbers_for_its_name) {
  Entrance entrance("0.0.0.0", 8080);
  EXPECT_THAT(entrance.address_to_open(), HasSubstr("http://127.0.0.1:8080/"));
  for (const char* host : {"192.168.1.7:8080", "[fe80::1]:8080", "localhost:8080"}) {
    EXPECT_EQ(status(entrance.refuse(get("/", {{"Host", host}}), true)), 200) << host;
  }
  EXPECT_EQ(status(entrance.refuse(get("/", {{"Host", "evil.example:8080"}}), true)), 403);
}

TEST(Entrance, knows_addresses_of_this_machine) {
  EXPECT_TRUE(is_loopback("127.0.0.1"));
  EXPECT_TRUE(is_loopback("127.8.0.1"));
  EXPECT_TRUE(is_loopback("::1"));
  EXPECT_FALSE(is_loopback("0.0.0.0"));
  EXPECT_FALSE(is_loopback("192.168.1.7"));
  EXPECT_FALSE(is_loopback("127.evil.example"));
  EXPECT_THAT(Entrance("::1", 8080).address_to_open(), HasSubstr("http://[::1]:8080/?token="));
}

}  // namespace
}  // namespace samspill::service
