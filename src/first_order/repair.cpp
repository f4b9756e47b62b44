// From flows that nearly balance to a plan that does.
//
// Problem: a first-order method keeps bounds exactly and balances nearly. Method: what is missing
// at a node is bought there, what is left is disposed of; so the plan is exact, and dearer by what
// the flows were off. Where a way out is only a penalty, flows and activities that need it are
// first cut back, round by round down the chain, until what is left to pay is rounding. Then each
// flow that gains by it is raised or lowered until one of its ends is balanced. Worked number:
// demand 10, purchase 40, 9 arrive: one is bought, 40 are paid; had its sender one more to dispose
// of and carriage cost 10, it would be sent.
#include "first_order/repair.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samspill::first_order {
namespace {

/// Of the largest size; below it nothing is built.
constexpr double kLeastSize = 1e-6;
/// A whole build must earn this share of its fixed cost at the step's prices.
constexpr double kLeastEarned = 0.5;
/// Rounds of cutting; in the last ones what has no way out stands still at once.
constexpr int kCutRounds = 24, kGentleRounds = 12;
/// Of what goes through a node; less is the rounding of 32-bit flows, and paid for.
constexpr double kRounding = 5e-7;

float below(float flow, double limit) {
  if (static_cast<double>(flow) <= limit) return flow;
  const auto nearest = static_cast<float>(limit);
  return static_cast<double>(nearest) > limit ? std::nextafterf(nearest, -1) : nearest;
}

}  // namespace

Repair::Repair(const FlowProblem& problem, const Layout& layout)
    : problem_(problem),
      layout_(layout),
      periods_(problem.periods),
      blocks_(layout.blocks),
      has_penalties_(std::ranges::contains(problem.purchase_is_penalty, true) ||
                     std::ranges::contains(problem.disposal_is_penalty, true)) {}

double Repair::apply(Step& step, const Builds& builds) {
  keep(step, builds);
  settle(step);
  return cost_of(step, builds);
}

/// Limits, sizes, and what is missing then.
void Repair::keep(Step& step, const Builds& builds) {
  keep_limits(step);
  activity_.resize(problem_.activities.size() * periods_);
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    for (std::size_t t = 0; t < periods_; ++t) {
      activity_[i * periods_ + t] =
          static_cast<double>(step.activity[i * blocks_ + t / kLanes].lane[t % kLanes]);
    }
  }
  choose_sizes(step, builds);
  if (has_penalties_) cut_what_has_no_way_out(step);
  find_missing(step);
}

/// Where a flow can be raised or lowered at a gain, it is, until one of its ends is balanced.
void Repair::settle(Step& step) {
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    const ArcRow& row = layout_.arcs[i];
    const Arc& arc = problem_.arcs[layout_.arc_of[i]];
    const double cost = problem_.cost_of(arc);
    const double* limit = &problem_.arc_limit[layout_.arc_of[i] * periods_];
    float* flow = step.flow[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) {
      double& from = missing_[slot(row.from, t)];
      double& to = missing_[slot(row.to, t)];
      if (flow[t] == 0 && from >= 0) continue;
      double wanted = static_cast<double>(flow[t]);
      if (from < 0 && arc.gain * saved_by_more(row.to, t) - cost_of_less(row.from, t) > cost) {
        wanted += to > 0 ? std::min(-from, to / arc.gain) : -from;
      } else if (saved_by_more(row.from, t) + cost > arc.gain * cost_of_less(row.to, t)) {
        const double least_step =
            std::min(from > 0 ? from : wanted, to < 0 ? -to / arc.gain : wanted);
        wanted = std::max(0.0, wanted - least_step);
      }
      const float settled = below(static_cast<float>(wanted), limit[t]);
      const double change = static_cast<double>(settled) - static_cast<double>(flow[t]);
      flow[t] = settled;
      from += change;
      to -= arc.gain * change;
    }
  }
}

bool Repair::is_idle(const Step& step, std::size_t arc) const {
  const float* lanes = step.flow[arc * blocks_].lane;
  float most = 0;
  for (std::size_t i = 0; i < blocks_ * kLanes; ++i) most = std::max(most, lanes[i]);
  return most == 0;
}

