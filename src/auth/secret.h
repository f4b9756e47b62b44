#pragma once

#include <string>
#include <string_view>

namespace samspill::auth {

/// A secret nobody can guess: 256 bits from the system's generator, as letters, digits, `-` and `_`
/// (43 of them), so that it may stand in an address or a cookie.
std::string new_secret();

/// Whether both are the same; how long that takes does not tell where they differ.
bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace samspill::auth
