#include "base/message.h"

#include <algorithm>

namespace samspill {

bool Message::operator==(const Message& other) const {
  return form == other.form && text == other.text && std::ranges::equal(values, other.values);
}

std::string fill(std::string_view pattern, std::span<const std::string> values) {
  std::string filled;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view rest = pattern.substr(i);
    const bool is_plain = rest.starts_with("{}");
    const bool is_numbered =
        rest.size() > 2 && rest[0] == '{' && rest[1] >= '0' && rest[1] <= '9' && rest[2] == '}';
    const std::size_t number = is_numbered ? static_cast<std::size_t>(rest[1] - '0') : next;
    if ((is_plain || is_numbered) && number < values.size()) {
      filled += values[number];
      next += is_plain ? 1 : 0;
      i += is_plain ? 1 : 2;
    } else {
      filled += pattern[i];
    }
  }
  return filled;
}

std::string in_words(const Message& message,
                     const std::function<std::string_view(std::string_view form)>& pattern_of) {
  if (message.form.empty()) return message.text;
  std::vector<std::string> values;
  values.reserve(message.values.size());
  for (const Message& value : message.values) values.push_back(in_words(value, pattern_of));
  return fill(pattern_of(message.form), values);
}

std::string in_english(const Message& message) {
  return in_words(message, [](std::string_view form) { return form; });
}

}  // namespace samspill
