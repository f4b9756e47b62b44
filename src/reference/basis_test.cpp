#include "reference/basis.h"

#include <gtest/gtest.h>
#include <map>
#include <string>

namespace samspill::reference {
namespace {

/// The property worked out from what is stated, with the constants that ship with the program.
std::optional<double> value(std::map<std::string, double> stated, std::string_view property) {
  const Reference& reference = built_in();
  return value_on_basis(
      reference,
      [&](PropertyId id) -> std::optional<double> {
        const auto found = stated.find(reference[id].key);
        return found == stated.end() ? std::nullopt : std::optional(found->second);
      },
      property);
}

TEST(Basis, metal_per_phosphorus_and_per_dry_matter_lead_to_each_other) {
  const std::map<std::string, double> sludge = {
      {"cadmium", 2}, {"dry_matter", 25}, {"phosphorus", 8}};
  EXPECT_NEAR(value(sludge, "cadmium_per_phosphorus").value(), 62.5, 1e-9);
  EXPECT_NEAR(value({{"cadmium_per_phosphorus", 62.5}, {"phosphorus_dry", 32}}, "cadmium").value(),
              2, 1e-9);
  // 75 % moisture is 25 % dry matter.
  EXPECT_NEAR(value({{"phosphorus", 8}, {"moisture", 75}}, "phosphorus_dry").value(), 32, 1e-9);
}

TEST(Basis, wet_amounts_become_shares_of_dry_matter) {
  // 2.5 kg salt per 100 kg wet with 10 kg dry matter holds 0.98 kg sodium.
  EXPECT_NEAR(value({{"salt", 2.5}, {"dry_matter", 10}}, "sodium").value(), 9.835, 1e-6);
  EXPECT_NEAR(value({{"salt", 2.5}, {"dry_matter", 10}}, "chloride").value(), 15.165, 1e-6);
  EXPECT_NEAR(value({{"nitrogen", 6}, {"dry_matter", 20}}, "nitrogen_dry").value(), 3, 1e-9);
  EXPECT_NEAR(
      value({{"mercury", 0.5}, {"dry_matter", 80}, {"lhv", 20}}, "mercury_per_energy").value(),
      0.02, 1e-9);
}

TEST(Basis, what_is_stated_wins_and_what_lacks_a_step_stays_unknown) {
  EXPECT_EQ(value({{"sodium", 1}, {"salt", 2.5}, {"dry_matter", 10}}, "sodium"), 1);
  EXPECT_FALSE(value({{"salt", 2.5}}, "sodium"));
  EXPECT_FALSE(value({{"cadmium", 2}, {"phosphorus", 8}}, "cadmium_per_phosphorus"));
  EXPECT_FALSE(value({{"cadmium", 2}, {"phosphorus_dry", 0}}, "cadmium_per_phosphorus"));
  EXPECT_FALSE(value({}, "cadmium"));
}

}  // namespace
}  // namespace samspill::reference
