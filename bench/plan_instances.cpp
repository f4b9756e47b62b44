#include "plan_instances.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string_view>

#include "first_order/useful_limits.h"

namespace samspill::bench {
namespace {

using first_order::FlowProblem;
using first_order::Term;

enum class Kind { material, heat, gas, water };

struct Resource {
  std::string_view name;
  Kind kind;
  double purchase, disposal;            // EUR/unit
  double purchase_co2e, disposal_co2e;  // t/unit
  double monthly;                       // typical amount
  double offer_share, need_share;       // of the sites
};

constexpr int kResources = 20;
constexpr int kCoolestHeat = 12, kHottestHeat = 15;
// clang-format off
constexpr std::array<Resource, kResources> kResource = {{
    {"sludge", Kind::material, 1000, 85, 2.0, .25, 900, .20, .00},
    {"foodwaste", Kind::material, 900, 110, 2.0, .45, 350, .25, .00},
    {"manure", Kind::material, 800, 25, 2.0, .15, 1500, .15, .00},
    {"woodres", Kind::material, 65, 30, .03, .05, 700, .20, .10},
    {"bark", Kind::material, 45, 35, .03, .05, 500, .12, .05},
    {"flyash", Kind::material, 90, 80, .05, .02, 400, .12, .06},
    {"slag", Kind::material, 70, 40, .60, .02, 600, .08, .15},
    {"gypsum", Kind::material, 35, 60, .03, .02, 300, .08, .08},
    {"dryfuel", Kind::material, 190, 60, .05, .30, 250, .05, .12},
    {"digestate", Kind::material, 120, 20, .30, .05, 500, .00, .15},
    {"solvent", Kind::material, 700, 320, 1.9, 2.10, 40, .10, .10},
    {"feed", Kind::material, 520, 120, 1.2, .40, 150, .04, .15},
    {"heat40", Kind::heat, 70, 1.5, .21, 0, 2500, .35, .08},
    {"heat70", Kind::heat, 72, 1.5, .21, 0, 1800, .20, .25},
    {"heat95", Kind::heat, 74, 1.5, .22, 0, 1200, .10, .20},
    {"heat150", Kind::heat, 78, 1.5, .23, 0, 900, .05, .15},
    {"biogas", Kind::gas, 95, 12, .23, .20, 500, .03, .15},
    {"co2", Kind::gas, 110, 10, .05, 1.0, 800, .12, .08},
    {"wastewtr", Kind::water, 1000, 1100, 1.0, .35, 30, .30, .00},
    {"procwtr", Kind::water, 1400, 50, .30, 0, 25, .02, .30}}};
// clang-format on

struct Flow {
  int resource;
  double amount;
};
struct Recipe {
  int flows;
  Flow flow[4];
  double cost, co2e;
};
struct PlantType {
  std::string_view name;
  double fixed, per_size, largest;  // EUR a year, and per unit a month
  int recipes;
  Recipe recipe[3];
};

constexpr int kPlantTypes = 9;
// clang-format off
constexpr std::array<PlantType, kPlantTypes> kPlantType = {{
    {"biogas", 220e3, 95, 8000, 3,
     {{4, {{0, -1}, {16, .35}, {9, .8}, {12, -.08}}, 9, .01},
      {4, {{1, -1}, {16, 1.1}, {9, .7}, {12, -.08}}, 12, .01},
      {4, {{2, -1}, {16, .2}, {9, .9}, {12, -.05}}, 7, .01}}},
    {"dryer", 90e3, 60, 5000, 3,
     {{3, {{0, -1}, {14, -.9}, {8, .25}}, 8, .02},
      {3, {{4, -1}, {13, -.5}, {8, .6}}, 5, .01},
      {3, {{9, -1}, {14, -.8}, {8, .2}}, 6, .02}}},
    {"hp_low", 40e3, 55, 6000, 1, {{2, {{12, -.7}, {13, 1}}, 18, .01}}},
    {"hp_high", 50e3, 65, 6000, 1, {{2, {{13, -.65}, {14, 1}}, 22, .012}}},
    {"boiler", 120e3, 70, 3000, 3,
     {{2, {{8, -1}, {15, 4}}, 14, .02},
      {2, {{3, -1}, {15, 2.8}}, 12, .02},
      {2, {{16, -1}, {15, .88}}, 3, .0}}},
    {"pyrolysis", 180e3, 160, 3000, 2,
     {{3, {{3, -1}, {8, .32}, {15, .9}}, 24, -.15},
      {3, {{4, -1}, {8, .28}, {15, .7}}, 24, -.12}}},
    {"algae", 150e3, 420, 600, 1, {{4, {{17, -1.8}, {12, -2}, {19, -.02}, {11, 1}}, 130, .05}}},
    {"reuse", 70e3, 900, 200, 1, {{2, {{18, -1}, {19, .75}}, 260, .08}}},
    {"mineral", 60e3, 45, 3000, 1, {{3, {{5, -1}, {7, -.2}, {6, 1.1}}, 11, .03}}}}};
// clang-format on

std::span<const Recipe> recipes(const PlantType& type) {
  return {type.recipe, static_cast<std::size_t>(type.recipes)};
}
std::span<const Flow> flows(const Recipe& recipe) {
  return {recipe.flow, static_cast<std::size_t>(recipe.flows)};
}

/// Splitmix64: the same region on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * share(); }
  int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }
  double normal() {
    const double a = std::max(share(), 1e-300), b = share();
    return std::sqrt(-2 * std::log(a)) * std::cos(2 * std::numbers::pi * b);
  }

