#include "service/client_files.h"

#include <desk_assets.h>

namespace samspill::service {

std::vector<std::pair<std::string_view, std::string_view>> client_files() {
  return assets::all();
}

}  // namespace samspill::service
