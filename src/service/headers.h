#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::service {

/// The same letters, large or small; names of header fields and codings are compared so.
bool is_same_name(std::string_view one, std::string_view other);

/// One of what a field such as Accept-Language lists: "sv;q=0.8".
struct FieldChoice {
  std::string_view name;
  std::optional<std::string_view> weight;  // what stands behind "q="
};

std::vector<FieldChoice> choices_of(std::string_view field);

/// Header fields in their order. Names are found whatever their case.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Field> fields) : fields_(fields) {}

  /// The value of the first field of that name; empty when there is none.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  /// Replaces every field of that name.
  void set(std::string_view name, std::string value);
  void add(std::string name, std::string value);

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace samspill::service
