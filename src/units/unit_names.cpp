// The names of units, in seven languages.
//
// Problem: "MW" and "mW" differ by 10^9, yet people write "MWH", "Tonn" and "KG" without a thought.
//
// Method, the case rule: a name is first sought among the symbols, letter by letter. Failing that,
// a name written in one case (all small, all capital, or a capital and then small) carries no
// information in its case and is sought among the words, where "mwh" is the megawatt-hour, as
// nobody trades milliwatt-hours. A name of mixed case that is no symbol ("mWh", "mW") is refused:
// it looks meant. So are "MT", "mt" and "mtpa", megatonne to some and metric ton to others.
//
// Source of the factors: the definitions of the SI brochure (t, l, h, °C); 1 MWh = 3.6 GJ exactly;
// the degree Fahrenheit is 5/9 K; a Sm3 (15 °C) is 273.15/288.15 Nm3 (0 °C). A year is 8760 h = 365
// d = 12 months = 365/7 weeks. "ton" is the tonne.
//
// Limits: Finnish "/v" (vuosi) is the year, although some Swedes write it for the week; Norwegian
// "/t" (time) is never the hour. No imperial units: "mi" and the Nordic "mil" look too much alike.
//
// A worked number: "ktonn" = 1000/1 t; "GJ" = 1000/3600 MWh = 0.2778 MWh.
#include "units/unit_names.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "base/text.h"

