#include "app/kept_message.h"

#include "base/json.h"
#include "reference/texts.h"

namespace samspill::app {
namespace {

/// A form with its values is an object, a text a text.
Json to_json(const Message& message) {
  if (message.form.empty()) return message.text;
  Json values = Json::array();
  for (const Message& value : message.values) values.push_back(to_json(value));
  return {{"form", message.form}, {"values", std::move(values)}};
}

Message from_json(const Json& json) {
  if (json.is_string()) return Message(json.get<std::string>());
  const std::string form = json.at("form").get<std::string>();
  Message message;
  for (const Json& value : json.at("values")) message.values.push_back(from_json(value));
  message.form = reference::known_form(form);
  if (!message.form.empty()) return message;
  message.form = form;
  return Message(in_english(message));
}

}  // namespace

std::string keep_message(const Message& message) {
  if (message.form.empty()) return message.text;
  return to_json(message).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Message kept_message(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Message(std::string(text));
  try {
    return from_json(json);
  } catch (const Json::exception&) {
    return Message(std::string(text));  // an object, but none of ours
  }
}

}  // namespace samspill::app
