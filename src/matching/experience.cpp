// What people's decisions say about the matches they have not decided on yet.
//
// Problem: the confidence of a match tells how well it is documented, not whether people take it.
// Decisions tell that, but few of them are on the very same kind of match.
//
// Method: Bayesian shrinkage in four steps, from the decisions that are least like the match to
// those that are most. Each decision counts in one step, that of its nearest likeness:
//   fit        the resources fit in the same way (same, narrower, synergy)     weight 1/8
//   sector     the same NACE division of the taker                             weight 1/4
//   families   the same pair of concepts just broader than the resources       weight 1/2
//   resources  the same pair of resources                                      weight 1
// Before a step the acceptance rate has the mean m, held as firmly as by 4 decisions: a Beta
// distribution with α = 4 m, β = 4 (1 − m). The n decisions of the step, a of them accepted, are n
// pseudo-observations of weight w, and the new mean is that of the posterior,
//   m ← (4 m + w a) / (4 + w n).
// The first m is the confidence. So broad experience corrects it where there is nothing nearer, and
// near experience outweighs the broad: with 36 decisions on the same resources, these count 90 %.
// One more acceptance raises one step and lowers none.
//
// The steps are disjoint: what is counted for nearer likenesses is subtracted (inclusion and
// exclusion over eight counts), so each question costs eight look-ups.
//
// Source: A. Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 2 and 5 (Beta-binomial, partial
// pooling); the weights are own choice, tried out by simulation (docs/matching.md).
//
// Limits: a decision is judged by what its streams are today; one from five years ago counts like
// one from yesterday; several decisions on one pair count each; the reason tells why but weighs
// nothing, as each kind of refusal is a refusal.
//
// Worked number: confidence 0.8, on the same resources 4 of 5 declined, no other decisions:
// (4 · 0.8 + 1) / (4 + 5) = 0.467.
#include "matching/experience.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <string>
#include <string_view>
#include <utility>

#include "base/number.h"
#include "matching/facts.h"

