#pragma once

#include <filesystem>

#include "formats/account_tables.h"

namespace samspill::formats {

/// Throws what write_account would throw for the place alone: to be asked before a long
/// computation.
void require_export_place(const std::filesystem::path& place);

/// Writes the account as a folder of CSV files, an .xlsx workbook or, for openLCA, a .zip archive,
/// by the name's ending: whole or not at all. Throws Error: conflict when the place exists, invalid
/// for another ending, unavailable.
void write_account(const AccountParts& parts, const std::filesystem::path& place);

}  // namespace samspill::formats
