#include "service/target.h"

#include <algorithm>
#include <charconv>
#include <format>

#include "base/encoding.h"

namespace samspill::service {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// Escapes of the form %C3 resolved. Nothing when one is wrong or the result is no plain text.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const std::string_view digits = text.substr(i + 1, 2);
    unsigned char byte = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), byte, 16);
    if (digits.size() != 2 || error != std::errc() || end != digits.end()) return std::nullopt;
    out += static_cast<char>(byte);
    i += 2;
  }
  if (std::ranges::any_of(out, is_control) || !is_utf8(out)) return std::nullopt;
  return out;
}

/// As decoded, and `+` is a blank, as forms write it.
std::optional<std::string> decoded_query(std::string_view text) {
  std::string with_blanks(text);
  std::ranges::replace(with_blanks, '+', ' ');
  return decoded(with_blanks);
}

/// Calls `take` with each part between separators, empty ones too, until it says false.
template <typename Take>
bool each_part(std::string_view text, char separator, Take take) {
  while (true) {
    const std::size_t end = text.find(separator);
    if (!take(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

bool read_path(std::string_view text, Target& target) {
  if (text.empty()) return true;
  return each_part(text, '/', [&](std::string_view part) {
    std::optional<std::string> segment = decoded(part);
    if (!segment || *segment == "." || *segment == "..") return false;
    target.path.push_back(std::move(*segment));
    return true;
  });
}

bool read_query(std::string_view text, Target& target) {
  return each_part(text, '&', [&](std::string_view part) {
    if (part.empty()) return true;
    const std::size_t equals = std::min(part.find('='), part.size());
    std::optional<std::string> name = decoded_query(part.substr(0, equals));
    std::optional<std::string> value =
        decoded_query(part.substr(std::min(equals + 1, part.size())));
    if (!name || !value) return false;
    target.query.emplace_back(std::move(*name), std::move(*value));
    return true;
  });
}

}  // namespace

std::optional<std::string_view> Target::find(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::optional<Target> parse_target(std::string_view text) {
  if (!text.starts_with('/') || text.contains('#')) return std::nullopt;
  Target target;
  const std::size_t question = std::min(text.find('?'), text.size());
  if (!read_path(text.substr(1, question - 1), target)) return std::nullopt;
  if (question < text.size() && !read_query(text.substr(question + 1), target)) return std::nullopt;
  return target;
}

std::string escaped(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kPlain.contains(c)) {
      out += c;
    } else {
      out += std::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace samspill::service
