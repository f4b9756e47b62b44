#include "matching/prospects.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "matching/small_world_test.h"

namespace samspill::matching {
namespace {

using testing::random_world;
using testing::SmallWorld;

constexpr double kNever = -std::numeric_limits<double>::infinity();

bool is_by_sea(const Prospect& prospect) {
  return prospect.mode != nullptr && prospect.mode->path == reference::Path::sea;
}

/// What the prospects say the partner can bring at most.
double most(const std::vector<Prospect>& prospects, const NeedFigures& partner, bool is_even,
            bool has_quay = false) {
  double most = kNever;
  for (const Prospect& prospect : prospects) {
    if (!prospect.is_known || (is_by_sea(prospect) && !has_quay)) continue;
    most = std::max(most, bound(prospect, partner, is_even));
  }
  return most;
}

/// All pairs of some random worlds, each direct or by one chain.
template <typename Visit>
void visit_routes(const SmallWorld& world, const PairRules& rules, const Pathways& pathways,
                  Visit visit) {
  const std::size_t count = world.region.streams.size();
  for (std::size_t o = 0; o < count; ++o) {
    for (std::size_t n = 0; n < count; ++n) {
      const Stream& offer = world.region.streams[o];
      const Stream& need = world.region.streams[n];
      if (offer.direction != Direction::offer || need.direction != Direction::need) continue;
      const Routes all = find_routes(rules, pathways, offer.resource, need.resource);
      if (all.direct) {
        visit(StreamId(o), StreamId(n), Routes{all.direct, {}},
              rules.best_outcome(StreamId(o), StreamId(n), *all.direct));
      }
      for (const Chain& chain : all.chains) {
        visit(StreamId(o), StreamId(n), Routes{{}, {chain}},
              pathways.best_outcome(StreamId(o), StreamId(n), chain).best);
      }
    }
  }
}

TEST(Prospects, no_partner_brings_more) {
  std::size_t positive = 0, negative = 0, of_chains = 0;
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    const SmallWorld world = random_world(seed);
    const PairRules rules(world.region, world.reference);
    const Pathways pathways(rules);
    for (const Measure measure : {Measure::benefit, Measure::co2e_saved}) {
      const Prospects prospects(rules, pathways, measure);
      visit_routes(
          world, rules, pathways,
          [&](StreamId o, StreamId n, const Routes& routes, const std::optional<Outcome>& outcome) {
            if (!outcome) return;
            const auto benefit = outcome->benefit();
            const auto saved = outcome->co2e_saved();
            if (measure == Measure::benefit ? !benefit : !saved) return;
            const double value = measure == Measure::benefit ? benefit->in(euro / year)
                                                             : saved->in(tonne_co2e / year);
            const Stream& offer = world.region[o];
            const Stream& need = world.region[n];
            const bool is_even = offer.profile.empty() && need.profile.empty();
            const bool is_exact = is_even || offer.is_storable || need.is_storable;
            std::vector<SiteId> of_processes;
            for (const Chain& chain : routes.chains) {
              for (const Conversion& step : chain.conversions) {
                const auto& sites = world.region[step.process].sites;
                of_processes.insert(of_processes.end(), sites.begin(), sites.end());
              }
            }
            for (const auto& [seeker, partner] : {std::pair(o, n), std::pair(n, o)}) {
              const auto linked = prospects.linked(world.region[seeker].site, of_processes);
              if (std::ranges::contains(linked, world.region[partner].site)) continue;
              std::vector<Prospect> all;
              prospects.add(seeker, offer.resource, routes, all);
              ASSERT_GE(most(all, prospects.listed(partner), is_exact, prospects.has_quay(partner)),
                        value - 1e-9 * std::fabs(value))
                  << "seed " << seed << ' ' << offer.key << "→" << need.key << " sought by "
                  << world.region[seeker].key;
              double by_way = kNever;
              for (const Prospect& prospect : all) {
                if (!prospect.is_known) continue;
                by_way =
                    std::max(by_way, prospects.bound_by_way(prospect, seeker, partner,
                                                            prospects.listed(partner), is_exact));
              }
              ASSERT_GE(by_way, value - 1e-9 * std::fabs(value)) << "seed " << seed;
              ++(value > 0 ? positive : negative);
              of_chains += routes.chains.size();
            }
          });
    }
  }
  EXPECT_GT(positive, 5000u);
  EXPECT_GT(negative, 5000u);
  EXPECT_GT(of_chains, 2000u);
}

TEST(Prospects, the_bound_of_an_even_pair_is_what_it_brings_over_a_straight_line) {
  SmallWorld world;
  world.add("resources", "resource_id,broader,unit,state\nwood,,t,solid\n");
  world.add("transport",
            "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km,"
            "loss_percent_per_km,status\nlorry,wood,0.12,4.5,0.1,0,published\n");
  const StreamId offer = world.offer("o", world.site("a", 63, 10), "wood", 100);
  const StreamId need = world.need("n", world.site("b", 63.0898, 10), "wood", 60);
  world.price(offer, 50);
  world.price(need, 20);
  const PairRules rules(world.region, world.reference);
  const Pathways pathways(rules);
  const Prospects prospects(rules, pathways, Measure::benefit);
  const ResourceId wood = world.region[offer].resource;
  for (const auto& [seeker, partner] : {std::pair(offer, need), std::pair(need, offer)}) {
    std::vector<Prospect> all;
    prospects.add(seeker, wood, find_routes(rules, pathways, wood, wood), all);
    ASSERT_EQ(all.size(), 2u);  // on the same site, and by lorry
    EXPECT_NEAR(most(all, prospects.listed(partner), true), 60 * (50 + 20 - 4.5 - 0.12 * 9.985),
                0.1);
  }
}

TEST(Prospects, a_need_reckons_with_the_richest_offer) {
  SmallWorld world;
  world.add("resources", "resource_id,broader,unit,state\nsludge,,t,sludge\ngas,,MWh,gas\n");
  world.add("property_kinds", "property,unit\ndry_matter,%\n");
  world.add("transport",
            "mode,carries,cost_eur_per_unit_km,cost_eur_per_unit,co2e_kg_per_unit_km\n"
            "lorry,sludge,0.1,4,0.1\n");
  const SiteId plant = world.site("plant", 63.5);
  const StreamId poor = world.offer("poor", world.site("a", 63), "sludge", 100);
  const StreamId rich = world.offer("rich", world.site("b", 64), "sludge", 100);
  const StreamId need = world.need("need", plant, "gas", 1000);
  world.quality(poor, "dry_matter", {}, 2, {});
  world.quality(rich, "dry_matter", {}, 8, {});
  for (const StreamId offer : {poor, rich}) world.price(offer, 10);
  world.price(need, 60);
  Process process;
  process.key = process.name = "digester";
  process.sites = {plant};
  process.inputs = {{world.reference.find_resource_id("sludge"), 1, {}}};
  process.outputs = {
      {world.reference.find_resource_id("gas"), 0.1, world.reference.find_property("dry_matter")}};
  world.region.processes.push_back(process);
  const PairRules rules(world.region, world.reference);
  const Pathways pathways(rules);
  const Prospects prospects(rules, pathways, Measure::benefit);
  const ResourceId sludge = world.region[rich].resource;
  const Routes routes = find_routes(rules, pathways, sludge, world.region[need].resource);
  std::vector<Prospect> all;
  prospects.add(need, sludge, routes, all);
  ASSERT_EQ(all.size(), 2u);  // on the same site, and by lorry
  // 0.8 MWh a tonne; 4 EUR/t and 55.6 km of lorry.
  EXPECT_NEAR(most(all, prospects.listed(rich), false), 100 * (10 + 0.8 * 60 - 4 - 5.56), 1);
  EXPECT_FALSE(all.front().is_tight);  // of a poorer offer it says too much
}

}  // namespace
}  // namespace samspill::matching
