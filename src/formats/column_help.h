#pragma once

#include <span>
#include <string>
#include <string_view>

#include "formats/schema.h"
#include "reference/resource.h"

namespace samspill::formats {

/// What a cell of the column may hold, in words: "one of: offer, need", "a number of at least 0".
std::string holds_text(const ColumnSchema& column, reference::Language language);

/// The unit of the column's numbers, by the end of its name: "km", "EUR/yr"; empty where it has
/// none.
std::string_view unit_of(const ColumnSchema& column);

/// All about a column for a person who fills it in: meaning, what it holds, unit, required or not.
std::string column_help(const ColumnSchema& column, reference::Language language);

/// Units as people of the language write them, to choose from.
std::span<const std::string_view> example_units(reference::Language language);
/// The first of them, for a sentence: "t/yr, kg/d, t, MWh/yr, GWh/yr".
std::string example_unit_text(reference::Language language);

}  // namespace samspill::formats
