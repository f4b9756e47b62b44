#include "match_instance.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <format>
#include <fstream>
#include <numbers>
#include <numeric>

namespace samspill::bench {
namespace {

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014): the same region on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15 + 1) {}
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  double between(double least, double most) { return least + (most - least) * unit(); }
  int below(int count) { return static_cast<int>(bits() % static_cast<std::uint64_t>(count)); }
  double normal() {
    const double radius = std::max(unit(), 1e-300), turn = unit();
    return std::sqrt(-2 * std::log(radius)) * std::cos(2 * std::numbers::pi * turn);
  }

 private:
  std::uint64_t bits() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }
  std::uint64_t state_;
};

constexpr int kCodes = 842;  // as many as the List of Waste has

class Maker {
 public:
  explicit Maker(const Size& size) : size_(size), random_(7) {
    number_codes();
    place_clusters();
    for (float& level : level_) level = static_cast<float>(std::exp(random_.between(-2, 5)));
    choose_typical_parameters();
  }

  Instance make() {
    Instance instance{.code_count = kCodes};
    for (std::size_t i = 0; i < size_.offers; ++i) add_offer(instance);
    for (std::uint32_t i = 0; i < size_.needs; ++i) add_need(instance, i);
    return instance;
  }

 private:
  /// Few codes are frequent, most are rare.
  void number_codes() {
    number_.resize(kCodes);
    std::iota(number_.begin(), number_.end(), 0);
    for (int i = kCodes - 1; i > 0; --i) std::swap(number_[i], number_[random_.below(i + 1)]);
    double sum = 0;
    for (int i = 0; i < kCodes; ++i) cumulative_.push_back(sum += 1 / std::pow(i + 3.0, 0.9));
  }

  int code() {
    const double at = random_.unit() * cumulative_.back();
    return number_[std::ranges::lower_bound(cumulative_, at) - cumulative_.begin()];
  }

  void place_clusters() {
    for (int i = 0; i < size_.clusters; ++i) {
      const double x = random_.between(0, 1200), y = 1500 * std::pow(random_.unit(), 1.6);
      clusters_.push_back(
          {static_cast<float>(size_.stretch * x), static_cast<float>(size_.stretch * y)});
    }
  }

  template <typename Placed>
  void place(Placed& placed) {
    const auto [x, y] =
        clusters_[static_cast<int>(size_.clusters * random_.unit() * random_.unit())];
    placed.x_km = static_cast<float>(x + 12 * random_.normal());
    placed.y_km = static_cast<float>(y + 12 * random_.normal());
  }

  void choose_typical_parameters() {
    typical_.resize(kCodes);
    for (std::vector<int>& parameters : typical_) {
      const int count = 8 + random_.below(8);
      for (int i = 0; i < count; ++i) {
        const int parameter = random_.below(kParameters);
        if (!std::ranges::contains(parameters, parameter)) parameters.push_back(parameter);
      }
    }
  }

  template <typename Dated>
  void set_months(Dated& dated) {
    const int length = random_.unit() < 0.6 ? kMonths : 2 + random_.below(9);
    dated.first_month = static_cast<std::int8_t>(random_.below(kMonths + 1 - length));
    dated.last_month = static_cast<std::int8_t>(dated.first_month + length - 1);
  }

  float quantity() { return static_cast<float>(300 * std::exp(1.3 * random_.normal())); }

  void add_offer(Instance& instance) {
    Offer offer{};
    offer.code = static_cast<std::uint32_t>(code());
    place(offer);
    offer.quantity = quantity();
    offer.disposal_eur_per_unit = static_cast<float>(random_.between(10, 150));
    set_months(offer);
    offer.is_hazardous = random_.unit() < 0.12;
    Range stated[kParameters];
    for (const int parameter : typical_[offer.code]) {
      if (random_.unit() >= 0.8) continue;
      const auto middle = static_cast<float>(level_[parameter] * std::exp(0.5 * random_.normal()));
      stated[parameter] = {middle * 0.9F, middle * 1.1F};
      offer.stated |= std::uint64_t{1} << parameter;
    }
    offer.first_range = static_cast<std::uint32_t>(instance.ranges.size());
    for (int i = 0; i < kParameters; ++i) {
      if ((offer.stated >> i & 1) != 0) instance.ranges.push_back(stated[i]);
    }
    instance.offers.push_back(offer);
  }

  void add_need(Instance& instance, std::uint32_t number) {
    Need need{};
    place(need);
    need.quantity = quantity();
    need.purchase_eur_per_unit = static_cast<float>(random_.between(5, 120));
    need.reach_km = static_cast<float>(random_.between(20, 300));
    set_months(need);
    need.takes_hazardous = random_.unit() < 0.3;
    const int main_code = code();
    std::vector<int> codes;
    const int count = random_.unit() < 0.15 ? 8 + random_.below(12) : 1 + random_.below(4);
    for (int i = 0; i < count; ++i) {
      int accepted = main_code;
      if (i > 0) accepted = random_.unit() < 0.5 ? std::min(kCodes - 1, main_code + i) : code();
      if (std::ranges::contains(codes, accepted)) continue;
      codes.push_back(accepted);
      instance.accepted.push_back({static_cast<std::uint32_t>(accepted), number});
    }
    add_limits(need, typical_[main_code]);
    instance.needs.push_back(need);
  }

