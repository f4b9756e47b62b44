#include "matching/need_columns.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <numbers>
#include <random>
#include <set>

#include "base/error.h"
#include "matching/need_search.h"
#include "matching/parallel_blocks.h"

namespace samspill::matching {
namespace {

constexpr double kNoBar = -std::numeric_limits<double>::infinity();
constexpr int kPeriods = 12;

std::vector<ScanPath> paths() {
  std::vector<ScanPath> supported;
  for (const ScanPath path : {ScanPath::plain, ScanPath::avx2, ScanPath::avx512}) {
    if (is_supported(path)) supported.push_back(path);
  }
  return supported;
}

double distance_km(const Place& a, const Place& b) {
  return std::sqrt((a.x_km - b.x_km) * (a.x_km - b.x_km) + (a.y_km - b.y_km) * (a.y_km - b.y_km) +
                   (a.z_km - b.z_km) * (a.z_km - b.z_km));
}

/// Whether the pair may match, in double precision, and what it brings [EUR].
std::optional<double> benefit_eur(const OfferFigures& offer, const NeedFigures& need) {
  const double distance = distance_km(offer.place, need.place);
  if (distance > std::min(offer.reach_km, need.reach_km)) return std::nullopt;
  const std::uint32_t common = offer.periods & need.periods;
  if (common == 0 || (need.properties & ~offer.stated) != 0) return std::nullopt;
  if (offer.is_hazardous && !need.takes_hazardous) return std::nullopt;
  return std::min(offer.quantity, need.quantity) * std::popcount(common) / kPeriods *
             (offer.value_per_unit + need.value_per_unit - offer.cost_per_unit -
              offer.cost_per_unit_km * distance) -
         offer.fixed;
}

struct Hit {
  double benefit;
  std::uint32_t need;
  bool operator==(const Hit&) const = default;
  bool operator<(const Hit& other) const {
    return benefit != other.benefit ? benefit > other.benefit : need < other.need;
  }
};

/// Needs and their keys, as the store has them and as a plain loop reads them.
struct World {
  std::map<std::uint32_t, NeedFigures> needs;
  std::map<std::uint32_t, std::vector<std::uint32_t>> keys;
  std::uint32_t key_count = 1;

  NeedColumns columns() const {
    std::vector<NeedFigures> figures;
    std::vector<NeedKey> listed;
    for (const auto& [need, its_figures] : needs) {
      EXPECT_EQ(need, figures.size());
      figures.push_back(its_figures);
      for (const std::uint32_t key : keys.at(need)) listed.push_back({key, need});
    }
    return NeedColumns(kPeriods, key_count, figures, listed);
  }

  std::vector<Hit> best(const OfferFigures& offer, std::size_t top, double bar) const {
    std::vector<Hit> hits;
    for (const auto& [need, figures] : needs) {
      if (!std::ranges::contains(keys.at(need), offer.key)) continue;
      const auto benefit = benefit_eur(offer, figures);
      if (benefit && *benefit >= bar) hits.push_back({*benefit, need});
    }
    std::ranges::sort(hits, std::less{});
    if (hits.size() > top) hits.resize(top);
    return hits;
  }

  /// The same by the store; `tried` gets the needs in the order in which they came.
  std::vector<Hit> search(const NeedColumns& columns, const OfferFigures& offer, std::size_t top,
                          double bar, ScanPath path, std::vector<std::uint32_t>& tried) const {
    std::vector<Hit> hits;
    NeedSearch search(columns, offer, bar, path);
    while (const auto need = search.next()) {
      tried.push_back(*need);
      const auto benefit = benefit_eur(offer, needs.at(*need));
      if (!benefit || *benefit < bar) continue;
      hits.insert(std::ranges::upper_bound(hits, Hit{*benefit, *need}, std::less{}),
                  {*benefit, *need});
      if (hits.size() > top) hits.pop_back();
      if (hits.size() == top) search.raise(hits.back().benefit);
    }
    return hits;
  }
};

/// Small worlds in whole numbers, so that ties, reaches that are just met, common places, zeros and
/// empty masks are frequent.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  int upto(int most) { return std::uniform_int_distribution<int>(0, most)(engine_); }
  bool one_in(int count) { return upto(count - 1) == 0; }
  double between(double least, double most) {
    return std::uniform_real_distribution<double>(least, most)(engine_);
  }
  std::uint32_t periods() {
    return one_in(12) ? 0U : one_in(2) ? 0xfffU : static_cast<std::uint32_t>(upto(0xfff));
  }
  std::uint64_t properties(int tries) {
    std::uint64_t bits = 0;
    for (int i = upto(tries); i > 0; --i) bits |= std::uint64_t{1} << (upto(7) * 9);
    return bits;
  }
  Place place(int side) {
    return {static_cast<double>(upto(side)), static_cast<double>(upto(side)),
            is_flat_ ? 0.0 : static_cast<double>(upto(side))};
  }
  NeedFigures need(int side) {
    return {.place = place(side),
            .reach_km = one_in(8) ? std::numeric_limits<double>::infinity() : upto(side / 2),
            .quantity = static_cast<double>(upto(6)),
            .value_per_unit = static_cast<double>(upto(20) - 5),
            .periods = periods(),
            .properties = one_in(2) ? 0 : properties(2),
            .takes_hazardous = one_in(2)};
  }
  OfferFigures offer(int side, std::uint32_t key_count) {
    return {.key = static_cast<std::uint32_t>(upto(static_cast<int>(key_count) - 1)),
            .place = place(side),
            .reach_km = one_in(2) ? std::numeric_limits<double>::infinity() : upto(side),
            .quantity = static_cast<double>(upto(6)),
            .value_per_unit = static_cast<double>(upto(10) - 3),
            .cost_per_unit = static_cast<double>(upto(3)),
            .cost_per_unit_km = upto(4) * 0.25,
            .fixed = static_cast<double>(upto(4)),
            .periods = periods(),
            .stated = properties(24),
            .is_hazardous = one_in(4)};
  }
  World world() {
    World world;
    is_flat_ = one_in(2);
    side_ = one_in(2) ? 6 : 40;
    world.key_count = static_cast<std::uint32_t>(1 + upto(3));
    const int count = one_in(10) ? 300 + upto(500) : upto(60);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(count); ++i) put(world, i);
    return world;
  }
  void put(World& world, std::uint32_t need) {
    world.needs[need] = this->need(side_);
    world.keys[need].clear();
    for (std::uint32_t key = 0; key < world.key_count; ++key) {
      if (one_in(2)) world.keys[need].push_back(key);
    }
  }
  OfferFigures offer(const World& world) { return offer(side_, world.key_count); }