void Repair::keep_limits(Step& step) {
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    if (is_idle(step, i)) continue;
    const double* limit = &problem_.arc_limit[layout_.arc_of[i] * periods_];
    float* flow = step.flow[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) flow[t] = below(flow[t], limit[t]);
  }
}

double Repair::price_at(const Step& step, std::size_t node, std::size_t period) const {
  const std::size_t place = layout_.place_of[node];
  return static_cast<double>(step.price[place * blocks_ + period / kLanes].lane[period % kLanes]);
}

/// What the activities earn at the step's prices.
double Repair::value_of(const Step& step, std::size_t facility) const {
  double value = 0;
  for (std::size_t i = problem_.first_activity(facility);
       i < problem_.facilities[facility].activities_end; ++i) {
    for (std::size_t t = 0; t < periods_; ++t) {
      if (activity_[i * periods_ + t] == 0) continue;
      double margin = -problem_.cost_of(problem_.activities[i]);
      for (const Term& term : problem_.terms_of(i)) {
        margin += term.amount * price_at(step, term.node, term.is_next ? problem_.next(t) : t);
      }
      value += margin * activity_[i * periods_ + t];
    }
  }
  return value;
}

/// The size that the activities need, at most the largest.
double Repair::size_of(std::size_t facility) const {
  double size = 0;
  for (std::size_t t = 0; t < periods_; ++t) {
    double used = 0;
    for (std::size_t i = problem_.first_activity(facility);
         i < problem_.facilities[facility].activities_end; ++i) {
      used += activity_[i * periods_ + t];
    }
    const double share = problem_.facility_share[facility * periods_ + t];
    if (used > 0 && share > 0) size = std::max(size, used / share);
  }
  return std::min(size, problem_.facilities[facility].largest);
}

/// Cuts the activities of each period to what the size allows.
void Repair::fit_into_size(std::size_t facility) {
  const std::size_t first = problem_.first_activity(facility);
  const std::size_t last = problem_.facilities[facility].activities_end;
  for (std::size_t t = 0; t < periods_; ++t) {
    double used = 0;
    for (std::size_t i = first; i < last; ++i) used += activity_[i * periods_ + t];
    const double most = size_[facility] * problem_.facility_share[facility * periods_ + t];
    if (used <= most) continue;
    for (std::size_t i = first; i < last; ++i) activity_[i * periods_ + t] *= most / used;
  }
}

bool Repair::is_of_use(const Step& step, std::size_t facility) const {
  const Facility& row = problem_.facilities[facility];
  if (!(size_[facility] > kLeastSize * row.largest)) return false;
  return value_of(step, facility) - row.cost_per_size * size_[facility] >
         kLeastEarned * row.fixed_cost;
}

void Repair::choose_sizes(const Step& step, const Builds& builds) {
  size_.assign(problem_.facilities.size(), 0.0);
  is_built_.assign(problem_.facilities.size(), true);
  for (std::size_t i = 0; i < problem_.facilities.size(); ++i) {
    const Facility& facility = problem_.facilities[i];
    size_[i] = facility.is_existing ? facility.largest : size_of(i);
    if (!facility.is_existing) {
      is_built_[i] = !builds.chosen.empty() ? builds.chosen[i] != 0
                     : builds.are_whole     ? is_of_use(step, i)
                                            : size_[i] > kLeastSize * facility.largest;
      if (!is_built_[i]) size_[i] = 0;
    }
    fit_into_size(i);
  }
}

