#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/run_answer.h"

namespace samspill::service {

/// What is stored of a run that is done: its result and the files of a report, as one text.
std::string to_stored(const app::RunAnswer& answer);

/// The result alone, as JSON text.
std::string result_of(const std::string& stored);

/// A file of a report; nothing when the run has no such file.
std::optional<std::string> file_of(const std::string& stored, const std::string& name);

}  // namespace samspill::service
