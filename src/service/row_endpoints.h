#pragma once

#include <format>
#include <string>
#include <type_traits>

#include "app/sites.h"
#include "app/streams.h"
#include "app/workspace.h"
#include "auth/policy.h"
#include "base/error.h"
#include "service/edit.h"
#include "service/reply.h"
#include "service/row_parts.h"

namespace samspill::service {

/// A row of a table as the contract shows it, with what belongs to it from other tables.
struct ShowRow {
  app::Workspace& workspace;
  std::string table;

  Json operator()(const std::string& region, const storage::Row& row) const;
  Json page(const std::string& region, const std::vector<storage::Row>& rows) const;
};

inline const storage::Row& row_of(const storage::Row& row) {
  return row;
}
inline const storage::Row& row_of(const app::StreamWithQualities& stream) {
  return stream.stream;
}

Response shown_page(const ShowRow& show, const std::string& region, const storage::RowPage& page);

struct ListSites {
  app::Sites sites;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const;
};

struct ListStreams {
  app::Streams streams;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const;
};

/// Exchanges and initiatives, which may be narrowed to a stage.
template <typename Rows>
struct ListByStage {
  Rows rows;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const {
    return shown_page(show, region,
                      rows.list(actor, region, read_text(request, "stage"), read_page(request)));
  }
};

template <typename Rows>
struct ReadRow {
  Rows rows;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request&, const std::string& region, const std::string& key) const {
    const auto found = rows.read(actor, region, key);
    const storage::Row& row = row_of(found);
    return tagged_response(show(region, row), row.version);
  }
};

[[noreturn]] inline void refuse_qualities(const std::string& table) {
  throw Error(ErrorKind::invalid, tell("found qualities, which {} do not have", table));
}

template <typename Rows>
struct CreateRow {
  Rows rows;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const {
    const app::Edited edited = create(region, read_changes(request));
    const storage::Row& row = row_after(edited);
    const std::string key = row.cells.empty() ? "" : std::string(row.cell(key_column()));
    Response response = tagged_response(show(region, row), row.version, 201);
    response.headers.add("Location", std::format("/api/regions/{}/{}/{}", escaped(region),
                                                 show.table, escaped(key)));
    return response;
  }
  std::string_view key_column() const { return formats::find_table(show.table)->key; }
  app::Edited create(const std::string& region, const Changes& changes) const {
    if (!changes.qualities) return rows.create(actor, region, changes.cells);
    if constexpr (std::is_same_v<Rows, app::Streams>) {
      return rows.create(actor, region, changes.cells, *changes.qualities);
    } else {
      refuse_qualities(show.table);
    }
  }
};

template <typename Rows>
struct UpdateRow {
  Rows rows;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region,
                      const std::string& key) const {
    const std::int64_t version = read_version(request);
    const app::Edited edited = update(region, key, read_changes(request), version);
    const storage::Row& row = row_after(edited);
    return tagged_response(show(region, row), row.version);
  }
  app::Edited update(const std::string& region, const std::string& key, const Changes& changes,
                     std::int64_t version) const {
    if (!changes.qualities) return rows.update(actor, region, key, changes.cells, version);
    if constexpr (std::is_same_v<Rows, app::Streams>) {
      return rows.update_whole(actor, region, key, changes.cells, *changes.qualities, version);
    } else {
      refuse_qualities(show.table);
    }
  }
};

template <typename Rows>
struct RemoveRow {
  Rows rows;
  auth::Actor actor;
  Response operator()(const Request& request, const std::string& region,
                      const std::string& key) const {
    row_after(rows.remove(actor, region, key, read_version(request)));
    return {204, {}, {}};
  }
};

/// The rows of a table that has no use cases of its own, a page at a time.
struct ListRows {
  app::Workspace& workspace;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const;
};

/// The same, all at once.
struct ListAllRows {
  app::Workspace& workspace;
  auth::Actor actor;
  ShowRow show;
  Response operator()(const Request& request, const std::string& region) const;
};

}  // namespace samspill::service
