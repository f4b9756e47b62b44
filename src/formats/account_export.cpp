#include "formats/account_export.h"

#include <format>

#include "base/error.h"
#include "base/file.h"
#include "formats/openlca.h"

namespace samspill::formats {

void require_export_place(const std::filesystem::path& place) {
  const std::filesystem::path ending = place.extension();
  if (ending != ".zip" && ending != ".xlsx" && place.has_extension()) {
    throw Error(ErrorKind::invalid,
                std::format("{}: expected a folder, an .xlsx file, or a .zip file for openLCA",
                            place.string()));
  }
  if (std::filesystem::exists(place)) {
    throw Error(ErrorKind::conflict, std::format("{}: exists already", place.string()));
  }
}

void write_account(const AccountParts& parts, const std::filesystem::path& place) {
  require_export_place(place);
  if (place.extension() != ".zip") return write_tables(account_tables(parts), place);
  write_file(place, openlca_zip(parts));
}

}  // namespace samspill::formats
