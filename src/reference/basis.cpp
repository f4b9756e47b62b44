// One substance, several bases.
//
// Problem: a limit is per dry matter or per phosphorus, an analysis per wet tonne. Method: turn one
// into the other by dry matter d (share of the wet mass), phosphorus p (kg per kg dry matter) and
// heating value h (MJ per wet kg), all of the same material:
//   per phosphorus  metal per dry matter / p, and back
//   per dry matter  amount per wet mass / d, and back; sodium and chloride from salt by mass share
//   per energy      metal per dry matter · d / h
//   shares          moisture = 100 − dry matter, ash = 100 − volatile solids = 100 − loss on
//   ignition
//
// Limits: typical values, no spread. A value that needs one more unknown stays unknown.
//
// Worked number: sludge with 2 mg cadmium per kg dry matter, 25 % dry matter and 8 kg phosphorus
// per wet tonne has 32 g phosphorus per kg dry matter, so 2 / 0.032 = 62.5 mg cadmium per kg
// phosphorus.
#include "reference/basis.h"

#include <array>
#include <utility>

namespace samspill::reference {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 4> kPerPhosphorus{{{"cadmium_per_phosphorus", "cadmium"},
                                              {"lead_per_phosphorus", "lead"},
                                              {"mercury_per_phosphorus", "mercury"},
                                              {"nickel_per_phosphorus", "nickel"}}};
/// g per kg dry matter, from kg per wet tonne.
constexpr std::array<Pair, 2> kPerDryMatter{
    {{"phosphorus_dry", "phosphorus"}, {"potassium_dry", "potassium"}}};
/// Percent of the same mass that together make the whole.
constexpr std::array<Pair, 6> kRest{{{"moisture", "dry_matter"},
                                     {"dry_matter", "moisture"},
                                     {"ash_content", "volatile_solids"},
                                     {"volatile_solids", "ash_content"},
                                     {"ash_content", "loss_on_ignition"},
                                     {"loss_on_ignition", "ash_content"}}};
/// Percent of dry matter, from salt in percent of the wet mass by a constant.
constexpr std::array<Pair, 2> kOfSalt{
    {{"sodium", "sodium_in_salt"}, {"chloride", "chloride_in_salt"}}};
constexpr std::array<Pair, 2> kPartOf{
    {{"chromium_vi", "chromium"}, {"arsenic_inorganic", "arsenic"}}};

class OneMaterial {
 public:
  OneMaterial(const Reference& reference, const KnownValue& known)
      : reference_(reference), known_(known) {}

  std::optional<double> value(std::string_view property) const {
    if (const auto own = stated(property)) return own;
    if (const auto rest = share(property)) return rest;
    if (property == "loss_on_ignition") return stated("volatile_solids");
    if (const auto metal = per_phosphorus(property)) return metal;
    if (const auto dry = per_dry_matter(property)) return dry;
    if (property == "mercury_per_energy") {
      return ratio(product(value("mercury"), dry_share()), stated("lhv"));
    }
    return {};
  }

 private:
  using Value = std::optional<double>;

  static Value product(Value a, Value b) { return a && b ? Value(*a * *b) : Value(); }
  static Value ratio(Value a, Value b) { return a && b && *b > 0 ? Value(*a / *b) : Value(); }

  Value stated(std::string_view property) const {
    const PropertyId id = reference_.find_property(property);
    return id ? known_(id) : Value();
  }

  Value share(std::string_view property) const {
    for (const auto& [part, rest] : kRest) {
      if (part != property) continue;
      if (const Value other = stated(rest)) return 100 - *other;
    }
    return {};
  }

  /// Share of the wet mass, 0 to 1.
  Value dry_share() const {
    const Value stated_percent = stated("dry_matter");
    return ratio(stated_percent ? stated_percent : share("dry_matter"), 100.0);
  }

  /// kg per kg dry matter.
  Value phosphorus_share() const {
    if (const Value dry = stated("phosphorus_dry")) return *dry / 1000;
    return ratio(ratio(stated("phosphorus"), 1000.0), dry_share());
  }

  Value per_phosphorus(std::string_view property) const {
    for (const auto& [per, metal] : kPerPhosphorus) {
      if (property == per) return ratio(stated(metal), phosphorus_share());
      if (property == metal) return product(stated(per), phosphorus_share());
    }
    return {};
  }

  Value per_dry_matter(std::string_view property) const {
    for (const auto& [dry, wet] : kPerDryMatter) {
      if (property == dry) return ratio(stated(wet), dry_share());
      if (property == wet) return product(stated(dry), dry_share());
    }
    if (property == "nitrogen_dry") return ratio(ratio(stated("nitrogen"), 10.0), dry_share());
    for (const auto& [part, constant] : kOfSalt) {
      if (property == part) {
        return ratio(product(stated("salt"), reference_.find_constant(constant)), dry_share());
      }
    }
    return {};
  }

  const Reference& reference_;
  const KnownValue& known_;
};

}  // namespace

std::optional<double> value_on_basis(const Reference& reference, const KnownValue& known,
                                     std::string_view property) {
  return OneMaterial(reference, known).value(property);
}

std::optional<double> most_on_basis(const Reference& reference, const KnownValue& known,
                                    std::string_view property) {
  for (const auto& [part, whole] : kPartOf) {
    if (property == part) return value_on_basis(reference, known, whole);
  }
  return {};
}

}  // namespace samspill::reference
