#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/reference.h"

namespace samspill::app {

/// Every name of every resource, in seven languages, for finding them while somebody types.
class ResourceNames {
 public:
  explicit ResourceNames(const reference::Reference& reference);

  /// Resources with a name in which every word of the text begins a word; those whose name is most
  /// like the text first, at most `limit`.
  std::vector<ResourceId> find(std::string_view text, std::size_t limit) const;

 private:
  struct Name {
    std::string folded;
    ResourceId resource;
  };
  void add(std::string_view name, ResourceId resource);

  std::vector<Name> names_;
  std::vector<std::pair<std::string, std::uint32_t>> words_;  // sorted, each with the name it is in
};

}  // namespace samspill::app
