#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/connection.h"

namespace samspill::storage {

/// Full-text search of sites, streams and organisations. Each database has its own way to do it, so
/// this is implemented in sqlite.cpp.

/// True for tables whose rows can be found by their words.
bool is_searchable(std::string_view table);

/// Remembers the words of a row that has none remembered.
void add_search_text(Connection& connection, std::string_view table, std::int64_t row_id,
                     std::string_view text);
/// Forgets the words of a row.
void drop_search_text(Connection& connection, std::string_view table, std::int64_t row_id);

/// What to write into a SELECT over the table to get the rows that have the words, and the words as
/// its placeholder wants them. Every word, or a word that begins so, must be there.
struct SearchClause {
  std::string from;       // in place of the table's name
  std::string condition;  // has the placeholder
  std::string row_id;     // the row's id as the search walks it
  std::string words;      // for the placeholder; empty when the text has no word
};
SearchClause search_clause(std::string_view table, std::string_view text, int placeholder);

}  // namespace samspill::storage
