// Offers that keep a need's limits only when they are mixed.
//
// Problem: a sludge with 3 mg cadmium per kg dry matter may not go to a need that takes 2, but
// mixed with as much of one that has 1 it may. Method: what mixes by amount (salt, purity, chemical
// oxygen demand …) or by dry matter (metals), see `mixes` in data/property_kinds.csv, is averaged
// over all that arrives, weighted by amount or dry matter, in each period, or over the year where
// the need is stored: one linear row for each limit that some offer breaks. What is bought counts
// with the need's own typical value, else as free of what is limited above and just at what is
// limited below, and never makes the mix worse. Source: own; the same weights as in source–sink
// water reuse with a contaminant limit (M. Bagajewicz, Computers and Chemical Engineering 24 (2000)
// 2093, from memory).
//
// Limits: only what arrives at a need mixes, not what enters a process; only partners in the need's
// own unit; hazardous waste may not be diluted and takes no part; typical values.
//
// Worked number: 60 t with 3 mg/kg, limit 2: 60 t with 1 mg/kg, or 30 t bought free of cadmium,
// make it right.
#include "network/blends.h"

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "reference/suitability.h"

namespace samspill::network {
namespace {

using reference::Mixing;
using reference::Reference;

/// What a unit counts for in the mix; empty = unknown.
std::optional<double> weight_of(const Region& region, const Reference& reference, const Node& giver,
                                PropertyId property) {
  if (reference[property].mixing == Mixing::by_amount) return 1;
  if (reference[property].mixing == Mixing::none) return {};
  const auto percent = property_of(region, reference, giver, reference.find_property("dry_matter"));
  return percent ? std::optional(*percent / 100) : std::nullopt;
}

bool is_harmless(const Region& region, const Reference& reference, const Node& giver) {
  if (reference[giver.resource].hazard != reference::Hazard::no) return false;
  if (!giver.at.stream) return true;
  const std::string& code = region[giver.at.stream].low_code;
  const std::string date = reference::middle_of(region.settings.base_year);
  return code.empty() || !reference.is_hazardous_low_code(code, date);
}

/// The need's own typical value as far as it keeps the limits, else what is free of the property.
double bought_value(const Quality& limit) {
  const double least = limit.min.value_or(0), most = limit.max.value_or(HUGE_VAL);
  return std::clamp(limit.typical.value_or(least), std::min(least, most), most);
}

class BlendFinder {
 public:
  BlendFinder(const Region& region, const Reference& reference, const Nodes& nodes,
              const Arcs& arcs)
      : region_(region), reference_(reference), nodes_(nodes), arcs_(arcs) {
    by_taker_.resize(nodes.nodes.size());
    for (std::size_t i = 0; i < arcs.arcs.size(); ++i) {
      by_taker_[arcs.arcs[i].taker].push_back(i);
    }
  }

  std::vector<Blend> find() && {
    for (std::size_t i = 0; i < nodes_.nodes.size(); ++i) {
      const Node& need = nodes_[i];
      if (!need.at.stream || need.direction != Direction::need) continue;
      for (const Quality& limit : region_.qualities_of(need.at.stream)) {
        if (reference_[limit.property].mixing == Mixing::none) continue;
        if (limit.max) add(i, limit, true);
        if (limit.min) add(i, limit, false);
      }
    }
    return std::move(found_);
  }

 private:
  void add(std::size_t need, const Quality& limit, bool is_most) {
    Blend blend{.need = need,
                .property = limit.property,
                .is_most = is_most,
                .limit = is_most ? *limit.max : *limit.min};
    for (const std::size_t index : by_taker_[need]) {
      const Arc& arc = arcs_.arcs[index];
      const Node& giver = nodes_[arc.giver];
      const auto value = property_of(region_, reference_, giver, limit.property);
      const auto weight = weight_of(region_, reference_, giver, limit.property);
      if (!value || !weight ||
          reference_[giver.resource].kind != reference_[nodes_[need].resource].kind) {
        continue;
      }
      const bool is_beyond = blend.excess(*value) > 0;
      if (is_beyond && arc.is_today) continue;
      blend.parts.push_back({index, *weight, *value, is_beyond});
    }
    if (std::ranges::none_of(blend.parts, &Blend::Part::is_beyond)) return;
    blend.bought_weight = weight_of(region_, reference_, nodes_[need], limit.property).value_or(0);
    blend.bought_value = bought_value(limit);
    found_.push_back(std::move(blend));
  }

  const Region& region_;
  const Reference& reference_;
  const Nodes& nodes_;
  const Arcs& arcs_;
  std::vector<std::vector<std::size_t>> by_taker_;  // arcs by node
  std::vector<Blend> found_;
};

}  // namespace

bool may_blend(const Region& region, const Reference& reference, const Node& giver, StreamId need) {
  if (!is_harmless(region, reference, giver)) return false;
  if (reference[giver.resource].kind != reference[region[need].resource].kind) return false;
  return std::ranges::all_of(region.qualities_of(need), [&](const Quality& limit) {
    const auto value = property_of(region, reference, giver, limit.property);
    if (reference::keeps_limit(reference, limit, value)) return true;
    return value && weight_of(region, reference, giver, limit.property);
  });
}

bool limits_mixes(const Region& region, const Reference& reference, StreamId need) {
  return std::ranges::any_of(region.qualities_of(need), [&](const Quality& limit) {
    return (limit.min || limit.max) && reference[limit.property].mixing != Mixing::none;
  });
}

std::vector<Blend> find_blends(const Region& region, const Reference& reference, const Nodes& nodes,
                               const Arcs& arcs) {
  return BlendFinder(region, reference, nodes, arcs).find();
}

void note_blends(const Region& region, const Reference& reference, const Nodes& nodes,
                 const Arcs& arcs, const std::vector<Blend>& blends, const NetworkState& state,
                 std::vector<Remark>& notes) {
  for (const Blend& blend : blends) {
    const StreamId need = nodes[blend.need].at.stream;
    const auto is_beyond = [&](const PlanFlow& flow) {
      return flow.to.stream == need &&
             std::ranges::any_of(blend.parts, [&](const Blend::Part& part) {
               return part.is_beyond && nodes[arcs.arcs[part.arc].giver].at == flow.from;
             });
    };
    if (std::ranges::none_of(state.flows, is_beyond)) continue;
    const reference::Property& property = reference[blend.property];
    note(notes,
         {"network.blend", {region[need].key, property.key, to_text(blend.limit), property.unit}});
  }
}

}  // namespace samspill::network
