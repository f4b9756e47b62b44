// Everything that is SQLite's alone: opening, durability, strict tables, full text, backups. The
// rest of storage/ writes SQL that PostgreSQL understands too.
#include <algorithm>
#include <format>
#include <fstream>
#include <sqlite3.h>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "storage/connection.h"
#include "storage/search.h"

namespace samspill::storage {
namespace {

constexpr int kWaitMilliseconds = 5000;
/// "Smsp" in the file's header, so that other people's databases are told apart.
constexpr std::int64_t kApplicationId = 0x536d7370;

ErrorKind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return ErrorKind::invalid;
    case SQLITE_CONSTRAINT:
      return ErrorKind::conflict;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return ErrorKind::unavailable;
    default:
      return ErrorKind::internal;
  }
}

std::string wording(int code, std::string_view detail) {
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      return "is not a database of Samspill; make one with: samspill import DATA --into FILE.db";
    case SQLITE_CORRUPT:
      return std::format("the database is damaged ({}); take the last backup", detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return std::format("is in use by another program; waited {} seconds",
                         kWaitMilliseconds / 1000);
    case SQLITE_CANTOPEN:
      return "cannot be opened or made; expected a folder that is there and may be written to";
    default:
      return std::string(detail);
  }
}

[[noreturn]] void fail_as(const std::string& name, int code, std::string_view detail) {
  throw Error(kind_of(code), std::format("{}: {}", name, wording(code, detail)));
}

/// The statements of a schema text, without comments.
std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  while (!sql.empty()) {
    const std::size_t end = std::min(sql.find('\n'), sql.size());
    const std::string_view line = sql.substr(0, end);
    sql.remove_prefix(std::min(end + 1, sql.size()));
    if (line.starts_with("--")) continue;
    statement += line;
    statement += '\n';
    if (!line.ends_with(';')) continue;
    statements.push_back(std::string(trim(statement)));
    statement.clear();
  }
  return statements;
}

std::string words_table(std::string_view table) {
  return std::format("{}_words", table);
}

constexpr std::array<std::string_view, 3> kSearchable = {"sites", "streams", "organisations"};

}  // namespace

Statement::Statement(Connection& connection, sqlite3_stmt* statement, std::span<const Value> values)
    : connection_(connection), statement_(statement) {
  int placeholder = 0;
  for (const Value& value : values) {
    ++placeholder;
    if (const auto* number = std::get_if<std::int64_t>(&value.value_)) {
      sqlite3_bind_int64(statement_, placeholder, *number);
    } else if (const auto* real = std::get_if<double>(&value.value_)) {
      sqlite3_bind_double(statement_, placeholder, *real);
    } else if (const auto* text = std::get_if<std::string_view>(&value.value_)) {
      sqlite3_bind_text64(statement_, placeholder, text->data() == nullptr ? "" : text->data(),
                          text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* bytes = std::get_if<Bytes>(&value.value_)) {
      const std::string_view content = bytes->bytes;
      sqlite3_bind_blob64(statement_, placeholder, content.empty() ? "" : content.data(),
                          content.size(), SQLITE_TRANSIENT);
    }
  }
}

Statement::~Statement() {
  connection_.give_back(statement_);
}

bool Statement::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.fail(code);
  return false;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::number(int column) const {
  return sqlite3_column_double(statement_, column);
}

void FinalizingStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void ClosingConnection::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Connection::Connection(const std::filesystem::path& path, Access access) : name_(path.string()) {
  const bool is_new = access == Access::create;
  std::error_code code;
  if (!is_new && !std::filesystem::exists(path, code)) {
    throw Error(ErrorKind::not_found, std::format("{}: there is no such file", name_));
  }
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(
      path.c_str(), &opened,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (is_new ? SQLITE_OPEN_CREATE : 0), nullptr);
  handle_.reset(opened);
  if (result != SQLITE_OK) fail(result);
  sqlite3_busy_timeout(opened, kWaitMilliseconds);
  const auto pragma = [this](std::string_view sql) {
    Statement statement = query(sql);
    return statement.next() ? statement.integer(0) : 0;
  };
  if (pragma("PRAGMA application_id") != kApplicationId) {
    // An empty file may become ours; another program's database stays as it is.
    if (!is_new || pragma("SELECT count(*) FROM sqlite_master") > 0) fail(SQLITE_NOTADB);
    pragma(std::format("PRAGMA application_id = {}", kApplicationId));
  }
  pragma("PRAGMA journal_mode = WAL");
  // A commit returns when its bytes are on the disk, not before.
  pragma("PRAGMA synchronous = FULL");
  pragma("PRAGMA foreign_keys = ON");
  pragma("PRAGMA cache_size = -65536");
  pragma("PRAGMA journal_size_limit = 67108864");
}

void Connection::fail(int code) const {
  fail_as(name_, code, handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code));
}

