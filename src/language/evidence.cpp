#include "language/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace samspill::language {
namespace {

/// First letters alone are worth this much of a word.
constexpr float kWeakShare = 0.6F;
/// Of the evidence for a language, as neighbouring groups of letters are no independent witnesses.
constexpr float kCaution = 0.4F;
/// Concepts that share less with the text, in words and letters together, are not looked at.
constexpr float kLeastWorth = 0.1F;
/// Nor those that share less than this part of what the best one does.
constexpr float kLeastOfBest = 0.3F;
/// Of the weight of the words that a concept's names share with the text: with less a name is not
/// looked at.
constexpr float kLeastShare = 0.3F;
/// With so many names a group of letters is worth half of the most it can be to a concept.
constexpr float kManyNamesEnough = 1.5F;

bool has_code(const std::vector<std::string>& codes, const std::vector<std::string>& asked,
              std::size_t letters) {
  return std::ranges::any_of(asked, [&](const std::string& code) {
    return std::ranges::any_of(codes, [&](const std::string& own) {
      return std::string_view(own).substr(0, letters) == std::string_view(code).substr(0, letters);
    });
  });
}

/// 1 when the first code is asked for, 1/2 for the second and so on; 0 for none.
float code_rank(const std::vector<std::string>& codes, const std::vector<std::string>& asked) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (std::ranges::find(asked, codes[i]) != asked.end()) return 1 / static_cast<float>(i + 1);
  }
  return 0;
}

}  // namespace

Weigher::Weigher(const Index& index, const reference::Reference& reference,
                 std::size_t most_candidates)
    : index_(index),
      reference_(reference),
      most_candidates_(most_candidates),
      states_(index.labels().size()),
      met_(index.labels().size() / 64 + 1),
      concept_units_(index.concepts()),
      concept_letters_(index.concepts()),
      gram_weights_(index.grams(), 0) {
  if (reference.resources().size() < index.concepts()) {
    throw Error(ErrorKind::internal, "the vocabulary lacks concepts of the language index");
  }
  for (std::size_t names = 0; names <= std::numeric_limits<std::uint8_t>::max(); ++names) {
    const auto count = static_cast<float>(names);
    worth_.push_back(count / (count + kManyNamesEnough));
  }
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
  out_.clear();
  find_left_out(left_out);
  places_.clear();
  for (const Term& term : text.terms) places_.push_back(index_.find(term.key));
  weigh_units(text);
  weigh_grams(text);
  guess_language(context);
  collect_words(text);
  collect_letters();
  choose();
  float best = 0;
  for (const std::uint32_t c : candidates_) {
    const ConceptState state = judge_labels(text, c);
    if (state.best == 0) continue;  // all its labels are left out
    best = std::max(best, state.best);
    out_.push_back({c, features(text, context, c, state)});
  }
  Evidence none;
  none.features[kNothing] = 1;
  none.features[kNothingUnknown] = unknown_share_;
  none.features[kNothingWeak] = std::max(0.0F, 1 - best / 2);
  out_.push_back(none);
  return out_;
}

void Weigher::find_left_out(const LeftOut& left_out) {
  left_out_begin_ = left_out_end_ = 0;
  if (left_out.concept_index == kNoConcept) return;
  const auto [begin, end] = index_.labels_of(left_out.concept_index);
  for (std::uint32_t l = begin; l < end; ++l) {
    if (left_out.text && *left_out.text != index_.labels()[l].text) continue;
    if (left_out_end_ == 0) left_out_begin_ = l;
    left_out_end_ = l + 1;
  }
}

