// Unpacking an archive that may be hostile.
//
// Problem: a file of a few kilobytes can unpack to terabytes. Method: parts are inflated in pieces
// of 64 KiB that go straight to the reader, and every piece is counted before it is handed on.
// Limits: see UnpackLimits; what the directory claims is only used to refuse earlier. Worked
// number: 1 GiB of zeros deflates to about 1 MiB, 1000 to 1; it is refused at 10 MB, after some 30
// ms.
#include "formats/zip_archive.h"

#include <algorithm>
#include <format>
#include <utility>
#include <vector>
#include <zip.h>

#include "base/error.h"

namespace samspill::formats {
namespace {

constexpr std::size_t kPiece = 65'536;

struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

/// Small letters, `/` between folders, no leading slash.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (char c : name) {
    if (c == '\\') c = '/';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!(plain.empty() && c == '/')) plain += c;
  }
  return plain;
}

bool climbs(std::string_view name) {
  return std::ranges::contains(split(name, '/'), std::string_view(".."));
}

}  // namespace

void ZipArchive::Close::operator()(zip* archive) const {
  zip_discard(archive);
}

ZipArchive::ZipArchive(std::string bytes, std::string place, UnpackLimits limits)
    : bytes_(std::move(bytes)), place_(std::move(place)), limits_(limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
  if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive_ == nullptr) {
    const std::string reason = zip_error_strerror(&error);
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    fail(tell("is damaged: {}", reason));
  }
  zip_error_fini(&error);
  list_parts();
}

void ZipArchive::list_parts() {
  const zip_int64_t entries = zip_get_num_entries(archive_.get(), 0);
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(std::max<zip_int64_t>(entries, 0)); ++i) {
    zip_stat_t about;
    if (zip_stat_index(archive_.get(), i, 0, &about) != 0 || (about.valid & ZIP_STAT_NAME) == 0) {
      fail(tell("is damaged: a part has no name"));
    }
    std::string name = plain_name(about.name);
    if (climbs(name)) {
      fail(tell("has a part named {}, which no workbook has; it is not read",
                in_quotes(about.name)));
    }
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
      fail(tell("is encrypted; save it without a password"));
    }
    if (!parts_.try_emplace(std::move(name), i).second) {
      fail(tell("is damaged: it has the part {} twice", in_quotes(about.name)));
    }
  }
}

bool ZipArchive::has(std::string_view name) const {
  return parts_.contains(plain_name(name));
}

void ZipArchive::count(std::string_view name, std::uint64_t part_bytes, std::uint64_t packed_bytes,
                       std::uint64_t new_bytes) {
  if (part_bytes > limits_.ratio_from && part_bytes / limits_.ratio > packed_bytes) {
    fail(
        tell("{} unpacks to more than {} times its size, as no real workbook does; it is not "
             "read",
             in_quotes(name), limits_.ratio));
  }
  if (new_bytes > limits_.total_bytes - unpacked_) {
    fail(tell("unpacks to more than {} MiB; split it", limits_.total_bytes >> 20));
  }
}

void ZipArchive::read(std::string_view name, const std::function<void(std::string_view)>& take) {
  const auto part = parts_.find(plain_name(name));
  if (part == parts_.end()) fail(tell("is damaged: the part {} is missing", in_quotes(name)));
  zip_stat_t about;
  if (zip_stat_index(archive_.get(), part->second, 0, &about) != 0 ||
      (about.valid & ZIP_STAT_COMP_SIZE) == 0) {
    fail(tell("is damaged: the size of {} is missing", in_quotes(name)));
  }
  const std::uint64_t packed = std::min<std::uint64_t>(about.comp_size, bytes_.size());
  if ((about.valid & ZIP_STAT_SIZE) != 0) count(name, about.size, packed, about.size);
  const std::unique_ptr<zip_file_t, CloseEntry> entry(
      zip_fopen_index(archive_.get(), part->second, 0));
  if (entry == nullptr) {
    fail(tell("is damaged: {} cannot be unpacked: {}", in_quotes(name),
              zip_strerror(archive_.get())));
  }
  std::vector<char> piece(kPiece);
  std::uint64_t done = 0;
  while (true) {
    const zip_int64_t got = zip_fread(entry.get(), piece.data(), piece.size());
    if (got < 0) {
      fail(tell("is damaged: {} cannot be unpacked: {}", in_quotes(name),
                zip_file_strerror(entry.get())));
    }
    if (got == 0) return;
    const auto size = static_cast<std::uint64_t>(got);
    done += size;
    count(name, done, packed, size);
    unpacked_ += size;
    take(std::string_view(piece.data(), static_cast<std::size_t>(size)));
  }
}

void ZipArchive::fail(const Message& message) const {
  throw Error(ErrorKind::invalid, tell("{}: {}", place_, message));
}

}  // namespace samspill::formats
