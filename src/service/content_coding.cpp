#include "service/content_coding.h"

#include <algorithm>
#include <brotli/encode.h>
#include <cstdint>
#include <zlib.h>

#include "base/error.h"
#include "service/headers.h"

namespace samspill::service {
namespace {

/// Both measured on lists of 100 kB of JSON: a millisecond, and a tenth of the size. Of more bytes
/// time counts more than size.
constexpr int kBrotliQuality = 4;
constexpr int kQuickBrotliQuality = 1;
constexpr std::size_t kManyBytes = 250'000;
constexpr int kGzipLevel = 5;

std::string in_brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const int quality = bytes.size() > kManyBytes ? kQuickBrotliQuality : kBrotliQuality;
  if (BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    throw Error(ErrorKind::internal, "the brotli library could not compress a response");
  }
  out.resize(size);
  return out;
}

std::string in_gzip(std::string_view bytes) {
  constexpr int kWithGzipHeader = MAX_WBITS + 16;
  constexpr int kMemory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kWithGzipHeader, kMemory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw Error(ErrorKind::internal, "the gzip library could not begin");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) {
    throw Error(ErrorKind::internal, "the gzip library could not compress a response");
  }
  return out;
}

/// "q=0", "q=0.0": not wanted at all.
bool is_refused(const FieldChoice& choice) {
  const std::string_view weight = choice.weight.value_or("");
  return weight.starts_with('0') && weight.find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

std::string_view name(Coding coding) {
  constexpr std::string_view kNames[] = {"identity", "gzip", "br"};
  return kNames[static_cast<std::size_t>(coding)];
}

bool accepts(std::string_view field, Coding coding) {
  bool by_star = false;
  for (const FieldChoice& choice : choices_of(field)) {
    if (is_same_name(choice.name, name(coding))) return !is_refused(choice);
    if (choice.name == "*") by_star = !is_refused(choice);
  }
  return by_star;
}

std::string encode(std::string_view bytes, Coding coding) {
  switch (coding) {
    case Coding::br:
      return in_brotli(bytes);
    case Coding::gzip:
      return in_gzip(bytes);
    case Coding::identity:
      break;
  }
  return std::string(bytes);
}

}  // namespace samspill::service
