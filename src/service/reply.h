#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "service/request.h"
#include "storage/row_list.h"

namespace samspill::service {

/// What endpoints share: how requests are read and answers written.

Response json_response(const Json& json, int status = 200);
/// With the version as its tag.
Response tagged_response(const Json& json, std::int64_t version, int status = 200);
/// "\"7\"", as an ETag says it.
std::string version_tag(std::int64_t version);
/// Whether the client has that version already (If-None-Match), and the answer to it then: for what
/// takes long to make. For all else the tag of the answer does.
bool knows(const Request& request, std::int64_t version);
Response unchanged_response(std::int64_t version);
Response text_response(std::string text);
/// A page of a list, and where the next one begins.
Response page_response(Json items, std::optional<std::int64_t> next);

/// The body as a JSON object. Throws Refusal(415) when it is another content, Error(invalid) when
/// it cannot be read or is nested too deeply.
Json read_object(const Request& request);

/// What `limit` and `cursor` ask for. Throws Error(invalid) as the following do.
storage::PageRequest read_page(const Request& request);
/// A whole number; `otherwise` where it is not there.
int read_count(const Request& request, std::string_view name, int least, int most, int otherwise);
/// "west,south,east,north" in degrees; nothing where it is not there.
std::optional<storage::Box> read_box(const Request& request);
/// A text of 1 to `most` letters; empty where it is not there.
std::string read_text(const Request& request, std::string_view name, std::size_t most = 200);
/// The same, but it must be there.
std::string require_text(const Request& request, std::string_view name, std::size_t most = 200);
/// The version in If-Match. Throws Refusal(428) when it is not there.
std::int64_t read_version(const Request& request);

}  // namespace samspill::service
