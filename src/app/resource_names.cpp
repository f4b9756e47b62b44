#include "app/resource_names.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"

namespace samspill::app {
namespace {

/// True when a word of the name begins with the word.
bool has_word(std::string_view name, std::string_view word) {
  for (std::size_t at = name.find(word); at != std::string_view::npos;
       at = name.find(word, at + 1)) {
    if (at == 0 || name[at - 1] == ' ') return true;
  }
  return false;
}

}  // namespace

ResourceNames::ResourceNames(const reference::Reference& reference) {
  for (std::size_t i = 0; i < reference.resources().size(); ++i) {
    const reference::Resource& resource = reference.resources()[i];
    add(resource.key, ResourceId(i));
    for (const auto& in_language : resource.names) {
      for (const std::string& name : in_language) add(name, ResourceId(i));
    }
  }
  std::ranges::sort(words_);
}

void ResourceNames::add(std::string_view name, ResourceId resource) {
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.push_back({fold(name), resource});
  for (const std::string_view word : split(names_.back().folded, ' ')) {
    words_.emplace_back(word, number);
  }
}

std::vector<ResourceId> ResourceNames::find(std::string_view text, std::size_t limit) const {
  const std::string folded = fold(trim(text));
  const std::vector<std::string_view> words = split(folded, ' ');
  if (words.empty()) return {};
  const std::string_view longest = *std::ranges::max_element(words, {}, &std::string_view::size);
  // The shorter the name, the more of it was written.
  std::map<ResourceId, std::size_t> shortest;
  for (auto at =
           std::ranges::lower_bound(words_, longest, {}, &decltype(words_)::value_type::first);
       at != words_.end() && at->first.starts_with(longest); ++at) {
    const Name& name = names_[at->second];
    const auto is_in = [&](std::string_view word) { return has_word(name.folded, word); };
    if (!std::ranges::all_of(words, is_in)) continue;
    const auto [entry, is_new] = shortest.try_emplace(name.resource, name.folded.size());
    if (!is_new) entry->second = std::min(entry->second, name.folded.size());
  }
  std::vector<std::pair<std::size_t, ResourceId>> ranked;
  for (const auto& [resource, length] : shortest) ranked.emplace_back(length, resource);
  std::ranges::sort(ranked);
  std::vector<ResourceId> found;
  for (const auto& [length, resource] : ranked) {
    if (found.size() < limit) found.push_back(resource);
  }
  return found;
}

}  // namespace samspill::app
