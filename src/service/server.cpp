#include "service/server.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <format>
#include <list>
#include <optional>

#include "base/error.h"
#include "service/dispatcher.h"
#include "service/event_stream.h"

namespace samspill::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
/// How long the other end may still send after it was refused, so that it reads why.
constexpr std::chrono::seconds kLinger{2};
/// A line of nothing now and then finds out whether somebody still listens to events.
constexpr std::chrono::seconds kHeartbeat{15};
constexpr std::chrono::milliseconds kPauseWithoutFiles{100};

struct Connection {
  explicit Connection(tcp::socket socket)
      : stream(std::move(socket)),
        news(std::make_shared<asio::steady_timer>(stream.get_executor())) {
    error_code ignored;
    stream.socket().set_option(tcp::no_delay(true), ignored);
    const auto end = stream.socket().remote_endpoint(ignored);
    if (!ignored) address = end.address().to_string();
  }

  beast::tcp_stream stream;
  beast::flat_buffer buffer;
  std::string address;
  bool is_idle = true;  // between two requests
  std::shared_ptr<asio::steady_timer> news;
};

/// One request, and what is to be known for its answer.
struct Exchange {
  Request request;
  std::optional<Response> refusal;  // answered in place of the request
  unsigned version = 11;
  bool keeps_open = false;
  bool wants_body = true;  // false for HEAD
};

using Parser = http::request_parser<http::string_body>;

Exchange refused(Response response) {
  Exchange exchange;
  exchange.refusal = std::move(response);
  return exchange;
}

/// The answer to what cannot be read; nothing when the other end is gone or was too slow.
std::optional<Exchange> unreadable(const Dispatcher& dispatcher, const error_code& error,
                                   const Request& request = {}) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return refused(
        dispatcher.problem(request, 431, tell("The header of the request is too large.")));
  }
  if (error == http::error::body_limit) {
    return refused(dispatcher.problem(request, 413, tell("The body of the request is too large.")));
  }
  const error_code any_http = http::error::end_of_stream;
  if (error.category() != any_http.category() || error == http::error::end_of_stream ||
      error == http::error::partial_message) {
    return std::nullopt;
  }
  return refused(dispatcher.problem(request, 400,
                                    tell("The request is not HTTP/1.1 as it can be read here.")));
}

/// Wakes the connection when there are events, until the connection is gone in whatever way.
struct Listener {
  Listener(EventStream& heard, Connection& connection) : events(heard) {
    events.on_news([executor = connection.stream.get_executor(), news = connection.news] {
      asio::post(executor, [news] { news->cancel(); });
    });
  }
  ~Listener() {
    events.on_news({});
    events.close();
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  EventStream& events;
};

Request head_of(const Parser& parser, const std::string& address) {
  const auto& message = parser.get();
  Request request;
  request.method = message.method() == http::verb::head ? "GET" : message.method_string();
  for (const auto& field : message) request.headers.add(field.name_string(), field.value());
  request.address = address;
  return request;
}

}  // namespace

struct Server::Listening {
  Listening(const Limits& which) : limits(which) {}

  asio::awaitable<void> accept();
  asio::awaitable<void> converse(Connection& connection);
  asio::awaitable<bool> await_bytes(Connection& connection);
  asio::awaitable<std::optional<Exchange>> read(Connection& connection);
  asio::awaitable<std::optional<Exchange>> read_body(Connection& connection, Parser& parser,
                                                     Exchange exchange);
  asio::awaitable<bool> write(Connection& connection, const Exchange& exchange,
                              const Response& response);
  asio::awaitable<void> write_events(Connection& connection, EventStream& events);
  asio::awaitable<void> close(Connection& connection);
  void begin_stop();
  void forget(std::list<Connection>::iterator connection);

  Limits limits;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer end_of_grace{io};
  std::list<Connection> connections;
  bool is_stopping = false;
  Dispatcher* dispatcher = nullptr;
  asio::thread_pool* workers = nullptr;
};

