#pragma once

#include "base/temporary_folder.h"

namespace samspill::testing {

using samspill::TemporaryFolder;

}  // namespace samspill::testing