namespace samspill::matching {
namespace {

using reference::Fit;

/// So many decisions does the mean before a step count for.
constexpr double kFirmness = 4;
/// Of one decision, by Likeness.
constexpr std::array<double, kLikenesses> kWeights = {0.125, 0.25, 0.5, 1};

std::string_view word(Fit::Kind kind) {
  switch (kind) {
    case Fit::Kind::same:
      return "same";
    case Fit::Kind::narrower:
      return "narrower";
    case Fit::Kind::synergy:
      return "synergy";
  }
  return "";
}

std::string rounded(double confidence) {
  return to_text(std::round(100 * confidence) / 100);
}

std::size_t mix(std::size_t hash, std::size_t part) {
  return ((hash ^ part) * 0x9E3779B97F4A7C15U) ^ (hash >> 29U);
}

std::uint64_t in_one_number(StreamId offer, StreamId need) {
  return (std::uint64_t{offer.index()} << 32U) | need.index();
}

/// What the step does to a mean that it starts from. Since the posterior is linear in that mean,
/// its effect on the confidence is what it would do alone, thinned by the steps that follow.
double change(const DecisionCount& count, Likeness likeness, double mean) {
  const double weight = kWeights[static_cast<std::size_t>(likeness)];
  const double seen = weight * static_cast<double>(count.all());
  return (weight * static_cast<double>(count.accepted) - seen * mean) / (kFirmness + seen);
}

/// The part of a change made before it that the step leaves.
double left_by(const DecisionCount& count, Likeness likeness) {
  const double weight = kWeights[static_cast<std::size_t>(likeness)];
  return kFirmness / (kFirmness + weight * static_cast<double>(count.all()));
}

}  // namespace

std::optional<DecisionReason> DecisionCount::main_reason() const {
  const auto most = std::ranges::max_element(declined_for);
  if (2 * *most <= declined) return {};
  return static_cast<DecisionReason>(most - declined_for.begin());
}

DecisionCount& DecisionCount::operator+=(const DecisionCount& other) {
  accepted += other.accepted;
  declined += other.declined;
  for (std::size_t i = 0; i < declined_for.size(); ++i) declined_for[i] += other.declined_for[i];
  return *this;
}

DecisionCount& DecisionCount::operator-=(const DecisionCount& other) {
  accepted -= other.accepted;
  declined -= other.declined;
  for (std::size_t i = 0; i < declined_for.size(); ++i) declined_for[i] -= other.declined_for[i];
  return *this;
}

std::size_t Experience::SharedHash::operator()(const Shared& shared) const noexcept {
  std::size_t hash = mix(shared.is_family ? 1 : 2, shared.offered.index());
  hash = mix(hash, shared.needed.index());
  hash = mix(hash, static_cast<std::size_t>(shared.division));
  return mix(hash, static_cast<std::size_t>(shared.fit));
}

Experience::Experience(const Region& region, const reference::Reference& reference)
    : region_(region), reference_(reference) {
  hide_declined();
  for (const Decision& decision : region.decisions) count(decision);
}

void Experience::hide_declined() {
  std::unordered_map<std::uint64_t, std::string_view> last_accepted;  // the day, by pair
  for (const Decision& decision : region_.decisions) {
    if (decision.answer != Answer::accepted) continue;
    std::string_view& day = last_accepted[in_one_number(decision.offer, decision.need)];
    day = std::max(day, std::string_view(decision.date));
  }
  for (const Decision& decision : region_.decisions) {
    if (decision.answer != Answer::declined) continue;
    const std::uint64_t pair = in_one_number(decision.offer, decision.need);
    const auto accepted = last_accepted.find(pair);
    const bool is_lifted = accepted != last_accepted.end() && !decision.date.empty() &&
                           accepted->second > decision.date;
    if (is_lifted || hidden_.contains(pair)) continue;
    if (decision.facts.empty() ||
        decision.facts == fingerprint(region_, reference_, decision.offer, decision.need)) {
      hidden_.insert(pair);
    }
  }
}

bool Experience::is_hidden(StreamId offer, StreamId need) const {
  return hidden_.contains(in_one_number(offer, need));
}

ResourceId Experience::family(ResourceId resource) const {
  const ResourceId broader = reference_[resource].broader;
  return broader && reference_[broader].broader ? broader : resource;
}

int Experience::division(StreamId need) const {
  const std::string& nace = region_[region_[need].site].nace;
  if (nace.size() < 2) return kAny;
  return (nace[0] - '0') * 10 + (nace[1] - '0');
}

/// Adds the decision to each of the eight counts it belongs to.
void Experience::count(const Decision& decision) {
  DecisionCount one;
  (decision.answer == Answer::accepted ? one.accepted : one.declined) = 1;
  if (decision.answer == Answer::declined && decision.reason) {
    one.declined_for[static_cast<std::size_t>(*decision.reason)] = 1;
  }
  const ResourceId offered = region_[decision.offer].resource;
  const ResourceId needed = region_[decision.need].resource;
  const int sector = division(decision.need);
  const auto fit = reference_.fit(offered, needed);
  const int kind = fit ? static_cast<int>(fit->kind) : kAny;
  const Shared families{family(offered), family(needed), true};
  counts_[{.offered = offered, .needed = needed}] += one;
  counts_[families] += one;
  for (Shared shared : {Shared{}, families}) {
    const bool has_sector = sector != kAny, has_kind = kind != kAny;
    shared.division = sector;
    if (has_sector) counts_[shared] += one;
    shared.fit = kind;
    if (has_sector && has_kind) counts_[shared] += one;
    shared.division = kAny;
    if (has_kind) counts_[shared] += one;
  }
}

DecisionCount Experience::counted(const Shared& shared) const {
  const auto found = counts_.find(shared);
  return found == counts_.end() ? DecisionCount{} : found->second;
}

/// By nearest likeness, each decision once.
std::array<DecisionCount, kLikenesses> Experience::counts(StreamId offer, StreamId need,
                                                          Fit::Kind fit) const {
  const ResourceId offered = region_[offer].resource, needed = region_[need].resource;
  const Shared families{family(offered), family(needed), true};
  const int sector = division(need), kind = static_cast<int>(fit);
  const auto with = [](Shared shared, int division, int fit_kind) {
    shared.division = division;
    shared.fit = fit_kind;
    return shared;
  };
  std::array<DecisionCount, kLikenesses> out;
  DecisionCount& by_resources = out[static_cast<std::size_t>(Likeness::resources)];
  DecisionCount& by_families = out[static_cast<std::size_t>(Likeness::families)];
  DecisionCount& by_sector = out[static_cast<std::size_t>(Likeness::sector)];
  DecisionCount& by_fit = out[static_cast<std::size_t>(Likeness::fit)];
  by_resources = counted({.offered = offered, .needed = needed});
  by_families = counted(families);
  by_families -= by_resources;
  by_fit = counted(with({}, kAny, kind));
  by_fit -= counted(with(families, kAny, kind));
  if (sector == kAny) return out;
  by_sector = counted(with({}, sector, kAny));
  by_sector -= counted(with(families, sector, kAny));
  by_fit += counted(with(families, sector, kind));
  by_fit -= counted(with({}, sector, kind));
  return out;
}

std::array<LikeMatches, kLikenesses> Experience::like_matches(double confidence, StreamId offer,
                                                              StreamId need, Fit::Kind fit) const {
  const auto by_likeness = counts(offer, need, fit);
  std::array<LikeMatches, kLikenesses> out;
  for (std::size_t i = 0; i < kLikenesses; ++i) {
    out[i].likeness = static_cast<Likeness>(i);
    out[i].count = by_likeness[i];
    out[i].effect = change(out[i].count, out[i].likeness, confidence);
    for (std::size_t before = 0; before < i; ++before) {
      out[before].effect *= left_by(out[i].count, out[i].likeness);
    }
  }
  return out;
}

double Experience::adjusted(double confidence, StreamId offer, StreamId need, Fit::Kind fit) const {
  if (counts_.empty()) return confidence;
  const auto by_likeness = counts(offer, need, fit);
  double mean = confidence;
  for (std::size_t i = 0; i < kLikenesses; ++i) {
    mean += change(by_likeness[i], static_cast<Likeness>(i), mean);
  }
  return mean;
}

std::optional<Remark> Experience::why(double confidence, StreamId offer, StreamId need,
                                      Fit::Kind fit) const {
  const double after = adjusted(confidence, offer, need, fit);
  const double sign = after > confidence ? 1 : -1;
  const auto like = like_matches(confidence, offer, need, fit);
  const LikeMatches& most =
      *std::ranges::max_element(like, {}, [=](const LikeMatches& a) { return sign * a.effect; });
  if (sign * most.effect <= 0) return {};
  const bool is_raised = sign > 0;
  std::string key = is_raised ? "experience.accepted" : "experience.declined";
  if (most.likeness == Likeness::fit) {
    key += std::format("_fit_{}", word(fit));
  } else if (const auto reason = most.count.main_reason(); reason && !is_raised) {
    key += std::format("_{}", kDecisionReasonWords[static_cast<std::size_t>(*reason)]);
  }
  const std::size_t count = is_raised ? most.count.accepted : most.count.declined;
  return Remark{std::move(key),
                {std::to_string(most.count.all()), std::to_string(count),
                 shown(most.likeness, offer, need), rounded(after), rounded(confidence)}};
}

/// In words that need no translation; nothing for the kind of fit, which the text itself names.
std::string Experience::shown(Likeness likeness, StreamId offer, StreamId need) const {
  const ResourceId offered = region_[offer].resource, needed = region_[need].resource;
  const auto pair = [this](ResourceId from, ResourceId to) {
    return std::format("{} → {}", reference_[from].key, reference_[to].key);
  };
  switch (likeness) {
    case Likeness::resources:
      return pair(offered, needed);
    case Likeness::families:
      return pair(family(offered), family(needed));
    case Likeness::sector:
      return std::format("NACE {:02}", division(need));
    case Likeness::fit:
      return "";
  }
  return "";
}

}  // namespace samspill::matching
