#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/analysis.h"
#include "reference/reference.h"

namespace samspill::language {

/// One name of one concept; the same folded words in several languages are one label.
struct Label {
  std::uint64_t text = 0;  // hash of its folded words
  std::uint64_t last_head = 0;
  std::uint64_t first_head = 0;
  std::uint32_t concept_index = 0;  // into Reference::resources()
  std::uint32_t gram_begin = 0;     // in the list of all labels' groups of letters
  std::uint32_t gram_end = 0;
  float weight = 0;  // of its units together
  float gram_norm = 0;
  std::uint8_t languages = 0;  // one bit each
  bool is_preferred = false;   // in one of them
  std::uint16_t unused = 0;    // so that the bytes of the index are all defined
};

/// In how many names of a concept a group of letters stands; 255: in that many or more.
struct GramCount {
  std::uint16_t concept_index = 0;
  std::uint8_t names = 0;
  std::uint8_t unused = 0;
};

inline constexpr std::uint16_t kUnknownGram = 0;
inline constexpr std::size_t kLanguages = reference::kLanguageCodes.size();
/// The logarithm of how often a group of letters stands in names of each language.
using LanguageLogs = std::array<float, kLanguages>;

/// Where a term stands.
struct TermPlace {
  std::uint32_t begin = 0;  // in the term postings
  std::uint32_t end = 0;
  float weight = 0;         // the rarer, the more: its inverse frequency among concepts
  std::uint32_t count = 0;  // names in which it stands as a whole word
};

/// The vocabulary turned round: from terms to the names that have them, and from groups of three
/// letters to the concepts. Labels stand in the order of their concepts.
/// A view on bytes that were made by `build_index` on a machine of the same byte order.
class Index {
 public:
  /// The bytes must outlive the index and begin at a multiple of 8. Throws Error(internal) when
  /// they are none of ours.
  explicit Index(std::string_view bytes);

  const TermPlace* find(std::uint64_t term) const;
  std::span<const std::uint32_t> labels_with(const TermPlace& place) const {
    return term_labels_.subspan(place.begin, place.end - place.begin);
  }
  std::span<const GramCount> concepts_with_gram(std::uint16_t gram) const {
    return gram_counts_.subspan(gram_begin_[gram], gram_begin_[gram + 1U] - gram_begin_[gram]);
  }
  /// Groups of letters are numbered by how many names have them, so that those in use lie close
  /// together in every table; kUnknownGram: in no name.
  std::uint16_t gram_number(std::uint16_t code) const { return gram_number_[code]; }
  std::size_t grams() const { return gram_weight_.size(); }
  float gram_weight(std::uint16_t gram) const { return gram_weight_[gram]; }
  const LanguageLogs& gram_languages(std::uint16_t gram) const { return gram_languages_[gram]; }
  std::span<const Label> labels() const { return labels_; }
  std::span<const std::uint16_t> grams_of(const Label& label) const {
    return label_grams_.subspan(label.gram_begin, label.gram_end - label.gram_begin);
  }
  std::uint16_t concept_of(std::uint32_t label) const { return concept_of_[label]; }
  std::size_t concepts() const { return concept_begin_.size() - 1; }
  /// The numbers of the concept's labels: from the first to before the last.
  std::pair<std::uint32_t, std::uint32_t> labels_of(std::size_t concept_index) const {
    return {concept_begin_[concept_index], concept_begin_[concept_index + 1]};
  }
  /// What an unknown word weighs.
  float unknown_weight() const { return unknown_weight_; }
  /// For split_compound.
  int count(std::string_view folded) const;

 private:
  /// Two bits of a word of 64, and which word, by a term's hash: most words that are asked for are
  /// not there, and this small table tells so without a look at the large one.
  static constexpr std::size_t kHeldWords = 1U << 15U;
  static std::uint64_t held_bits(std::uint64_t term) {
    return 1ULL << (term >> 58U) | 1ULL << (term >> 52U & 63U);
  }
  bool may_hold(std::uint64_t term) const {
    return (~held_[term % kHeldWords] & held_bits(term)) == 0;
  }

  std::vector<std::uint64_t> held_;
  std::vector<std::uint16_t> concept_of_;  // each label: the same as in it, but close together
  std::span<const std::uint64_t> terms_;
  std::span<const TermPlace> places_;
  std::span<const std::uint32_t> term_labels_;
  std::span<const std::uint16_t> gram_number_;
  std::span<const std::uint32_t> gram_begin_;
  std::span<const float> gram_weight_;
  std::span<const GramCount> gram_counts_;
  std::span<const LanguageLogs> gram_languages_;
  std::span<const Label> labels_;
  std::span<const std::uint16_t> label_grams_;
  std::span<const std::uint32_t> concept_begin_;
  float unknown_weight_ = 0;
};

/// Little weight of wet, mixed, clean.
inline constexpr float kHintShare = 0.35F;

/// The index of all names of the reference's resources, as bytes.
std::string build_index(const reference::Reference& reference);

/// The index of the vocabulary that ships with the program, made when it was built.
std::string_view built_in_index_bytes();
const Index& built_in_index();

}  // namespace samspill::language
