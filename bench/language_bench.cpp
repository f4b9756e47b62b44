// Texts classified a second, and how many rightly: ours, and SQLite FTS5 with trigrams over the
// same names.
#include <benchmark/benchmark.h>
#include <format>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "base/text.h"
#include "language/evaluation.h"

namespace {

using namespace samspill;

const std::vector<language::LabelledRow>& texts() {
  static const auto rows = language::read_labelled_texts(
      SAMSPILL_SOURCE_DIR "/tests/language/texts.csv", reference::built_in());
  return rows;
}

void report(benchmark::State& state, std::size_t right) {
  const auto rows = static_cast<double>(texts().size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(texts().size()));
  state.counters["right_percent"] = 100 * static_cast<double>(right) / rows;
}

void classify(benchmark::State& state) {
  language::Classifier classifier(reference::built_in());
  std::size_t right = 0;
  for (auto _ : state) {
    right = 0;
    for (const language::LabelledRow& row : texts()) {
      const language::Reading reading = classifier.read(row.text, {});
      if (!reading.candidates.empty() && reading.candidates[0].resource == row.resource) ++right;
    }
  }
  report(state, right);
}
BENCHMARK(classify)->Unit(benchmark::kMillisecond);

void load_index(benchmark::State& state) {
  for (auto _ : state) {
    const language::Index index(language::built_in_index_bytes());
    benchmark::DoNotOptimize(index.labels().data());
  }
}
BENCHMARK(load_index)->Unit(benchmark::kMillisecond);

struct Closer {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

Statement prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
  return Statement(statement);
}

void set_text(const Statement& statement, int at, const std::string& text) {
  sqlite3_bind_text(statement.get(), at, text.data(), static_cast<int>(text.size()),
                    SQLITE_TRANSIENT);
}

/// Any of the text's groups of three letters, as FTS5 asks for them.
std::string query_of(const std::string& folded) {
  std::string query;
  for (const std::string_view word : split(folded, ' ')) {
    for (std::size_t i = 0; i + 3 <= word.size(); ++i) {
      const std::string_view gram = word.substr(i, 3);
      if (gram.contains('"')) continue;
      query += std::format("{}\"{}\"", query.empty() ? "" : " OR ", gram);
    }
  }
  return query;
}

void fts5_trigram(benchmark::State& state) {
  sqlite3* opened = nullptr;
  sqlite3_open(":memory:", &opened);
  const std::unique_ptr<sqlite3, Closer> database(opened);
  sqlite3_exec(opened,
               "CREATE VIRTUAL TABLE names USING fts5(name, resource UNINDEXED, "
               "tokenize='trigram'); BEGIN",
               nullptr, nullptr, nullptr);
  const Statement insert = prepare(opened, "INSERT INTO names VALUES (?1, ?2)");
  for (const reference::Resource& resource : reference::built_in().resources()) {
    for (const auto& in_language : resource.names) {
      for (const std::string& name : in_language) {
        set_text(insert, 1, fold(name));
        set_text(insert, 2, resource.key);
        sqlite3_step(insert.get());
        sqlite3_reset(insert.get());
      }
    }
  }
  sqlite3_exec(opened, "COMMIT", nullptr, nullptr, nullptr);
  const Statement search =
      prepare(opened, "SELECT resource FROM names WHERE names MATCH ?1 ORDER BY rank LIMIT 1");
  std::size_t right = 0;
  for (auto _ : state) {
    right = 0;
    for (const language::LabelledRow& row : texts()) {
      set_text(search, 1, query_of(fold(row.text)));
      if (sqlite3_step(search.get()) == SQLITE_ROW) {
        const auto* key = reinterpret_cast<const char*>(sqlite3_column_text(search.get(), 0));
        if (reference::built_in()[row.resource].key == key) ++right;
      }
      sqlite3_reset(search.get());
    }
  }
  report(state, right);
}
BENCHMARK(fts5_trigram)->Unit(benchmark::kMillisecond);

}  // namespace
