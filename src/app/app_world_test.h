#pragma once

#include <gtest/gtest.h>

#include "app/imports.h"
#include "base/csv.h"
#include "base/temporary_folder.h"
#include "formats/schema.h"
#include "storage/audit_log.h"
#include "tests/support/world.h"

namespace samspill::app {

/// A dataset as text: table name → CSV.
inline formats::Tables tables_of(const testing::Text& texts, const std::string& settings =
                                                                 "name = \"Fosen\"\n"
                                                                 "base_year = 2025\n") {
  formats::Tables tables{"test", "region.toml", settings, {}};
  for (const formats::TableSchema& schema : formats::schema()) {
    for (const auto& [name, text] : texts) {
      if (name != schema.name) continue;
      Diagnostics diagnostics;
      tables.tables.push_back(*read_csv(name, name + ".csv", text, diagnostics));
    }
  }
  return tables;
}

inline const std::string kSomeSites =
    "site_id,name,country,municipality,latitude_deg,longitude_deg\n"
    "mill,Sawmill,NO,Åfjord,63.96,10.22\n"
    "farm,Farm,NO,Ørland,63.7,9.6\n";
inline const std::string kSomeStreams =
    "stream_id,site_id,direction,resource,quantity,unit,note\n"
    "bark-out,mill,offer,bark,\"1 200\",t/yr,wet\n"
    "bark-in,farm,need,bark,7e2,t/yr,\n";
inline const std::string kSomeQualities =
    "stream_id,property,typical,unit\n"
    "bark-out,dry_matter,45,%\n";
inline const testing::Text kSomeTables = {
    {"sites", kSomeSites}, {"streams", kSomeStreams}, {"qualities", kSomeQualities}};

/// A database with the region fosen of kSomeTables.
class AppWorld : public ::testing::Test {
 protected:
  AppWorld() : store_(folder_ / "a.db", storage::Access::create), workspace_(store_) {
    import(tables_of(kSomeTables));
  }

  ImportOutcome import(const formats::Tables& tables) {
    return Imports{workspace_}.apply(auth::kOwner, "", tables);
  }

  /// What is stored, read anew.
  formats::Tables stored() const {
    return store_
        .read([](storage::Connection& connection) {
          return read_stored_tables(connection, find_region(connection, "fosen"));
        })
        .tables;
  }

  std::vector<storage::AuditEntry> log() const {
    return store_.read([](storage::Connection& connection) {
      return storage::AuditLog{connection}.list(1, {}, {}).entries;
    });
  }

  TemporaryFolder folder_;
  storage::Store store_;
  Workspace workspace_;
};

}  // namespace samspill::app
