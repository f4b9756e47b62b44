#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "domain/region.h"
#include "domain/remark.h"
#include "reference/reference.h"

namespace samspill::matching {

/// What a decided match and another one have in common, the least first: the way the resources fit;
/// the division (first two digits) of the taker's NACE class; the families of both resources, which
/// are the concepts just broader, but never the broadest of all; both resources themselves.
enum class Likeness { fit, sector, families, resources };
inline constexpr std::size_t kLikenesses = 4;

/// Decisions counted by what was answered and why.
struct DecisionCount {
  std::size_t accepted = 0;
  std::size_t declined = 0;
  std::array<std::size_t, kDecisionReasonWords.size()>
      declined_for{};  // by DecisionReason; some tell none

  std::size_t all() const { return accepted + declined; }
  /// The reason of more than half of those that declined; empty = there is none.
  std::optional<DecisionReason> main_reason() const;
  DecisionCount& operator+=(const DecisionCount& other);
  DecisionCount& operator-=(const DecisionCount& other);
};

/// The decisions on matches that are like one match in this and in nothing nearer.
struct LikeMatches {
  Likeness likeness = Likeness::fit;
  DecisionCount count;
  double effect = 0;  // what they add to the confidence
};

/// What people's decisions in a region teach about other matches (experience.cpp). Built once in
/// time proportional to the decisions; each question then takes the same short time however many
/// there are. The order of the decisions never matters. Keeps references: it must not outlive its
/// arguments.
class Experience {
 public:
  Experience(const Region& region, const reference::Reference& reference);

  /// True for a match that was declined on the facts that hold today, or on facts that the decision
  /// does not name, and not accepted on a later day.
  bool is_hidden(StreamId offer, StreamId need) const;
  /// The confidence (0…1) after what was decided on like matches; without any, the same number.
  double adjusted(double confidence, StreamId offer, StreamId need, reference::Fit::Kind fit) const;
  /// The decisions behind it, the least alike first. The effects sum to adjusted() − confidence.
  std::array<LikeMatches, kLikenesses> like_matches(double confidence, StreamId offer,
                                                    StreamId need, reference::Fit::Kind fit) const;
  /// The decisions that did most to raise or lower the confidence, in words; empty = none did.
  std::optional<Remark> why(double confidence, StreamId offer, StreamId need,
                            reference::Fit::Kind fit) const;

 private:
  static constexpr int kAny = -1;

  /// What the matches of one count share; what is left out may be anything.
  struct Shared {
    ResourceId offered;  // of both, the families where `is_family`
    ResourceId needed;
    bool is_family = false;
    int division = kAny;
    int fit = kAny;

    bool operator==(const Shared&) const = default;
  };
  struct SharedHash {
    std::size_t operator()(const Shared& shared) const noexcept;
  };

  void hide_declined();
  void count(const Decision& decision);
  DecisionCount counted(const Shared& shared) const;
  std::array<DecisionCount, kLikenesses> counts(StreamId offer, StreamId need,
                                                reference::Fit::Kind fit) const;
  ResourceId family(ResourceId resource) const;
  int division(StreamId need) const;
  std::string shown(Likeness likeness, StreamId offer, StreamId need) const;

  const Region& region_;
  const reference::Reference& reference_;
  std::unordered_set<std::uint64_t> hidden_;  // offer and need in one number
  std::unordered_map<Shared, DecisionCount, SharedHash> counts_;
};

}  // namespace samspill::matching
