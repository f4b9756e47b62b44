#include "language/index.h"

#include <language_index.h>

#include "base/error.h"
#include "language/hash.h"
#include "language/index_bytes.h"

namespace samspill::language {

Index::Index(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.one<std::uint64_t>() != kIndexMark) {
    throw Error(ErrorKind::internal, "the language index has an unknown form");
  }
  unknown_weight_ = static_cast<float>(reader.one<double>());
  terms_ = reader.many<std::uint64_t>();
  held_.assign(kHeldWords, 0);
  for (const std::uint64_t term : terms_) {
    if (term != 0) held_[term % kHeldWords] |= held_bits(term);
  }
  places_ = reader.many<TermPlace>();
  term_labels_ = reader.many<std::uint32_t>();
  gram_number_ = reader.many<std::uint16_t>();
  gram_begin_ = reader.many<std::uint32_t>();
  gram_weight_ = reader.many<float>();
  gram_counts_ = reader.many<GramCount>();
  gram_languages_ = reader.many<LanguageLogs>();
  labels_ = reader.many<Label>();
  label_grams_ = reader.many<std::uint16_t>();
  concept_begin_ = reader.many<std::uint32_t>();
  concept_of_.reserve(labels_.size());
  for (const Label& label : labels_) {
    concept_of_.push_back(static_cast<std::uint16_t>(label.concept_index));
  }
}

const TermPlace* Index::find(std::uint64_t term) const {
  if (!may_hold(term)) return nullptr;
  const auto place = find_key(terms_, term);
  return place ? &places_[*place] : nullptr;
}

int Index::count(std::string_view folded) const {
  const TermPlace* place = find(hash_of(folded));
  return place == nullptr ? 0 : static_cast<int>(place->count);
}

std::string_view built_in_index_bytes() {
  return tables::language_index_bin();
}

const Index& built_in_index() {
  static const Index index(built_in_index_bytes());
  return index;
}

}  // namespace samspill::language
