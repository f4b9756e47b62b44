#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>

#include "app/imports.h"
#include "app/regions.h"
#include "auth/policy.h"
#include "service/request.h"

namespace samspill::service {

/// Datasets that were shown and wait for a yes. The latest kMost are kept; an older one has to be
/// sent again.
class WaitingImports {
 public:
  struct Waiting {
    std::string import_id;
    std::string region;
    std::int64_t region_version = 0;  // that it was compared with
    formats::Tables tables;
  };
  static constexpr std::size_t kMost = 8;

  /// Returns its id.
  std::string keep(Waiting waiting);
  /// Throws Error(not_found).
  Waiting find(std::string_view region, std::string_view import_id) const;
  void forget(std::string_view import_id);

 private:
  mutable std::mutex mutex_;
  std::list<Waiting> waiting_;
};

struct CreateImport {
  app::Imports imports;
  app::Regions regions;
  WaitingImports& waiting;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

struct ApplyImport {
  app::Imports imports;
  app::Regions regions;
  WaitingImports& waiting;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region,
                      const std::string& import_id) const;
};

struct ExportRegion {
  app::Regions regions;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