 private:
  std::uint64_t state_;
};

/// A limit of what has none of its own; keep_to_useful() takes it down.
constexpr double kPlenty = 1e12;

class Region {
 public:
  explicit Region(const RegionSize& size)
      : size_(size),
        chance_(size.seed),
        months_(12.0 / size.periods),
        node_of_(static_cast<std::size_t>(size.sites) * kResources, -1) {
    problem_.periods = static_cast<std::size_t>(size.periods);
  }

  FlowProblem make() {
    place_sites();
    add_streams();
    if (size_.has_plants) add_plants();
    find_sources_and_sinks();
    if (size_.has_plants) add_cascades();
    add_ways();
    put_into_problem();
    first_order::keep_to_useful(problem_);
    return std::move(problem_);
  }

 private:
  struct Amounts {
    std::vector<double> offer, need;
  };
  struct Node {
    int site, resource;
    bool is_storable;
  };
  struct Way {
    int from, to;
    double cost, co2e, fixed, capacity;
  };
  struct Plant {
    int site, type;
  };

  void place_sites() {
    const int clusters = std::max(2, size_.sites / 8);
    const double stretch = std::sqrt(size_.sites / 3000.0 + .08);
    std::vector<double> x, y;
    for (int i = 0; i < clusters; ++i) {
      x.push_back(chance_.between(0, 1200 * stretch));
      y.push_back(chance_.between(0, 1500 * stretch));
    }
    for (int i = 0; i < size_.sites; ++i) {
      const auto cluster = static_cast<std::size_t>(chance_.below(clusters));
      const double spread = chance_.share() < .7 ? 2.5 : 15;
      x_km_.push_back(x[cluster] + spread * chance_.normal());
      y_km_.push_back(y[cluster] + spread * chance_.normal());
    }
  }

  int node_at(int site, int resource) {
    int& node = node_of_[static_cast<std::size_t>(site * kResources + resource)];
    if (node < 0) {
      node = static_cast<int>(nodes_.size());
      nodes_.push_back({site, resource, false});
      const std::vector<double> none(static_cast<std::size_t>(size_.periods), 0.0);
      amounts_.push_back({none, none});
    }
    return node;
  }

  void spread(std::vector<double>& amounts, double monthly, int resource) {
    const bool is_heat = kResource[static_cast<std::size_t>(resource)].kind == Kind::heat;
    const double phase = is_heat ? 0 : chance_.between(0, 6.283);
    const double swing = is_heat ? .5 : chance_.between(0, .35);
    const double noise = chance_.between(.02, .2);
    for (int t = 0; t < size_.periods; ++t) {
      const double season = std::cos(2 * std::numbers::pi * t / size_.periods + phase);
      const double factor = 1 + swing * season + noise * chance_.normal();
      amounts[static_cast<std::size_t>(t)] = monthly * std::max(0., factor) * months_;
    }
  }

