#include <algorithm>
#include <array>
#include <format>
#include <tuple>

#include "base/number.h"
#include "base/text.h"
#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

constexpr std::array<Choice<Origin>, 4> kOrigins{{{"fossil", Origin::fossil},
                                                  {"biogenic", Origin::biogenic},
                                                  {"process", Origin::process},
                                                  {"mixed", Origin::mixed}}};

/// "process_id@site_id". False and a diagnostic when either is unknown.
bool read_process_end(Reading& reading, TableReader& reader, TableReader::Column column,
                      ProcessId& process, SiteId& site) {
  const std::string_view text = reader.text(column);
  const std::size_t at = text.find('@');
  process = reading.processes.find(text.substr(0, at));
  site = reading.sites.find(text.substr(at + 1));
  if (process && site) return true;
  reader.expected(column, process ? tell("an id in sites after the @")
                                  : tell("an id in processes before the @"));
  return false;
}

bool is_process_end(std::string_view text) {
  return text.contains('@');
}

/// The taker of an exchange: a need, or "process_id@site_id".
bool read_taker(Reading& reading, TableReader& reader, Exchange& exchange) {
  const auto column = reader.column("need_id");
  const auto text = reader.required(column, "need_id");
  if (!text) return false;
  if (is_process_end(*text)) {
    return read_process_end(reading, reader, column, exchange.process, exchange.process_site);
  }
  exchange.need = find_stream(reading, reader, column, "need_id");
  if (!exchange.need) return false;
  if (reading.out.region[exchange.need].direction != Direction::need) {
    reader.expected(column, tell("a stream with the direction need"));
    return false;
  }
  return true;
}

/// What a process gives: the output that the resource cell names, or the only one there is.
ResourceId read_output(Reading& reading, TableReader& reader, const Process& process) {
  const auto column = reader.column("resource");
  const reference::Reference& reference = reading.out.reference;
  const ResourceId loss = reference.find_resource_id("loss");
  std::vector<ResourceId> outputs;
  for (const ProcessFlow& flow : process.outputs) {
    if (!reference.is_within(flow.resource, loss)) outputs.push_back(flow.resource);
  }
  if (!reader.is_filled(column) && outputs.size() == 1) return outputs.front();
  const ResourceId named = reading.cells.resource(reader, column, "resource");
  if (!named || std::ranges::contains(outputs, named)) return named;
  reader.expected(column, tell("an output of {}", process.key));
  return {};
}

/// The giver of an exchange: an offer, or "process_id@site_id".
bool read_giver(Reading& reading, TableReader& reader, Exchange& exchange) {
  const auto column = reader.column("offer_id");
  const auto text = reader.required(column, "offer_id");
  if (!text) return false;
  const Region& region = reading.out.region;
  if (is_process_end(*text)) {
    if (!read_process_end(reading, reader, column, exchange.giver_process, exchange.giver_site)) {
      return false;
    }
    exchange.resource = read_output(reading, reader, region[exchange.giver_process]);
    return bool(exchange.resource);
  }
  exchange.offer = find_stream(reading, reader, column, "offer_id");
  if (!exchange.offer) return false;
  if (region[exchange.offer].direction != Direction::offer) {
    reader.expected(column, tell("a stream with the direction offer"));
    return false;
  }
  exchange.giver_site = region[exchange.offer].site;
  exchange.resource = region[exchange.offer].resource;
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
  const auto exchange_id = reader.column("exchange_id");
  auto& exchanges = reading.out.region.exchanges;
  while (reader.next()) {
    Exchange exchange;
    const auto key = reader.required(exchange_id, "exchange_id");
    const bool has_giver = read_giver(reading, reader, exchange);
    const bool has_taker = read_taker(reading, reader, exchange);
    if (reader.required(reader.column("stage"), "stage")) {
      exchange.stage = reader.choice(reader.column("stage"), kStages).value_or(Stage::idea);
    }
    const auto quantity = reader.number(reader.column("quantity"), kNotNegative);
    exchange.source = reader.text(reader.column("source"));
    if (!key || !has_giver || !has_taker) continue;
    if (quantity) {
      const auto unit =
          reading.cells.unit(reader, reader.column("unit"), "unit", exchange.resource);
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
    if (!reader.is_filled(reader.column("year"))) reader.fail("year", tell("the cell is empty"));
    const auto gas = reader.required(reader.column("gas"), "gas");
    const auto amount = reader.required_number(reader.column("tonnes"), "tonnes", kNotNegative);
    emission.origin = reader.choice(reader.column("origin"), kOrigins).value_or(Origin::mixed);
    if (const auto scope = reader.integer(reader.column("scope"), 1, 3)) {
      emission.scope = static_cast<int>(*scope);
    }
    emission.source = reader.text(reader.column("source"));
    if (gas && !reading.out.reference.climate().warming_potential(*gas, reference::GwpSet::ar6)) {
      reader.warn(reader.column("gas"),
                  tell("the warming potential of {} is not known, so its CO2e is unknown; "
                       "expected a gas such as CO2, CH4, N2O or SF6, or CO2e",
                       in_quotes(*gas)));
    }
    if (!emission.site || !in_year || !gas || !amount) continue;
    emission.year = static_cast<int>(*in_year);
    emission.gas = *gas;
    emission.amount = *amount * tonne;
    reading.out.region.emissions.push_back(std::move(emission));
  }
}

}  // namespace samspill::formats
