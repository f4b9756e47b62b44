#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "reference/reference.h"

namespace samspill::reference {

/// What is known of one material: the value of a property, in the property's unit.
using KnownValue = std::function<std::optional<double>(PropertyId)>;

/// The value of a property: as it is known, else worked out from the same substance on another
/// basis (per dry matter, per wet tonne, per phosphorus, per heating value). Empty = unknown.
std::optional<double> value_on_basis(const Reference& reference, const KnownValue& known,
                                     std::string_view property);

/// A value that the property cannot exceed, where only a whole of which it is a part is known:
/// chromium for chromium VI, arsenic for inorganic arsenic. Empty = unknown.
std::optional<double> most_on_basis(const Reference& reference, const KnownValue& known,
                                    std::string_view property);

}  // namespace samspill::reference
