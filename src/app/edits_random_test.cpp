// Random edits of a small region in which everything names everything: each must be judged as
// reading the whole region with the edit judges it, with the same messages, and store the same
// rows.
#include <format>
#include <gtest/gtest.h>
#include <random>

#include "app/app_world_test.h"
#include "app/edits.h"
#include "app/lists.h"

namespace samspill::app {
namespace {

const testing::Text kTangled = {
    {"sites",
     "site_id,name,organisation,country,municipality,latitude_deg,longitude_deg,nace\n"
     "mill,Sawmill,moelven,NO,Åfjord,63.96,10.22,16.10\n"
     "farm,Farm,,NO,Ørland,63.7,9.6,03.22\n"
     "plant,Biogas,Biokraft AS,NO,Levanger,63.75,11.3,38.21\n"
     "works,Works,,NO,Orkdal,63.3,9.85,24.10\n"
     "port,Port,,NO,Orkdal,63.32,9.86,52.22\n"},
    {"streams",
     "stream_id,site_id,direction,resource,low_code,quantity,unit,profile,note\n"
     "bark-out,mill,offer,bark,,\"1 200\",t/yr,flat,wet\n"
     "bark-in,works,need,bark,,7e2,t/yr,,\n"
     "slam,farm,offer,slam fra settefiskanlegg,,900,t/yr,1;2;3;4,\n"
     "sludge-in,plant,need,fish-sludge,,5000,t/yr,,\n"
     "dust,mill,offer,sawdust,03 01 05,400,t/yr,,\n"
     "heat-out,works,offer,surplus heat,,20000,MWh/yr,,\n"},
    {"qualities",
     "stream_id,property,min,typical,max,unit\n"
     "bark-out,dry_matter,,45,,%\n"
     "slam,dry_matter,,12,,%\n"
     "sludge-in,dry_matter,5,,,%\n"
     "bark-in,dry_matter,40,,,%\n"},
    {"processes",
     "process_id,name,status,sites,capacity_unit\n"
     "dryer,Dryer,candidate,farm;plant,t/yr\n"
     "press,Press,existing,mill,t/yr\n"},
    {"process_flows",
     "process_id,direction,resource,amount,unit\n"
     "dryer,in,fish-sludge,1,t\n"
     "dryer,out,fish-sludge-dried,0.11,t\n"
     "dryer,out,loss,0.89,t\n"
     "press,in,sawdust,1,t\n"
     "press,out,wood-pellets,1,t\n"},
    {"links",
     "from_site,to_site,mode,distance_km\n"
     "mill,works,lorry,80\n"},
    {"exchanges",
     "exchange_id,offer_id,need_id,stage,quantity,unit\n"
     "x1,bark-out,bark-in,operating,600,t/yr\n"
     "x2,slam,dryer@farm,idea,,\n"
     "x3,slam,sludge-in,contacted,30,t/yr\n"},
    {"decisions",
     "offer_id,need_id,decision\n"
     "bark-out,bark-in,accepted\n"},
    {"scenarios",
     "scenario_id,name,probability\n"
     "as-is,As it is,0.75\n"
     "less,Less,0.25\n"},
    {"scenario_changes",
     "scenario_id,change,stream_id,site_id,factor\n"
     "less,quantity,slam,,0.5\n"
     "less,closing,,port,\n"},
    {"emissions",
     "site_id,year,gas,tonnes\n"
     "works,2023,CO2,140000\n"
     "works,2024,CO2,130000\n"},
    {"initiatives",
     "initiative_id,name,site_id,stage,needs,excludes,exchange_ids\n"
     "i1,Bark to the works,works,idea,,,x1\n"
     "i2,Capture,works,idea,i1,,\n"
     "i3,Shore power,port,idea,,i2,\n"},
    {"organisations",
     "organisation_id,name\n"
     "biokraft,Biokraft AS\n"
     "moelven,Moelven\n"},
    {"networks",
     "network_id,name\n"
     "wood,Wood cluster\n"},
    {"members",
     "network_id,site_id,organisation_id\n"
     "wood,mill,\n"
     "wood,,biokraft\n"
     "wood,works,\n"}};

/// What is asked of the program, and of the tables that are changed beside it.
struct Change {
  enum class Kind { create, update, remove, whole } kind = Kind::update;
  std::string table, key;
  Cells cells;
  std::vector<Cells> parts;  // qualities of a stream
};

/// The tables with the change, in the plainest way. Nothing when there is no such row.
std::optional<formats::Tables> changed(const formats::Tables& before, const Change& change) {
  formats::Tables after = before;
  bool is_found = change.kind == Change::Kind::create;
  for (Table& table : after.tables) {
    const bool is_whole = change.kind == Change::Kind::whole;
    const bool has_parts = table.name() == "qualities" && (is_whole || !change.parts.empty());
    if (table.name() != change.table && !has_parts) continue;
    std::vector<std::string> columns = table.columns();
    std::vector<std::vector<std::string>> rows;
    const auto put = [&](const Cells& cells, std::vector<std::string>& row) {
      for (const auto& [column, text] : cells) {
        const auto at = std::ranges::find(columns, column);
        if (at == columns.end() && text.empty()) continue;
        if (at == columns.end()) columns.push_back(column);
        row.resize(columns.size());
        row[static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin())] = text;
      }
    };
    for (std::size_t i = 0; i < table.rows(); ++i) {
      std::vector<std::string> row;
      for (std::size_t c = 0; c < table.columns().size(); ++c) row.emplace_back(table.cell(i, c));
      const bool is_it = table.cell(i, 0) == change.key;
      is_found |= is_it && !has_parts;
      const bool is_changed = change.kind == Change::Kind::update || (is_whole && !has_parts);
      if (is_it && is_changed) put(change.cells, row);
      if (is_it && (change.kind == Change::Kind::remove || (is_whole && has_parts))) continue;
      rows.push_back(row);
    }
    const bool is_new = change.kind == Change::Kind::create && !has_parts;
    if (is_new) put(change.cells, rows.emplace_back(columns.size()));
    for (Cells part : has_parts ? change.parts : std::vector<Cells>()) {
      part.emplace_back("stream_id", change.key);
      put(part, rows.emplace_back(columns.size()));
    }
    Table made(table.name(), table.file(), columns);
    for (const auto& row : rows) {
      made.add_row(static_cast<int>(made.rows()) + 2, {row.begin(), row.end()});
    }
    table = made;
  }
  if (!is_found) return {};
  return after;
}

std::string text_of(const formats::Tables& tables) {
  std::string text;
  for (const Table& table : tables.tables) {
    text += table.name() + "\n";
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t i = 0; i < table.columns().size(); ++i) {
        if (!table.cell(row, i).empty()) {
          text += std::format("{}={} ", table.columns()[i], table.cell(row, i));
        }
      }
      text += '\n';
    }
  }
  return text;
}

