#include <format>
#include <system_error>

#include "base/error.h"
#include "base/file.h"
#include "formats/csv_folder.h"
#include "formats/dataset.h"
#include "formats/json_tables.h"
#include "formats/workbook_reader.h"
#include "formats/workbook_writer.h"

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

void write_tables(const Tables& tables, const std::filesystem::path& place) {
  if (std::filesystem::exists(place)) {
    throw Error(ErrorKind::conflict, std::format("{}: exists already", place.string()));
  }
  if (place.extension() == ".xlsx") {
    write_workbook(tables, place);
  } else if (place.extension() == ".json") {
    write_file(place, write_json(tables));
  } else if (!place.has_extension()) {
    write_csv_folder(tables, place);
  } else {
    throw Error(ErrorKind::invalid,
                std::format("{}: expected a folder, a .xlsx file or a .json file", place.string()));
  }
}

}  // namespace samspill::formats
