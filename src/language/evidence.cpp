#include "language/evidence.h"

#include <algorithm>
#include <cmath>

namespace samspill::language {
namespace {

/// First letters alone are worth this much of a word.
constexpr float kWeakShare = 0.6F;
/// Names that share less than this with the text are not looked at.
constexpr float kLeastAgreement = 0.12F;
constexpr float kConceptShareWorth = 0.6F;  // in choosing candidates

bool has_code(const std::vector<std::string>& codes, const std::vector<std::string>& asked,
              std::size_t letters) {
  return std::ranges::any_of(asked, [&](const std::string& code) {
    return std::ranges::any_of(codes, [&](const std::string& own) {
      return std::string_view(own).substr(0, letters) == std::string_view(code).substr(0, letters);
    });
  });
}

}  // namespace

Weigher::Weigher(const Index& index, const reference::Reference& reference)
    : index_(index),
      reference_(reference),
      states_(index.labels().size()),
      concepts_(index.concepts()) {
  for (std::size_t c = 0; c < index.concepts(); ++c) {
    float depth = 0;
    for (ResourceId id = reference[ResourceId(c)].broader; id && depth < 10;
         id = reference[id].broader) {
      depth += 1;
    }
    depths_.push_back(depth / 5);
  }
}

const std::vector<Evidence>& Weigher::weigh(const Analysis& text, const Context& context,
                                            const LeftOut& left_out) {
  ++run_;
  touched_.clear();
  met_.clear();
  out_.clear();
  weigh_units(text);
  collect(text);
  judge_labels(text, left_out);
  choose(text, context);
  return out_;
}

void Weigher::weigh_units(const Analysis& text) {
  const std::size_t count = text.units.size();
  unit_weights_.assign(count, 0);
  // A unit that is unknown itself weighs what a stem of it does.
  for (const Term& term : text.terms) {
    const TermPlace* place = index_.find(term.key);
    if (place == nullptr || place->begin == place->end) continue;
    for (std::size_t u = 0; u < count; ++u) {
      if ((term.units >> u & 1U) == 0 || unit_weights_[u] > 0) continue;
      unit_weights_[u] = place->weight;
    }
  }
  float unknown = 0;
  total_ = 0;
  for (std::size_t u = 0; u < count; ++u) {
    const bool is_unknown = unit_weights_[u] == 0;
    if (is_unknown) unit_weights_[u] = index_.unknown_weight();
    if (text.units[u].is_hint) unit_weights_[u] *= kHintShare;
    if (is_unknown) unknown += unit_weights_[u];
    total_ += unit_weights_[u];
  }
  unknown_share_ = total_ > 0 ? unknown / total_ : 1;
  byte_weights_.assign(4 * 256, 0);
  for (std::size_t byte = 0; byte < 4 && 8 * byte < count; ++byte) {
    for (std::size_t bits = 1; bits < 256; ++bits) {
      const auto lowest = static_cast<std::size_t>(std::countr_zero(bits));
      const std::size_t unit = 8 * byte + lowest;
      byte_weights_[256 * byte + bits] = byte_weights_[256 * byte + (bits & (bits - 1))] +
                                         (unit < count ? unit_weights_[unit] : 0);
    }
  }
}

float Weigher::weight_of(std::uint32_t units) const {
  float weight = byte_weights_[units & 255U];
  if (units > 255) {
    for (std::size_t byte = 1; byte < 4; ++byte) {
      weight += byte_weights_[256 * byte + (units >> (8 * byte) & 255U)];
    }
  }
  return weight;
}

Weigher::LabelState& Weigher::touch(std::uint32_t label) {
  LabelState& state = states_[label];
  if (state.run != run_) {
    state = {.run = run_};
    touched_.push_back(label);
  }
  return state;
}

void Weigher::collect(const Analysis& text) {
  for (const Term& term : text.terms) {
    const TermPlace* place = index_.find(term.key);
    if (place == nullptr) continue;
    for (const std::uint32_t label : index_.labels_with(*place)) {
      LabelState& state = touch(label);
      (term.is_weak ? state.weakly : state.units) |= term.units;
    }
  }
  float squares = 0;
  for (const std::uint16_t gram : text.grams) {
    const float weight = index_.gram_weight(gram) * index_.gram_weight(gram);
    squares += weight;
    for (const std::uint32_t label : index_.labels_with_gram(gram)) touch(label).grams += weight;
  }
  gram_norm_ = std::sqrt(squares);
}

void Weigher::judge_labels(const Analysis& text, const LeftOut& left_out) {
  const std::span<const Label> labels = index_.labels();
  for (const std::uint32_t l : touched_) {
    const Label& label = labels[l];
    if (label.concept_index == left_out.concept_index &&
        (!left_out.text || *left_out.text == label.text)) {
      continue;
    }
    const LabelState& state = states_[l];
    const float shared =
        weight_of(state.units) + kWeakShare * weight_of(state.weakly & ~state.units);
    const float text_share = total_ > 0 ? shared / total_ : 0;
    const float name_share = label.weight > 0 ? std::min(1.0F, shared / label.weight) : 0;
    const float words = shared > 0 ? 2 * text_share * name_share / (text_share + name_share) : 0;
    const float letters =
        state.grams > 0 ? std::min(1.0F, state.grams / (gram_norm_ * label.gram_norm)) : 0;
    const float agreement = words + letters + (label.text == text.text ? 1 : 0);
    if (agreement < kLeastAgreement) continue;
    ConceptState& concept_state = concepts_[label.concept_index];
    if (concept_state.run != run_) {
      concept_state = {.run = run_};
      met_.push_back(label.concept_index);
    }
    concept_state.units |= state.units;
    concept_state.best_words = std::max(concept_state.best_words, words);
    concept_state.best_letters = std::max(concept_state.best_letters, letters);
    if (agreement <= concept_state.best) {
      concept_state.second = std::max(concept_state.second, agreement);
      continue;
    }
    concept_state.second = concept_state.best;
    concept_state.best = agreement;
    concept_state.label = l;
    concept_state.words = words;
    concept_state.letters = letters;
    concept_state.text_share = text_share;
    concept_state.name_share = name_share;
  }
}

void Weigher::choose(const Analysis& text, const Context& context) {
  const auto worth = [&](std::uint32_t c) {
    const float share = total_ > 0 ? weight_of(concepts_[c].units) / total_ : 0;
    return concepts_[c].best + kConceptShareWorth * share;
  };
  const auto is_better = [&](std::uint32_t a, std::uint32_t b) {
    const float worth_a = worth(a), worth_b = worth(b);
    return worth_a != worth_b ? worth_a > worth_b : a < b;
  };
  const std::size_t count = std::min(met_.size(), kMostCandidates);
  std::ranges::partial_sort(met_, met_.begin() + static_cast<std::ptrdiff_t>(count), is_better);
  float best = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const ConceptState& state = concepts_[met_[i]];
    best = std::max(best, state.best);
    out_.push_back({met_[i], features(text, context, met_[i], state)});
  }
  Evidence none;
  none.features[kNothing] = 1;
  none.features[kNothingUnknown] = unknown_share_;
  none.features[kNothingWeak] = std::max(0.0F, 1 - best / 2);
  out_.push_back(none);
}

