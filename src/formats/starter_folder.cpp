#include <format>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "formats/csv_folder.h"
#include "formats/starter.h"
#include "formats/starter_example.h"
#include "formats/starter_readme.h"

namespace samspill::formats {
namespace {

namespace fs = std::filesystem;

void check_free(const fs::path& folder) {
  std::error_code code;
  const fs::file_status status = fs::status(folder, code);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status)) {
    throw Error(ErrorKind::conflict,
                std::format("{}: exists and is not a folder", folder.string()));
  }
  const bool is_empty = fs::is_empty(folder, code);
  if (code) {
    throw Error(ErrorKind::unavailable,
                std::format("{}: the folder cannot be read: {}", folder.string(), code.message()));
  }
  if (!is_empty) {
    throw Error(ErrorKind::conflict, std::format("{}: the folder is not empty", folder.string()));
  }
}

/// Moves what is complete to its place: the folder itself, or its files into an empty folder that
/// stands there already (which may be somebody's working directory).
void move_to_place(const fs::path& made, const fs::path& folder) {
  if (!fs::exists(folder)) return fs::rename(made, folder);
  std::vector<fs::path> names;
  for (const auto& entry : fs::directory_iterator(made)) {
    names.push_back(entry.path().filename());
  }
  try {
    for (const fs::path& name : names) fs::rename(made / name, folder / name);
  } catch (...) {
    std::error_code ignored;
    for (const fs::path& name : names) fs::remove(folder / name, ignored);
    throw;
  }
  fs::remove(made);
}

}  // namespace

void write_starter_folder(const fs::path& folder, reference::Language language) {
  check_free(folder);
  fs::path place = fs::absolute(folder).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // "dir/"
  const std::string own = std::format(".starter-{}", ::getpid());
  fs::path made = fs::exists(place) ? place / own : place;
  if (made == place) made += own;
  try {
    write_csv_folder(starter_tables(language), made);
    write_file(made / "README.md", starter_readme(language));
    move_to_place(made, place);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(made, ignored);
    throw Error(ErrorKind::unavailable, std::format("{}: the folder cannot be written: {}",
                                                    folder.string(), error.code().message()));
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(made, ignored);
    throw;
  }
}

}  // namespace samspill::formats
