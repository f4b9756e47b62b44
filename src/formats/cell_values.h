#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/table_reader.h"
#include "base/text.h"
#include "formats/dataset.h"
#include "language/classifier.h"
#include "reference/reference.h"
#include "units/unit_text.h"

namespace samspill::formats {

/// A unit as a column gives it, for one resource: how its amounts count in the resource's base
/// unit.
struct ResourceUnit {
  double base_units_per_unit = 1;  // per amount
  double per_year = 1;             // times that the amount comes in a year
};

/// What a row says of a resource besides its words.
struct ResourceClues {
  std::string low_code;            // "NN NN NN"; empty when the row names none
  std::optional<AmountKind> kind;  // what the row's unit measures; empty when it cannot be read
};

/// Ids of rows already read, with the row each stands in.
template <typename Id>
class KeyIndex {
 public:
  /// Remembers the key; a diagnostic and nothing when it is taken.
  bool add(TableReader& reader, TableReader::Column column, std::string_view key, Id id) {
    const auto [entry, is_new] = ids_.try_emplace(std::string(key), Entry{id, reader.row_number()});
    if (!is_new) {
      reader.fail(column, tell("found {}, which row {} already uses as its id", in_quotes(key),
                               entry->second.row));
    }
    return is_new;
  }
  void reserve(std::size_t count) { ids_.reserve(count); }
  Id find(std::string_view key) const {
    const auto found = ids_.find(key);
    return found == ids_.end() ? Id{} : found->second.id;
  }
  std::size_t size() const { return ids_.size(); }
  /// Where there are too many ids to look through, none is offered.
  static constexpr std::size_t kMostOffered = 5000;
  /// Offers the ids of rows that are not in this part of the dataset too.
  void offer_elsewhere(const Tables& tables, std::string table) {
    if (tables.ids_elsewhere) {
      elsewhere_ = [&tables, table] { return tables.ids_elsewhere(table); };
    }
  }
  /// Ids to offer for one that is unknown.
  Message suggest(std::string_view key) const {
    if (ids_.size() > kMostOffered) return {};
    const std::vector<std::string> others = elsewhere_ ? elsewhere_() : std::vector<std::string>();
    std::vector<std::string_view> keys(others.begin(), others.end());
    for (const auto& [known, entry] : ids_) keys.push_back(known);
    std::ranges::sort(keys);
    const auto twice = std::ranges::unique(keys);
    keys.erase(twice.begin(), twice.end());
    return keys.size() > kMostOffered ? Message() : did_you_mean(key, keys);
  }

 private:
  struct Entry {
    Id id;
    int row;
  };
  TextMap<Entry> ids_;
  std::function<std::vector<std::string>()> elsewhere_;
};

/// Turns the cells that need the reference tables into values, remembering what it has read before:
/// a million rows name a few hundred resources and units.
class CellValues {
 public:
  explicit CellValues(const reference::Reference& reference) : reference_(reference) {}

  ResourceId resource(TableReader& reader, TableReader::Column column, std::string_view name);
  /// Also reads free text: what is surely meant is taken, with a warning that says so; for the rest
  /// the diagnostic names what may be meant. A waste code of the row speaks for the concepts that
  /// usually have it, its unit against those that cannot be counted in it; where only narrower
  /// concepts are in doubt, the one that holds them is taken.
  ResourceId resource_in_words(TableReader& reader, TableReader::Column column,
                               std::string_view name, const language::Context& context,
                               const ResourceClues& clues);
  PropertyId property(TableReader& reader, TableReader::Column column, std::string_view name);
  ModeId mode(TableReader& reader, TableReader::Column column, std::string_view name);
  std::optional<ResourceUnit> unit(TableReader& reader, TableReader::Column column,
                                   std::string_view name, ResourceId resource);
  /// What the unit measures; empty when the cell is no unit. Writes no diagnostic.
  std::optional<AmountKind> unit_kind(std::string_view text);
  /// "NN NN NN"; also reads "NNNNNN" and "NN NN NN*". Empty cell gives an empty code.
  std::string low_code(TableReader& reader, TableReader::Column column);
  /// Reference::is_usual_low_code, remembered.
  bool is_usual_low_code(ResourceId resource, const std::string& code);
  /// R1…D15, purchase, none, or empty.
  std::string route(TableReader& reader, TableReader::Column column);
  std::string country(TableReader& reader, TableReader::Column column);
  std::string nace(TableReader& reader, TableReader::Column column);

  const reference::Reference& reference() const { return reference_; }

 private:
  ResourceId known_resource(std::string_view text);
  const std::optional<AmountUnit>& known_unit(std::string_view text);
  void drop_uncountable(std::vector<language::Candidate>& candidates, AmountKind kind) const;
  const language::Candidate* surely_meant(const std::vector<language::Candidate>& candidates) const;

  const reference::Reference& reference_;
  std::unique_ptr<language::Classifier> classifier_;  // made when free text comes
  TextMap<ResourceId> resources_;
  std::map<std::pair<ResourceId, std::string>, bool> usual_codes_;
  TextMap<std::optional<AmountUnit>> units_;
};

/// A text without blanks that can stand in other tables: letters, digits and . _ - + / : @
/// excluded.
bool is_sound_id(std::string_view text);

}  // namespace samspill::formats
