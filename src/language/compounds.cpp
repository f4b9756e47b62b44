#include "language/compounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace samspill::language {
namespace {

constexpr std::size_t kShortestWord = 6;  // that may be a compound
constexpr std::size_t kLongestWord = 48;
constexpr std::size_t kShortestPart = 3;
constexpr std::size_t kLongestEnding = 3;
constexpr std::size_t kSureStem = 5;  // letters before an ending, when nothing else is split
/// What stands between parts in the Germanic languages and Finnish.
constexpr std::array<std::string_view, 7> kLinks = {"s", "e", "n", "en", "er", "es", "ns"};

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kPartCost = 1;
constexpr double kShortPartCost = 0.7;  // more, for parts of three letters
constexpr double kRarePartCost = 0.5;   // more, for parts that stand alone in one name only
constexpr double kLinkCost = 0.2;
constexpr double kEndingCost = 0.25;  // a letter
constexpr double kUnknownCost = 1.6;  // and a quarter a letter
constexpr double kUnknownLetter = 0.25;
/// More than this is worse than not to split.
constexpr double kDearest = 4.2;

/// The cheapest way to reach a place in the word.
struct Step {
  double cost = kInfinite;
  std::size_t from = 0;      // where the part begins
  std::size_t part_end = 0;  // and ends; a link or an ending may follow
  bool has_unknown = false;
};

class Splitter {
 public:
  Splitter(std::string_view word, const WordCount& count) : word_(word), count_(count) {
    steps_[0].cost = 0;
  }

  std::vector<std::string_view> split() {
    for (std::size_t at = 0; at + kShortestPart <= word_.size(); ++at) {
      if (steps_[at].cost + kPartCost > kDearest) continue;
      for (std::size_t end = at + kShortestPart; end <= word_.size(); ++end) step(at, end);
    }
    return parts();
  }

 private:
  void step(std::size_t at, std::size_t end) {
    if (end - at == word_.size()) return;
    const Step& before = steps_[at];
    const int known = count_(word_.substr(at, end - at));
    if (known == 0) {
      if (before.has_unknown) return;
      const double letters = kUnknownLetter * static_cast<double>(end - at);
      return reach(end, {before.cost + kUnknownCost + letters, at, end, true});
    }
    const double cost = before.cost + kPartCost + (end - at == kShortestPart ? kShortPartCost : 0) +
                        (known == 1 ? kRarePartCost : 0);
    reach(end, {cost, at, end, before.has_unknown});
    const std::string_view rest = word_.substr(end);
    for (const std::string_view link : kLinks) {
      if (!rest.starts_with(link) || rest.size() < link.size() + kShortestPart) continue;
      reach(end + link.size(), {cost + kLinkCost, at, end, before.has_unknown});
    }
    if (rest.empty() || rest.size() > kLongestEnding || end - at < kShortestPart + 1) return;
    if (at == 0 && end < kSureStem) return;
    const double ending = kEndingCost * static_cast<double>(rest.size());
    reach(word_.size(), {cost + ending, at, end, before.has_unknown});
  }

  void reach(std::size_t place, const Step& step) {
    if (step.cost < steps_[place].cost) steps_[place] = step;
  }

  std::vector<std::string_view> parts() const {
    const Step& last = steps_[word_.size()];
    if (last.cost > kDearest) return {word_};
    std::vector<std::string_view> parts;
    for (std::size_t at = word_.size(); at > 0; at = steps_[at].from) {
      parts.push_back(word_.substr(steps_[at].from, steps_[at].part_end - steps_[at].from));
    }
    std::ranges::reverse(parts);
    // Nothing but an unknown stretch and a short part: more likely one word.
    if (last.has_unknown && parts.size() == 2) {
      const auto is_sure = [&](std::string_view part) {
        return part.size() > kShortestPart && count_(part) > 0;
      };
      if (std::ranges::none_of(parts, is_sure)) return {word_};
    }
    return parts;
  }

  std::string_view word_;
  const WordCount& count_;
  std::array<Step, kLongestWord + 1> steps_{};
};

}  // namespace

std::vector<std::string_view> split_compound(std::string_view word, const WordCount& count) {
  if (word.size() < kShortestWord || word.size() > kLongestWord) return {word};
  return Splitter(word, count).split();
}

}  // namespace samspill::language
