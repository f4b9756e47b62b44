#pragma once

#include <string_view>

#include "base/json.h"

namespace samspill::formats {

inline Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

/// The key of one of the rows; null for none.
template <typename Id, typename Rows>
Json key_or_null(const Rows& rows, Id id) {
  return id ? Json(rows[id.index()].key) : Json(nullptr);
}

}  // namespace samspill::formats
