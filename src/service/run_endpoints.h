#pragma once

#include <string>

#include "app/runs.h"
#include "auth/policy.h"
#include "base/json.h"
#include "service/jobs.h"
#include "service/request.h"

namespace samspill::service {

struct ListRuns {
  app::Runs runs;
  Jobs& jobs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

struct CreateRun {
  app::Runs runs;
  Jobs& jobs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

struct ReadRun {
  app::Runs runs;
  Jobs& jobs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region, std::int64_t run_id) const;
};

struct CancelRun {
  app::Runs runs;
  Jobs& jobs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region, std::int64_t run_id) const;
};

struct FollowRun {
  app::Runs runs;
  Jobs& jobs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region, std::int64_t run_id) const;
};

struct ReadRunResult {
  app::Runs runs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region, std::int64_t run_id) const;
};

struct ReadRunFile {
  app::Runs runs;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region, std::int64_t run_id,
                      const std::string& file_name) const;
};

}  // namespace samspill::service