asio::awaitable<void> Server::Listening::accept() {
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(kNoThrow);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      asio::steady_timer pause(io, kPauseWithoutFiles);
      co_await pause.async_wait(kNoThrow);
      continue;
    }
    if (connections.size() >= limits.connections) {
      ++dispatcher->metrics().refused_connections;
      continue;
    }
    ++dispatcher->metrics().open_connections;
    connections.emplace_back(std::move(socket));
    const auto connection = std::prev(connections.end());
    asio::co_spawn(io, converse(*connection),
                   [this, connection](const std::exception_ptr&) { forget(connection); });
  }
}

void Server::Listening::forget(std::list<Connection>::iterator connection) {
  --dispatcher->metrics().open_connections;
  connections.erase(connection);
  if (is_stopping && connections.empty()) end_of_grace.cancel();
}

/// False when no further request comes.
asio::awaitable<bool> Server::Listening::await_bytes(Connection& connection) {
  if (connection.buffer.size() > 0) co_return true;
  connection.is_idle = true;
  const auto [error, size] = co_await connection.stream.async_read_some(
      connection.buffer.prepare(limits.header_bytes), kNoThrow);
  connection.is_idle = false;
  connection.buffer.commit(size);
  co_return !error && !is_stopping;
}

asio::awaitable<void> Server::Listening::converse(Connection& connection) {
  connection.stream.expires_after(limits.header);
  while (co_await await_bytes(connection)) {
    std::optional<Exchange> exchange = co_await read(connection);
    if (!exchange) break;
    Response response;
    if (exchange->refusal) {
      response = std::move(*exchange->refusal);
    } else {
      connection.stream.expires_never();
      response = co_await asio::co_spawn(
          *workers,
          [&]() -> asio::awaitable<Response> { co_return dispatcher->answer(exchange->request); },
          asio::use_awaitable);
    }
    exchange->keeps_open = exchange->keeps_open && response.is_whole() && !is_stopping;
    if (!co_await write(connection, *exchange, response)) co_return;
    if (!response.is_whole() && exchange->wants_body) {
      co_await write_events(connection, *std::get<2>(response.body));
    }
    if (!exchange->keeps_open) break;
    connection.stream.expires_after(limits.idle);
  }
  co_await close(connection);
}

/// Nothing when the connection is to end without a word.
asio::awaitable<std::optional<Exchange>> Server::Listening::read(Connection& connection) {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser.body_limit(limits.upload_bytes);
  connection.stream.expires_after(limits.header);
  const auto [error, size] =
      co_await http::async_read_header(connection.stream, connection.buffer, parser, kNoThrow);
  if (error) co_return unreadable(*dispatcher, error);

  const auto& message = parser.get();
  Exchange exchange{head_of(parser, connection.address)};
  exchange.version = message.version();
  exchange.keeps_open = parser.keep_alive();
  exchange.wants_body = message.method() != http::verb::head;
  std::optional<Target> target = parse_target(message.target());
  if (!target) {
    exchange.refusal = dispatcher->problem(exchange.request, 400,
                                           tell("The address of the request cannot be read."));
  } else if (parser.chunked() && message.find(http::field::content_length) != message.end()) {
    exchange.refusal = dispatcher->problem(exchange.request, 400,
                                           tell("The request states two lengths of its body."));
  } else {
    exchange.request.target = std::move(*target);
    exchange.refusal = dispatcher->refuse(exchange.request);
  }
  if (exchange.refusal) {
    // The rest of a refused request is not read, so nothing can follow it.
    exchange.keeps_open = exchange.keeps_open && parser.is_done();
    co_return exchange;
  }
  co_return co_await read_body(connection, parser, std::move(exchange));
}

asio::awaitable<std::optional<Exchange>> Server::Listening::read_body(Connection& connection,
                                                                      Parser& parser,
                                                                      Exchange exchange) {
  if (exchange.request.headers["Content-Type"].starts_with("application/json")) {
    parser.body_limit(limits.json_bytes);
    if (parser.content_length().value_or(0) > limits.json_bytes) {
      co_return unreadable(*dispatcher, http::error::body_limit, exchange.request);
    }
  }
  if (is_same_name(exchange.request.headers["Expect"], "100-continue")) {
    constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(connection.stream, asio::buffer(kGoOn), kNoThrow);
  }
  connection.stream.expires_after(limits.body);
  const auto [error, size] =
      co_await http::async_read(connection.stream, connection.buffer, parser, kNoThrow);
  if (error) co_return unreadable(*dispatcher, error, exchange.request);
  exchange.request.body = std::move(parser.get().body());
  co_return exchange;
}

