#pragma once

#include <string>

#include "app/other_tables.h"
#include "auth/policy.h"
#include "service/request.h"

namespace samspill::service {

struct FindResources {
  Response operator()(const Request& request) const;
};

struct ListColumns {
  Response operator()(const Request& request) const;
};

struct ReadFact {
  app::OtherTables tables;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region, const std::string& table,
                      const std::string& row_id) const;
};

}  // namespace samspill::service
