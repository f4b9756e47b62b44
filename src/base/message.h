#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {

/// What is said to people, so that it can be said in any language: an English form with a `{}` for
/// each value. The form is what data/messages.csv translates. A value is a message too, as in
/// tell("found {}, expected {}", in_quotes(text), tell("yes or no")), or a text that stays as it
/// is: what the user wrote, the name of a column, the words of a library.
struct Message {
  std::string_view form;        // a literal of this program; empty = the text is all there is
  std::vector<Message> values;  // one for each {}
  std::string text;

  Message() = default;
  explicit Message(std::string as_it_is) : text(std::move(as_it_is)) {}

  bool empty() const { return form.empty() && text.empty(); }
  bool operator==(const Message& other) const;
};

/// How many `{}` a form has.
constexpr std::size_t count_slots(std::string_view form) {
  std::size_t slots = 0;
  for (std::size_t at = form.find("{}"); at != std::string_view::npos; at = form.find("{}", at)) {
    ++slots;
    at += 2;
  }
  return slots;
}

/// A form that the compiler has found to have so many `{}`.
template <std::size_t Slots>
struct Form {
  template <std::size_t Size>
  consteval Form(const char (&literal)[Size]) : english(literal) {
    if (count_slots(english) != Slots) throw "the form has not one {} for each value";
  }
  std::string_view english;
};

inline Message to_message(Message value) {
  return value;
}
inline Message to_message(std::string value) {
  return Message(std::move(value));
}
inline Message to_message(std::string_view value) {
  return Message(std::string(value));
}
inline Message to_message(const char* value) {
  return Message(value);
}
template <std::integral Number>
Message to_message(Number value) {
  return Message(std::to_string(value));
}

/// The message of a form and its values. Every form that stands in a tell is translated: a test
/// holds the source against data/messages.csv.
template <typename... Values>
Message tell(Form<sizeof...(Values)> form, Values&&... values) {
  Message message;
  message.form = form.english;
  message.values.reserve(sizeof...(Values));
  (message.values.push_back(to_message(std::forward<Values>(values))), ...);
  return message;
}

/// The pattern with its slots filled: `{0}`, `{1}` by their numbers, each `{}` with the next one. A
/// slot that has no value stays as it is.
std::string fill(std::string_view pattern, std::span<const std::string> values);

/// As it is said where `pattern_of` gives the words for a form.
std::string in_words(const Message& message,
                     const std::function<std::string_view(std::string_view form)>& pattern_of);
std::string in_english(const Message& message);

}  // namespace samspill
