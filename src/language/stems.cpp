#include "language/stems.h"

#include <algorithm>
#include <libstemmer.h>
#include <utility>

#include "base/error.h"
#include "language/letters.h"

namespace samspill::language {
namespace {

constexpr std::array<const char*, 7> kAlgorithms = {"english", "norwegian", "danish", "swedish",
                                                    "finnish", "german",    nullptr};
constexpr std::size_t kShortest = 3;

}  // namespace

Stems::Stems() {
  for (std::size_t i = 0; i < kAlgorithms.size(); ++i) {
    if (kAlgorithms[i] == nullptr) continue;
    stemmers_[i] = sb_stemmer_new(kAlgorithms[i], nullptr);
    if (stemmers_[i] == nullptr) throw Error(ErrorKind::internal, "libstemmer lacks a language");
  }
}

Stems::~Stems() {
  for (sb_stemmer* stemmer : stemmers_) {
    if (stemmer != nullptr) sb_stemmer_delete(stemmer);
  }
}

Stems::Stems(Stems&& other) noexcept : stemmers_(std::exchange(other.stemmers_, {})) {}

std::string Stems::stem(std::string_view lower, reference::Language language) {
  sb_stemmer* stemmer = stemmers_[static_cast<std::size_t>(language)];
  if (stemmer == nullptr) return {};
  const auto* bytes = reinterpret_cast<const sb_symbol*>(lower.data());
  const sb_symbol* stemmed = sb_stemmer_stem(stemmer, bytes, static_cast<int>(lower.size()));
  if (stemmed == nullptr) return {};
  const auto size = static_cast<std::size_t>(sb_stemmer_length(stemmer));
  if (size == lower.size()) return {};
  return fold_word({reinterpret_cast<const char*>(stemmed), size});
}

void Stems::stems(std::string_view lower, std::string_view folded,
                  std::optional<reference::Language> language, std::vector<std::string>& out) {
  out.clear();
  for (std::size_t i = 0; i < kAlgorithms.size(); ++i) {
    if (language && static_cast<std::size_t>(*language) != i) continue;
    std::string found = stem(lower, static_cast<reference::Language>(i));
    if (found.size() < kShortest || found == folded) continue;
    if (std::ranges::find(out, found) == out.end()) out.push_back(std::move(found));
  }
}

}  // namespace samspill::language
