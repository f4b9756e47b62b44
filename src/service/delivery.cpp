#include "service/delivery.h"

#include <algorithm>
#include <array>
#include <format>

#include "base/text.h"
#include "service/accept_language.h"
#include "service/byte_range.h"
#include "service/content_coding.h"
#include "service/problem.h"

namespace samspill::service {
namespace {

std::string_view without_weakness(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

bool is_known(const Request& request, const Response& response) {
  const std::string_view tag = response.headers["ETag"];
  return request.method == "GET" && response.status == 200 && !tag.empty() &&
         names_tag(request.headers["If-None-Match"], tag);
}

Response not_modified(const Response& response) {
  Response short_one{304, {}, {}};
  for (const char* field : {"ETag", "Cache-Control", "Vary"}) {
    if (response.headers.has(field)) {
      short_one.headers.add(field, std::string(response.headers[field]));
    }
  }
  return short_one;
}

/// Parts are served of what has a tag, so that parts of two versions are never put together.
bool may_be_cut(const Request& request, const Response& response) {
  const std::string_view condition = request.headers["If-Range"];
  return request.method == "GET" && response.status == 200 && response.headers.has("ETag") &&
         !response.headers.has("Content-Encoding") && request.headers.has("Range") &&
         (condition.empty() || condition == response.headers["ETag"]);
}

Response cut(const Request& request, Response response) {
  const std::size_t size = response.bytes().size();
  const auto range = parse_range(request.headers["Range"], size);
  if (const auto* whole = std::get_if<WholeBody>(&range)) {
    if (*whole == WholeBody::as_not_asked) return response;
    Response outside =
        to_response({416, tell("found {}, expected a part of {} bytes in the field Range",
                               in_quotes(request.headers["Range"]), size)},
                    language_of(request));
    outside.headers.add("Content-Range", std::format("bytes */{}", size));
    return outside;
  }
  const ByteRange part = std::get<ByteRange>(range);
  response.status = 206;
  response.headers.add("Content-Range", std::format("bytes {}-{}/{}", part.first, part.last, size));
  if (auto* text = std::get_if<std::string>(&response.body)) {
    *text = text->substr(part.first, part.size());
  } else {
    response.body = response.bytes().substr(part.first, part.size());
  }
  return response;
}

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.contains("json") || type.contains("svg");
}

void compress(const Request& request, Response& response) {
  if (response.bytes().size() < kLeastCompressed || response.headers.has("Content-Encoding") ||
      response.status == 206 || !is_text(response.headers["Content-Type"])) {
    return;
  }
  response.headers.add("Vary", "Accept-Encoding");
  for (const Coding coding : {Coding::br, Coding::gzip}) {
    if (!accepts(request.headers["Accept-Encoding"], coding)) continue;
    response.body = encode(response.bytes(), coding);
    response.headers.add("Content-Encoding", std::string(name(coding)));
    return;
  }
}

void protect(Headers& headers) {
  // No script or style in the page itself. Pictures of the map are made in the browser: blob.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFields = {{
      {"Content-Security-Policy",
       "default-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
       "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  }};
  for (const auto& [field, value] : kFields) {
    if (!headers.has(field)) headers.add(std::string(field), std::string(value));
  }
  if (!headers.has("Cache-Control")) headers.add("Cache-Control", "private, no-cache");
}

}  // namespace

bool names_tag(std::string_view field, std::string_view tag) {
  return std::ranges::any_of(split(field, ','), [&](std::string_view named) {
    return named == "*" || without_weakness(named) == without_weakness(tag);
  });
}

Response deliver(const Request& request, Response response) {
  if (response.is_whole()) {
    if (is_known(request, response)) {
      response = not_modified(response);
    } else if (may_be_cut(request, response)) {
      response = cut(request, std::move(response));
    } else {
      compress(request, response);
    }
  }
  protect(response.headers);
  return response;
}

}  // namespace samspill::service
