// find_matches against working out every pair, in random worlds where every rule is in play.
#include "matching/find_matches.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <gtest/gtest.h>
#include <set>
#include <tuple>

#include "matching/small_world_test.h"
#include "reference/carriage.h"
#include "reference/texts.h"
#include "reference/valuation.h"

namespace samspill::matching {
namespace {

using testing::random_world;
using testing::SmallWorld;

constexpr std::uint64_t kWorlds = 2000;

/// One pair as plain numbers.
struct Plain {
  StreamId offer, need;
  ModeId mode;
  double sent = 0, kilometres = 0;
  std::optional<double> benefit, co2e;
};

/// The naive matcher: all pairs, all ways, nothing skipped, written without the engine's own files.
class AllPairs {
 public:
  AllPairs(const SmallWorld& world, const MatchOptions& options)
      : region_(world.region),
        reference_(world.reference),
        options_(options),
        carriages_(region_, reference_) {}

  std::vector<Plain> run() const {
    std::vector<Plain> kept;
    for (std::size_t o = 0; o < region_.streams.size(); ++o) {
      std::vector<Plain> of_offer;
      for (std::size_t n = 0; n < region_.streams.size(); ++n) {
        if (const auto pair = judge(StreamId(o), StreamId(n))) of_offer.push_back(*pair);
      }
      of_offer = sorted(of_offer);
      if (options_.top > 0 && of_offer.size() > options_.top) of_offer.resize(options_.top);
      kept.insert(kept.end(), of_offer.begin(), of_offer.end());
    }
    return sorted(kept);
  }

 private:
  double left(StreamId id) const {
    double rest = region_[id].quantity.in(unit_amount / year), taken = 0;
    for (const Exchange& exchange : region_.exchanges) {
      if (exchange.stage != Stage::operating || !exchange.quantity) continue;
      const double moved = exchange.quantity->in(unit_amount / year);
      if (exchange.offer == id) taken += moved;
      if (exchange.need != id) continue;
      const Stream& giver = region_[exchange.offer];
      const auto fit = reference_.fit(giver.resource, region_[id].resource);
      const bool is_alike =
          reference_[giver.resource].unit() == reference_[region_[id].resource].unit();
      if (fit) taken += moved * fit->substitution;
      if (!fit && is_alike) taken += moved;
    }
    if (taken > 0) rest = rest - taken <= 1e-9 * rest ? 0 : rest - taken;
    return rest;
  }

  bool passes(const Stream& offer, const Stream& need) const {
    const auto has = [&](auto test) { return test(offer) || test(need); };
    return has([&](const Stream& s) { return !options_.site || s.site == options_.site; }) &&
           has([&](const Stream& s) {
             return !options_.resource || reference_.is_within(s.resource, options_.resource);
           }) &&
           has([&](const Stream& s) {
             return options_.country.empty() || region_[s.site].country == options_.country;
           });
  }

  bool quality_holds(StreamId offer, StreamId need) const {
    for (const Quality& limit : region_.qualities) {
      if (limit.stream != need || (!limit.min && !limit.max)) continue;
      std::optional<double> value;
      for (const Quality& own : region_.qualities) {
        if (own.stream == offer && own.property == limit.property) value = own.typical;
      }
      if (!value) {
        const auto* row = reference_.property_value(region_[offer].resource, limit.property);
        if (row != nullptr) value = row->value;
      }
      if (!value && reference_[limit.property].key == "temperature") return false;
      if (value && limit.min && *value < *limit.min) return false;
      if (value && limit.max && *value > *limit.max) return false;
    }
    return true;
  }

  /// Period by period, unless one of the two can wait. Rounds as the engine does, for ties must
  /// agree.
  double overlap(const Stream& offer, const Stream& need, double given, double wanted,
                 double per_sent, std::optional<AmountFlow> capacity) const {
    const double most = capacity ? capacity->in(unit_amount / year) : INFINITY;
    if (offer.is_storable || need.is_storable) return std::min({given, wanted / per_sent, most});
    double sum = 0;
    for (std::size_t t = 0; t < region_.settings.periods.size(); ++t) {
      const double length = region_.settings.periods[t].in(year);
      const auto share = [&](const Stream& s) { return s.profile.empty() ? length : s.profile[t]; };
      sum += std::min({given * share(offer), wanted * share(need) / per_sent, most * length});
    }
    return sum;
  }

