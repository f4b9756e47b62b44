#include <format>
#include <system_error>

#include "base/error.h"
#include "formats/csv_folder.h"
#include "formats/dataset.h"
#include "formats/json_tables.h"
#include "formats/workbook_reader.h"

namespace samspill::formats {

Tables read_tables(const std::filesystem::path& place, Diagnostics& diagnostics) {
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(place, code);
  if (!std::filesystem::exists(status)) {
    throw Error(ErrorKind::not_found,
                std::format("{}: there is no such file or folder", place.string()));
  }
  if (std::filesystem::is_directory(status)) return read_csv_folder(place, diagnostics);
  if (place.extension() == ".json") return read_json(place, diagnostics);
  if (place.extension() == ".csv") {
    throw Error(
        ErrorKind::invalid,
        std::format("{}: a dataset is a folder of CSV files; name the folder", place.string()));
  }
  return read_workbook(place, diagnostics);
}

}  // namespace samspill::formats
