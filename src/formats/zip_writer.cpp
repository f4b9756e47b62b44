#include "formats/zip_writer.h"

#include <format>
#include <memory>
#include <zip.h>

#include "base/error.h"

namespace samspill::formats {
namespace {

/// 1 January 1980, the first day that an archive can name.
constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

void require(bool holds, const std::string& what) {
  if (!holds) throw Error(ErrorKind::internal, "the archive cannot be made: " + what);
}

void add_part(zip_t* archive, const std::string& name, const std::string& text) {
  zip_source_t* from = zip_source_buffer(archive, text.data(), text.size(), 0);
  require(from != nullptr, name);
  const zip_int64_t index = zip_file_add(archive, name.c_str(), from, ZIP_FL_ENC_UTF_8);
  if (index < 0) zip_source_free(from);
  require(index >= 0, name);
  zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kFirstDay, 0);
}

std::string bytes_of(zip_source_t* source) {
  zip_stat_t about;
  require(zip_source_stat(source, &about) == 0 && zip_source_open(source) == 0, "its size");
  std::string bytes(about.size, '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  require(read >= 0 && static_cast<zip_uint64_t>(read) == bytes.size(), "its bytes");
  return bytes;
}

}  // namespace

std::string zip_archive(const std::map<std::string, std::string>& parts) {
  const Source out(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  require(out != nullptr, "no memory");
  zip_source_keep(out.get());
  zip_t* archive = zip_open_from_source(out.get(), ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) zip_source_free(out.get());
  require(archive != nullptr, "it cannot be opened");
  try {
    for (const auto& [name, text] : parts) add_part(archive, name, text);
  } catch (...) {
    zip_discard(archive);
    throw;
  }
  if (zip_close(archive) != 0) {
    const std::string reason = zip_strerror(archive);
    zip_discard(archive);
    require(false, reason);
  }
  return bytes_of(out.get());
}

}  // namespace samspill::formats
