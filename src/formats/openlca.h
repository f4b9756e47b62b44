#pragma once

#include <string>

#include "formats/account_tables.h"

namespace samspill::formats {

/// The exchanges of a plan's ledger as processes of openLCA: a zip archive of JSON-LD (schema 2).
/// Ids follow from names, so the same dataset makes the same bytes.
std::string openlca_zip(const AccountParts& parts);

}  // namespace samspill::formats