void Repair::find_missing(const Step& step) {
  missing_.assign(problem_.nodes() * periods_, 0.0);
  for (std::size_t i = 0; i < layout_.node_of.size(); ++i) {
    const double* demand = &problem_.demand[layout_.node_of[i] * periods_];
    std::copy(demand, demand + periods_, &missing_[i * periods_]);
  }
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    if (is_idle(step, i)) continue;
    const ArcRow& row = layout_.arcs[i];
    const double gain = problem_.arcs[layout_.arc_of[i]].gain;
    const float* flow = step.flow[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) {
      missing_[row.from * periods_ + t] += static_cast<double>(flow[t]);
      missing_[row.to * periods_ + t] -= gain * static_cast<double>(flow[t]);
    }
  }
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    for (const Term& term : problem_.terms_of(i)) {
      double* missing = &missing_[layout_.place_of[term.node] * periods_];
      for (std::size_t t = 0; t < periods_; ++t) {
        missing[term.is_next ? problem_.next(t) : t] -= term.amount * activity_[i * periods_ + t];
      }
    }
  }
  for (std::size_t i = 0; i < layout_.node_of.size(); ++i) {
    if (!layout_.is_yearly[i]) continue;
    double* missing = &missing_[i * periods_];
    for (std::size_t t = 1; t < periods_; ++t) missing[0] += std::exchange(missing[t], 0.0);
  }
}

double Repair::cost_of_ways_out() {
  double cost = 0;
  penalties_ = 0;
  for (std::size_t i = 0; i < layout_.node_of.size(); ++i) {
    const std::size_t node = layout_.node_of[i];
    for (std::size_t t = 0; t < periods_; ++t) {
      const double missing = missing_[i * periods_ + t];
      const double price =
          missing > 0 ? problem_.highest_price(node, t) : problem_.lowest_price(node, t);
      cost += missing * price;
      const bool is_penalty =
          missing > 0 ? problem_.purchase_is_penalty[node] : problem_.disposal_is_penalty[node];
      if (is_penalty) penalties_ += missing * price;
    }
  }
  return cost;
}

double Repair::cost_of(const Step& step, const Builds& builds) {
  double cost = cost_of_ways_out();
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    if (is_idle(step, i)) continue;
    const float* flow = step.flow[i * blocks_].lane;
    double sent = 0;
    for (std::size_t t = 0; t < periods_; ++t) sent += static_cast<double>(flow[t]);
    cost += sent * problem_.cost_of(problem_.arcs[layout_.arc_of[i]]);
  }
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    double done = 0;
    for (std::size_t t = 0; t < periods_; ++t) done += activity_[i * periods_ + t];
    cost += done * problem_.cost_of(problem_.activities[i]);
  }
  for (std::size_t i = 0; i < problem_.facilities.size(); ++i) {
    const Facility& facility = problem_.facilities[i];
    if (facility.is_existing || !is_built_[i]) continue;
    const double part = builds.are_whole       ? 1
                        : facility.largest > 0 ? size_[i] / facility.largest
                                               : 0;
    cost += facility.cost_per_size * size_[i] + facility.fixed_cost * part;
  }
  return cost;
}

void Repair::cut_what_has_no_way_out(Step& step) {
  for (int round = 0; round < kCutRounds; ++round) {
    find_missing(step);
    if (!find_shares(step, round >= kGentleRounds)) return;
    cut(step);
  }
}

/// Of what leaves and enters each node, the share that may stay. Returns whether anything must go.
bool Repair::find_shares(const Step& step, bool stands_still) {
  std::vector<double> out(missing_.size(), 0.0), in(missing_.size(), 0.0);
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    if (is_idle(step, i)) continue;
    const ArcRow& row = layout_.arcs[i];
    const float* flow = step.flow[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) {
      out[slot(row.from, t)] += static_cast<double>(flow[t]);
      in[slot(row.to, t)] += static_cast<double>(row.gain) * static_cast<double>(flow[t]);
    }
  }
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    for (const Term& term : problem_.terms_of(i)) {
      auto& amounts = term.amount < 0 ? out : in;
      for (std::size_t t = 0; t < periods_; ++t) {
        amounts[slot(layout_.place_of[term.node], term.is_next ? problem_.next(t) : t)] +=
            std::abs(term.amount) * activity_[i * periods_ + t];
      }
    }
  }
  kept_out_.assign(missing_.size(), 1.0F);
  kept_in_.assign(missing_.size(), 1.0F);
  bool must_go = false;
  for (std::size_t i = 0; i < missing_.size(); ++i) {
    const std::size_t node = layout_.node_of[i / periods_];
    const bool lacks = missing_[i] > kRounding * out[i] && problem_.purchase_is_penalty[node];
    const bool is_left = -missing_[i] > kRounding * in[i] && problem_.disposal_is_penalty[node];
    if (!lacks && !is_left) continue;
    const double through = lacks ? out[i] : in[i];
    if (!(through > 0)) continue;
    must_go = true;
    const double share = stands_still ? 0 : std::max(0.0, 1 - std::abs(missing_[i]) / through);
    (lacks ? kept_out_ : kept_in_)[i] = static_cast<float>(share);
  }
  return must_go;
}