/// False when the other end is gone.
asio::awaitable<bool> Server::Listening::write(Connection& connection, const Exchange& exchange,
                                               const Response& response) {
  using Body = http::span_body<const char>;
  http::response<Body> message{static_cast<http::status>(response.status), exchange.version};
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.set(http::field::date,
              std::format("{:%a, %d %b %Y %T} GMT", std::chrono::floor<std::chrono::seconds>(
                                                        std::chrono::system_clock::now())));
  message.keep_alive(exchange.keeps_open);
  if (response.is_whole()) {
    const std::string_view bytes = response.bytes();
    message.body() = {bytes.data(), bytes.size()};
    if (response.status != 204 && response.status != 304) message.content_length(bytes.size());
  }
  connection.stream.expires_after(limits.answer);
  http::response_serializer<Body> serializer(message);
  if (!response.is_whole() || !exchange.wants_body) {
    const auto [error, size] =
        co_await http::async_write_header(connection.stream, serializer, kNoThrow);
    co_return !error;
  }
  const auto [error, size] = co_await http::async_write(connection.stream, serializer, kNoThrow);
  co_return !error;
}

asio::awaitable<void> Server::Listening::write_events(Connection& connection, EventStream& events) {
  const Listener listener(events, connection);
  while (!is_stopping) {
    EventStream::Waiting waiting = events.take();
    if (waiting.text.empty() && waiting.is_last) break;
    if (waiting.text.empty()) {
      connection.news->expires_after(kHeartbeat);
      const auto [early] = co_await connection.news->async_wait(kNoThrow);
      if (early) continue;
      waiting.text = ":\n\n";
    }
    connection.stream.expires_after(limits.answer);
    const auto [error, size] =
        co_await asio::async_write(connection.stream, asio::buffer(waiting.text), kNoThrow);
    if (error) break;
  }
}

/// Ends the connection so that what was sent is read before: with bytes unread at this end the
/// other would be told of a failure.
asio::awaitable<void> Server::Listening::close(Connection& connection) {
  error_code ignored;
  connection.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  connection.stream.expires_after(kLinger);
  std::array<char, 4096> scratch;
  while (!is_stopping) {
    const auto [error, size] =
        co_await connection.stream.async_read_some(asio::buffer(scratch), kNoThrow);
    if (error) break;
  }
}

void Server::Listening::begin_stop() {
  if (is_stopping) return;
  is_stopping = true;
  acceptor.close();
  for (Connection& connection : connections) {
    if (connection.is_idle) connection.stream.cancel();
    connection.news->cancel();
  }
  if (connections.empty()) return;
  end_of_grace.expires_after(limits.grace);
  end_of_grace.async_wait([this](const error_code& early) {
    if (!early) io.stop();
  });
}

Server::Server(const std::string& address, std::uint16_t port, const Limits& limits)
    : listening_(std::make_unique<Listening>(limits)) {
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(address), port);
    tcp::acceptor& acceptor = listening_->acceptor;
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorKind::unavailable, std::format("cannot listen on {} port {}: {}", address,
                                                    port, error.code().message()));
  }
}

Server::~Server() = default;

std::uint16_t Server::port() const {
  return listening_->acceptor.local_endpoint().port();
}

void Server::run(Dispatcher& dispatcher, std::size_t workers) {
  asio::thread_pool pool(workers);
  listening_->dispatcher = &dispatcher;
  listening_->workers = &pool;
  asio::co_spawn(listening_->io, listening_->accept(), asio::detached);
  listening_->io.run();
  pool.join();
}

void Server::stop() {
  asio::post(listening_->io, [this] { listening_->begin_stop(); });
}

}  // namespace samspill::service
