// The server over real connections, with routes of the test's own.
#include "service/server.h"

#include <atomic>
#include <format>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <thread>

#include "base/error.h"
#include "service/dispatcher.h"
#include "service/event_stream.h"
#include "tests/service/wire.h"

namespace samspill::service {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::Wire;

/// What the test's endpoints and the test itself share.
struct Shared {
  std::latch begun{1};
  std::latch may_end{1};
  std::shared_ptr<EventStream> events = std::make_shared<EventStream>();
};

struct Echo {
  Response operator()(const Request& request) const {
    return {200, {{"Content-Type", "text/plain"}}, "got " + request.body};
  }
};
struct Slow {
  Shared* shared;
  Response operator()(const Request&) const {
    shared->begun.count_down();
    shared->may_end.wait();
    return {200, {{"Content-Type", "text/plain"}}, std::string("slow but sure")};
  }
};
struct Follow {
  Shared* shared;
  Response operator()(const Request&) const {
    return {200, {{"Content-Type", "text/event-stream"}}, shared->events};
  }
};

Limits short_limits() {
  Limits limits;
  limits.header = 300ms;
  limits.body = 300ms;
  limits.idle = 600ms;
  limits.header_bytes = 2000;
  limits.json_bytes = 1000;
  limits.upload_bytes = 5000;
  limits.connections = 8;
  limits.grace = 5s;
  return limits;
}

/// A server that runs as long as the test.
struct Running {
  Shared shared;
  Metrics metrics;
  Server server{"127.0.0.1", 0, short_limits()};
  Dispatcher dispatcher{
      Router({open_route("GET", "/echo", Echo{}), open_route("POST", "/echo", Echo{}),
              open_route("GET", "/slow", Slow{&shared}),
              open_route("GET", "/events", Follow{&shared}), route("GET", "/api/closed", Echo{})}),
      Entrance("127.0.0.1", server.port()), StaticFiles({{"index.html", "the page"}}),
      RateLimit(1000), metrics};
  std::jthread thread{[this] { server.run(dispatcher, 2); }};

  ~Running() {
    shared.may_end.try_wait() ? void() : shared.may_end.count_down();
    server.stop();
  }