 private:
  std::mt19937 engine_;
  bool is_flat_ = true;
  int side_ = 6;
};

void expect_best(const World& world, const NeedColumns& columns, const OfferFigures& offer,
                 std::size_t top, double bar) {
  const std::vector<Hit> expected = world.best(offer, top, bar);
  std::vector<std::uint32_t> first;
  for (const ScanPath path : paths()) {
    std::vector<std::uint32_t> tried;
    EXPECT_EQ(world.search(columns, offer, top, bar, path, tried), expected);
    EXPECT_EQ(std::set(tried.begin(), tried.end()).size(), tried.size()) << "a need came twice";
    if (path == ScanPath::plain) first = tried;
    EXPECT_EQ(tried, first) << "path " << static_cast<int>(path);
  }
}

TEST(NeedColumns, best_needs_are_those_of_a_plain_loop) {
  for (std::uint32_t seed = 0; seed < 3000 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const World world = dice.world();
    const NeedColumns columns = world.columns();
    for (int i = 0; i < 6; ++i) {
      const auto top = static_cast<std::size_t>(1 + dice.upto(9));
      expect_best(world, columns, dice.offer(world), top, dice.one_in(2) ? 0 : kNoBar);
    }
  }
}

TEST(NeedColumns, a_grown_and_shrunk_list_is_as_good_as_a_new_one) {
  for (std::uint32_t seed = 0; seed < 400 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    World world = dice.world();
    NeedColumns columns = world.columns();
    for (int change = 0; change < 120; ++change) {
      const auto need = static_cast<std::uint32_t>(dice.upto(static_cast<int>(world.needs.size())));
      if (world.needs.contains(need)) columns.remove(need, world.keys.at(need));
      if (world.needs.contains(need) && dice.one_in(3)) {
        world.needs.erase(need);
        world.keys.erase(need);
      } else {
        dice.put(world, need);
        columns.add(need, world.needs.at(need), world.keys.at(need));
      }
      if (change % 10 == 0) expect_best(world, columns, dice.offer(world), 4, kNoBar);
    }
  }
}

TEST(NeedColumns, a_list_grown_from_nothing_is_searched_whole) {
  Dice dice(1);
  World world;
  NeedColumns columns = world.columns();
  for (std::uint32_t need = 0; need < 5000; ++need) {
    world.needs[need] = dice.need(40);
    world.keys[need] = {0};
    columns.add(need, world.needs[need], world.keys[need]);
    if (need % 50 == 0) expect_best(world, columns, dice.offer(40, 1), 3, kNoBar);
  }
}

/// A place anywhere on the globe, far enough from the origin that rounding shows.
Place on_globe(Dice& dice) {
  const double up = dice.between(-1, 1), turn = dice.between(0, 2 * std::numbers::pi);
  const double across = std::sqrt(1 - up * up);
  return {6371 * across * std::cos(turn), 6371 * across * std::sin(turn), 6371 * up};
}

