#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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
  std::vector<Name> names_;
};

}  // namespace samspill::app
