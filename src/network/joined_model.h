#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "network/model.h"
#include "network/risk.h"
#include "solver/problem.h"

namespace samspill::network {

/// The models of several scenarios as one problem: what is built is the same in all of them, what
/// flows is each one's own. Its cost is `RiskyCost::objective` of the scenarios' costs [EUR].
struct JoinedModel {
  /// The model of one scenario.
  struct Part {
    const Network* network = nullptr;
    const Model* model = nullptr;
    double probability = 0;
    std::string_view name{};  // stands in the names of what is its own, where the models bear names
  };

  JoinedModel(std::span<const Part> parts, const RiskTerms& terms);

  /// The columns of one part's model.
  std::vector<double> columns_of(std::size_t part, const std::vector<double>& joined) const;
  /// The joined columns of an answer to each part's model; what is built is what most is built of
  /// in any of them.
  std::vector<double> columns_from(std::span<const std::vector<double>> answers) const;

  solver::Problem problem;

 private:
  friend class ModelJoiner;
  RiskTerms terms_;
  std::vector<Part> parts_;
  std::vector<std::vector<std::size_t>> columns_;  // joined, by part and its column
  std::size_t shared_columns_ = 0;                 // they come first
  std::vector<std::size_t>
      excess_columns_;  // by part, cost beyond the threshold; none without risk
  std::size_t threshold_column_ = kNone;
};

}  // namespace samspill::network
