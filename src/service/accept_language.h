#pragma once

#include <cstddef>

#include "reference/resource.h"
#include "service/request.h"

namespace samspill::service {

/// The server speaks the first so many of reference::kLanguageCodes: en, nb, da, sv, fi.
inline constexpr std::size_t kSpokenLanguages = 5;

/// The language that the client wants most by Accept-Language and that is spoken here; English
/// otherwise. Norwegian is Bokmål, whichever Norwegian is asked for.
reference::Language language_of(const Request& request);

/// The response, which then says in which language it is and that another could have been asked
/// for.
Response in_language(Response response, reference::Language language);

}  // namespace samspill::service