std::string errors_in(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& one : diagnostics.list()) {
    if (one.severity == Severity::error) all += to_text(one) + "\n";
  }
  return all;
}

class RandomEdits : public AppWorld {
 protected:
  RandomEdits() {
    const ImportOutcome outcome = import(tables_of(kTangled,
                                                   "name = \"Fosen\"\ncountry = \"NO\"\nbase_year "
                                                   "= 2025\nperiods = [2190, 2190, 2190, 2190]\n"));
    EXPECT_TRUE(outcome.is_sound) << errors_in(outcome.diagnostics);
  }

  std::size_t below(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  const std::string& any(const std::vector<std::string>& words) {
    return words[below(words.size())];
  }
  /// An id of the table, or sometimes one that it lacks.
  std::string any_id(const formats::Tables& tables, const std::string& table) {
    const Table& rows = *tables.find(table);
    if (below(8) == 0 || rows.rows() == 0) return any({"nowhere", "mil", "bark-ou", "x9", "a b"});
    return std::string(rows.cell(below(rows.rows()), 0));
  }

  Cells any_cells(const formats::Tables& now, const std::string& table) {
    const auto one = [&]() -> storage::Cell {
      if (table == "sites") {
        switch (below(6)) {
          case 0:
            return {"nace", any({"16.10", "03.22", "38.21", "24.10", "99.99", ""})};
          case 1:
            return {"latitude_deg", any({"63.1", "64", "north", "91"})};
          case 2:
            return {"organisation", any({"biokraft", "Biokraft AS", "moelven", ""})};
          case 3:
            return {"country", any({"NO", "SE", "Norway", ""})};
          case 4:
            return {"quay", any({"yes", "no", "maybe"})};
          default:
            return {"name", any({"A", "B", ""})};
        }
      }
      if (table == "streams") {
        switch (below(8)) {
          case 0:
            return {"site_id", any_id(now, "sites")};
          case 1:
            return {"direction", any({"offer", "need", "both"})};
          case 2:
            return {"resource", any({"bark", "sawdust", "slam fra settefisk", "slam", "aske",
                                     "fish-sludge", "surplus heat", "gibberish"})};
          case 3:
            return {"unit", any({"t/yr", "kg/d", "MWh/yr", "bushels", ""})};
          case 4:
            return {"quantity", any({"5", "1 200", "-3", "many", ""})};
          case 5:
            return {"profile", any({"flat", "1;2;3;4", "1;2", "1;x;3;4"})};
          case 6:
            return {"low_code", any({"02 01 06", "03 01 05", "99 99 99", ""})};
          default:
            return {"evidence", any({"measured", "guessed"})};
        }
      }
      if (table == "exchanges") {
        switch (below(5)) {
          case 0:
            return {"offer_id", below(4) == 0 ? "press@mill" : any_id(now, "streams")};
          case 1:
            return {"need_id", below(4) == 0 ? "dryer@plant" : any_id(now, "streams")};
          case 2:
            return {"stage", any({"idea", "operating", "ended", "dream"})};
          case 3:
            return {"unit", any({"t/yr", "MWh/yr", ""})};
          default:
            return {"quantity", any({"10", "-1", ""})};
        }
      }
      switch (below(4)) {
        case 0:
          return {"needs", any({"", "i1", "i2", "i3", "i1;i2", "i9"})};
        case 1:
          return {"excludes", any({"", "i1", "i2;i3"})};
        case 2:
          return {"exchange_ids", any({"", "x1", "x1;x2", "x9"})};
        default:
          return {"site_id", any_id(now, "sites")};
      }
    };
    Cells cells = {one()};
    const storage::Cell second = one();
    if (below(2) == 0 && second.first != cells[0].first) cells.push_back(second);
    return cells;
  }

  Cells new_row(const formats::Tables& now, const std::string& table) {
    const std::string id =
        below(3) == 0 ? any_id(now, table) : std::format("new-{}-{}", table, below(6));
    if (table == "sites") {
      return {{"site_id", id},
              {"name", "New"},
              {"country", any({"NO", "XX9"})},
              {"latitude_deg", "63.5"},
              {"longitude_deg", any({"10", "200"})}};
    }
    if (table == "streams") {
      return {{"stream_id", id},
              {"site_id", any_id(now, "sites")},
              {"direction", any({"offer", "need"})},
              {"resource", any({"bark", "sawdust", "treflis", "qqq"})},
              {"quantity", "5"},
              {"unit", any({"t/yr", "MWh/yr"})}};
    }
    if (table == "decisions") {
      return {{"offer_id", any_id(now, "streams")},
              {"need_id", any_id(now, "streams")},
              {"decision", any({"accepted", "declined"})}};
    }
    return {{"exchange_id", id},
            {"offer_id", any_id(now, "streams")},
            {"need_id", any_id(now, "streams")},
            {"stage", "idea"}};
  }

  std::vector<Cells> any_qualities() {
    std::vector<Cells> qualities;
    for (std::size_t i = below(3); i > 0; --i) {
      qualities.push_back({{"property", any({"dry_matter", "temperature", "colour"})},
                           {"typical", std::format("{}", 10 * i + below(9))},
                           {"unit", any({"%", "°C"})}});
    }
    return qualities;
  }

  Change any_change(const formats::Tables& now) {
    Change change;
    change.table = any({"sites", "streams", "streams", "exchanges", "initiatives"});
    const std::size_t what = below(10);
    if (what < 5 || change.table == "initiatives") {
      change.key = any_id(now, change.table);
      change.cells = any_cells(now, change.table);
    } else if (what < 8) {
      if (below(6) == 0) change.table = "decisions";
      change.kind = Change::Kind::create;
      change.cells = new_row(now, change.table);
      if (change.table == "streams") {
        change.key = std::ranges::find(change.cells, "stream_id", &storage::Cell::first)->second;
        change.parts = any_qualities();
      }
    } else if (what == 8 && change.table != "exchanges") {
      change.kind = Change::Kind::remove;
      change.key = any_id(now, change.table);
    } else {
      change = {Change::Kind::whole, "streams", any_id(now, "streams"), {}, any_qualities()};
      if (below(2) == 0) change.cells = any_cells(now, "streams");
    }
    return change;
  }

  Edited make(const Change& change) {
    const std::int64_t version =
        change.kind == Change::Kind::create
            ? 0
            : read_table_row(workspace_, "fosen", change.table, change.key).version;
    switch (change.kind) {
      case Change::Kind::create:
        return create_row(workspace_, auth::kOwner, "fosen", change.table, change.cells,
                          {"qualities", "stream_id", change.parts});
      case Change::Kind::update:
        return update_row(workspace_, auth::kOwner, "fosen", change.table, change.key, change.cells,
                          version);
      case Change::Kind::remove:
        return remove_row(workspace_, auth::kOwner, "fosen", change.table, change.key, version);
      case Change::Kind::whole:
        return update_whole(workspace_, auth::kOwner, "fosen", "streams", change.key, change.cells,
                            {"qualities", "stream_id", change.parts}, version);
    }
    return {};
  }

  /// Everything that queries and maps use agrees with the rows as they are.
  void expect_consistent(const formats::Dataset& dataset) {
    const auto outline = workspace_.outline("fosen");
    Workspace other(store_);
    const auto fresh = other.outline("fosen");
    const auto whole = other.region("fosen");
    EXPECT_EQ(outline->counts(), fresh->counts());
    EXPECT_EQ(outline->box()->west_deg, fresh->box()->west_deg);
    EXPECT_EQ(outline->box()->north_deg, fresh->box()->north_deg);
    EXPECT_EQ(outline->operating().region.exchanges.size(),
              fresh->operating().region.exchanges.size());
    for (const int zoom : {0, 9, 22}) {
      const auto kept = outline->squares({}, zoom), made = fresh->squares({}, zoom);
      ASSERT_EQ(kept.size(), made.size());
      for (std::size_t i = 0; i < kept.size(); ++i) {
        EXPECT_EQ(kept[i].middle, made[i].middle);
        EXPECT_EQ(kept[i].sites, made[i].sites);
        ASSERT_EQ(kept[i].only == nullptr, made[i].only == nullptr);
        if (kept[i].only != nullptr) {
          EXPECT_EQ(*kept[i].only, *made[i].only);
        }
      }
    }
    const auto& streams = dataset.region.streams;
    const storage::RowPage page =
        list_table(workspace_, "fosen", "streams", {}, {.after = 0, .limit = 1000});
    ASSERT_EQ(page.rows.size(), streams.size());
    for (const storage::Row& row : page.rows) {
      const auto stream = std::ranges::find(streams, row.cell("stream_id"), &Stream::key);
      ASSERT_NE(stream, streams.end());
      EXPECT_EQ(row.concept_id, dataset.reference[stream->resource].key) << stream->key;
    }
  }

  std::mt19937 random_{20261122};
};

TEST_F(RandomEdits, are_judged_and_stored_as_the_whole_region_would_be) {
  int accepted = 0, refused = 0;
  for (int i = 0; i < 400; ++i) {
    const formats::Tables before = stored();
    const Change change = any_change(before);
    const auto wanted = changed(before, change);
    if (!wanted) continue;
    Diagnostics expected;
    const auto dataset = formats::read_dataset(*wanted, reference::built_in(), expected);
    const Edited edited = make(change);
    SCOPED_TRACE(std::format("edit {}: {} {} of {}", i, static_cast<int>(change.kind), change.key,
                             change.table));
    ASSERT_EQ(errors_in(edited.diagnostics), errors_in(expected));
    ASSERT_EQ(edited.row.has_value(), dataset.has_value());
    ASSERT_EQ(text_of(stored()), text_of(dataset ? *wanted : before));
    ++(dataset ? accepted : refused);
    if (dataset) expect_consistent(*dataset);
    if (HasFailure()) return;
  }
  EXPECT_GT(accepted, 80);
  EXPECT_GT(refused, 80);
}

}  // namespace
}  // namespace samspill::app