void Repair::cut(Step& step) {
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    if (is_idle(step, i)) continue;
    const ArcRow& row = layout_.arcs[i];
    float* flow = step.flow[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) {
      flow[t] *= std::min(kept_out_[slot(row.from, t)], kept_in_[slot(row.to, t)]);
    }
  }
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    for (std::size_t t = 0; t < periods_; ++t) {
      float share = 1;
      for (const Term& term : problem_.terms_of(i)) {
        const std::size_t at =
            slot(layout_.place_of[term.node], term.is_next ? problem_.next(t) : t);
        share = std::min(share, (term.amount < 0 ? kept_out_ : kept_in_)[at]);
      }
      activity_[i * periods_ + t] *= static_cast<double>(share);
    }
  }
}

Plan Repair::settled(const Plan& given, const Builds& builds) {
  Step step;
  step.flow.resize(layout_.arcs.size() * blocks_);
  step.activity.resize(problem_.activities.size() * blocks_);
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    std::copy_n(&given.flow[layout_.arc_of[i] * periods_], periods_, step.flow[i * blocks_].lane);
  }
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    std::transform(&given.activity[i * periods_], &given.activity[i * periods_] + periods_,
                   step.activity[i * blocks_].lane,
                   [](double amount) { return static_cast<float>(amount); });
  }
  const double cost = apply(step, builds);
  Plan settled = plan(step);
  settled.cost = cost;
  return settled;
}

Plan Repair::mixed(const Plan& one, const Plan& other, double part) {
  const auto mix = [&](double a, double b) { return part * a + (1 - part) * b; };
  Step step;
  step.flow.resize(layout_.arcs.size() * blocks_);
  step.activity.resize(problem_.activities.size() * blocks_);
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    const std::size_t at = layout_.arc_of[i] * periods_;
    float* flow = step.flow[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) {
      flow[t] = static_cast<float>(
          mix(static_cast<double>(one.flow[at + t]), static_cast<double>(other.flow[at + t])));
    }
  }
  for (std::size_t i = 0; i < problem_.activities.size(); ++i) {
    float* activity = step.activity[i * blocks_].lane;
    for (std::size_t t = 0; t < periods_; ++t) {
      activity[t] =
          static_cast<float>(mix(one.activity[i * periods_ + t], other.activity[i * periods_ + t]));
    }
  }
  keep(step, {});
  const double cost = cost_of(step, {});
  Plan mixed = plan(step);
  mixed.cost = cost;
  return mixed;
}

Plan Repair::plan(const Step& step) const {
  Plan plan;
  write(step, plan);
  return plan;
}

void Repair::write(const Step& step, Plan& plan) const {
  plan.penalties = penalties_;
  plan.activity = activity_;
  plan.size = size_;
  plan.is_built = is_built_;
  plan.flow.resize(problem_.arcs.size() * periods_);
  for (std::size_t i = 0; i < layout_.arcs.size(); ++i) {
    const float* flow = step.flow[i * blocks_].lane;
    std::copy(flow, flow + periods_, &plan.flow[layout_.arc_of[i] * periods_]);
  }
  plan.purchase.resize(missing_.size());
  plan.disposal.resize(missing_.size());
  for (std::size_t i = 0; i < missing_.size(); ++i) {
    const std::size_t at = layout_.node_of[i / periods_] * periods_ + i % periods_;
    plan.purchase[at] = std::max(missing_[i], 0.0);
    plan.disposal[at] = std::max(-missing_[i], 0.0);
  }
}

}  // namespace samspill::first_order