  void add_streams() {
    for (int site = 0; site < size_.sites; ++site) {
      for (int r = 0; r < kResources; ++r) {
        const Resource& resource = kResource[static_cast<std::size_t>(r)];
        const double monthly = resource.monthly * std::exp(.9 * chance_.normal());
        const double lot = chance_.share();
        if (lot < resource.offer_share) {
          const auto node = static_cast<std::size_t>(node_at(site, r));
          spread(amounts_[node].offer, monthly, r);
          nodes_[node].is_storable = resource.kind == Kind::material && chance_.share() < .5;
        } else if (lot < resource.offer_share + resource.need_share) {
          spread(amounts_[static_cast<std::size_t>(node_at(site, r))].need, monthly, r);
        }
      }
    }
  }

  void add_plants() {
    constexpr int kCandidatesPerSite = 2;
    for (int site = 0; site < size_.sites; ++site) {
      int last = -1;
      for (int i = 0; i < kCandidatesPerSite; ++i) {
        const int type = chance_.below(kPlantTypes);
        if (type == last) continue;
        last = type;
        for (const Recipe& recipe : recipes(kPlantType[static_cast<std::size_t>(type)])) {
          for (const Flow& flow : flows(recipe)) node_at(site, flow.resource);
        }
        plants_.push_back({site, type});
      }
    }
  }

  void find_sources_and_sinks() {
    const auto is_some = [](double amount) { return amount > 0; };
    for (const Amounts& amounts : amounts_) {
      is_source_.push_back(std::ranges::any_of(amounts.offer, is_some));
      is_sink_.push_back(std::ranges::any_of(amounts.need, is_some));
    }
    for (const Plant& plant : plants_) {
      for (const Recipe& recipe : recipes(kPlantType[static_cast<std::size_t>(plant.type)])) {
        for (const Flow& flow : flows(recipe)) {
          const auto node = static_cast<std::size_t>(node_at(plant.site, flow.resource));
          (flow.amount > 0 ? is_source_ : is_sink_)[node] = true;
        }
      }
    }
  }

  /// Inside a site heat falls to the next level at no cost.
  void add_cascades() {
    for (int site = 0; site < size_.sites; ++site) {
      for (int hot = kHottestHeat; hot > kCoolestHeat; --hot) {
        const int from = node_of_[static_cast<std::size_t>(site * kResources + hot)];
        if (from < 0) continue;
        for (int cool = hot - 1; cool >= kCoolestHeat; --cool) {
          const int to = node_of_[static_cast<std::size_t>(site * kResources + cool)];
          if (to < 0) continue;
          cascades_.emplace_back(from, to);
          if (is_sink_[static_cast<std::size_t>(to)])
            is_sink_[static_cast<std::size_t>(from)] = true;
          if (is_source_[static_cast<std::size_t>(from)]) {
            is_source_[static_cast<std::size_t>(to)] = true;
          }
          break;
        }
      }
    }
  }

