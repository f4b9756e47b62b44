// Whether a material keeps the limits of a use.
//
// Problem: limits come in classes, per dry matter or per phosphorus, and much is not known. Method:
// each row is kept, unknown, doubtful or broken; a class is as bad as its worst row, a group as bad
// as the worse of what always holds and its best class. A broken row is excused where a row on
// another basis stands in for it and is kept (Danish sludge: per phosphorus instead of per dry
// matter). A class with a condition counts only where the condition holds.
//
// Source: data/contaminant_limits.csv, values by reference/basis.h.
//
// Limits: typical values; doses per hectare are never known; soil of the field is not looked at.
//
// Worked number: 2 mg cadmium per kg dry matter breaks 0.8, but with 32 g phosphorus per kg dry
// matter it is 62.5 mg per kg phosphorus and keeps 100: admitted.
#include "matching/limits.h"

#include <algorithm>
#include <cmath>

#include "base/number.h"

namespace samspill::matching {
namespace {

using reference::ContaminantLimit;
using reference::KnownValue;
using reference::Property;
using reference::Reference;
using Kind = LimitVerdict::Kind;

/// Three digits are what an analysis is good for.
std::string shown(double value) {
  if (value == 0) return "0";
  const double scale = std::pow(10, 2 - std::floor(std::log10(std::abs(value))));
  return to_text(std::round(value * scale) / scale);
}

std::string phrase(const Property& property, double value, const ContaminantLimit& row) {
  std::string text = property.key + ' ' + shown(value);
  if (!property.unit.empty()) text += ' ' + property.unit;
  return text + (row.is_upper ? " (≤ " : " (≥ ") + to_text(row.value) + ')';
}

Kind breach(const ContaminantLimit& row) {
  return row.breach == ContaminantLimit::Breach::excludes ? Kind::broken : Kind::doubtful;
}

/// A group's verdict as its rows are gone through.
class Tally {
 public:
  Tally(const Reference& reference, const KnownValue& known)
      : reference_(reference), known_(known) {}

  Kind state(const ContaminantLimit& row) const {
    const std::string& key = reference_[row.property].key;
    if (const auto value = reference::value_on_basis(reference_, known_, key)) {
      return (row.is_upper ? *value <= row.value : *value >= row.value) ? Kind::kept : breach(row);
    }
    const auto most = reference::most_on_basis(reference_, known_, key);
    return row.is_upper && most && *most <= row.value ? Kind::kept : Kind::unknown;
  }

  void add(const ContaminantLimit& row, Kind kind, LimitVerdict& verdict) const {
    const Property& property = reference_[row.property];
    verdict.kind = std::max(verdict.kind, kind);
    if (kind == Kind::unknown) {
      verdict.unknown.push_back(property.key);
      return;
    }
    auto value = reference::value_on_basis(reference_, known_, property.key);
    if (!value) value = reference::most_on_basis(reference_, known_, property.key);
    (kind == Kind::kept ? verdict.kept : verdict.missed)
        .push_back(phrase(property, value.value_or(row.value), row));
    if (kind != Kind::kept && verdict.source.empty()) verdict.source = row.provenance.source;
  }

  /// The row, or the one that stands in for it and turns out better.
  void add_or_instead(const ContaminantLimit& row, const LimitGroup& group,
                      LimitVerdict& verdict) const {
    const ContaminantLimit* best = &row;
    Kind kind = state(row);
    for (const ContaminantLimit* other : group.instead) {
      if (other->instead_of != row.property) continue;
      // Kept by a rule that no longer holds is no more than doubtful; broken, it excuses nothing.
      Kind worth = state(*other);
      if (worth > Kind::unknown) continue;
      if (breach(*other) == Kind::doubtful) worth = Kind::doubtful;
      if (worth < kind) {
        best = other;
        kind = worth;
      }
    }
    add(*best, kind, verdict);
  }

