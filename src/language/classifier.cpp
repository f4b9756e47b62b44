#include "language/classifier.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "language/purpose.h"
#include "language/waste_codes.h"

namespace samspill::language {
namespace {

/// Codes by the score of their candidates, each next code of a candidate worth half the one before.
std::vector<std::string> rank_codes(const std::vector<Candidate>& candidates) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const Candidate& candidate : candidates) {
    double worth = candidate.score;
    for (const std::string& code : candidate.low_codes) {
      const auto known = std::ranges::find(ranked, code, &std::pair<double, std::string>::second);
      if (known == ranked.end()) {
        ranked.emplace_back(worth, code);
      } else {
        known->first += worth;
      }
      worth /= 2;
    }
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &std::pair<double, std::string>::first);
  std::vector<std::string> codes;
  for (auto& [worth, code] : ranked) codes.push_back(std::move(code));
  return codes;
}

}  // namespace

Classifier::Classifier(const reference::Reference& reference)
    : Classifier(reference, built_in_index(), Model::built_in()) {}

Classifier::Classifier(const reference::Reference& reference, const Index& index,
                       const Model& model)
    : reference_(reference), index_(index), model_(model), weigher_(index, reference) {}

Analysis Classifier::take_apart(std::string_view text, const Context& context) {
  const WordCount count = [&](std::string_view part) { return index_.count(part); };
  return analyse(text, context.language, count, stems_);
}

std::vector<Classifier::Scored> Classifier::score(const Analysis& analysis,
                                                  const Context& context) {
  const std::vector<Evidence>& evidence = weigher_.weigh(analysis, context);
  model_.score(evidence, scores_);
  std::vector<Scored> scored;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    scored.push_back({evidence[i].concept_index, scores_[i]});
  }
  return scored;
}

/// The geometric mean of two readings, so that it is sure only of what both find likely.
std::vector<Classifier::Scored> Classifier::agreed(const std::vector<Scored>& whole,
                                                   const std::vector<Scored>& thing) {
  static constexpr double kLeast =
      1e-3;  // what a reading leaves to a concept that it does not name
  const auto in = [](const std::vector<Scored>& reading, std::uint32_t concept_index) {
    const auto found = std::ranges::find(reading, concept_index, &Scored::concept_index);
    return found == reading.end() ? kLeast : std::max(found->score, kLeast);
  };
  std::vector<Scored> both;
  for (const Scored& one : whole) {
    if (one.concept_index != kNoConcept) both.push_back(one);
  }
  for (const Scored& one : thing) {
    if (!std::ranges::contains(both, one.concept_index, &Scored::concept_index)) {
      both.push_back(one);
    }
  }
  double sum = 0;
  for (Scored& one : both) {
    one.score = std::sqrt(in(whole, one.concept_index) * in(thing, one.concept_index));
    sum += one.score;
  }
  for (Scored& one : both) one.score /= sum;
  return both;
}

std::vector<Classifier::Scored> Classifier::best(std::string_view text, const Analysis& analysis,
                                                 const Context& context, std::size_t most) {
  std::vector<Scored> scored = score(analysis, context);
  // What a thing is for is not what it is: "kull til sementovn" is coal, not clinker.
  const std::string_view thing = analysis.has_purpose ? before_purpose(text) : text;
  if (thing.size() < text.size()) {
    Analysis of_thing = take_apart(thing, context);
    of_thing.low_codes = analysis.low_codes;
    scored = agreed(scored, score(of_thing, context));
  }
  scored.pop_back();  // "none of them"
  std::ranges::stable_sort(scored, std::ranges::greater{}, &Scored::score);
  if (scored.size() > most) scored.resize(most);
  return scored;
}

std::vector<Candidate> Classifier::read_resources(std::string_view text, const Context& context,
                                                  std::size_t most) {
  std::vector<Candidate> candidates;
  for (const Scored& one : best(text, take_apart(text, context), context, most)) {
    candidates.push_back({ResourceId(one.concept_index), one.score, {}});
  }
  return candidates;
}

Reading Classifier::read(std::string_view text, const Context& context, std::size_t most) {
  Analysis analysis = take_apart(text, context);
  Reading reading;
  for (const Scored& one : best(text, analysis, context, most)) {
    const ResourceId id(one.concept_index);
    reading.candidates.push_back(
        {id, one.score, order_low_codes(reference_, reference_[id], analysis, context)});
  }
  reading.likely_codes = rank_codes(reading.candidates);
  reading.hints = std::move(analysis.hints);
  reading.percent = analysis.percent;
  for (std::string& code : analysis.low_codes) {
    if (reference_.is_low_code(code)) reading.low_codes.push_back(std::move(code));
  }
  return reading;
}

}  // namespace samspill::language
