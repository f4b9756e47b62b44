#include "formats/cell_values.h"

#include <algorithm>
#include <format>
#include <ranges>
#include <utility>

namespace samspill::formats {
namespace {

Message kind_message(AmountKind kind) {
  switch (kind) {
    case AmountKind::mass:
      return tell("mass");
    case AmountKind::energy:
      return tell("energy");
    case AmountKind::volume:
      return tell("volume");
    case AmountKind::normal_volume:
      return tell("normal_volume");
    case AmountKind::area:
      return tell("area");
    case AmountKind::distance:
      return tell("distance");
    default:
      return tell("piece");
  }
}

}  // namespace

bool is_sound_id(std::string_view text) {
  constexpr std::size_t kLongest = 100;
  return !text.empty() && text.size() <= kLongest && std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == ';' || c == '@' || c == '"' || c == ',';
  });
}

ResourceId CellValues::known_resource(std::string_view text) {
  auto known = resources_.find(text);
  if (known == resources_.end()) {
    known = resources_.try_emplace(std::string(text), reference_.find_resource(text)).first;
  }
  return known->second;
}

ResourceId CellValues::resource(TableReader& reader, TableReader::Column column,
                                std::string_view name) {
  const auto text = reader.required(column, name);
  if (!text) return {};
  const ResourceId known = known_resource(*text);
  if (!known) {
    reader.expected(column,
                    tell("a resource of the vocabulary{}", reference_.suggest_resource(*text)));
  }
  return known;
}

ResourceId CellValues::resource_in_words(TableReader& reader, TableReader::Column column,
                                         std::string_view name, const language::Context& context,
                                         const ResourceClues& clues) {
  const std::string_view text = reader.text(column);
  if (text.empty() || known_resource(text)) return resource(reader, column, name);
  constexpr double kLikely = 0.1;
  constexpr std::size_t kMost = 3;
  if (!classifier_) classifier_ = std::make_unique<language::Classifier>(reference_);
  // The classifier weighs a code that stands in the text: there it finds the row's own.
  const std::string words =
      clues.low_code.empty() ? std::string(text) : std::format("{} {}", text, clues.low_code);
  auto candidates = classifier_->read_resources(words, context, language::Weigher::kMostCandidates);
  if (clues.kind) drop_uncountable(candidates, *clues.kind);
  if (const language::Candidate* meant = surely_meant(candidates)) {
    const std::string& key = reference_[meant->resource].key;
    reader.warn(column, tell("{} is read as {} (score {}); write {} to be sure", in_quotes(text),
                             key, std::format("{:.2f}", meant->score), in_quotes(key)));
    return meant->resource;
  }
  Message likely;
  for (const language::Candidate& candidate : candidates | std::views::take(kMost)) {
    if (candidate.score < kLikely) break;
    const Message one(
        std::format("{} ({:.2f})", in_quotes(reference_[candidate.resource].key), candidate.score));
    likely = likely.empty() ? one : tell("{} or {}", std::move(likely), one);
  }
  if (!likely.empty()) likely = tell("; did you mean {}?", std::move(likely));
  reader.expected(column, tell("a resource of the vocabulary{}", std::move(likely)));
  return {};
}

void CellValues::drop_uncountable(std::vector<language::Candidate>& candidates,
                                  AmountKind kind) const {
  double dropped = 0;
  std::erase_if(candidates, [&](const language::Candidate& candidate) {
    const bool is_countable = reference_.to_base_units(kind, candidate.resource).has_value();
    if (!is_countable) dropped += candidate.score;
    return !is_countable;
  });
  // The scores and "none of them" sum to 1: what is left shares it as before.
  constexpr double kLeast = 1e-6;
  for (language::Candidate& candidate : candidates) {
    candidate.score /= std::max(1 - dropped, kLeast);
  }
}

const language::Candidate* CellValues::surely_meant(
    const std::vector<language::Candidate>& candidates) const {
  // Eight in ten of such readings are right, and the warning shows the others.
  constexpr double kSure = 0.8;
  constexpr double kWorthNaming = 0.1;
  const language::Candidate* meant = nullptr;
  for (const language::Candidate& candidate : candidates) {
    if (candidate.score < kWorthNaming) break;
    double with_narrower = 0;
    for (const language::Candidate& other : candidates) {
      if (reference_.is_within(other.resource, candidate.resource)) with_narrower += other.score;
    }
    if (with_narrower < kSure) continue;
    if (meant == nullptr || reference_.is_within(candidate.resource, meant->resource)) {
      meant = &candidate;
    }
  }
  return meant;
}

