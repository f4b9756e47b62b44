#include "language/classifier.h"

#include <algorithm>
#include <numeric>

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

Reading Classifier::read(std::string_view text, const Context& context, std::size_t most) {
  const WordCount count = [&](std::string_view part) { return index_.count(part); };
  Analysis analysis = analyse(text, context.language, count, stems_);
  const std::vector<Evidence>& evidence = weigher_.weigh(analysis, context);
  model_.score(evidence, scores_);
  std::vector<std::size_t> order(evidence.size() - 1);
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return scores_[a] > scores_[b]; });
  if (order.size() > most) order.resize(most);
  Reading reading;
  for (const std::size_t i : order) {
    const ResourceId id(evidence[i].concept_index);
    reading.candidates.push_back(
        {id, scores_[i], order_low_codes(reference_, reference_[id], analysis, context)});
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
