#include "service/router.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <optional>

#include "base/error.h"
#include "base/text.h"

namespace samspill::service {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

/// What stands in the parameters' places; nothing when the path is another.
std::optional<std::vector<std::string>> fit(const std::vector<std::string>& pattern,
                                            const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (is_parameter(pattern[i]) && !path[i].empty()) {
      parts.push_back(path[i]);
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  return parts;
}

}  // namespace

template <>
std::string read_path_part(const std::string& text) {
  return text;
}

template <>
std::int64_t read_path_part(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw Error(ErrorKind::not_found,
                tell("found {} in the address, expected a whole number", in_quotes(text)));
  }
  return number;
}

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (const Route& route : routes_) {
    patterns_.push_back(split_to_texts(route.pattern, '/'));
    assert(std::ranges::count_if(patterns_.back(), is_parameter) ==
           static_cast<std::ptrdiff_t>(route.parameters));
  }
}

Router::Found Router::find(std::string_view method, const std::vector<std::string>& path) const {
  Found found;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    std::optional<std::vector<std::string>> parts = fit(patterns_[i], path);
    if (!parts) continue;
    if (routes_[i].method == method) return {&routes_[i], std::move(*parts), {}};
    found.allowed += (found.allowed.empty() ? "" : ", ") + routes_[i].method;
  }
  return found;
}

}  // namespace samspill::service