  void add_ways() {
    for (int r = 0; r < kResources; ++r) {
      const Kind kind = kResource[static_cast<std::size_t>(r)].kind;
      if (kind != Kind::material && !size_.has_pipes) continue;
      std::vector<int> sinks;
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].resource == r && is_sink_[i]) sinks.push_back(static_cast<int>(i));
      }
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].resource == r && is_source_[i]) {
          add_ways_from(static_cast<int>(i), kind, sinks);
        }
      }
    }
  }

  double distance_km(int from, int to) const {
    const auto a = static_cast<std::size_t>(nodes_[static_cast<std::size_t>(from)].site);
    const auto b = static_cast<std::size_t>(nodes_[static_cast<std::size_t>(to)].site);
    return 1.25 * std::hypot(x_km_[a] - x_km_[b], y_km_[a] - y_km_[b]);
  }

  void add_ways_from(int from, Kind kind, const std::vector<int>& sinks) {
    constexpr double kReachKm[] = {300, 8, 30, 6};
    constexpr int kPartners[] = {20, 6, 4, 4};
    const auto row = static_cast<std::size_t>(kind);
    std::vector<std::pair<double, int>> near;
    for (const int to : sinks) {
      if (nodes_[static_cast<std::size_t>(from)].site ==
          nodes_[static_cast<std::size_t>(to)].site) {
        continue;
      }
      const double distance = distance_km(from, to);
      if (distance < kReachKm[row]) near.emplace_back(distance, to);
    }
    const auto most = std::min(near.size(), static_cast<std::size_t>(kPartners[row]));
    std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(most));
    for (std::size_t i = 0; i < most; ++i) {
      ways_.push_back(way(from, near[i].second, kind, near[i].first));
    }
  }

  Way way(int from, int to, Kind kind, double km) const {
    switch (kind) {
      case Kind::material:
        return {from, to, 4 + .13 * km, 85e-6 * km, 0, 1e30};
      case Kind::heat:
        return {from, to, .8 + .4 * km, 1e-4, 12e3 + 32e3 * km, 6000 * months_};
      case Kind::gas:
        return {from, to, .5 + .05 * km, 1e-4, 9e3 + 14e3 * km, 3000 * months_};
      case Kind::water:
        return {from, to, 20 + 5 * km, 1e-3, 6e3 + 22e3 * km, 120 * months_};
    }
    throw std::logic_error("a kind of resource");
  }

  void put_into_problem() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const int r = nodes_[i].resource;
      const Resource& resource = kResource[static_cast<std::size_t>(r)];
      problem_.add_node(static_cast<std::uint32_t>(r), resource.purchase, resource.disposal);
      problem_.purchase_co2e.back() = resource.purchase_co2e;
      problem_.disposal_co2e.back() = resource.disposal_co2e;
      for (std::size_t t = 0; t < problem_.periods; ++t) {
        problem_.demand[i * problem_.periods + t] = amounts_[i].need[t] - amounts_[i].offer[t];
      }
    }
    for (const Way& way : ways_) put(way);
    for (const auto& [from, to] : cascades_) {
      problem_.add_arc(
          {.from = static_cast<std::uint32_t>(from), .to = static_cast<std::uint32_t>(to)},
          kPlenty);
    }
    for (const Plant& plant : plants_) put(plant);
    if (size_.has_stores) put_stores();
  }

  void put(const Way& way) {
    const auto from = static_cast<std::uint32_t>(way.from);
    const auto to = static_cast<std::uint32_t>(way.to);
    if (way.fixed == 0) {
      problem_.add_arc({.from = from, .to = to, .cost = way.cost, .co2e = way.co2e}, kPlenty);
      return;
    }
    problem_.add_facility({.fixed_cost = way.fixed, .largest = way.capacity}, 1);
    problem_.add_activity(way.cost, way.co2e, std::array<Term, 2>{{{from, -1}, {to, 1}}});
  }

  void put(const Plant& plant) {
    const PlantType& type = kPlantType[static_cast<std::size_t>(plant.type)];
    problem_.add_facility(
        {.fixed_cost = type.fixed, .cost_per_size = type.per_size, .largest = type.largest},
        months_);
    for (const Recipe& recipe : recipes(type)) {
      std::vector<Term> terms;
      for (const Flow& flow : flows(recipe)) {
        terms.push_back(
            {static_cast<std::uint32_t>(node_at(plant.site, flow.resource)), flow.amount});
      }
      problem_.add_activity(recipe.cost, recipe.co2e, terms);
    }
  }

  /// What an offer that can be stored keeps for the next period: a third of the year at most.
  void put_stores() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!nodes_[i].is_storable) continue;
      double year = 0;
      for (const double amount : amounts_[i].offer) year += amount;
      const auto node = static_cast<std::uint32_t>(i);
      problem_.add_facility({.largest = year / 3, .is_existing = true}, 1);
      problem_.add_activity(1.5, 0, std::array<Term, 2>{{{node, -1}, {node, 1, true}}});
    }
  }

  RegionSize size_;
  Chance chance_;
  double months_;  // in a period
  FlowProblem problem_;
  std::vector<Node> nodes_;
  std::vector<Way> ways_;
  std::vector<Plant> plants_;
  std::vector<std::pair<int, int>> cascades_;  // from, to
  std::vector<double> x_km_, y_km_;
  std::vector<int> node_of_;  // by site and resource, -1 = none
  std::vector<Amounts> amounts_;
  std::vector<char> is_source_, is_sink_;
};

}  // namespace

first_order::FlowProblem make_plan_instance(const RegionSize& size) {
  return Region(size).make();
}

}  // namespace samspill::bench
