#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/message.h"
#include "base/text.h"

struct zip;

namespace samspill::formats {

/// How much an archive may unpack to. The ratio counts for parts of more than ratio_from bytes:
/// small ones may be all blanks.
struct UnpackLimits {
  std::uint64_t total_bytes = std::uint64_t{1} << 30;
  std::uint64_t ratio = 200;
  std::uint64_t ratio_from = 10'000'000;
};

/// A zip archive in memory whose parts are unpacked piece by piece. It believes nothing that the
/// archive claims about sizes: bytes are counted as they come.
class ZipArchive {
 public:
  /// place: as the user named the file, for messages. Throws Error(invalid) when the bytes are no
  /// zip archive, or a part is encrypted, named twice, or has a name that climbs out of the
  /// archive.
  ZipArchive(std::string bytes, std::string place, UnpackLimits limits);

  /// Part names as in the archive, without leading slash; large and small letters are one.
  bool has(std::string_view name) const;
  /// Unpacks one part into pieces. Throws Error(invalid) when it is missing, damaged, or too large.
  void read(std::string_view name, const std::function<void(std::string_view)>& take);

  const std::string& place() const { return place_; }

 private:
  struct Close {
    void operator()(zip* archive) const;
  };

  void list_parts();
  void count(std::string_view name, std::uint64_t part_bytes, std::uint64_t packed_bytes,
             std::uint64_t new_bytes);
  [[noreturn]] void fail(const Message& message) const;

  std::string bytes_;  // outlives archive_, which reads from it
  std::string place_;
  UnpackLimits limits_;
  std::unique_ptr<zip, Close> archive_;
  TextMap<std::uint64_t> parts_;  // by name in small letters
  std::uint64_t unpacked_ = 0;
};

}  // namespace samspill::formats
