#include "service/reply.h"

#include <array>
#include <charconv>
#include <format>

#include "base/error.h"
#include "base/text.h"
#include "service/delivery.h"
#include "service/problem.h"

namespace samspill::service {
namespace {

constexpr int kUsualLimit = 100;
constexpr int kMostLimit = 500;
constexpr int kDeepest = 32;

template <typename Number>
std::optional<Number> whole(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

[[noreturn]] void fail(std::string_view name, std::string_view text, Message expected) {
  throw Error(ErrorKind::invalid,
              tell("{}: found {}, expected {}", name, in_quotes(text), std::move(expected)));
}

}  // namespace

Response json_response(const Json& json, int status) {
  return {status, {{"Content-Type", "application/json"}}, json.dump()};
}

Response tagged_response(const Json& json, std::int64_t version, int status) {
  Response response = json_response(json, status);
  response.headers.add("ETag", version_tag(version));
  return response;
}

std::string version_tag(std::int64_t version) {
  return std::format("\"{}\"", version);
}

bool knows(const Request& request, std::int64_t version) {
  return names_tag(request.headers["If-None-Match"], version_tag(version));
}

Response unchanged_response(std::int64_t version) {
  return {304, {{"ETag", version_tag(version)}}, {}};
}

Response text_response(std::string text) {
  return {200, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(text)};
}

Response page_response(Json items, std::optional<std::int64_t> next) {
  return json_response({{"items", std::move(items)},
                        {"next_cursor", next ? Json(std::to_string(*next)) : Json(nullptr)}});
}

Json read_object(const Request& request) {
  const std::string_view type = request.headers["Content-Type"];
  if (!is_same_name(trim(type.substr(0, type.find(';'))), "application/json")) {
    throw Refusal(
        {415, tell("found content of type {}, expected application/json", in_quotes(type))});
  }
  try {
    const auto is_shallow = [](int depth, Json::parse_event_t, Json&) {
      if (depth > kDeepest) throw Error(ErrorKind::invalid, tell("the body is nested too deeply"));
      return true;
    };
    Json json = Json::parse(request.body, is_shallow);
    if (json.is_object()) return json;
  } catch (const Json::parse_error& error) {
    throw Error(ErrorKind::invalid,
                tell("the body is no JSON: something is wrong at byte {}", error.byte));
  }
  throw Error(ErrorKind::invalid, tell("the body is JSON, but no object"));
}

int read_count(const Request& request, std::string_view name, int least, int most, int otherwise) {
  const auto text = request.target.find(name);
  if (!text) return otherwise;
  const std::optional<int> number = whole<int>(*text);
  if (!number || *number < least || *number > most) {
    fail(name, *text, tell("a whole number from {} to {}", least, most));
  }
  return *number;
}

storage::PageRequest read_page(const Request& request) {
  storage::PageRequest page;
  page.limit = read_count(request, "limit", 1, kMostLimit, kUsualLimit);
  if (const auto cursor = request.target.find("cursor")) {
    const std::optional<std::int64_t> after = whole<std::int64_t>(*cursor);
    if (!after || *after < 0) fail("cursor", *cursor, tell("the next_cursor of a page"));
    page.after = *after;
  }
  return page;
}

std::optional<storage::Box> read_box(const Request& request) {
  const auto text = request.target.find("box");
  if (!text) return std::nullopt;
  const Message expected = tell("west,south,east,north in degrees");
  std::array<double, 4> sides{};
  std::size_t count = 0;
  for (const std::string_view part : split(*text, ',')) {
    double degrees = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), degrees);
    const bool is_sound = error == std::errc() && end == part.data() + part.size() &&
                          degrees >= -180 && degrees <= 180;
    if (!is_sound || count == sides.size()) fail("box", *text, expected);
    sides[count++] = degrees;
  }
  const auto [west, south, east, north] = sides;
  if (count != sides.size() || west >= east || south >= north) fail("box", *text, expected);
  return storage::Box{.south_deg = south, .west_deg = west, .north_deg = north, .east_deg = east};
}

std::string read_text(const Request& request, std::string_view name, std::size_t most) {
  const auto text = request.target.find(name);
  if (!text) return {};
  if (trim(*text).empty() || text->size() > most) {
    fail(name, *text, tell("a text of at most {} bytes", most));
  }
  return std::string(*text);
}

std::string require_text(const Request& request, std::string_view name, std::size_t most) {
  if (!request.target.find(name)) {
    throw Error(ErrorKind::invalid, tell("{} is missing in the address", name));
  }
  return read_text(request, name, most);
}

std::int64_t read_version(const Request& request) {
  constexpr std::string_view kField = "If-Match";
  if (!request.headers.has(kField)) {
    throw Refusal(
        {428, tell("The field If-Match is missing: it says which version is to be changed.")});
  }
  const std::string_view tag = request.headers[kField];
  const bool is_quoted = tag.size() > 2 && tag.starts_with('"') && tag.ends_with('"');
  const auto version =
      is_quoted ? whole<std::int64_t>(tag.substr(1, tag.size() - 2)) : std::nullopt;
  if (!version) fail(kField, tag, tell("the ETag that was read, such as \"3\""));
  return *version;
}

}  // namespace samspill::service
