#include "language/spelling.h"

#include <utility>

namespace samspill::language {
namespace {

constexpr std::size_t kShortest = 5;
constexpr std::size_t kLongest = 30;

class Corrector {
 public:
  explicit Corrector(const WordCount& count) : count_(count) {}

  void look_at(const std::string& word) {
    const int names = count_(word);
    if (names <= most_) return;
    most_ = names;
    best_ = word;
  }
  std::string take() { return std::move(best_); }

 private:
  const WordCount& count_;
  std::string best_;
  int most_ = 0;
};

}  // namespace

std::string corrected(std::string_view word, const WordCount& count) {
  if (word.size() < kShortest || word.size() > kLongest) return {};
  Corrector corrector(count);
  std::string changed(word);
  for (std::size_t i = 1; i < word.size(); ++i) {
    changed.erase(i, 1);
    corrector.look_at(changed);
    changed.assign(word);
    if (i + 1 < word.size()) {
      std::swap(changed[i], changed[i + 1]);
      corrector.look_at(changed);
      changed.assign(word);
    }
    for (char c = 'a'; c <= 'z'; ++c) {
      changed[i] = c;
      if (c != word[i]) corrector.look_at(changed);
    }
    changed.assign(word);
  }
  for (std::size_t i = 1; i <= word.size(); ++i) {
    changed.insert(i, 1, 'a');
    for (char c = 'a'; c <= 'z'; ++c) {
      changed[i] = c;
      corrector.look_at(changed);
    }
    changed.assign(word);
  }
  return corrector.take();
}

}  // namespace samspill::language