sqlite3_stmt* Connection::borrow(std::string_view sql) {
  if (const auto kept = idle_.find(sql); kept != idle_.end()) {
    sqlite3_stmt* statement = kept->second.release();
    idle_.erase(kept);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return statement;
}

void Connection::give_back(sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  std::unique_ptr<sqlite3_stmt, FinalizingStatement> owned(statement);
  idle_.try_emplace(sqlite3_sql(statement), std::move(owned));  // not moved when there is one
}

Statement Connection::query(std::string_view sql, std::span<const Value> values) {
  return {*this, borrow(sql), values};
}

std::int64_t Connection::run(std::string_view sql, std::span<const Value> values) {
  Statement statement = query(sql, values);
  while (statement.next()) {
  }
  return sqlite3_changes64(handle_.get());
}

void Connection::run_schema_statement(std::string statement) {
  constexpr std::string_view kBytes = " BYTEA", kAdd = "ALTER TABLE ", kGuard = "IF NOT EXISTS ";
  if (const auto at = statement.find(kBytes); at != std::string::npos) {
    statement.replace(at, kBytes.size(), " BLOB");
  }
  // Columns hold what their type says and nothing else, as in PostgreSQL.
  if (statement.starts_with("CREATE TABLE")) statement.insert(statement.size() - 1, " STRICT");
  if (statement.starts_with(kAdd)) {
    const auto words = split(statement, ' ');  // ALTER TABLE t ADD COLUMN IF NOT EXISTS c …
    constexpr std::size_t kTable = 2, kColumn = 8;
    Statement known = query("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2",
                            {words.at(kTable), words.at(kColumn)});
    if (known.next()) return;
    statement.erase(statement.find(kGuard), kGuard.size());
  }
  run(statement);
}

void Connection::run_schema(std::string_view sql) {
  for (const std::string& statement : statements_of(sql)) run_schema_statement(statement);
  for (const std::string_view table : kSearchable) {
    run(
        std::format("CREATE VIRTUAL TABLE IF NOT EXISTS {} USING fts5(words, tokenize = 'ascii', "
                    "prefix = '1 2 3', detail = 'none')",
                    words_table(table)));
  }
}

bool Connection::is_empty() {
  Statement tables = query("SELECT count(*) FROM sqlite_master");
  return tables.next() && tables.integer(0) == 0;
}

void Connection::check_integrity() {
  for (const std::string_view sql : {"PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"}) {
    Statement check = query(sql);
    if (check.next() && check.text(0) != "ok") fail_as(name_, SQLITE_CORRUPT, check.text(0));
  }
}

void Connection::copy_to(const std::filesystem::path& path) {
  sqlite3* opened = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const std::unique_ptr<sqlite3, ClosingConnection> copy(opened);
  if (result != SQLITE_OK) fail_as(path.string(), result, sqlite3_errstr(result));
  sqlite3_backup* backup = sqlite3_backup_init(opened, "main", handle_.get(), "main");
  if (backup == nullptr) fail_as(path.string(), SQLITE_CANTOPEN, sqlite3_errmsg(opened));
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) fail_as(path.string(), code, sqlite3_errstr(code));
}

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
  connection_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!is_open_) return;
  try {
    connection_.run("ROLLBACK");
  } catch (const Error&) {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

void Transaction::commit() {
  connection_.run("COMMIT");
  is_open_ = false;
}

bool is_database(const std::filesystem::path& path) {
  constexpr std::string_view kHeader("SQLite format 3\0", 16);
  std::string begin(kHeader.size(), ' ');
  std::ifstream file(path, std::ios::binary);
  return file.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kHeader;
}

void expect_unused(const std::filesystem::path& path) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, ClosingConnection> closing(opened);
  if (result != SQLITE_OK) fail_as(path.string(), result, sqlite3_errstr(result));
  sqlite3_busy_timeout(opened, kWaitMilliseconds);
  // Leaving WAL takes that nobody else has the file open. That it is damaged is no matter here.
  const int code = sqlite3_exec(opened, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    fail_as(path.string(), code, sqlite3_errmsg(opened));
}

bool is_searchable(std::string_view table) {
  return std::ranges::contains(kSearchable, table);
}

void add_search_text(Connection& connection, std::string_view table, std::int64_t row_id,
                     std::string_view text) {
  connection.run(std::format("INSERT INTO {} (rowid, words) VALUES (?1, ?2)", words_table(table)),
                 {row_id, fold(text)});
}

void drop_search_text(Connection& connection, std::string_view table, std::int64_t row_id) {
  connection.run(std::format("DELETE FROM {} WHERE rowid = ?1", words_table(table)), {row_id});
}

SearchClause search_clause(std::string_view table, std::string_view text, int placeholder) {
  const std::string words = words_table(table);
  SearchClause clause{std::format("{0} JOIN {1} ON {1}.row_id = {0}.rowid", words, table),
                      std::format("{} MATCH ?{}", words, placeholder), words + ".rowid", ""};
  std::string word;
  for (const char c : fold(text) + ' ') {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (!word.empty()) {
      clause.words += std::format("{}\"{}\"*", clause.words.empty() ? "" : " ", word);
      word.clear();
    }
  }
  return clause;
}

}  // namespace samspill::storage
