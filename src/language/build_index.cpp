// Makes the language index from the names of the vocabulary.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "language/everyday_words.h"
#include "language/hash.h"
#include "language/index.h"
#include "language/index_bytes.h"
#include "language/letters.h"

namespace samspill::language {
namespace {

using reference::Language;
using reference::Resource;

/// Added to every count of a group of letters in a language, so that none is impossible.
constexpr double kUnseen = 0.2;

struct Name {
  Label label;
  Language language = Language::en;  // one of its languages
  std::string text;
  Analysis analysis;
};

class Builder {
 public:
  explicit Builder(const reference::Reference& reference) : reference_(reference) {}

  std::string run() {
    collect_names();
    count_words();
    analyse_names();
    weigh();
    return write();
  }

 private:
  void collect_names() {
    for (std::size_t c = 0; c < reference_.resources().size(); ++c) {
      const Resource& resource = reference_.resources()[c];
      std::map<std::string, std::size_t> known;  // folded words → place in names_
      for (std::size_t l = 0; l < resource.names.size(); ++l) {
        for (std::size_t i = 0; i < resource.names[l].size(); ++i) {
          add_name(c, static_cast<Language>(l), resource.names[l][i], i == 0, known);
        }
      }
      concept_begin_.push_back(static_cast<std::uint32_t>(names_.size()));
    }
  }

  void add_name(std::size_t concept_index, Language language, const std::string& text,
                bool is_preferred, std::map<std::string, std::size_t>& known) {
    std::string joined;
    for (const Word& word : words_of(text)) joined += word.folded + ' ';
    if (joined.empty()) return;
    const auto [place, is_new] = known.try_emplace(joined, names_.size());
    if (is_new) {
      Name name{.language = language, .text = text};
      name.label.concept_index = static_cast<std::uint32_t>(concept_index);
      names_.push_back(std::move(name));
    }
    Label& label = names_[place->second].label;
    label.languages |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(language));
    label.is_preferred = label.is_preferred || is_preferred;
  }

  void count_words() {
    for (const Name& name : names_) {
      for (const Word& word : words_of(name.text)) {
        const bool is_common = EverydayWords::built_in().find(word.folded) != nullptr;
        if (!is_common && word.folded.size() > 2) ++counts_[word.folded];
      }
    }
  }

  void analyse_names() {
    Stems stems;
    const WordCount count = [&](std::string_view part) {
      const auto found = counts_.find(part);
      return found == counts_.end() ? 0 : found->second;
    };
    for (std::uint32_t l = 0; l < names_.size(); ++l) {
      Name& name = names_[l];
      name.analysis = analyse(name.text, name.language, count, stems);
      std::set<std::uint64_t> keys;
      for (const Term& term : name.analysis.terms) keys.insert(term.key);
      for (const std::uint64_t key : keys) labels_of_term_[key].push_back(l);
    }
    for (const auto& [word, count_of_word] : counts_) {
      labels_of_term_.try_emplace(hash_of(word));
    }
  }

  /// The inverse frequency among concepts: log(N / n), at least a little.
  float rarity(const std::vector<std::uint32_t>& labels) const {
    std::set<std::uint32_t> concepts;
    for (const std::uint32_t l : labels) concepts.insert(names_[l].label.concept_index);
    const auto all = static_cast<double>(reference_.resources().size());
    return static_cast<float>(std::log(1 + all / (1 + static_cast<double>(concepts.size()))));
  }

  void weigh() {
    for (const auto& [key, labels] : labels_of_term_) weight_of_[key] = rarity(labels);
    count_grams();
    for (Name& name : names_) {
      Label& label = name.label;
      label.text = name.analysis.text;
      label.last_head = name.analysis.last_head;
      label.first_head = name.analysis.first_head;
      for (const Unit& unit : name.analysis.units) {
        label.weight += weight_of_.at(unit.term) * (unit.is_hint ? kHintShare : 1.0F);
      }
      float squares = 0;
      for (const std::uint16_t code : name.analysis.grams) {
        const float weight = gram_weight_[gram_number_[code]];
        squares += weight * weight;
      }
      label.gram_norm = std::sqrt(squares);
      label.gram_begin = static_cast<std::uint32_t>(label_grams_.size());
      for (const std::uint16_t code : name.analysis.grams) {
        label_grams_.push_back(gram_number_[code]);
      }
      label.gram_end = static_cast<std::uint32_t>(label_grams_.size());
    }
  }

