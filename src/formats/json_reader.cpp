// Reading a dataset from JSON, event by event, without a tree in memory.
#include <algorithm>
#include <array>
#include <deque>
#include <format>
#include <system_error>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/number.h"
#include "formats/json_table.h"
#include "formats/json_tables.h"
#include "formats/settings_json.h"

namespace samspill::formats {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;
constexpr std::size_t kDeepest = 16;

/// Builds the small tree of the settings from events.
class TreeBuilder {
 public:
  Json root;

  void key(const std::string& key) { key_ = key; }
  void open(Json container) { open_.push_back(&put(std::move(container))); }
  void close() { open_.pop_back(); }
  bool is_open() const { return !open_.empty(); }
  Json& put(Json value) {
    if (open_.empty()) return root = std::move(value);
    Json& parent = *open_.back();
    if (parent.is_array()) return parent.emplace_back(std::move(value));
    return parent[key_] = std::move(value);
  }

 private:
  std::vector<Json*> open_;
  std::string key_;
};

class TablesReader : public nlohmann::json_sax<Json> {
 public:
  TablesReader(std::string_view text, const std::filesystem::path& place, Diagnostics& diagnostics)
      : text_(text), place_(place), label_(place.filename().string()), diagnostics_(diagnostics) {}

  Tables finish() {
    Tables out{place_.string(), label_ + ", settings", {}, {}};
    if (settings_.root.is_object()) out.settings = settings_from_json(settings_.root);
    for (const TableSchema& schema : formats::schema()) {
      const auto found = std::ranges::find_if(
          tables_, [&](const JsonTable& table) { return &table.schema() == &schema; });
      if (found == tables_.end()) continue;
      if (auto table = found->finish()) out.tables.push_back(std::move(*table));
    }
    if (out.tables.empty() && out.settings.empty() && !diagnostics_.has_errors()) {
      fail(tell("not a dataset: it has no settings and no table such as sites"));
    }
    return out;
  }

  bool null() override { return true; }
  bool boolean(bool value) override { return scalar(value ? "true" : "false", Json(value)); }
  bool number_integer(std::int64_t value) override {
    return scalar(std::to_string(value), Json(value));
  }
  bool number_unsigned(std::uint64_t value) override {
    return scalar(std::to_string(value), Json(value));
  }
  bool number_float(double value, const std::string& /*text*/) override {
    return scalar(to_text(value), Json(value));
  }
  bool string(std::string& value) override {
    if (places_.empty() || places_.back() != Place::settings) return cell(value);
    settings_.put(Json(value));
    return true;
  }
  bool binary(Json::binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return open(true); }
  bool start_array(std::size_t /*size*/) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(std::string& key) override {
    if (places_.back() == Place::settings) {
      settings_.key(key);
    } else {
      key_ = key;
    }
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    const std::size_t end = std::min(position, text_.size());
    const auto line =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    std::string_view reason = error.what();
    const std::size_t column = reason.find(", column ");
    const std::size_t begin =
        column == std::string_view::npos ? reason.find("] ") : reason.find(": ", column);
    if (begin != std::string_view::npos) reason.remove_prefix(begin + 2);
    reason = reason.substr(0, reason.find("; last read"));
    throw Error(ErrorKind::invalid, tell("{} line {}: not valid JSON: {}", place_.string(),
                                         line + 1, reason.substr(0, kLongestReason)));
  }

 private:
  enum class Place { top, settings, columns, column_list, tables, rows, row, skipped };
  static constexpr std::size_t kLongestReason = 200;

  [[noreturn]] void fail(const Message& message) const {
    throw Error(ErrorKind::invalid, tell("{}: {}", place_.string(), message));
  }

  bool open(bool is_object) {
    if (places_.size() >= kDeepest) fail(tell("lists and objects are nested deeper than 16"));
    const Place next = place_of(is_object);
    places_.push_back(next);
    if (next == Place::settings) settings_.open(is_object ? Json::object() : Json::array());
    if (next == Place::row) table_->start_row();
    return true;
  }

  bool close() {
    const Place left = places_.back();
    places_.pop_back();
    if (left == Place::settings) settings_.close();
    if (left == Place::row) table_->finish_row();
    return true;
  }

