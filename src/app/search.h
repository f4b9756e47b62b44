#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workspace.h"
#include "auth/policy.h"
#include "domain/place.h"

namespace samspill::app {

/// Something that a text may mean.
struct SearchHit {
  std::string kind;              // site, stream, organisation, resource
  std::string key;               // its id
  std::string title;             // its name; of a stream its resource as written
  std::string note;              // municipality of a site, site of a stream
  std::optional<Place> place{};  // of a site, and of a stream's site

  bool operator==(const SearchHit&) const = default;
};

struct Search {
  Workspace& workspace;

  /// The best hits of each kind, at most `limit` of each. Every word of the text, or one that
  /// begins so, must be there; resources are known by their names in seven languages.
  std::vector<SearchHit> find(const auth::Actor& actor, std::string_view region,
                              std::string_view text, int limit = 10) const;
};

}  // namespace samspill::app
