#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/evidence.h"
#include "language/model.h"
#include "language/stems.h"

namespace samspill::language {

/// A concept that a text may mean.
struct Candidate {
  ResourceId resource;
  double score = 0;  // probability, calibrated: of scores of 0.8, eight in ten are right
  std::vector<std::string> low_codes;  // its waste codes, the likeliest here first
};

struct Reading {
  std::vector<Candidate> candidates;      // best first; they and "none of them" sum to 1
  std::vector<std::string> hints;         // what the text says of its condition: wet, mixed …
  std::optional<double> percent;          // a share that the text states
  std::vector<std::string> low_codes;     // codes written in the text itself
  std::vector<std::string> likely_codes;  // waste codes over all candidates, likeliest first
};

/// Reads what people call a resource, in seven languages, with slips of the keyboard, compounds,
/// waste codes and everyday words. Keeps scratch space: one for each thread.
/// Method: docs/methods/language.md.
class Classifier {
 public:
  /// With the index and the weights that ship with the program. `reference` must hold the
  /// vocabulary that ships with it, at the same places; it may hold more.
  explicit Classifier(const reference::Reference& reference);
  Classifier(const reference::Reference& reference, const Index& index, const Model& model);

  Reading read(std::string_view text, const Context& context, std::size_t most = 5);
  /// Only the resources it may mean: the candidates of read() without their waste codes.
  std::vector<Candidate> read_resources(std::string_view text, const Context& context,
                                        std::size_t most);

 private:
  /// A concept with its probability.
  struct Scored {
    std::uint32_t concept_index = kNoConcept;
    double score = 0;
  };
  /// The best concepts for a text that `analysis` is of, "none of them" left out.
  std::vector<Scored> best(std::string_view text, const Analysis& analysis, const Context& context,
                           std::size_t most);
  Analysis take_apart(std::string_view text, const Context& context);
  /// All concepts that may be meant, and "none of them" as the last.
  std::vector<Scored> score(const Analysis& analysis, const Context& context);
  static std::vector<Scored> agreed(const std::vector<Scored>& whole,
                                    const std::vector<Scored>& thing);

  const reference::Reference& reference_;
  const Index& index_;
  const Model& model_;
  Weigher weigher_;
  Stems stems_;
  std::vector<double> scores_;
};

}  // namespace samspill::language