  /// What an object or a list is that begins here.
  Place place_of(bool is_object) {
    if (places_.empty()) {
      if (!is_object) fail(tell("expected an object with settings and tables"));
      return Place::top;
    }
    switch (places_.back()) {
      case Place::settings:
        return Place::settings;
      case Place::top:
        if (is_object && key_ == "settings") return Place::settings;
        if (is_object && key_ == "columns") return Place::columns;
        if (is_object && key_ == "tables") return Place::tables;
        return wrong_top();
      case Place::columns:
        return !is_object && find_table() ? Place::column_list : Place::skipped;
      case Place::tables:
        if (!find_table()) return Place::skipped;
        if (!is_object) return Place::rows;
        diagnostics_.error(file_of(key_), 0, "", tell("found an object, expected a list of rows"));
        return Place::skipped;
      case Place::rows:
        if (is_object) return Place::row;
        diagnostics_.error(file_of(table_->schema().name), 0, "",
                           tell("found a list in the list of rows, expected objects"));
        return Place::skipped;
      case Place::row:
        table_->wrong_value(key_);
        return Place::skipped;
      case Place::column_list:
      case Place::skipped:
        return Place::skipped;
    }
    return Place::skipped;
  }

  Place wrong_top() {
    static constexpr std::array<std::string_view, 3> kKeys = {"settings", "columns", "tables"};
    diagnostics_.error(
        label_, 0, "",
        std::ranges::contains(kKeys, std::string_view(key_))
            ? tell("{} must be an object", in_quotes(key_))
            : tell("{} is not a part of a dataset{}", in_quotes(key_), did_you_mean(key_, kKeys)));
    return Place::skipped;
  }

  /// Makes key_'s table the current one; a diagnostic when there is no such table.
  bool find_table() {
    const TableSchema* schema = formats::find_table(key_);
    if (schema == nullptr) {
      std::vector<std::string_view> known;
      for (const TableSchema& each : formats::schema()) known.push_back(each.name);
      diagnostics_.error(
          label_, 0, "",
          tell("{} is not a table of a dataset{}", in_quotes(key_), did_you_mean(key_, known)));
      return false;
    }
    const auto found = std::ranges::find_if(
        tables_, [schema](const JsonTable& table) { return &table.schema() == schema; });
    table_ = found != tables_.end()
                 ? &*found
                 : &tables_.emplace_back(*schema, file_of(schema->name), diagnostics_);
    return true;
  }

  std::string file_of(std::string_view table) const {
    return std::format("{}, table {}", label_, table);
  }

  bool scalar(const std::string& text, Json value) {
    if (places_.empty() || places_.back() != Place::settings) return cell(text);
    settings_.put(std::move(value));
    return true;
  }

  bool cell(std::string_view text) {
    if (places_.empty()) fail(tell("expected an object with settings and tables"));
    switch (places_.back()) {
      case Place::row:
        table_->cell(key_, text);
        break;
      case Place::column_list:
        table_->state_column(std::string(text));
        break;
      case Place::top:
        wrong_top();
        break;
      case Place::columns:
      case Place::tables:
        diagnostics_.error(label_, 0, "", tell("{} must be a list", in_quotes(key_)));
        break;
      case Place::rows:
        diagnostics_.error(file_of(table_->schema().name), 0, "",
                           tell("found {} in the list of rows, expected objects", in_quotes(text)));
        break;
      case Place::settings:
      case Place::skipped:
        break;
    }
    return true;
  }

  std::string_view text_;
  const std::filesystem::path& place_;
  std::string label_;
  Diagnostics& diagnostics_;
  std::vector<Place> places_;
  std::string key_;
  TreeBuilder settings_;
  std::deque<JsonTable> tables_;
  JsonTable* table_ = nullptr;
};

}  // namespace

Tables read_json(const std::filesystem::path& path, Diagnostics& diagnostics) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  if (!code && size > kLargestFile) {
    throw Error(ErrorKind::invalid, tell("{}: has more than {} MiB; use a folder of CSV files",
                                         path.string(), kLargestFile >> 20));
  }
  return read_json_bytes(read_file(path), path, diagnostics);
}

Tables read_json_bytes(std::string bytes, const std::filesystem::path& place,
                       Diagnostics& diagnostics) {
  std::string_view encoding;
  const std::string text = to_utf8(std::move(bytes), encoding);
  if (trim(text).empty()) {
    throw Error(ErrorKind::invalid,
                tell("{}: the file is empty; expected a dataset as JSON", place.string()));
  }
  TablesReader reader(text, place, diagnostics);
  Json::sax_parse(text, &reader);
  return reader.finish();
}

}  // namespace samspill::formats
