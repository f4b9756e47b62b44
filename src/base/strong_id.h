#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace samspill {

/// A number that names one element of one vector: StrongId<SiteTag> indexes Region::sites and
/// nothing else. The default value names no element.
template <typename Tag>
class StrongId {
 public:
  static constexpr std::uint32_t kNone = 0xffff'ffff;

  constexpr StrongId() = default;
  constexpr explicit StrongId(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}

  constexpr std::size_t index() const { return index_; }
  constexpr explicit operator bool() const { return index_ != kNone; }
  constexpr auto operator<=>(const StrongId&) const = default;

 private:
  std::uint32_t index_ = kNone;
};

}  // namespace samspill

template <typename Tag>
struct std::hash<samspill::StrongId<Tag>> {
  std::size_t operator()(samspill::StrongId<Tag> id) const noexcept { return id.index(); }
};
