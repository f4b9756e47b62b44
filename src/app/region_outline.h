#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/site_squares.h"
#include "app/stored_region.h"
#include "reference/reference.h"

namespace samspill::app {

/// What an edit changed.
struct RegionEdit {
  const StoredTables& before;  // the part of the region that it knew
  const StoredTables& after;
  const std::vector<std::string>& tables;  // that may differ
};

/// A region of one version as maps and lists of regions show it: without reading its streams one by
/// one, and kept up with edits.
class RegionOutline {
 public:
  /// Reads it. `reference` has the region's own rows.
  RegionOutline(storage::Connection& connection, const storage::RegionRecord& record,
                const reference::Reference& reference);
  /// What it is after an edit of the version it is of.
  RegionOutline after(storage::Connection& connection, const RegionEdit& edit,
                      const reference::Reference& reference) const;

  const storage::RegionRecord& record() const { return record_; }
  const Settings& settings() const { return settings_; }
  /// How many rows each table has.
  const std::map<std::string, std::int64_t>& counts() const { return counts_; }
  /// Around all sites; nothing when there is none.
  const std::optional<storage::Box>& box() const { return box_; }

  /// Null when there is none with the id.
  const SiteOnMap* site(std::string_view key) const;
  /// Sites without emissions, those of a square together; the zoom is lowered until there are at
  /// most kMostSquares.
  std::vector<SiteSquares::Square> squares(const std::optional<storage::Box>& box, int zoom) const;
  static constexpr std::size_t kMostSquares = 5000;
  /// Sites with emissions.
  const std::vector<const SiteOnMap*>& emitters() const { return emitters_; }
  /// True when edits have left behind more sites than there are: time to read it anew.
  bool is_worn() const { return sites_->size() > 2 * by_key_.size() + 1000; }
  /// A region of the operating exchanges and what they are between.
  const formats::Dataset& operating() const { return *operating_; }

 private:
  using Sites = std::deque<SiteOnMap>;  // never moved; of outlines that follow each other

  void put(const SiteOnMap* was, std::optional<SiteOnMap> now);

  storage::RegionRecord record_;
  Settings settings_;
  std::map<std::string, std::int64_t> counts_;
  std::shared_ptr<Sites> sites_ = std::make_shared<Sites>();
  std::vector<const SiteOnMap*> by_key_;
  std::optional<storage::Box> box_;
  std::vector<const SiteOnMap*> emitters_;
  SiteSquares squares_{{}};
  std::shared_ptr<const formats::Dataset> operating_;
};

}  // namespace samspill::app