PropertyId CellValues::property(TableReader& reader, TableReader::Column column,
                                std::string_view name) {
  const auto text = reader.required(column, name);
  if (!text) return {};
  const PropertyId id = reference_.find_property(*text);
  if (!id) reader.expected(column, tell("a property{}", reference_.suggest_property(*text)));
  return id;
}

ModeId CellValues::mode(TableReader& reader, TableReader::Column column, std::string_view name) {
  const auto text = reader.required(column, name);
  if (!text) return {};
  const ModeId id = reference_.find_mode(*text);
  if (!id) reader.expected(column, tell("a transport mode{}", reference_.suggest_mode(*text)));
  return id;
}

const std::optional<AmountUnit>& CellValues::known_unit(std::string_view text) {
  auto known = units_.find(text);
  if (known == units_.end()) {
    known = units_.try_emplace(std::string(text), read_amount_unit(text)).first;
  }
  return known->second;
}

std::optional<AmountKind> CellValues::unit_kind(std::string_view text) {
  const std::optional<AmountUnit>& unit = known_unit(text);
  return unit ? std::optional(unit->kind) : std::nullopt;
}

std::optional<ResourceUnit> CellValues::unit(TableReader& reader, TableReader::Column column,
                                             std::string_view name, ResourceId resource) {
  const auto text = reader.required(column, name);
  if (!text) return {};
  const std::optional<AmountUnit>& unit = known_unit(*text);
  if (!unit) {
    reader.expected(column, tell("a unit such as {}", unit_examples()));
    return {};
  }
  if (!resource) return {};
  const auto base = reference_.to_base_units(unit->kind, resource);
  if (!base) {
    const reference::Resource& row = reference_[resource];
    reader.expected(column,
                    tell("a unit of {} ({}), as {} is counted; no property is known "
                         "that turns {} into it",
                         kind_message(row.kind), row.unit(), row.key, kind_message(unit->kind)));
    return {};
  }
  return ResourceUnit{unit->base_units * *base, unit->times_per_year.value_or(1)};
}

bool CellValues::is_usual_low_code(ResourceId resource, const std::string& code) {
  const auto [known, is_new] = usual_codes_.try_emplace({resource, code});
  if (is_new) known->second = reference_.is_usual_low_code(resource, code);
  return known->second;
}

std::string CellValues::low_code(TableReader& reader, TableReader::Column column) {
  const std::string_view text = reader.text(column);
  if (text.empty()) return {};
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.size() == 5) digits.insert(digits.begin(), '0');  // Excel drops the leading zero
  if (digits.size() == 6) {
    const std::string code =
        digits.substr(0, 2) + ' ' + digits.substr(2, 2) + ' ' + digits.substr(4, 2);
    if (reference_.is_low_code(code)) return code;
  }
  reader.expected(column, tell("a six-digit code of the List of Waste, such as 10 01 02"));
  return {};
}

std::string CellValues::route(TableReader& reader, TableReader::Column column) {
  const std::string_view text = reader.text(column);
  if (text.empty() || text == "purchase" || text == "none" || reference_.is_rd_code(text)) {
    return std::string(text);
  }
  reader.expected(column, tell("R1–R13, D1–D15, purchase or none"));
  return {};
}

std::string CellValues::country(TableReader& reader, TableReader::Column column) {
  const std::string_view text = reader.text(column);
  const bool is_sound =
      text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!text.empty() && !is_sound) reader.expected(column, tell("two capital letters, such as NO"));
  return is_sound ? std::string(text) : std::string();
}

std::string CellValues::nace(TableReader& reader, TableReader::Column column) {
  const std::string_view text = reader.text(column);
  if (!text.empty() && !reference_.is_nace_code(text)) {
    reader.expected(column, tell("a NACE code, such as 24.10"));
    return {};
  }
  return std::string(text);
}

}  // namespace samspill::formats