Features Weigher::features(const Analysis& text, const Context& context,
                           std::uint32_t concept_index, const ConceptState& state) const {
  const Label& label = index_.labels()[state.label];
  const reference::Resource& resource = reference_[ResourceId(concept_index)];
  Features of{};
  of[kWords] = state.words;
  of[kLetters] = state.letters;
  of[kTextShare] = state.text_share;
  of[kNameShare] = state.name_share;
  of[kConceptShare] = total_ > 0 ? weight_of(state.units) / total_ : 0;
  of[kSame] = label.text == text.text ? 1 : 0;
  of[kBestWords] = state.best_words;
  of[kBestLetters] = state.best_letters;
  const auto is_head = [&](std::uint64_t head) {
    return head != 0 && (head == label.last_head || head == label.first_head);
  };
  of[kHead] = is_head(text.last_head) ? 1 : 0;
  of[kFirstHead] = is_head(text.first_head) ? 1 : 0;
  for (std::size_t u = 0; u < text.units.size(); ++u) {
    const bool is_shared = (state.units >> u & 1U) != 0;
    if (is_shared && text.units[u].term == text.last_head) of[kHeadInConcept] = 1;
  }
  of[kWordsSquared] = state.words * state.words;
  of[kLettersSquared] = state.letters * state.letters;
  of[kWordsLetters] = state.words * state.letters;
  of[kPreferred] = label.is_preferred ? 1 : 0;
  of[kSupport] = state.second / 2;
  of[kManyNames] = std::log1p(static_cast<float>(index_.labels_of(concept_index))) / 5;
  if (!context.nace.empty()) {
    const auto holds = [&](const std::vector<std::string>& sectors, std::size_t letters) {
      return std::ranges::any_of(sectors, [&](std::string_view sector) {
        return sector.substr(0, letters) == context.nace.substr(0, letters);
      });
    };
    const auto fits = [&](std::size_t letters) {
      const bool may_give = context.direction != Direction::need;
      const bool may_take = context.direction != Direction::offer;
      return (may_give && holds(resource.nace_from, letters)) ||
             (may_take && holds(resource.nace_to, letters));
    };
    constexpr std::size_t kClass = 5, kNaceDivision = 2;
    of[kSector] = fits(kClass) ? 1 : 0;
    of[kDivision] = fits(kNaceDivision) ? 1 : 0;
    of[kOtherSector] = of[kDivision] == 0 ? 1 : 0;
  }
  if (!text.low_codes.empty()) {
    constexpr std::size_t kSubchapter = 5, kWhole = 8;
    of[kCode] = has_code(resource.low_codes, text.low_codes, kWhole) ? 1 : 0;
    of[kCodeChapter] = has_code(resource.low_codes, text.low_codes, kSubchapter) ? 1 : 0;
  }
  if (context.language) {
    const unsigned bit = 1U << static_cast<unsigned>(*context.language);
    of[kNameInLanguage] = (label.languages & bit) != 0 ? 1 : 0;
  }
  of[kDepth] = depths_[concept_index];
  return of;
}

}  // namespace samspill::language
