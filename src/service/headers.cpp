#include "service/headers.h"

#include <algorithm>

#include "base/text.h"

namespace samspill::service {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, lower, lower);
}

std::vector<FieldChoice> choices_of(std::string_view field) {
  std::vector<FieldChoice> choices;
  for (const std::string_view part : split(field, ',')) {
    const std::size_t end = std::min(part.find(';'), part.size());
    FieldChoice choice{.name = trim(part.substr(0, end))};
    const std::size_t weight = part.find("q=", end);
    if (weight != std::string_view::npos) choice.weight = trim(part.substr(weight + 2));
    choices.push_back(choice);
  }
  return choices;
}

std::string_view Headers::operator[](std::string_view name) const {
  for (const Field& field : fields_) {
    if (is_same_name(field.first, name)) return field.second;
  }
  return {};
}

bool Headers::has(std::string_view name) const {
  return std::ranges::any_of(fields_,
                             [&](const Field& field) { return is_same_name(field.first, name); });
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const Field& field) { return is_same_name(field.first, name); });
  add(std::string(name), std::move(value));
}

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

}  // namespace samspill::service