namespace samspill {
namespace {

using enum UnitKind;

constexpr double kKelvinAtZeroFahrenheit = 459.67 * 5 / 9;

constexpr auto kUnits = std::to_array<UnitName>({
    {mass, 1, 1e12, "µg μg ug", ""},
    {mass, 1, 1e9, "mg", "milligram"},
    {mass, 1, 1e6, "g", "gram grams gramm grammaa"},
    {mass, 1, 1e3, "kg", "kg kilo kilos kiloa kilogram kilograms kilogramm kilogrammaa"},
    {mass, 1, 1, "t Mg",
     "t tonn tonne tonnes ton tons tonnen tonni tonnia tona tony tonner tonnet tonnit"},
    {mass, 1e3, 1, "kt Gg",
     "kt ktonn ktonne ktonnes kton ktons kilotonn kilotonne kilotonnes kiloton"},
    {mass, 1e6, 1, "Mt Tg Mtonn Mtonnes Mton",
     "megatonn megatonne megatonnes megaton megatonni megatonnia"},
    {mass_per_year, 1, 1, "tpa", "tpa"},
    {mass_per_year, 1e3, 1, "ktpa", "ktpa"},
    {mass_per_year, 1e6, 1, "Mtpa", ""},

    {energy, 1, 1e6, "Wh", "wh"},
    {energy, 1, 1e3, "kWh KWh", "kwh kilowattime kilowatttimer kilowattimmar kilowattstunden"},
    {energy, 1, 1, "MWh MWhel MWhth",
     "mwh megawattime megawatttimer megawattimmar megawattstunden"},
    {energy, 1e3, 1, "GWh GWhel GWhth", "gwh gigawattime gigawatttimer gigawattimmar"},
    {energy, 1e6, 1, "TWh", "twh terawattime terawatttimer terawattimmar"},
    {energy, 1, 3.6e9, "J", "joule joules"},
    {energy, 1, 3.6e6, "kJ", "kj kilojoule kilojoules"},
    {energy, 1, 3600, "MJ", "mj megajoule megajoules"},
    {energy, 1e3, 3600, "GJ", "gj gigajoule gigajoules"},
    {energy, 1e6, 3600, "TJ", "tj terajoule terajoules"},
    {energy, 1e9, 3600, "PJ", "pj petajoule petajoules"},
    {power, 1, 1e6, "W", "watt watts"},
    {power, 1, 1e3, "kW KW kWel kWe kWth", "kw kilowatt kilowatts"},
    {power, 1, 1, "MW MWel MWe MWth", "mw megawatt megawatts"},
    {power, 1e3, 1, "GW", "gw gigawatt gigawatts"},

    {length, 1, 1e6, "µm μm um", "mikrometer"},
    {length, 1, 1e3, "mm", "mm millimeter millimetre"},
    {length, 1, 100, "cm", "cm centimeter centimetre"},
    {length, 1, 10, "dm", "dm"},
    {length, 1, 1, "m", "meter metre metres meters metri metria"},
    {length, 1e3, 1, "km", "km kilometer kilometre kilometres kilometers kilometri kilometria"},
    {area, 1, 1, "", "m2 kvm kvadratmeter qm quadratmeter"},
    {area, 1e3, 1, "", "daa dekar mal"},
    {area, 1e4, 1, "ha", "ha hektar hectare hectares hehtaari hehtaaria hektara hektarow"},

    {volume, 1, 1e6, "ml mL", "milliliter millilitre"},
    {volume, 1, 1e5, "cl cL", "centiliter"},
    {volume, 1, 1e4, "dl dL", "desiliter deciliter"},
    {volume, 1, 10, "hl hL", "hl hektoliter hektolitre hektolitra"},
    {volume, 1, 1e3, "l L", "l liter liters litre litres litra litraa litr litry litrow"},
    {volume, 1, 1, "fm3 Fm3",
     "m3 fm3 kubikk kubikkmeter kubikmeter kbm cbm kuutio kuutiota kuutiometri kuutiometria"},
    {normal_volume, 1, 1, "Nm3", "nm3 normalkubikkmeter normalkubikmeter"},
    {normal_volume, 27315, 28815, "Sm3", "sm3 standardkubikkmeter"},

    {piece, 1, 1, "",
     "stk stykk stykker styk st styck stycken pc pcs piece pieces kpl kappale kappaletta stuck "
     "stck "
     "szt sztuk sztuka sztuki"},

    {duration, 1, 31'536'000, "s", "s sec sek second seconds sekund sekunder sekunti sekunde"},
    {duration, 1, 525'600, "min", "minute minutes minutt minutter minut minuutti"},
    {duration, 1, 8760, "h",
     "hr hrs hour hours time timer timen timme timmar timmen tunti stunde stunden std godz "
     "godzina godzine"},
    {duration, 1, 365, "d",
     "day days dag dagen dager dage dagar dogn dognet dygn dygnet pv paiva vrk vuorokausi "
     "tag tage doba dobe dzien"},
    {duration, 7, 365, "",
     "wk week weeks uke uken uker uge ugen uger vecka veckan veckor vko viikko woche wochen "
     "tydz tydzien"},
    {duration, 1, 12, "",
     "month months mnd maned maneden maneder man manad manaden manader kk kuukausi monat "
     "monate mies miesiac"},
    {duration, 1, 4, "", "quarter kvartal kvartalet quartal kwartal"},
    {duration, 1, 1, "a v",
     "yr yrs year years annum ar aar aret aaret arets vuosi jahr jahre rok roku"},
    {per_time, 8760, 1, "", "hourly tunnissa"},
    {per_time, 365, 1, "", "daily daglig dagligen paivassa vuorokaudessa taglich dziennie"},
    {per_time, 365, 7, "", "weekly ukentlig ugentlig viikossa wochentlich tygodniowo"},
    {per_time, 12, 1, "", "monthly manedlig kuukaudessa monatlich miesiecznie"},
    {per_time, 1, 1, "",
     "p.a pa annually yearly arlig arlige arligen aarlig vuodessa jahrlich rocznie"},

    {temperature, 1, 1, "K", "kelvin"},
    {temperature, 1, 1, "°C ºC ⁰C ℃ C degC", "celsius", 273.15},
    {temperature, 5, 9, "°F ºF ℉ F degF", "fahrenheit", kKelvinAtZeroFahrenheit},
    {pressure, 1, 1e5, "Pa", "pascal"},
    {pressure, 1, 100, "kPa", "kpa kilopascal"},
    {pressure, 10, 1, "MPa", "megapascal"},
    {pressure, 1, 1e3, "mbar", "mbar millibar"},
    {pressure, 1, 1, "bar", "bar"},
    {conductance, 1, 1e3, "µS μS uS", ""},
    {conductance, 1, 1, "mS", ""},
    {conductance, 100, 1, "dS", ""},
    {conductance, 1e3, 1, "S", ""},

    {ratio, 1, 1, "pH", "ph"},
    {ratio, 1, 100, "%", "percent prosent procent prosentti prozent procenta"},
    {ratio, 1, 1e3, "‰", "promille"},
    {ratio, 1, 1e6, "ppm", "ppm"},
    {ratio, 1, 1e9, "ppb", "ppb"},
    {multiplier, 1e3, 1, "", "thousand tusen tusind tuhat tuhatta tsd tausend tys tysiecy tysiac"},
    {multiplier, 1e6, 1, "",
     "mill million millioner millions miljoner milj mio miljoona miljoonaa millionen mln"},
});

constexpr auto kPerWords =
    std::to_array<std::string_view>({"per", "pr", "pro", "i", "om", "im", "na", "w"});

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// True when the name is of Latin letters: ASCII, U+00C0…U+017F, or those with a combining accent.
/// fold() would make an m of the µ in "µW", and letters of the sign "㎽".
bool is_latin(std::string_view name) {
  constexpr std::string_view kFirstBytes = "\xC3\xC4\xC5\xCC";
  return std::ranges::all_of(name, [&](char c) {
    return static_cast<unsigned char>(c) < 0xC0 || kFirstBytes.contains(c);
  });
}

/// All small, all capital, or one capital and then small letters.
bool has_one_case(std::string_view name) {
  const std::string_view tail = name.substr(name.empty() ? 0 : 1);
  return std::ranges::none_of(name, is_lower) || std::ranges::none_of(tail, is_upper);
}

/// The form in which words are compared; empty when the name can be no word.
std::string word_of(std::string_view name) {
  return is_latin(name) && has_one_case(name) ? fold(name) : std::string();
}

struct NameTable {
  TextMap<const UnitName*> symbols;
  TextMap<const UnitName*> words;
};

void enter(std::string_view names, const UnitName& unit, TextMap<const UnitName*>& table) {
  for (const std::string_view name : split(names, ' ')) {
    [[maybe_unused]] const bool is_new = table.emplace(name, &unit).second;
    assert(is_new);
  }
}

const NameTable& name_table() {
  static const NameTable table = [] {
    NameTable made;
    for (const UnitName& unit : kUnits) {
      enter(unit.symbols, unit, made.symbols);
      enter(unit.words, unit, made.words);
    }
    return made;
  }();
  return table;
}

}  // namespace

const UnitName* find_unit(std::string_view name) {
  const NameTable& table = name_table();
  if (const auto found = table.symbols.find(name); found != table.symbols.end()) {
    return found->second;
  }
  const auto found = table.words.find(word_of(name));
  return found == table.words.end() ? nullptr : found->second;
}

bool means_per(std::string_view name) {
  return std::ranges::contains(kPerWords, word_of(name));
}

}  // namespace samspill
