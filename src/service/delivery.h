#pragma once

#include <string_view>

#include "service/request.h"

namespace samspill::service {

/// Makes of an answer what goes over the line: 304 when the client has it already (by ETag), the
/// part asked for by Range, text above kLeastCompressed bytes compressed, and on every answer the
/// fields that keep a browser from doing with it what was not meant.
Response deliver(const Request& request, Response response);

/// Whether an If-None-Match field names the tag.
bool names_tag(std::string_view field, std::string_view tag);

inline constexpr std::size_t kLeastCompressed = 1024;

}  // namespace samspill::service
