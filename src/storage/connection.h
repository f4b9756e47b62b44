#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/text.h"

struct sqlite3;
struct sqlite3_stmt;

namespace samspill::storage {

/// Bytes that are no text.
struct Bytes {
  std::string_view bytes;
};

/// What a placeholder of a statement stands for.
class Value {
 public:
  Value(std::nullptr_t) {}
  Value(std::integral auto number) : value_(static_cast<std::int64_t>(number)) {}
  Value(double number) : value_(number) {}
  Value(std::string_view text) : value_(text) {}
  Value(const std::string& text) : value_(std::string_view(text)) {}
  Value(const char* text) : value_(std::string_view(text)) {}
  Value(Bytes bytes) : value_(bytes) {}
  template <typename T>
  Value(const std::optional<T>& value) {
    if (value) *this = Value(*value);
  }

 private:
  friend class Statement;
  std::variant<std::monostate, std::int64_t, double, std::string_view, Bytes> value_;
};

class Connection;

/// A running SQL statement. Borrowed from its Connection, which keeps it prepared for the next
/// time.
class Statement {
 public:
  Statement(Connection& connection, sqlite3_stmt* statement, std::span<const Value> values);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The next row; false after the last. Throws Error (unavailable, conflict, internal).
  bool next();

  /// Columns of the row from 0; NULL reads as empty, zero.
  bool is_null(int column) const;
  std::string_view text(int column) const;   // until next()
  std::string_view bytes(int column) const;  // until next()
  std::int64_t integer(int column) const;
  double number(int column) const;

 private:
  Connection& connection_;
  sqlite3_stmt* statement_;
};

struct FinalizingStatement {
  void operator()(sqlite3_stmt* statement) const;
};

struct ClosingConnection {
  void operator()(sqlite3* handle) const;
};

enum class Access { existing, create };

/// One connection to a database file; for one thread at a time. SQL has ?1, ?2 … as placeholders
/// and keeps to what SQLite and PostgreSQL both understand; what differs is in sqlite.cpp.
class Connection {
 public:
  /// Throws Error: not_found, unavailable (in use, no permission), invalid (no database).
  Connection(const std::filesystem::path& path, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Statement query(std::string_view sql, std::span<const Value> values);
  Statement query(std::string_view sql, std::initializer_list<Value> values = {}) {
    return query(sql, std::span(values.begin(), values.size()));
  }
  /// Runs a statement that gives no rows; returns how many rows it changed.
  std::int64_t run(std::string_view sql, std::span<const Value> values);
  std::int64_t run(std::string_view sql, std::initializer_list<Value> values = {}) {
    return run(sql, std::span(values.begin(), values.size()));
  }
  /// Runs statements of schema/, one after another; those that have been run change nothing. They
  /// are PostgreSQL's, each ending a line: BYTEA and ADD COLUMN IF NOT EXISTS are understood too.
  void run_schema(std::string_view sql);

  /// True when the file has no tables yet.
  bool is_empty();
  /// Throws Error(invalid) when the file is damaged.
  void check_integrity();
  /// Copies the whole database, as it is at one moment, into a new file, while others go on.
  void copy_to(const std::filesystem::path& path);

 private:
  friend class Statement;
  void run_schema_statement(std::string statement);
  sqlite3_stmt* borrow(std::string_view sql);
  void give_back(sqlite3_stmt* statement);
  [[noreturn]] void fail(int code) const;

  std::string name_;
  std::unique_ptr<sqlite3, ClosingConnection> handle_;
  TextMap<std::unique_ptr<sqlite3_stmt, FinalizingStatement>> idle_;  // prepared, by their SQL
};

/// A transaction that is undone unless it is committed.
class Transaction {
 public:
  enum class Kind { read, write };
  /// A read sees one moment throughout. A write waits until no other writes; throws
  /// Error(unavailable) after five seconds.
  Transaction(Connection& connection, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// What was written is on the disk when this returns.
  void commit();

 private:
  Connection& connection_;
  bool is_open_ = true;
};

/// True when the file begins as a database does.
bool is_database(const std::filesystem::path& path);

/// Ends quietly when no other program has the file open; else Error(unavailable).
void expect_unused(const std::filesystem::path& path);

}  // namespace samspill::storage
