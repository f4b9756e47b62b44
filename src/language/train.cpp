#include "language/train.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace samspill::language {
namespace {

using reference::Resource;

/// More than are looked at later: the more wrong answers, the more there is to learn.
constexpr std::size_t kCandidates = 24;

struct Example {
  std::vector<Evidence> evidence;
  std::size_t right = 0;
  double weight = 1;
};

/// Random choices that are the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double share() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

 private:
  std::mt19937_64 engine_;
};

/// A slip of the keyboard between ASCII letters: one missing, doubled, swapped or another.
std::string misspelt(std::string text, Dice& dice) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    if (text.size() < 4) return text;
    const std::size_t at = 1 + dice.below(text.size() - 2);
    const auto is_letter = [&](std::size_t i) { return text[i] >= 'a' && text[i] <= 'z'; };
    if (!is_letter(at) || !is_letter(at + 1)) continue;
    switch (dice.below(4)) {
      case 0:
        text.erase(at, 1);
        break;
      case 1:
        text.insert(at, 1, text[at]);
        break;
      case 2:
        std::swap(text[at], text[at + 1]);
        break;
      default:
        text[at] = static_cast<char>('a' + dice.below(26));
    }
    return text;
  }
  return text;
}

class Trainer {
 public:
  Trainer(const Index& index, const reference::Reference& reference, const TrainOptions& options)
      : index_(index),
        reference_(reference),
        options_(options),
        weigher_(index, reference, kCandidates) {}

  Model run(const std::vector<LabelledText>& texts) {
    for (std::size_t c = 0; c < reference_.resources().size(); ++c) add_names(c);
    const double names = static_cast<double>(examples_.size());
    for (const LabelledText& text : texts) {
      const std::uint32_t meant =
          text.resource ? static_cast<std::uint32_t>(text.resource.index()) : kNoConcept;
      add(text.text, text.context, {}, meant, 1);
    }
    const double share = options_.weight_of_texts;
    const auto labelled = static_cast<double>(examples_.size()) - names;
    for (std::size_t e = 0; e < examples_.size(); ++e) {
      const bool is_name = static_cast<double>(e) < names;
      const double group = labelled == 0 ? 1 : is_name ? 1 - share : share;
      examples_[e].weight = group / (is_name ? names : labelled);
    }
    return fit();
  }

 private:
  void add_names(std::size_t c) {
    const Resource& resource = reference_.resources()[c];
    for (std::size_t l = 0; l < resource.names.size(); ++l) {
      for (const std::string& name : resource.names[l]) {
        add_name(c, static_cast<reference::Language>(l), name);
      }
    }
  }

  void add_name(std::size_t c, reference::Language language, const std::string& name) {
    const auto own = static_cast<std::uint32_t>(c);
    const WordCount count = [&](std::string_view part) { return index_.count(part); };
    const std::uint64_t text = analyse(name, language, count, stems_).text;
    Context context;
    if (dice_.share() < 0.3) context.language = language;
    choose_sector(reference_.resources()[c], context);
    const double kind = dice_.share();
    const std::string written = kind < 0.35 ? name : misspelt(name, dice_);
    if (kind < 0.65) {
      add(written, context, {own, text}, own, 1);
    } else if (kind < 0.9) {
      add(dice_.share() < 0.5 ? written : with_more_words(written), context, {}, own, 1);
    } else {
      add(name, context, {own, {}}, kNoConcept, 1);
    }
  }

  /// In a third of the texts the site's sector is known, and mostly a usual one. Waste is mostly
  /// offered; what has no waste code is mostly needed.
  void choose_sector(const Resource& resource, Context& context) {
    if (dice_.share() > 0.35) return;
    const bool is_offer = dice_.share() < (resource.low_codes.empty() ? 0.45 : 0.85);
    context.direction = is_offer ? Direction::offer : Direction::need;
    const Resource& from = dice_.share() < 0.8
                               ? resource
                               : reference_.resources()[dice_.below(reference_.resources().size())];
    const auto& sectors = is_offer ? from.nace_from : from.nace_to;
    if (!sectors.empty()) context.nace = sectors[dice_.below(sectors.size())];
  }

  /// A word of another concept's name beside it.
  std::string with_more_words(const std::string& name) {
    const Resource& other = reference_.resources()[dice_.below(reference_.resources().size())];
    const auto& names = other.names[dice_.below(other.names.size())];
    if (names.empty()) return name;
    const std::string& more = names[dice_.below(names.size())];
    const std::string word = more.substr(0, more.find(' '));
    return dice_.share() < 0.5 ? word + ' ' + name : name + ' ' + word;
  }

  void add(const std::string& text, const Context& context, const LeftOut& left_out,
           std::uint32_t meant, double weight) {
    const WordCount count = [&](std::string_view part) { return index_.count(part); };
    const Analysis analysis = analyse(text, context.language, count, stems_);
    const auto& evidence = weigher_.weigh(analysis, context, left_out);
    const auto right = std::ranges::find(evidence, meant, &Evidence::concept_index);
    // Not among the candidates: nothing can be learnt from it but that none of them is right.
    const std::size_t place = right == evidence.end()
                                  ? evidence.size() - 1
                                  : static_cast<std::size_t>(right - evidence.begin());
    examples_.push_back({evidence, place, weight});
  }

  Model fit() const {
    Model model;
    std::array<double, kFeatures> first{}, second{};
    std::vector<double> scores;
    constexpr double kRate = 0.15, kKeepFirst = 0.9, kKeepSecond = 0.999, kTiny = 1e-8;
    for (int step = 1; step <= options_.steps; ++step) {
      std::array<double, kFeatures> slope{};
      for (std::size_t f = 0; f < kFeatures; ++f) {
        slope[f] = options_.ridge * static_cast<double>(model.weights[f]);
      }
      for (const Example& example : examples_) {
        model.score(example.evidence, scores);
        for (std::size_t i = 0; i < scores.size(); ++i) {
          const double error = (scores[i] - (i == example.right ? 1 : 0)) * example.weight;
          for (std::size_t f = 0; f < kFeatures; ++f) {
            slope[f] += error * static_cast<double>(example.evidence[i].features[f]);
          }
        }
      }
      const double rate = kRate * (step > options_.steps / 2 ? 0.3 : 1);
      for (std::size_t f = 0; f < kFeatures; ++f) {
        first[f] = kKeepFirst * first[f] + (1 - kKeepFirst) * slope[f];
        second[f] = kKeepSecond * second[f] + (1 - kKeepSecond) * slope[f] * slope[f];
        const double mean = first[f] / (1 - std::pow(kKeepFirst, step));
        const double square = second[f] / (1 - std::pow(kKeepSecond, step));
        model.weights[f] -= static_cast<float>(rate * mean / (std::sqrt(square) + kTiny));
      }
    }
    return model;
  }

  const Index& index_;
  const reference::Reference& reference_;
  TrainOptions options_;
  Weigher weigher_;
  Stems stems_;
  Dice dice_{options_.seed};
  std::vector<Example> examples_;
};

}  // namespace

Model train(const Index& index, const reference::Reference& reference,
            const std::vector<LabelledText>& texts, const TrainOptions& options) {
  return Trainer(index, reference, options).run(texts);
}

}  // namespace samspill::language