  std::optional<Plain> judge(StreamId o, StreamId n) const {
    const Stream& offer = region_[o];
    const Stream& need = region_[n];
    if (offer.direction != Direction::offer || need.direction != Direction::need) return {};
    if (!passes(offer, need)) return {};
    const auto fit = reference_.fit(offer.resource, need.resource);
    if (!fit || !quality_holds(o, n)) return {};
    const auto price_o = reference::present_price(region_, reference_, offer);
    const auto price_n = reference::present_price(region_, reference_, need);
    const auto co2e_o = reference::present_factor(region_, reference_, offer);
    const auto co2e_n = reference::present_factor(region_, reference_, need);
    const auto use = reference::use_factor(region_, reference_, *fit, offer.resource, need.site);
    std::optional<Plain> best;
    double best_unit_cost = 0;
    for (const auto& way : carriages_.ways(offer.site, need.site, offer.resource)) {
      if (offer.max_distance && way.distance > *offer.max_distance) continue;
      if (need.max_distance && way.distance > *need.max_distance) continue;
      if (fit->synergy != nullptr && fit->synergy->max_distance &&
          way.distance > *fit->synergy->max_distance) {
        continue;
      }
      const double per_sent = fit->substitution * way.arrival;
      Plain pair{o, n, way.mode};
      pair.kilometres = way.distance.in(kilometre);
      pair.sent = overlap(offer, need, left(o), left(n), per_sent, way.capacity);
      if (pair.sent <= 0) continue;
      const double replaced = pair.sent * per_sent;
      const double running = way.cost.in(euro / unit_amount) * pair.sent;
      const double fixed = way.fixed.in(euro / year);
      if (price_o && price_n) {
        pair.benefit = price_o->value.in(euro / unit_amount) * pair.sent +
                       price_n->value.in(euro / unit_amount) * replaced - running - fixed;
      }
      if (co2e_o && co2e_n && way.co2e) {
        pair.co2e = co2e_o->value.in(tonne_co2e / unit_amount) * pair.sent +
                    co2e_n->value.in(tonne_co2e / unit_amount) * replaced -
                    way.co2e->in(tonne_co2e / unit_amount) * pair.sent;
        if (use) {
          pair.co2e =
              *pair.co2e - use->value.in(tonne_co2e / unit_amount) * (pair.sent * way.arrival);
        }
      }
      const double unit_cost = (running + fixed) / replaced;
      const bool is_first = !best;
      const bool has_more = !is_first && pair.benefit && *pair.benefit > *best->benefit;
      const bool is_cheaper = !is_first && !pair.benefit && unit_cost < best_unit_cost;
      const bool is_even = !is_first && (pair.benefit ? *pair.benefit == *best->benefit
                                                      : unit_cost == best_unit_cost);
      if (is_first || has_more || is_cheaper || (is_even && pair.kilometres < best->kilometres)) {
        best = pair;
        best_unit_cost = unit_cost;
      }
    }
    const auto least = options_.min_benefit;
    if (best && least && (!best->benefit || *best->benefit < least->in(euro / year))) return {};
    return best;
  }

  static double money(const Plain& p) { return p.benefit.value_or(-INFINITY); }
  static double climate(const Plain& p) { return p.co2e.value_or(-INFINITY); }

  /// By the measure; for `both` the undominated are peeled off again and again.
  std::vector<Plain> sorted(std::vector<Plain> rest) const {
    std::vector<Plain> out;
    while (!rest.empty()) {
      std::vector<Plain> layer, below;
      for (const Plain& p : rest) {
        const bool is_beaten =
            options_.rank == Rank::both && std::ranges::any_of(rest, [&](const Plain& q) {
              return money(q) >= money(p) && climate(q) >= climate(p) &&
                     (money(q) > money(p) || climate(q) > climate(p));
            });
        (is_beaten ? below : layer).push_back(p);
      }
      std::ranges::sort(layer, [&](const Plain& a, const Plain& b) { return order(a, b); });
      out.insert(out.end(), layer.begin(), layer.end());
      rest = below;
    }
    return out;
  }

  bool order(const Plain& a, const Plain& b) const {
    const auto key = [&](const Plain& p) {
      const double by_climate = options_.rank == Rank::benefit ? 0 : -climate(p);
      return options_.rank == Rank::climate ? std::tuple(by_climate, -money(p), p.kilometres,
                                                         region_[p.offer].key, region_[p.need].key)
                                            : std::tuple(-money(p), by_climate, p.kilometres,
                                                         region_[p.offer].key, region_[p.need].key);
    };
    return key(a) < key(b);
  }

