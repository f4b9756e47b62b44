#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "formats/cell_values.h"
#include "formats/dataset.h"

namespace samspill::formats {

inline constexpr std::array<Choice<Direction>, 2> kDirections{
    {{"offer", Direction::offer}, {"need", Direction::need}}};
inline constexpr std::array<Choice<ProcessStatus>, 2> kStatuses{
    {{"existing", ProcessStatus::existing}, {"candidate", ProcessStatus::candidate}}};
inline constexpr NumberRange kLifetimeYears{
    .least = 0.1, .most = 1000, .what = "0.1 to 1000 years"};
/// The words for stages.
inline constexpr std::array<Choice<Stage>, 7> kStages{{{"idea", Stage::idea},
                                                       {"screened", Stage::screened},
                                                       {"contacted", Stage::contacted},
                                                       {"feasibility", Stage::feasibility},
                                                       {"agreement", Stage::agreement},
                                                       {"operating", Stage::operating},
                                                       {"ended", Stage::ended}}};

/// What the readers of the single tables share: the dataset so far, and where each id stands.
struct Reading {
  const Tables& tables;
  Dataset& out;
  CellValues& cells;
  Diagnostics& diagnostics;
  KeyIndex<SiteId> sites;
  KeyIndex<StreamId> streams;
  KeyIndex<ProcessId> processes;
  /// Base units per unit of the stream's `unit` cell, for tables that speak of the same stream.
  std::vector<double> stream_units;
};

void read_sites(Reading& reading);
void read_streams(Reading& reading);
void read_qualities(Reading& reading);
void read_processes(Reading& reading);
void read_storages(Reading& reading);
void read_links(Reading& reading);
void read_exchanges(Reading& reading);
void read_emissions(Reading& reading);
void read_decisions(Reading& reading);
void read_scenarios(Reading& reading);
/// Networks and their members; their cells have been checked by check_other_tables.
void read_networks(Reading& reading);

/// Initiatives and targets; their cells have been checked by check_other_tables.
void read_initiatives(Reading& reading);
void read_targets(Reading& reading);

/// Checks the tables that no engine reads yet, and those of networks, initiatives and targets,
/// cell by cell against the schema.
void check_other_tables(Reading& reading);

/// The id that the cell names, or a diagnostic with the nearest known one.
SiteId find_site(Reading& reading, TableReader& reader, TableReader::Column column,
                 std::string_view name);
StreamId find_stream(Reading& reading, TableReader& reader, TableReader::Column column,
                     std::string_view name);
ProcessId find_process(Reading& reading, TableReader& reader, TableReader::Column column,
                       std::string_view name);

}  // namespace samspill::formats
