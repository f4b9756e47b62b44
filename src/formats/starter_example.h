#pragma once

#include <array>
#include <string_view>

#include "formats/dataset.h"
#include "reference/resource.h"

namespace samspill::formats {

/// The tables of a starter dataset, in the order of the schema.
inline constexpr std::array<std::string_view, 11> kStarterTables = {
    "sites", "streams",   "qualities", "processes",   "process_flows", "storages",
    "links", "exchanges", "emissions", "initiatives", "targets"};

/// The settings, in the order that people fill them in.
inline constexpr std::array<std::string_view, 8> kStarterSettings = {
    "name",    "country",       "currency", "base_year", "discount_rate", "carbon_price_eur_per_t",
    "periods", "planning_years"};

/// A small made-up dataset that says so: three sites, six streams, one recorded exchange, with
/// names and units in the language. Every table has all columns of the schema; most are empty. The
/// settings carry their help as comments.
Tables starter_tables(reference::Language language);

}  // namespace samspill::formats