  void add_limits(Need& need, const std::vector<int>& typical) {
    const int count = random_.below(kMostLimits);
    for (int i = 0; i < count; ++i) {
      const int parameter = typical[random_.below(static_cast<int>(typical.size()))];
      const auto end = need.limits + need.limit_count;
      if (std::find_if(need.limits, end,
                       [&](const Limit& limit) { return limit.parameter == parameter; }) != end) {
        continue;
      }
      const double width = random_.between(0.6, 1.6);
      const float level = level_[parameter];
      const float least =
          random_.unit() < 0.5 ? -1e29F : static_cast<float>(level * std::exp(-width));
      const float most = random_.unit() < 0.2 ? 1e29F : static_cast<float>(level * std::exp(width));
      need.limits[need.limit_count++] = {parameter, {least, most}};
    }
  }

  struct Middle {
    float x, y;
  };
  Size size_;
  Random random_;
  std::vector<int> number_;
  std::vector<double> cumulative_;
  std::vector<Middle> clusters_;
  float level_[kParameters];
  std::vector<std::vector<int>> typical_;
};

Range stated_range(const Instance& instance, const Offer& offer, int parameter) {
  const std::uint64_t before = offer.stated & ((std::uint64_t{1} << parameter) - 1);
  return instance.ranges[offer.first_range + static_cast<std::uint32_t>(std::popcount(before))];
}

}  // namespace

Instance make_instance(const Size& size) {
  return Maker(size).make();
}

double squared_distance(const Offer& offer, const Need& need) {
  const double x = double{offer.x_km} - double{need.x_km};
  const double y = double{offer.y_km} - double{need.y_km};
  return x * x + y * y;
}

double benefit_eur(const Offer& offer, const Need& need, double distance_km) {
  const int months = std::min(offer.last_month, need.last_month) -
                     std::max(offer.first_month, need.first_month) + 1;
  return std::min(offer.quantity, need.quantity) * (months / double{kMonths}) *
             (double{need.purchase_eur_per_unit} + double{offer.disposal_eur_per_unit} -
              kHandlingEurPerUnit - kCarriageEurPerUnitKm * distance_km) -
         kFixedEur;
}

bool meets_limits(const Instance& instance, const Offer& offer, const Need& need) {
  for (int i = 0; i < need.limit_count; ++i) {
    const Limit& limit = need.limits[i];
    if ((offer.stated >> limit.parameter & 1) == 0) return false;
    const Range stated = stated_range(instance, offer, limit.parameter);
    if (stated.least < limit.range.least || stated.most > limit.range.most) return false;
  }
  return true;
}

bool may_match(const Instance& instance, const Offer& offer, const Need& need) {
  return squared_distance(offer, need) <= double{need.reach_km} * double{need.reach_km} &&
         std::min(offer.last_month, need.last_month) >=
             std::max(offer.first_month, need.first_month) &&
         (!offer.is_hazardous || need.takes_hazardous) && meets_limits(instance, offer, need);
}

void write_tables(const Instance& instance, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream offers(folder / "offers.csv"), ranges(folder / "offer_ranges.csv");
  for (std::size_t i = 0; i < instance.offers.size(); ++i) {
    const Offer& offer = instance.offers[i];
    offers << std::format("{},{},{:.17g},{:.17g},{:.17g},{:.17g},{},{},{}\n", i, offer.code,
                          offer.x_km, offer.y_km, offer.quantity, offer.disposal_eur_per_unit,
                          int{offer.first_month}, int{offer.last_month}, int{offer.is_hazardous});
    for (int q = 0; q < kParameters; ++q) {
      if ((offer.stated >> q & 1) == 0) continue;
      const Range range = stated_range(instance, offer, q);
      ranges << std::format("{},{},{:.17g},{:.17g}\n", i, q, range.least, range.most);
    }
  }
  std::ofstream needs(folder / "needs.csv"), limits(folder / "need_limits.csv");
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const Need& need = instance.needs[i];
    needs << std::format("{},{:.17g},{:.17g},{:.17g},{:.17g},{:.17g},{},{},{}\n", i, need.x_km,
                         need.y_km, need.quantity, need.purchase_eur_per_unit, need.reach_km,
                         int{need.first_month}, int{need.last_month}, int{need.takes_hazardous});
    for (int q = 0; q < need.limit_count; ++q) {
      const auto& [parameter, range] = need.limits[q];
      limits << std::format("{},{},{:.17g},{:.17g}\n", i, parameter, range.least, range.most);
    }
  }
  std::ofstream accepted(folder / "accepted.csv");
  for (const auto [code, need] : instance.accepted) accepted << std::format("{},{}\n", code, need);
}

}  // namespace samspill::bench
