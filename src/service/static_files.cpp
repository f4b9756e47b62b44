#include "service/static_files.h"

#include <format>

#include "base/hash.h"
#include "service/content_type.h"

namespace samspill::service {
namespace {

Coding coding_of(std::string_view name) {
  if (name.ends_with(".br")) return Coding::br;
  return name.ends_with(".gz") ? Coding::gzip : Coding::identity;
}

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& segment : path) text += (text.empty() ? "" : "/") + segment;
  return text;
}

}  // namespace

StaticFiles::StaticFiles(const std::vector<NamedBytes>& files) {
  for (const auto& [full_name, bytes] : files) {
    const Coding coding = coding_of(full_name);
    std::string_view plain = full_name;
    if (coding != Coding::identity) plain.remove_suffix(3);
    File& file = files_[std::string(plain)];
    file.bytes[static_cast<std::size_t>(coding)] = bytes;
    if (coding != Coding::identity) continue;
    file.hash = std::format("{:016x}", fnv1a(bytes));
    file.type = type_of(plain);
    file.is_lasting = plain.starts_with("assets/");
  }
}

const StaticFiles::File* StaticFiles::file_for(const Request& request) const {
  const std::string path = joined(request.target.path);
  if (const auto found = files_.find(path.empty() ? "index.html" : path); found != files_.end()) {
    return &found->second;
  }
  const bool is_page = !path.contains('.') && request.headers["Accept"].contains("text/html");
  const auto start = is_page ? files_.find("index.html") : files_.end();
  return start == files_.end() ? nullptr : &start->second;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
  const File* file = file_for(request);
  if (file == nullptr) return std::nullopt;
  Coding chosen = Coding::identity;
  for (const Coding coding : {Coding::br, Coding::gzip}) {
    if (file->bytes[static_cast<std::size_t>(coding)].empty() || request.headers.has("Range") ||
        !accepts(request.headers["Accept-Encoding"], coding)) {
      continue;
    }
    chosen = coding;
    break;
  }
  Response response{
      200,
      {{"Content-Type", std::string(file->type)},
       {"ETag", std::format("\"{}-{}\"", file->hash, name(chosen))},
       {"Vary", "Accept-Encoding"},
       {"Cache-Control", file->is_lasting ? "private, max-age=31536000, immutable" : "no-cache"}},
      file->bytes[static_cast<std::size_t>(chosen)]};
  if (chosen != Coding::identity) {
    response.headers.add("Content-Encoding", std::string(name(chosen)));
  }
  return response;
}

}  // namespace samspill::service