  /// Empty = the class is not for this material.
  std::optional<LimitVerdict> of_class(const std::string& name,
                                       const std::vector<LimitGroup::Row>& rows) const {
    LimitVerdict verdict;
    verdict.class_name = name;
    for (const ContaminantLimit* row : rows) {
      if (row->when) {
        const std::string& key = reference_[row->when].key;
        const auto value = reference::value_on_basis(reference_, known_, key);
        if (!value) {
          verdict.kind = std::max(verdict.kind, Kind::unknown);
          verdict.unknown.push_back(key);
          continue;
        }
        if ((row->when_least && *value < *row->when_least) ||
            (row->when_below && *value >= *row->when_below)) {
          return {};
        }
      }
      add(*row, state(*row), verdict);
    }
    return verdict;
  }

 private:
  const Reference& reference_;
  const KnownValue& known_;
};

void append(std::vector<std::string>& to, std::vector<std::string> from) {
  std::ranges::move(from, std::back_inserter(to));
}

}  // namespace

Limits::Limits(const Reference& reference) : reference_(reference) {
  for (const ContaminantLimit& row : reference.law().limits()) {
    auto group = std::ranges::find_if(groups_, [&](const LimitGroup& other) {
      return other.use == row.use && other.country == row.country && other.resource == row.resource;
    });
    if (group == groups_.end()) {
      groups_.push_back({row.use, row.country, row.taker_use, row.resource, {}, {}, {}});
      group = std::prev(groups_.end());
    }
    if (row.applies == ContaminantLimit::Applies::always) {
      group->always.push_back(&row);
    } else if (row.applies == ContaminantLimit::Applies::instead) {
      group->instead.push_back(&row);
    } else {
      auto found = std::ranges::find(group->classes, row.class_name,
                                     [](const auto& entry) { return entry.first; });
      if (found == group->classes.end()) {
        group->classes.push_back({row.class_name, {}});
        found = std::prev(group->classes.end());
      }
      found->second.push_back(&row);
    }
  }
}

std::vector<const LimitGroup*> Limits::product_groups(ResourceId needed,
                                                      std::string_view country) const {
  const reference::Country* member = reference_.law().country(country);
  std::vector<const LimitGroup*> found;
  for (const LimitGroup& group : groups_) {
    const bool holds = group.country == country ||
                       (group.country == "EU" && member != nullptr && member->is_in_eea());
    if (group.taker_use.empty() && holds && reference_.is_within(needed, group.resource)) {
      found.push_back(&group);
    }
  }
  return found;
}

std::vector<const LimitGroup*> Limits::use_groups(std::string_view use,
                                                  std::string_view country) const {
  const reference::Country* member = reference_.law().country(country);
  std::vector<const LimitGroup*> found;
  for (const LimitGroup& group : groups_) {
    if (group.taker_use == use && group.country == country) found.push_back(&group);
  }
  if (member == nullptr || !member->is_in_eea()) return found;
  const std::size_t own = found.size();
  for (const LimitGroup& group : groups_) {
    if (group.taker_use != use || group.country != "EU") continue;
    const bool has_own =
        std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(own),
                    [&](const LimitGroup* other) { return other->resource == group.resource; });
    if (!has_own) found.push_back(&group);
  }
  return found;
}

LimitVerdict Limits::judge(const LimitGroup& group, const KnownValue& known) const {
  const Tally tally(reference_, known);
  LimitVerdict verdict;
  verdict.group = &group;
  for (const ContaminantLimit* row : group.always) tally.add_or_instead(*row, group, verdict);
  std::optional<LimitVerdict> best;
  for (const auto& [name, rows] : group.classes) {
    auto of_class = tally.of_class(name, rows);
    if (of_class && (!best || of_class->kind < best->kind)) best = std::move(of_class);
  }
  if (!best) return verdict;
  verdict.kind = std::max(verdict.kind, best->kind);
  verdict.class_name = std::move(best->class_name);
  append(verdict.kept, std::move(best->kept));
  append(verdict.missed, std::move(best->missed));
  append(verdict.unknown, std::move(best->unknown));
  if (verdict.source.empty()) verdict.source = std::move(best->source);
  return verdict;
}

}  // namespace samspill::matching
