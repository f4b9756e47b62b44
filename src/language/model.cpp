#include "language/model.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <reference_tables.h>

#include "base/csv.h"
#include "base/error.h"
#include "base/table_reader.h"

namespace samspill::language {
namespace {

constexpr std::array<std::string_view, kFeatures> kNames = {
    "words",         "letters",         "text_share",
    "name_share",    "concept_share",   "concept_letters",
    "same",          "best_words",      "best_letters",
    "head",          "first_head",      "head_in_concept",
    "words_squared", "letters_squared", "words_letters",
    "preferred",     "support",         "many_names",
    "sector",        "division",        "other_sector",
    "waste_offered", "goods_needed",    "code",
    "code_chapter",  "language",        "depth",
    "nothing",       "nothing_unknown", "nothing_weak"};

Model read_model() {
  Model model;
  Diagnostics diagnostics;
  const auto table = read_csv("language_weights", "data/language_weights.csv",
                              std::string(reference::tables::language_weights_csv()), diagnostics);
  std::size_t found = 0;
  if (table) {
    TableReader reader(*table, diagnostics);
    while (reader.next()) {
      const auto place = std::ranges::find(kNames, reader.text(reader.column("feature")));
      const auto weight = reader.required_number(reader.column("weight"), "weight");
      if (place == kNames.end() || !weight) continue;
      model.weights[static_cast<std::size_t>(place - kNames.begin())] = static_cast<float>(*weight);
      ++found;
    }
  }
  if (diagnostics.has_errors() || found != kNames.size()) {
    throw Error(ErrorKind::internal, "data/language_weights.csv does not name every feature once");
  }
  return model;
}

}  // namespace

std::string_view feature_name(std::size_t feature) {
  return kNames[feature];
}

void Model::score(std::span<const Evidence> evidence, std::vector<double>& scores) const {
  scores.clear();
  double most = -1e300;
  for (const Evidence& one : evidence) {
    float sum = 0;
    for (std::size_t f = 0; f < kFeatures; ++f) sum += weights[f] * one.features[f];
    scores.push_back(sum);
    most = std::max(most, scores.back());
  }
  double total = 0;
  for (double& score : scores) total += score = std::exp(score - most);
  for (double& score : scores) score /= total;
}

const Model& Model::built_in() {
  static const Model model = read_model();
  return model;
}

std::string write_model(const Model& model, std::string_view source) {
  std::string out = "feature,weight,source,status\n";
  for (std::size_t f = 0; f < kFeatures; ++f) {
    const std::string weight = std::format("{:.4f}", model.weights[f]);
    write_csv_row({kNames[f], weight, source, "published"}, out);
  }
  return out;
}

}  // namespace samspill::language
