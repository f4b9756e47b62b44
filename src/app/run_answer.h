#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "app/run_order.h"
#include "base/diagnostic.h"
#include "base/json.h"
#include "formats/dataset.h"

namespace samspill::app {

/// How far a run has come.
struct RunProgress {
  std::string phase;              // "planning"
  std::optional<double> share{};  // of the phase, 0…1; empty = not known
  std::optional<double> bound{};  // no plan costs less, EUR a year
  std::optional<double> gap{};    // of the best plan so far
};

/// How a run is watched and ended early. Both are asked and told from the thread that works.
struct RunWatch {
  std::stop_token stop{};
  std::function<void(const RunProgress&)> tell = [](const RunProgress&) {};
};

/// What came of a run.
struct RunAnswer {
  Json result;  // as the command of the same name prints it (docs/json.md)
  std::map<std::string, std::string> files;  // of a report: content by file name
};

/// Works an order out. When it is stopped, what was found so far, where the kind has that. `date`
/// is printed on a report, "2026-03-01". Throws Error(not_found) for an id that the region does not
/// have, Error(conflict) when no plan meets the limits and the kind needs one, and what the engines
/// throw.
RunAnswer answer(const RunOrder& order, const formats::Dataset& dataset,
                 const Diagnostics& diagnostics, const std::string& date, const RunWatch& watch);

}  // namespace samspill::app
