#include "service/run_result.h"

#include "base/base64.h"

namespace samspill::service {
namespace {

/// Where the files stand beside the result's own keys. Results without files are stored as they
/// are.
const std::string kContents = "contents_base64";

}  // namespace

std::string to_stored(const app::RunAnswer& answer) {
  if (answer.files.empty()) return answer.result.dump();
  Json stored = answer.result;
  for (const auto& [name, content] : answer.files) stored[kContents][name] = to_base64(content);
  return stored.dump();
}

std::string result_of(const std::string& stored) {
  if (!stored.contains(kContents)) return stored;
  Json result = Json::parse(stored);
  result.erase(kContents);
  return result.dump();
}

std::optional<std::string> file_of(const std::string& stored, const std::string& name) {
  if (!stored.contains(kContents)) return std::nullopt;
  const Json result = Json::parse(stored);
  const auto contents = result.find(kContents);
  if (contents == result.end() || !contents->contains(name)) return std::nullopt;
  return from_base64((*contents)[name].get<std::string>());
}

}  // namespace samspill::service
