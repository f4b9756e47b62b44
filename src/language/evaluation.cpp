#include "language/evaluation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>

namespace samspill::language {
namespace {

constexpr std::size_t kBins = 10;
constexpr std::size_t kShown = 3;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Bin {
  double scores = 0;
  double right = 0;
  double texts = 0;
};

struct Count {
  Accuracy accuracy;
  std::array<Bin, kBins> bins{};

  void add(const LabelledRow& row, const Reading& reading) {
    const auto& found = reading.candidates;
    const std::size_t shown = std::min(kShown, found.size());
    const auto begin = found.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(shown);
    const bool is_first = shown > 0 && found[0].resource == row.resource;
    ++accuracy.texts;
    if (is_first) ++accuracy.first;
    if (std::ranges::find(begin, end, row.resource, &Candidate::resource) != end) {
      ++accuracy.among_three;
    }
    if (!row.low_code.empty()) {
      ++accuracy.coded;
      const auto& codes = reading.likely_codes;
      const auto last = codes.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, codes.size()));
      if (std::find(codes.begin(), last, row.low_code) != last) ++accuracy.code_among_three;
    }
    const double score = shown > 0 ? found[0].score : 0;
    Bin& bin = bins[std::min(kBins - 1, static_cast<std::size_t>(score * kBins))];
    bin.scores += score;
    bin.right += is_first ? 1 : 0;
    bin.texts += 1;
  }

  Accuracy finished() const {
    Accuracy done = accuracy;
    for (const Bin& bin : bins) done.calibration_error += std::abs(bin.scores - bin.right);
    done.calibration_error /= std::max<double>(1, static_cast<double>(accuracy.texts));
    return done;
  }
};

}  // namespace

double Accuracy::first_share() const {
  return share(first, texts);
}
double Accuracy::among_three_share() const {
  return share(among_three, texts);
}
double Accuracy::code_share() const {
  return share(code_among_three, coded);
}

Evaluation evaluate(Classifier& classifier, const reference::Reference& reference,
                    const std::vector<LabelledRow>& rows) {
  Evaluation evaluation;
  Count all;
  std::map<std::string, Count> by_language;
  std::map<std::string, Count> by_kind;
  for (const LabelledRow& row : rows) {
    const LabelledText text = row.labelled();
    const Reading reading = classifier.read(text.text, text.context);
    all.add(row, reading);
    by_language[row.language].add(row, reading);
    by_kind[row.kind].add(row, reading);
    if (!reading.candidates.empty() && reading.candidates[0].resource == row.resource) continue;
    std::string found = "nothing";
    if (!reading.candidates.empty()) {
      const Candidate& first = reading.candidates[0];
      found = std::format("{} {:.2f}", reference[first.resource].key, first.score);
    }
    evaluation.mistakes.push_back(std::format("{} | {} → {} ({})", row.language, row.text, found,
                                              row.resource ? reference[row.resource].key : "none"));
  }
  evaluation.all = all.finished();
  for (const auto& [name, count] : by_language) evaluation.by_language[name] = count.finished();
  for (const auto& [name, count] : by_kind) evaluation.by_kind[name] = count.finished();
  return evaluation;
}

}  // namespace samspill::language
