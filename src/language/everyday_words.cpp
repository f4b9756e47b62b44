#include "language/everyday_words.h"

#include <array>
#include <reference_tables.h>

#include "base/csv.h"
#include "base/error.h"
#include "base/table_reader.h"
#include "language/letters.h"

namespace samspill::language {
namespace {

constexpr std::array<Choice<Role>, 4> kRoles{{{"preposition", Role::preposition},
                                              {"purpose", Role::purpose},
                                              {"hint", Role::hint},
                                              {"filler", Role::filler}}};

}  // namespace

EverydayWords::EverydayWords() {
  Diagnostics diagnostics;
  const auto table = read_csv("everyday_words", "data/everyday_words.csv",
                              std::string(reference::tables::everyday_words_csv()), diagnostics);
  if (table) {
    TableReader reader(*table, diagnostics);
    const auto word = reader.column("word");
    const auto role = reader.column("role");
    const auto hint = reader.column("hint");
    while (reader.next()) {
      const auto found = reader.choice(role, kRoles);
      if (!found) continue;
      // A word that is a preposition in one language and more in another stays the former.
      entries_.try_emplace(fold_word(reader.text(word)),
                           Entry{*found, std::string(reader.text(hint))});
    }
  }
  if (diagnostics.has_errors()) {
    throw Error(ErrorKind::internal, to_text(diagnostics.list().front()));
  }
}

const EverydayWords::Entry* EverydayWords::find(std::string_view folded) const {
  const auto found = entries_.find(folded);
  return found == entries_.end() ? nullptr : &found->second;
}

const EverydayWords& EverydayWords::built_in() {
  static const EverydayWords words;
  return words;
}

}  // namespace samspill::language
