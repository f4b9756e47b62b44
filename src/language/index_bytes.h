#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace samspill::language {

/// The first eight bytes; another number for another form.
inline constexpr std::uint64_t kIndexMark = 0x0032'7865'646E'6953ULL;

/// Lays values and arrays one after the other, each at a multiple of eight bytes.
class ByteWriter {
 public:
  template <typename Value>
  void one(const Value& value) {
    put(&value, sizeof(Value));
  }
  template <typename Value>
  void many(const std::vector<Value>& values) {
    one<std::uint64_t>(values.size());
    put(values.data(), values.size() * sizeof(Value));
  }
  std::string take() { return std::move(bytes_); }

 private:
  void put(const void* data, std::size_t size) {
    if (size > 0) bytes_.append(static_cast<const char*>(data), size);
    bytes_.resize((bytes_.size() + 7) / 8 * 8, '\0');
  }
  std::string bytes_;
};

/// Reads them again, in place. Throws Error(internal) when the bytes end too early.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Value>
  Value one() {
    Value value;
    std::memcpy(&value, take(sizeof(Value)), sizeof(Value));
    return value;
  }
  template <typename Value>
  std::span<const Value> many() {
    const auto count = one<std::uint64_t>();
    if (count > bytes_.size() / sizeof(Value)) fail();
    return {reinterpret_cast<const Value*>(take(count * sizeof(Value))), count};
  }

 private:
  const char* take(std::size_t size) {
    const std::size_t padded = (size + 7) / 8 * 8;
    if (padded > bytes_.size() - at_) fail();
    const char* begin = bytes_.data() + at_;
    at_ += padded;
    return begin;
  }
  [[noreturn]] static void fail() {
    throw Error(ErrorKind::internal, "the language index is cut short");
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace samspill::language
