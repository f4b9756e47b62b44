#include <algorithm>
#include <array>

#include "base/date.h"
#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<Answer>, 2> kAnswers{
    {{"accepted", Answer::accepted}, {"declined", Answer::declined}}};
constexpr auto kReasons = [] {
  std::array<Choice<DecisionReason>, kDecisionReasonWords.size()> choices;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    choices[i] = {kDecisionReasonWords[i], static_cast<DecisionReason>(i)};
  }
  return choices;
}();

/// A stream with that direction; none and a diagnostic otherwise.
StreamId find_side(Reading& reading, TableReader& reader, std::string_view name,
                   Direction direction) {
  const auto column = reader.column(name);
  const StreamId id = find_stream(reading, reader, column, name);
  if (!id || reading.out.region[id].direction == direction) return id;
  reader.expected(column, direction == Direction::offer ? tell("a stream with the direction offer")
                                                        : tell("a stream with the direction need"));
  return {};
}

std::string_view read_date(TableReader& reader) {
  const auto column = reader.column("date");
  const std::string_view text = reader.text(column);
  if (text.empty() || is_date(text)) return text;
  reader.expected(column, tell("a day as YYYY-MM-DD"));
  return {};
}

std::string_view read_fingerprint(TableReader& reader) {
  const auto column = reader.column("facts");
  const std::string_view text = reader.text(column);
  const bool is_hex = std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (is_hex) return text;
  reader.expected(column,
                  tell("the digits and letters a to f that samspill decide writes, or nothing"));
  return {};
}

}  // namespace

void read_decisions(Reading& reading) {
  const Table* table = reading.tables.find("decisions");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  const auto answer = reader.column("decision"), reason = reader.column("reason");
  const auto remark = reader.column("remark");
  auto& decisions = reading.out.region.decisions;
  decisions.reserve(table->rows());
  while (reader.next()) {
    Decision decision;
    decision.offer = find_side(reading, reader, "offer_id", Direction::offer);
    decision.need = find_side(reading, reader, "need_id", Direction::need);
    if (reader.required(answer, "decision")) {
      decision.answer = reader.choice(answer, kAnswers).value_or(Answer::accepted);
    }
    decision.reason = reader.choice(reason, kReasons);
    decision.remark = reader.text(remark);
    decision.date = read_date(reader);
    decision.facts = read_fingerprint(reader);
    if (decision.offer && decision.need) decisions.push_back(std::move(decision));
  }
}

}  // namespace samspill::formats
