#pragma once

#include <compare>

namespace samspill {

/// Exponents of the base units: tonne, megawatt-hour, cubic metre, kilometre, year, euro,
/// tonne CO2e, kelvin, and `amount`, the base unit of whichever resource is spoken of
/// (t, MWh, m3, piece; see reference/resource.h).
struct Dimension {
  int mass = 0;
  int energy = 0;
  int volume = 0;
  int distance = 0;
  int time = 0;
  int money = 0;
  int co2e = 0;
  int temperature = 0;
  int amount = 0;

  constexpr bool operator==(const Dimension&) const = default;
  friend constexpr Dimension operator+(Dimension a, Dimension b) {
    return {
        a.mass + b.mass,    a.energy + b.energy, a.volume + b.volume, a.distance + b.distance,
        a.time + b.time,    a.money + b.money,   a.co2e + b.co2e,     a.temperature + b.temperature,
        a.amount + b.amount};
  }
  constexpr Dimension operator-() const {
    return {-mass, -energy, -volume, -distance, -time, -money, -co2e, -temperature, -amount};
  }
};

/// A number with its unit. Made by multiplying with a unit (`1200.0 * tonne / year`), read by
/// naming one
/// (`flow.in(tonne / year)`). Adding or comparing different dimensions does not compile.
template <Dimension D>
class Quantity {
 public:
  constexpr Quantity() = default;
  static constexpr Quantity in_base_units(double value) {
    Quantity quantity;
    quantity.value_ = value;
    return quantity;
  }

  /// The number when expressed in `unit`.
  constexpr double in(Quantity unit) const { return value_ / unit.value_; }
  constexpr double base_value() const { return value_; }

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator-() const { return in_base_units(-value_); }
  constexpr Quantity& operator+=(Quantity other) {
    value_ += other.value_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value_ -= other.value_;
    return *this;
  }
  constexpr Quantity& operator*=(double factor) {
    value_ *= factor;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
  friend constexpr Quantity operator*(Quantity a, double b) { return a *= b; }
  friend constexpr Quantity operator*(double a, Quantity b) { return b *= a; }
  friend constexpr Quantity operator/(Quantity a, double b) { return in_base_units(a.value_ / b); }

 private:
  double value_ = 0;
};

template <Dimension A, Dimension B>
constexpr auto operator*(Quantity<A> a, Quantity<B> b) {
  if constexpr (A + B == Dimension{}) {
    return a.base_value() * b.base_value();
  } else {
    return Quantity<A + B>::in_base_units(a.base_value() * b.base_value());
  }
}

template <Dimension A, Dimension B>
constexpr auto operator/(Quantity<A> a, Quantity<B> b) {
  if constexpr (A == B) {
    return a.base_value() / b.base_value();
  } else {
    return Quantity<A + (-B)>::in_base_units(a.base_value() / b.base_value());
  }
}

template <Dimension D>
constexpr auto operator/(double a, Quantity<D> b) {
  return Quantity<-D>::in_base_units(a / b.base_value());
}

using Mass = Quantity<Dimension{.mass = 1}>;
using Energy = Quantity<Dimension{.energy = 1}>;
using Volume = Quantity<Dimension{.volume = 1}>;
using Distance = Quantity<Dimension{.distance = 1}>;
using Duration = Quantity<Dimension{.time = 1}>;
using Money = Quantity<Dimension{.money = 1}>;
using Co2e = Quantity<Dimension{.co2e = 1}>;
using TemperatureDifference = Quantity<Dimension{.temperature = 1}>;
using Amount = Quantity<Dimension{.amount = 1}>;

using MassFlow = Quantity<Dimension{.mass = 1, .time = -1}>;
using Power = Quantity<Dimension{.energy = 1, .time = -1}>;
using AmountFlow = Quantity<Dimension{.time = -1, .amount = 1}>;
using MoneyFlow = Quantity<Dimension{.time = -1, .money = 1}>;
using Co2eFlow = Quantity<Dimension{.time = -1, .co2e = 1}>;
using UnitPrice = Quantity<Dimension{.money = 1, .amount = -1}>;
using CarbonIntensity = Quantity<Dimension{.co2e = 1, .amount = -1}>;
using CarbonPrice = Quantity<Dimension{.money = 1, .co2e = -1}>;
using CarriagePrice = Quantity<Dimension{.distance = -1, .money = 1, .amount = -1}>;
using CarriageIntensity = Quantity<Dimension{.distance = -1, .co2e = 1, .amount = -1}>;
using MoneyPerDistance = Quantity<Dimension{.distance = -1, .money = 1}>;

/// A level on the thermometer. Differences of levels are TemperatureDifference; levels don't add.
class Temperature {
 public:
  constexpr Temperature() = default;
  static constexpr Temperature celsius(double degrees) {
    Temperature temperature;
    temperature.kelvin_ = degrees + 273.15;
    return temperature;
  }
  constexpr double in_celsius() const { return kelvin_ - 273.15; }
  constexpr auto operator<=>(const Temperature&) const = default;
  friend constexpr TemperatureDifference operator-(Temperature a, Temperature b) {
    return TemperatureDifference::in_base_units(a.kelvin_ - b.kelvin_);
  }
  friend constexpr Temperature operator+(Temperature a, TemperatureDifference b) {
    a.kelvin_ += b.base_value();
    return a;
  }

 private:
  double kelvin_ = 0;
};

// Units. A year is 8760 hours (365 days); figures per year never mean the tropical year.
inline constexpr Mass tonne = Mass::in_base_units(1);
inline constexpr Mass kilogram = Mass::in_base_units(1e-3);
inline constexpr Energy megawatt_hour = Energy::in_base_units(1);
inline constexpr Volume cubic_metre = Volume::in_base_units(1);
inline constexpr Distance kilometre = Distance::in_base_units(1);
inline constexpr Duration year = Duration::in_base_units(1);
inline constexpr Duration hour = Duration::in_base_units(1.0 / 8760);
inline constexpr Power megawatt = megawatt_hour / hour;
inline constexpr Money euro = Money::in_base_units(1);
inline constexpr Money million_euro = Money::in_base_units(1e6);
inline constexpr Co2e tonne_co2e = Co2e::in_base_units(1);
inline constexpr Co2e kilogram_co2e = Co2e::in_base_units(1e-3);
inline constexpr Co2e kilotonne_co2e = Co2e::in_base_units(1000);
inline constexpr Amount unit_amount = Amount::in_base_units(1);
inline constexpr TemperatureDifference kelvin = TemperatureDifference::in_base_units(1);

}  // namespace samspill