  const Region& region_;
  const reference::Reference& reference_;
  const MatchOptions& options_;
  reference::Carriages carriages_;
};

std::string shown(const SmallWorld& world, const Plain& p) {
  return std::format("{}→{} {} sent {} km {} EUR {} t {}", world.region[p.offer].key,
                     world.region[p.need].key, p.mode ? world.reference[p.mode].key : "-", p.sent,
                     p.kilometres, p.benefit.value_or(NAN), p.co2e.value_or(NAN));
}

std::string shown(const SmallWorld& world, const Match& m) {
  Plain p{m.offer, m.need, m.mode, m.quantity.in(unit_amount / year), m.distance.in(kilometre)};
  if (m.benefit) p.benefit = m.benefit->in(euro / year);
  if (m.co2e_saved) p.co2e = m.co2e_saved->in(tonne_co2e / year);
  return shown(world, p);
}

template <typename List>
std::string all_shown(const SmallWorld& world, const List& list) {
  std::string text;
  for (const auto& item : list) text += shown(world, item) + "\n";
  return text;
}

MatchOptions random_options(std::uint64_t seed, const SmallWorld& world) {
  MatchOptions options;
  options.top = std::array<std::size_t, 4>{1, 2, 5, 0}[seed % 4];
  options.rank = std::array{Rank::benefit, Rank::climate, Rank::both}[seed % 3];
  if (seed % 5 == 0) options.min_benefit = 500.0 * euro / year;
  if (seed % 7 == 0) options.site = SiteId(seed % world.region.sites.size());
  if (seed % 11 == 0) options.resource = world.reference.find_resource_id("wood");
  if (seed % 13 == 0) options.country = "SE";
  return options;
}

TEST(FindMatches, equals_working_out_every_pair) {
  std::size_t matches = 0, unknown = 0, negative = 0, modes = 0;
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    const SmallWorld world = random_world(seed);
    const MatchOptions options = random_options(seed, world);
    const auto found = find_matches(world.region, world.reference, options);
    const auto expected = AllPairs(world, options).run();
    ASSERT_EQ(all_shown(world, found), all_shown(world, expected)) << "seed " << seed;
    std::set<ModeId> used;
    for (const Match& match : found) {
      unknown += !match.benefit;
      negative += match.benefit && *match.benefit < MoneyFlow{};
      used.insert(match.mode);
    }
    matches += found.size();
    modes = std::max(modes, used.size());
  }
  // The worlds are no use if they leave rules out of play.
  EXPECT_GT(matches, 4000u);
  EXPECT_GT(unknown, 400u);
  EXPECT_GT(negative, 400u);
  EXPECT_GE(modes, 4u);
}

TEST(FindMatches, order_of_rows_changes_nothing) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SmallWorld world = random_world(seed);
    const MatchOptions options = random_options(seed, world);
    const auto before = find_matches(world.region, world.reference, options);
    const std::string expected = all_shown(world, before);
    testing::shuffle_streams(world.region, seed + 1);
    const auto after = find_matches(world.region, world.reference, options);
    ASSERT_EQ(all_shown(world, after), expected) << "seed " << seed;
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(before[i].reasons, after[i].reasons);
      EXPECT_EQ(before[i].checks, after[i].checks);
      EXPECT_EQ(before[i].confidence, after[i].confidence);
    }
  }
}

TEST(FindMatches, every_remark_has_words_and_every_confidence_is_a_share) {
  std::set<std::string> keys;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const SmallWorld world = random_world(seed);
    for (const Match& match : find_matches(world.region, world.reference, {.top = 0})) {
      EXPECT_GT(match.confidence, 0);
      EXPECT_LE(match.confidence, 1);
      for (const Remark& remark : match.reasons) keys.insert(remark.key);
      for (const Remark& remark : match.checks) keys.insert(remark.key);
    }
  }
  EXPECT_GE(keys.size(), 20u);
  for (const std::string& key : keys) {
    EXPECT_NE(reference::text(key, reference::Language::en), key);
    EXPECT_NE(reference::text(key, reference::Language::nb),
              reference::text(key, reference::Language::en));
  }
}

TEST(FindMatches, tells_its_progress_and_stops_when_asked) {
  const SmallWorld world = random_world(2);
  double last = 0;
  MatchOptions options{.progress = [&](double share) {
    EXPECT_GE(share, last);
    last = share;
  }};
  EXPECT_FALSE(find_matches(world.region, world.reference, options).empty());
  EXPECT_EQ(last, 1);
  std::stop_source source;
  source.request_stop();
  options.stop = source.get_token();
  last = 0;
  EXPECT_TRUE(find_matches(world.region, world.reference, options).empty());
}

}  // namespace
}  // namespace samspill::matching
