#include <array>
#include <format>
#include <tuple>

#include "base/number.h"
#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<Stage>, 7> kStages{{{"idea", Stage::idea},
                                                {"screened", Stage::screened},
                                                {"contacted", Stage::contacted},
                                                {"feasibility", Stage::feasibility},
                                                {"agreement", Stage::agreement},
                                                {"operating", Stage::operating},
                                                {"ended", Stage::ended}}};
constexpr std::array<Choice<Origin>, 4> kOrigins{{{"fossil", Origin::fossil},
                                                  {"biogenic", Origin::biogenic},
                                                  {"process", Origin::process},
                                                  {"mixed", Origin::mixed}}};

/// The taker of an exchange: a need, or "process_id@site_id".
bool read_taker(Reading& reading, TableReader& reader, Exchange& exchange) {
  const auto column = reader.column("need_id");
  const auto text = reader.required(column, "need_id");
  if (!text) return false;
  const std::size_t at = text->find('@');
  if (at != std::string_view::npos) {
    exchange.process = reading.processes.find(text->substr(0, at));
    exchange.process_site = reading.sites.find(text->substr(at + 1));
    if (exchange.process && exchange.process_site) return true;
    reader.expected(column, exchange.process ? "an id in sites after the @"
                                             : "an id in processes before the @");
    return false;
  }
  exchange.need = find_stream(reading, reader, column, "need_id");
  if (!exchange.need) return false;
  if (reading.out.region[exchange.need].direction != Direction::need) {
    reader.expected(column, "a stream with the direction need");
    return false;
  }
  return true;
}

}  // namespace

void read_links(Reading& reading) {
  const Table* table = reading.tables.find("links");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  const auto resource = reader.column("resource");
  while (reader.next()) {
    Link link;
    link.from = find_site(reading, reader, reader.column("from_site"), "from_site");
    link.to = find_site(reading, reader, reader.column("to_site"), "to_site");
    link.mode = reading.cells.mode(reader, reader.column("mode"), "mode");
    if (reader.is_filled(resource)) {
      link.resource = reading.cells.resource(reader, resource, "resource");
    }
    if (const auto length = reader.number(reader.column("distance_km"), kNotNegative)) {
      link.distance = *length * kilometre;
    }
    if (const auto cost = reader.number(reader.column("cost_eur_per_unit"))) {
      link.cost = *cost * euro / unit_amount;
    }
    if (const auto fixed = reader.number(reader.column("fixed_eur_per_year"), kNotNegative)) {
      link.fixed = *fixed * euro / year;
    }
    if (const auto most = reader.number(reader.column("capacity"), kNotNegative)) {
      link.capacity = *most * unit_amount / year;
    }
    if (link.from && link.to && link.mode) reading.out.region.links.push_back(link);
  }
}

void read_exchanges(Reading& reading) {
  const Table* table = reading.tables.find("exchanges");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  KeyIndex<StrongId<struct ExchangeTag>> keys;
  const auto exchange_id = reader.column("exchange_id"), offer_id = reader.column("offer_id");
  auto& exchanges = reading.out.region.exchanges;
  while (reader.next()) {
    Exchange exchange;
    const auto key = reader.required(exchange_id, "exchange_id");
    exchange.offer = find_stream(reading, reader, offer_id, "offer_id");
    const bool has_taker = read_taker(reading, reader, exchange);
    if (reader.required(reader.column("stage"), "stage")) {
      exchange.stage =
          reader.choice(reader.column("stage"), std::span<const Choice<Stage>>(kStages))
              .value_or(Stage::idea);
    }
    const auto quantity = reader.number(reader.column("quantity"), kNotNegative);
    exchange.source = reader.text(reader.column("source"));
    if (exchange.offer && reading.out.region[exchange.offer].direction != Direction::offer) {
      reader.expected(offer_id, "a stream with the direction offer");
      continue;
    }
    if (!key || !exchange.offer || !has_taker) continue;
    if (quantity) {
      const auto unit = reading.cells.unit(reader, reader.column("unit"), "unit",
                                           reading.out.region[exchange.offer].resource);
      if (!unit) continue;
      exchange.quantity =
          *quantity * unit->base_units_per_unit * unit->per_year * unit_amount / (1.0 * year);
    }
    exchange.key = *key;
    if (keys.add(reader, exchange_id, *key, StrongId<ExchangeTag>(exchanges.size()))) {
      exchanges.push_back(std::move(exchange));
    }
  }
}

void read_emissions(Reading& reading) {
  const Table* table = reading.tables.find("emissions");
  if (table == nullptr) return;
  TableReader reader(*table, reading.diagnostics);
  while (reader.next()) {
    Emission emission;
    emission.site = find_site(reading, reader, reader.column("site_id"), "site_id");
    const auto in_year = reader.integer(reader.column("year"), 1900, 2200);
    if (!reader.is_filled(reader.column("year"))) reader.fail("year", "the cell is empty");
    const auto gas = reader.required(reader.column("gas"), "gas");
    const auto amount = reader.required_number(reader.column("tonnes"), "tonnes", kNotNegative);
    emission.origin =
        reader.choice(reader.column("origin"), std::span<const Choice<Origin>>(kOrigins))
            .value_or(Origin::mixed);
    emission.source = reader.text(reader.column("source"));
    if (!emission.site || !in_year || !gas || !amount) continue;
    emission.year = static_cast<int>(*in_year);
    emission.gas = *gas;
    emission.amount = *amount * tonne;
    reading.out.region.emissions.push_back(std::move(emission));
  }
}

}  // namespace samspill::formats