  void count_grams() {
    std::vector<std::vector<std::uint32_t>> labels_of_gram(kGramCodes);
    std::vector<std::array<double, kLanguages>> in_language(kGramCodes);
    std::array<double, kLanguages> all{};
    for (std::uint32_t l = 0; l < names_.size(); ++l) {
      for (const std::uint16_t gram : names_[l].analysis.grams) {
        labels_of_gram[gram].push_back(l);
        for (std::size_t language = 0; language < kLanguages; ++language) {
          if ((names_[l].label.languages >> language & 1U) == 0) continue;
          in_language[gram][language] += 1;
          all[language] += 1;
        }
      }
    }
    std::vector<std::uint16_t> codes;
    for (std::size_t code = 0; code < kGramCodes; ++code) {
      if (!labels_of_gram[code].empty()) codes.push_back(static_cast<std::uint16_t>(code));
    }
    std::ranges::stable_sort(codes, std::ranges::greater{},
                             [&](std::uint16_t code) { return labels_of_gram[code].size(); });
    gram_number_.assign(kGramCodes, kUnknownGram);
    gram_begin_.push_back(0);
    add_gram({}, {}, all);
    for (const std::uint16_t code : codes) {
      gram_number_[code] = static_cast<std::uint16_t>(gram_weight_.size());
      add_gram(labels_of_gram[code], in_language[code], all);
    }
  }

  void add_gram(const std::vector<std::uint32_t>& labels,
                const std::array<double, kLanguages>& in_language,
                const std::array<double, kLanguages>& all) {
    gram_weight_.push_back(rarity(labels));
    std::map<std::uint16_t, std::uint16_t> names_of_concept;
    for (const std::uint32_t l : labels) {
      ++names_of_concept[static_cast<std::uint16_t>(names_[l].label.concept_index)];
    }
    for (const auto& [concept_index, names] : names_of_concept) {
      gram_counts_.push_back(
          {concept_index, static_cast<std::uint8_t>(std::min<unsigned>(names, 255))});
    }
    gram_begin_.push_back(static_cast<std::uint32_t>(gram_counts_.size()));
    LanguageLogs logs{};
    for (std::size_t language = 0; language < kLanguages; ++language) {
      const double share = (in_language[language] + kUnseen) /
                           (all[language] + kUnseen * static_cast<double>(kGramCodes));
      logs[language] = static_cast<float>(std::log(share));
    }
    gram_languages_.push_back(logs);
  }

  std::string write() const {
    std::vector<std::uint64_t> keys;
    for (const auto& [key, labels] : labels_of_term_) keys.push_back(key);
    std::ranges::sort(keys);  // the same bytes from the same vocabulary
    const std::vector<std::uint64_t> table = make_key_table(keys);
    std::vector<TermPlace> places(table.size());
    std::vector<std::uint32_t> term_labels;
    for (const std::uint64_t key : keys) {
      const auto& labels = labels_of_term_.at(key);
      TermPlace& place = places[*find_key(table, key)];
      place.begin = static_cast<std::uint32_t>(term_labels.size());
      term_labels.insert(term_labels.end(), labels.begin(), labels.end());
      place.end = static_cast<std::uint32_t>(term_labels.size());
      place.weight = weight_of_.at(key);
    }
    for (const auto& [word, count] : counts_) {
      places[*find_key(table, hash_of(word))].count = static_cast<std::uint32_t>(count);
    }
    std::vector<Label> labels;
    for (const Name& name : names_) labels.push_back(name.label);
    ByteWriter writer;
    writer.one(kIndexMark);
    writer.one(0.5 * static_cast<double>(rarity({})));
    writer.many(table);
    writer.many(places);
    writer.many(term_labels);
    writer.many(gram_number_);
    writer.many(gram_begin_);
    writer.many(gram_weight_);
    writer.many(gram_counts_);
    writer.many(gram_languages_);
    writer.many(labels);
    writer.many(label_grams_);
    writer.many(concept_begin_);
    return writer.take();
  }

  const reference::Reference& reference_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> concept_begin_ = {0};
  TextMap<int> counts_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> labels_of_term_;
  std::unordered_map<std::uint64_t, float> weight_of_;
  std::vector<std::uint16_t> gram_number_;  // of each code
  std::vector<std::uint32_t> gram_begin_;
  std::vector<float> gram_weight_;
  std::vector<GramCount> gram_counts_;
  std::vector<LanguageLogs> gram_languages_;
  std::vector<std::uint16_t> label_grams_;
};

}  // namespace

std::string build_index(const reference::Reference& reference) {
  return Builder(reference).run();
}

}  // namespace samspill::language