  std::uint16_t port() const { return server.port(); }
  std::string request(std::string_view line, std::string_view fields = "",
                      std::string_view body = "") const {
    return std::format("{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{}\r\n{}", line, port(), fields, body);
  }
  /// The whole answer of a connection of its own.
  std::string ask(std::string_view line, std::string_view fields = "",
                  std::string_view body = "") const {
    Wire wire(port());
    wire.send(request(line, std::string(fields) + "Connection: close\r\n", body));
    return wire.read_all();
  }
};

TEST(Server, answers_several_requests_of_one_connection_in_their_order) {
  Running running;
  Wire wire(running.port());
  wire.send(running.request("POST /echo", "Content-Length: 3\r\n", "one") +
            running.request("POST /echo", "Content-Length: 3\r\n", "two") +
            running.request("POST /echo", "Transfer-Encoding: chunked\r\n",
                            "3\r\nthr\r\n2\r\nee\r\n0\r\n\r\n"));
  EXPECT_THAT(wire.read_until("got one"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(wire.read_until("got two"), HasSubstr("200 OK"));
  EXPECT_THAT(wire.read_until("got three"), HasSubstr("200 OK"));
  EXPECT_FALSE(wire.is_closed());
}

TEST(Server, answers_head_with_the_length_and_no_body) {
  Running running;
  const std::string answer = running.ask("HEAD /echo");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_THAT(answer, ::testing::EndsWith("\r\n\r\n"));
}

TEST(Server, a_slow_request_holds_up_no_other) {
  Running running;
  Wire slow(running.port());
  slow.send(running.request("GET /slow"));
  running.shared.begun.wait();
  EXPECT_THAT(running.ask("GET /echo"), HasSubstr("got "));
  running.shared.may_end.count_down();
  EXPECT_THAT(slow.read_until("slow but sure"), HasSubstr("200 OK"));
}

TEST(Server, cuts_who_sends_its_header_or_body_slowly) {
  Running running;
  const auto start = std::chrono::steady_clock::now();
  Wire header(running.port());
  Wire body(running.port());
  body.send(running.request("POST /echo", "Content-Length: 100\r\n", "x"));
  for (int i = 0; i < 20 && !(header.is_closed() && body.is_closed()); ++i) {
    header.send("G");
    body.send("x");
    if (!header.is_closed()) header.read_all(50ms);
    if (!body.is_closed()) body.read_all(50ms);
  }
  EXPECT_TRUE(header.is_closed());
  EXPECT_TRUE(body.is_closed());
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1500ms);
}

TEST(Server, closes_a_connection_that_is_idle) {
  Running running;
  Wire wire(running.port());
  wire.send(running.request("GET /echo"));
  wire.read_until("got ");
  EXPECT_EQ(wire.read_all(3s), "");
  EXPECT_TRUE(wire.is_closed());
}

TEST(Server, refuses_what_is_too_large) {
  Running running;
  const std::string long_field = "X-Long: " + std::string(3000, 'x') + "\r\n";
  EXPECT_THAT(running.ask("GET /echo", long_field), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(running.ask("GET /" + std::string(3000, 'x')), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(running.ask("POST /echo", "Content-Length: 6000\r\n", std::string(6000, 'x')),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(running.ask("POST /echo", "Transfer-Encoding: chunked\r\n",
                          "1800\r\n" + std::string(0x1800, 'x') + "\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  const std::string json = "Content-Type: application/json\r\nContent-Length: 1500\r\n";
  EXPECT_THAT(running.ask("POST /echo", json, std::string(1500, 'x')), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(running.ask("POST /echo", "Content-Length: 1500\r\n", std::string(1500, 'x')),
              StartsWith("HTTP/1.1 200 "));
}

TEST(Server, says_go_on_before_a_large_body_only_when_it_will_be_read) {
  Running running;
  Wire wire(running.port());
  wire.send(running.request("POST /echo", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue"));
  wire.send("hi");
  EXPECT_THAT(wire.read_until("got hi"), HasSubstr("200 OK"));
  EXPECT_THAT(running.ask("POST /api/closed", "Content-Length: 2\r\nExpect: 100-continue\r\n"),
              StartsWith("HTTP/1.1 401 "));
}

TEST(Server, refuses_what_is_no_request) {
  Running running;
  for (const char* bytes :
       {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "hello\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n", "GET  /  HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Field: x\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"}) {
    Wire wire(running.port());
    wire.send(bytes);
    EXPECT_THAT(wire.read_all(), StartsWith("HTTP/1.1 400 ")) << bytes;
  }
  EXPECT_THAT(running.ask("GET /../etc/passwd"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(running.ask("GET /%2e%2e/etc/passwd"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(
      running.ask("POST /echo", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
      StartsWith("HTTP/1.1 400 "))
      << "two lengths: another reader may see another request in it";
}

TEST(Server, is_closed_to_strangers) {
  Running running;
  EXPECT_THAT(running.ask("GET /"), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(running.ask("GET /api/closed"), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(running.ask("GET /echo", "Origin: http://evil.example\r\n"),
              StartsWith("HTTP/1.1 403 "));
  Wire wire(running.port());
  wire.send("GET /echo HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_THAT(wire.read_until("\r\n"), StartsWith("HTTP/1.1 403 "));
}

TEST(Server, opens_with_the_printed_address) {
  Metrics metrics;
  Server server("127.0.0.1", 0, short_limits());
  Entrance entrance("127.0.0.1", server.port());
  const std::string address = entrance.address_to_open();
  Dispatcher dispatcher(Router({}), std::move(entrance), StaticFiles({{"index.html", "the page"}}),
                        RateLimit(1000), metrics);
  std::jthread thread([&] { server.run(dispatcher, 1); });
  Wire wire(server.port());
  const std::string host = std::format("Host: 127.0.0.1:{}\r\n", server.port());
  wire.send(std::format("GET {} HTTP/1.1\r\n{}\r\n", address.substr(address.find("/?")), host));
  const std::string answer = wire.read_until("\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 303 "));
  const std::size_t at = answer.find("samspill_session");
  ASSERT_NE(at, std::string::npos);
  const std::string cookie = answer.substr(at, answer.find(';', at) - at);
  wire.send(std::format("GET / HTTP/1.1\r\n{}Cookie: {}\r\n\r\n", host, cookie));
  EXPECT_THAT(wire.read_until("the page"), HasSubstr("200 OK"));
  server.stop();
}

TEST(Server, sends_events_as_they_happen_and_ends_with_them) {
  Running running;
  Wire wire(running.port());
  wire.send(running.request("GET /events"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"), HasSubstr("text/event-stream"));
  running.shared.events->send({1, "run", "first"});
  EXPECT_EQ(wire.read_until("\n\n"), "id: 1\nevent: run\ndata: first\n\n");
  running.shared.events->send({2, "run", "second"});
  EXPECT_THAT(wire.read_until("\n\n"), HasSubstr("second"));
  EXPECT_FALSE(wire.is_closed());
  running.shared.events->close();
  EXPECT_EQ(wire.read_all(), "");
  EXPECT_TRUE(wire.is_closed());
}

TEST(Server, answers_what_is_under_way_when_it_is_told_to_stop) {
  Running running;
  Wire slow(running.port());
  Wire idle(running.port());
  Wire events(running.port());
  slow.send(running.request("GET /slow"));
  events.send(running.request("GET /events"));
  events.read_until("\r\n\r\n");
  running.shared.begun.wait();
  running.server.stop();
  EXPECT_EQ(idle.read_all(2s), "");
  EXPECT_TRUE(idle.is_closed()) << "nothing is under way there";
  events.read_all(2s);
  EXPECT_TRUE(events.is_closed());
  EXPECT_THROW(Wire{running.port()}, std::runtime_error) << "nobody new is let in";
  running.shared.may_end.count_down();
  const std::string answer = slow.read_all();
  EXPECT_THAT(answer, HasSubstr("200 OK"));
  EXPECT_THAT(answer, HasSubstr("slow but sure"));
  running.thread.join();
  EXPECT_EQ(running.metrics.open_connections, 0);
}

TEST(Server, closes_connections_above_the_limit) {
  Running running;
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 20; ++i) wires.push_back(std::make_unique<Wire>(running.port()));
  wires.back()->read_all(2s);
  EXPECT_TRUE(wires.back()->is_closed());
  wires.clear();
  std::this_thread::sleep_for(50ms);
  EXPECT_THAT(running.ask("GET /echo"), HasSubstr("200 OK"));
  EXPECT_EQ(running.metrics.refused_connections, 12);
}

TEST(Server, says_why_it_cannot_listen) {
  Server first("127.0.0.1", 0, {});
  try {
    Server second("127.0.0.1", first.port(), {});
    FAIL() << "two servers at one address";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::unavailable);
    EXPECT_THAT(error.what(), HasSubstr(std::to_string(first.port())));
  }
  EXPECT_THROW(Server("no address", 0, {}), Error);
}

}  // namespace
}  // namespace samspill::service
