#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "service/content_coding.h"
#include "service/request.h"

namespace samspill::service {

/// The files of the web client, which are within the program. "app.js.br" and "app.js.gz" are
/// app.js compressed. What lies in assets/ has the hash of its content in its name and may be kept
/// for ever; the rest is asked again each time, by ETag.
class StaticFiles {
 public:
  using NamedBytes = std::pair<std::string_view, std::string_view>;
  explicit StaticFiles(const std::vector<NamedBytes>& files);

  /// The file of that path; the start page for paths that only the client knows, asked by a browser
  /// that wants a page.
  std::optional<Response> find(const Request& request) const;

 private:
  struct File {
    std::array<std::string_view, 3> bytes;  // by Coding
    std::string hash;
    std::string_view type;
    bool is_lasting = false;
  };

  const File* file_for(const Request& request) const;

  TextMap<File> files_;
};

}  // namespace samspill::service