TEST(NeedColumns, rounding_never_hides_a_need_that_just_meets_reach_and_bar) {
  for (std::uint32_t seed = 0; seed < 3000 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    OfferFigures offer{.place = on_globe(dice),
                       .quantity = std::exp(dice.between(-5, 9)),
                       .value_per_unit = dice.between(-200, 200),
                       .cost_per_unit = dice.between(0, 300),
                       .cost_per_unit_km = std::exp(dice.between(-9, 2)),
                       .fixed = dice.between(0, 1000),
                       .periods = static_cast<std::uint32_t>(1 + dice.upto(0xffe))};
    World world;
    for (std::uint32_t need = 0; need < 40; ++need) {
      const double near = std::exp(dice.between(-8, 5));
      Place place = offer.place;
      place.x_km += near * dice.between(-1, 1);
      place.y_km += near * dice.between(-1, 1);
      place.z_km += near * dice.between(-1, 1);
      world.needs[need] = {.place = place,
                           .reach_km = distance_km(offer.place, place),
                           .quantity = std::exp(dice.between(-5, 9)),
                           .value_per_unit = dice.between(-200, 200),
                           .periods = 0xfff};
      world.keys[need] = {0};
    }
    const NeedColumns columns = world.columns();
    for (const auto& [need, figures] : world.needs) {
      const auto benefit = benefit_eur(offer, figures);
      ASSERT_TRUE(benefit);
      std::vector<std::uint32_t> given;
      NeedSearch search(columns, offer, *benefit);
      while (const auto found = search.next()) given.push_back(*found);
      EXPECT_TRUE(std::ranges::contains(given, need)) << need;
    }
  }
}

TEST(NeedColumns, the_bound_is_close) {
  World world;
  world.needs[0] = {.place = {10, 0}, .quantity = 60, .value_per_unit = 20, .periods = 0x3f};
  world.keys[0] = {0};
  const OfferFigures offer{.quantity = 100,
                           .value_per_unit = 50,
                           .cost_per_unit = 4.5,
                           .cost_per_unit_km = 0.12,
                           .fixed = 100,
                           .periods = 0xfff};
  const NeedColumns columns = world.columns();
  for (const ScanPath path : paths()) {
    EXPECT_TRUE(NeedSearch(columns, offer, 1829, path).next());
    EXPECT_FALSE(NeedSearch(columns, offer, 1829.1, path).next());
  }
}

TEST(NeedColumns, a_raised_bar_leaves_most_needs_untouched) {
  Dice dice(3);
  World world;
  for (std::uint32_t need = 0; need < 4000; ++need) {
    world.needs[need] = {.place = {dice.between(0, 1000), dice.between(0, 1000)},
                         .quantity = dice.between(1, 100),
                         .value_per_unit = dice.between(1, 100),
                         .periods = 0xfff};
    world.keys[need] = {0};
  }
  const NeedColumns columns = world.columns();
  const OfferFigures offer{.place = {500, 500},
                           .quantity = 50,
                           .value_per_unit = 20,
                           .cost_per_unit_km = 0.2,
                           .periods = 0xfff};
  for (const ScanPath path : paths()) {
    std::vector<std::uint32_t> tried;
    EXPECT_EQ(world.search(columns, offer, 10, 0, path, tried), world.best(offer, 10, 0));
    EXPECT_LT(tried.size(), 40U);
  }
}

TEST(NeedColumns, figures_out_of_bounds_are_refused) {
  const auto refuses = [](const NeedFigures& need) {
    try {
      NeedColumns(1, 1, std::vector{need}, {});
    } catch (const Error& error) {
      return error.kind == ErrorKind::invalid;
    }
    return false;
  };
  EXPECT_FALSE(refuses({}));
  EXPECT_TRUE(refuses({.place = {20001, 0}}));
  EXPECT_TRUE(refuses({.place = {std::nan(""), 0}}));
  EXPECT_TRUE(refuses({.reach_km = -1}));
  EXPECT_TRUE(refuses({.reach_km = std::nan("")}));
  EXPECT_TRUE(refuses({.quantity = -1}));
  EXPECT_TRUE(refuses({.quantity = std::nan("")}));
  EXPECT_TRUE(refuses({.value_per_unit = 2e12}));
  EXPECT_THROW(NeedColumns(33, 1, {}, {}), Error);
  EXPECT_THROW(NeedColumns(1, 1, {}, std::vector<NeedKey>{{0, 0}}), Error);

  NeedColumns columns(1, 1, {}, {});
  EXPECT_THROW(NeedSearch(columns, {.key = 1}), Error);
  EXPECT_THROW(NeedSearch(columns, {.cost_per_unit_km = -1}), Error);
  EXPECT_THROW(columns.remove(0, std::vector{0U}), Error);
  EXPECT_THROW(columns.add(0, {}, std::vector{1U}), Error);
}

TEST(OfferBlocks, each_offer_is_done_once_on_any_number_of_threads) {
  for (const std::size_t count : {0UZ, 1UZ, 256UZ, 10'001UZ}) {
    for (const unsigned threads : {1U, 2U, 5U}) {
      std::vector<int> done(count);
      for_each_block(count, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) ++done[i];
      });
      EXPECT_EQ(done, std::vector<int>(count, 1));
    }
  }
}

TEST(OfferBlocks, a_failure_reaches_the_caller) {
  const auto fail = [](std::size_t begin, std::size_t) {
    if (begin > 0) throw Error(ErrorKind::invalid, "no");
  };
  EXPECT_THROW(for_each_block(10'000, 2, fail), Error);
}

}  // namespace
}  // namespace samspill::matching
