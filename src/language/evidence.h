#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/region.h"
#include "language/analysis.h"
#include "language/index.h"
#include "reference/reference.h"

namespace samspill::language {

/// What is known besides the text.
struct Context {
  std::optional<reference::Language> language;
  std::optional<Direction> direction;
  std::string_view nace;  // `NN.NN` of the site; empty when not known
  std::string_view date;  // YYYY-MM-DD: only waste codes of that day; empty: of any
};

/// What speaks for a concept, each about 0 to 1. The order is that of data/language_weights.csv.
enum Feature : std::size_t {
  kWords,           // how well the best name's words and the text's agree: harmonic mean of shares
  kLetters,         // cosine of groups of three letters with the best name
  kTextShare,       // of the text's words, by weight, that the best name has
  kNameShare,       // of the best name's words that the text has
  kConceptShare,    // of the text's words that any name of the concept has
  kConceptLetters,  // of the text's groups of three letters, by how many of its names have them
  kSame,            // the text is the name
  kBestWords,       // the most of kWords over all names
  kBestLetters,     // the most of kLetters over all names
  kHead,            // text and name are about the same kind of thing
  kFirstHead,       // the same, where the kind of thing stands first
  kHeadInConcept,   // the text's kind of thing is in some name
  kWordsSquared,
  kLettersSquared,
  kWordsLetters,
  kPreferred,  // the best name is a preferred one
  kSupport,    // of the second-best name
  kManyNames,
  kSector,          // the site's NACE class gives (or takes) such
  kDivision,        // its NACE division does
  kOtherSector,     // a sector is known and does not
  kWasteOffered,    // the concept has waste codes, and is offered
  kGoodsNeeded,     // it has none, and is needed
  kCode,            // the text holds a waste code of it: 1 if its first one, less if a later one
  kCodeChapter,     // or a code of the same subchapter
  kLanguage,        // probability that the text is in a language of the best name
  kDepth,           // steps below the root
  kNothing,         // none of the concepts: 1 for that candidate alone
  kNothingUnknown,  // share of the text's words that no name has
  kNothingWeak,     // 1 − the best agreement of any concept
  kFeatures
};
using Features = std::array<float, kFeatures>;

/// The candidate "none of them" has this for a concept.
inline constexpr std::uint32_t kNoConcept = std::numeric_limits<std::uint32_t>::max();

struct Evidence {
  std::uint32_t concept_index = kNoConcept;
  Features features{};
};

/// For training: names that are to be taken as not there.
struct LeftOut {
  std::uint32_t concept_index = kNoConcept;
  std::optional<std::uint64_t> text;  // that label; empty: all labels of the concept
};

/// Weighs the names of the index against texts. Keeps scratch space: one for each thread.
class Weigher {
 public:
  static constexpr std::size_t kMostCandidates = 16;

  /// Throws Error(internal) when the reference has fewer resources than the index concepts.
  Weigher(const Index& index, const reference::Reference& reference,
          std::size_t most_candidates = kMostCandidates);

  /// The concepts that may be meant, at most `most_candidates`, and "none of them" as the last.
  const std::vector<Evidence>& weigh(const Analysis& text, const Context& context,
                                     const LeftOut& left_out = {});

 private:
  struct LabelState {
    std::uint32_t units = 0;   // that the label shares
    std::uint32_t weakly = 0;  // by first letters
  };
  struct ConceptState {
    std::uint32_t units = 0;  // that any of its labels shares
    std::uint32_t label = 0;  // the best
    float best = 0;
    float second = 0;
    float words = 0;    // of the best label
    float letters = 0;  // likewise
    float text_share = 0;
    float name_share = 0;
    float best_words = 0;
    float best_letters = 0;
  };

  void weigh_units(const Analysis& text);
  void weigh_grams(const Analysis& text);
  void guess_language(const Context& context);
  float weight_of(std::uint32_t units) const;
  void find_left_out(const LeftOut& left_out);
  bool is_left_out(std::uint32_t label) const {
    return label >= left_out_begin_ && label < left_out_end_;
  }
  void collect_words(const Analysis& text);
  void collect_letters();
  void choose();
  float shared_grams(const Label& label) const;
  bool is_met(std::uint32_t label) const { return (met_[label / 64] >> (label % 64) & 1U) != 0; }
  std::uint32_t next_met(std::uint32_t label, std::uint32_t end) const;
  ConceptState judge_labels(const Analysis& text, std::uint32_t concept_index);
  Features features(const Analysis& text, const Context& context, std::uint32_t concept_index,
                    const ConceptState& state) const;

  const Index& index_;
  const reference::Reference& reference_;
  std::size_t most_candidates_;
  std::vector<LabelState> states_;        // of the labels met
  std::vector<std::uint64_t> met_;        // a bit for each label that shares a term with the text
  std::vector<const TermPlace*> places_;  // of the text's terms; null: in no name
  std::vector<std::uint32_t> concept_units_;  // that any label of each concept shares
  std::vector<float> concept_letters_;        // of each concept, by weight
  std::vector<std::uint32_t> candidates_;     // the concepts looked at label by label
  std::vector<float> worth_;                  // of a group of letters, by how many names have it
  std::uint32_t left_out_begin_ = 0;
  std::uint32_t left_out_end_ = 0;
  std::array<float, kLanguages> languages_{};  // probability of each
  std::vector<float> unit_weights_;
  std::vector<float> byte_weights_;   // of units by each byte of the mask
  std::vector<std::uint16_t> grams_;  // the text's
  std::vector<float> gram_weights_;   // of the text's groups of letters; 0 for all others
  std::vector<float> depths_;
  float total_ = 0;
  float gram_norm_ = 0;
  float gram_total_ = 0;
  float unknown_share_ = 0;
  std::vector<std::uint64_t> ranked_;  // scratch: worth and concept
  std::vector<Evidence> out_;
};

}  // namespace samspill::language