void Weigher::weigh_units(const Analysis& text) {
  const std::size_t count = text.units.size();
  unit_weights_.assign(count, 0);
  // A unit that is unknown itself weighs what a stem of it does.
  for (std::size_t t = 0; t < places_.size(); ++t) {
    if (places_[t] == nullptr || places_[t]->begin == places_[t]->end) continue;
    for (std::size_t u = 0; u < count; ++u) {
      if ((text.terms[t].units >> u & 1U) == 0 || unit_weights_[u] > 0) continue;
      unit_weights_[u] = places_[t]->weight;
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

void Weigher::weigh_grams(const Analysis& text) {
  for (const std::uint16_t gram : grams_) gram_weights_[gram] = 0;
  grams_.clear();
  gram_total_ = 0;
  for (const std::uint16_t code : text.grams) {
    const std::uint16_t gram = index_.gram_number(code);
    const float weight = index_.gram_weight(gram) * index_.gram_weight(gram);
    gram_total_ += weight;
    grams_.push_back(gram);
    gram_weights_[gram] = weight;
  }
  gram_norm_ = std::sqrt(gram_total_);
}

void Weigher::guess_language(const Context& context) {
  languages_.fill(0);
  if (context.language) {
    languages_[static_cast<std::size_t>(*context.language)] = 1;
    return;
  }
  for (const std::uint16_t gram : grams_) {
    const LanguageLogs& logs = index_.gram_languages(gram);
    for (std::size_t l = 0; l < kLanguages; ++l) languages_[l] += kCaution * logs[l];
  }
  const float most = std::ranges::max(languages_);
  float sum = 0;
  for (float& language : languages_) sum += language = std::exp(language - most);
  for (float& language : languages_) language /= sum;
}

void Weigher::collect_words(const Analysis& text) {
  std::ranges::fill(concept_units_, 0U);
  std::ranges::fill(met_, 0U);
  for (std::size_t t = 0; t < places_.size(); ++t) {
    if (places_[t] == nullptr) continue;
    const Term& term = text.terms[t];
    for (const std::uint32_t l : index_.labels_with(*places_[t])) {
      LabelState& state = states_[l];
      if (!is_met(l)) state = {};
      met_[l / 64] |= 1ULL << (l % 64);
      (term.is_weak ? state.weakly : state.units) |= term.units;
      if (!term.is_weak && !is_left_out(l)) concept_units_[index_.concept_of(l)] |= term.units;
    }
  }
}

void Weigher::collect_letters() {
  std::ranges::fill(concept_letters_, 0.0F);
  for (const std::uint16_t gram : grams_) {
    const float weight = gram_weights_[gram];
    for (const GramCount& count : index_.concepts_with_gram(gram)) {
      concept_letters_[count.concept_index] += weight * worth_[count.names];
    }
  }
  // A label that is left out must not count with its concept.
  if (left_out_end_ == left_out_begin_) return;
  const Label& label = index_.labels()[left_out_begin_];
  float& letters = concept_letters_[label.concept_index];
  if (left_out_end_ - left_out_begin_ > 1) {
    letters = 0;
    return;
  }
  for (const std::uint16_t gram : index_.grams_of(label)) {
    const auto own = std::ranges::lower_bound(index_.concepts_with_gram(gram),
                                              static_cast<std::uint16_t>(label.concept_index), {},
                                              &GramCount::concept_index);
    letters -= gram_weights_[gram] * (worth_[own->names] - worth_[own->names - 1U]);
  }
}

/// The concepts that are looked at label by label: those that share most words and letters.
void Weigher::choose() {
  ranked_.resize(concept_units_.size());
  std::size_t found = 0;
  const float per_letters = gram_total_ > 0 ? 1 / gram_total_ : 0;
  const float per_words = total_ > 0 ? 1 / total_ : 0;
  for (std::uint32_t c = 0; c < concept_units_.size(); ++c) {
    const float words = concept_units_[c] != 0 ? weight_of(concept_units_[c]) : 0;
    const float worth = concept_letters_[c] * per_letters + words * per_words;
    // A positive number's bits order as it does: the most comes first, then the lower concept.
    ranked_[found] = std::uint64_t{~std::bit_cast<std::uint32_t>(worth)} << 32U | c;
    found += worth > kLeastWorth ? 1 : 0;
  }
  ranked_.resize(found);
  const std::size_t count = std::min(ranked_.size(), most_candidates_);
  const auto last = ranked_.begin() + static_cast<std::ptrdiff_t>(count);
  std::ranges::nth_element(ranked_, last);
  std::ranges::sort(ranked_.begin(), last);
  candidates_.clear();
  const auto worth_of = [](std::uint64_t ranked) {
    return std::bit_cast<float>(~static_cast<std::uint32_t>(ranked >> 32U));
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (worth_of(ranked_[i]) < kLeastOfBest * worth_of(ranked_[0])) break;
    candidates_.push_back(static_cast<std::uint32_t>(ranked_[i]));
  }
}

/// In four sums, so that one addition need not wait for the other: most of the time goes here.
float Weigher::shared_grams(const Label& label) const {
  const std::span<const std::uint16_t> grams = index_.grams_of(label);
  std::array<float, 4> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= grams.size(); i += sums.size()) {
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += gram_weights_[grams[i + k]];
  }
  for (; i < grams.size(); ++i) sums[0] += gram_weights_[grams[i]];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// The first label from `label` on, before `end`, that shares a term with the text; or `end`.
std::uint32_t Weigher::next_met(std::uint32_t label, std::uint32_t end) const {
  while (label < end) {
    const std::uint64_t rest = met_[label / 64] >> (label % 64);
    if (rest != 0) return std::min(end, label + static_cast<std::uint32_t>(std::countr_zero(rest)));
    label = (label / 64 + 1) * 64;
  }
  return end;
}

Weigher::ConceptState Weigher::judge_labels(const Analysis& text, std::uint32_t concept_index) {
  ConceptState of{.units = concept_units_[concept_index]};
  const auto [begin, end] = index_.labels_of(concept_index);
  const float least = kLeastShare * weight_of(of.units);
  // Where some names share words with the text, those that share few need not be looked at.
  for (std::uint32_t l = of.units != 0 ? next_met(begin, end) : begin; l < end;
       l = of.units != 0 ? next_met(l + 1, end) : l + 1) {
    if (is_left_out(l)) continue;
    const LabelState state = is_met(l) ? states_[l] : LabelState{};
    if (of.units != 0 && weight_of(state.units) < least) continue;
    const Label& label = index_.labels()[l];
    const float grams = shared_grams(label);
    const float letters = grams > 0 ? std::min(1.0F, grams / (gram_norm_ * label.gram_norm)) : 0;
    const float shared =
        weight_of(state.units) + kWeakShare * weight_of(state.weakly & ~state.units);
    const float text_share = total_ > 0 ? shared / total_ : 0;
    const float name_share = label.weight > 0 ? std::min(1.0F, shared / label.weight) : 0;
    const float words = shared > 0 ? 2 * text_share * name_share / (text_share + name_share) : 0;
    const float agreement = words + letters + (label.text == text.text ? 1 : 0);
    of.best_words = std::max(of.best_words, words);
    of.best_letters = std::max(of.best_letters, letters);
    if (agreement <= of.best) {
      of.second = std::max(of.second, agreement);
      continue;
    }
    of.second = of.best;
    of.best = agreement;
    of.label = l;
    of.words = words;
    of.letters = letters;
    of.text_share = text_share;
    of.name_share = name_share;
  }
  return of;
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
  of[kConceptLetters] = gram_total_ > 0 ? concept_letters_[concept_index] / gram_total_ : 0;
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
  of[kManyNames] = std::log1p(static_cast<float>(index_.labels_of(concept_index).second -
                                                 index_.labels_of(concept_index).first)) /
                   5;
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
  const bool is_waste = !resource.low_codes.empty();
  of[kWasteOffered] = is_waste && context.direction == Direction::offer ? 1 : 0;
  of[kGoodsNeeded] = !is_waste && context.direction == Direction::need ? 1 : 0;
  if (!text.low_codes.empty()) {
    constexpr std::size_t kSubchapter = 5;
    of[kCode] = code_rank(resource.low_codes, text.low_codes);
    of[kCodeChapter] = has_code(resource.low_codes, text.low_codes, kSubchapter) ? 1 : 0;
  }
  for (std::size_t l = 0; l < kLanguages; ++l) {
    if ((label.languages >> l & 1U) != 0) of[kLanguage] += languages_[l];
  }
  of[kDepth] = depths_[concept_index];
  return of;
}

}  // namespace samspill::language
