#pragma once

#include <string>
#include <vector>

namespace samspill {

/// A reason or a thing to check, as a key of data/texts.csv and the words to put into it, so that
/// it can be shown in any language. "match.same_resource" {"bark"}
struct Remark {
  std::string key;
  std::vector<std::string> arguments;

  bool operator==(const Remark&) const = default;
};

}  // namespace samspill
