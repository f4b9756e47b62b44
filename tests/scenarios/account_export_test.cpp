// What `samspill account --export` writes is read back by our own readers and held against the
// account's JSON, on every example.
#include <cmath>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <zip.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "base/number.h"
#include "base/temporary_folder.h"
#include "formats/sheet_reader.h"
#include "formats/sheet_table.h"
#include "formats/workbook_parts.h"
#include "tests/support/samspill.h"

namespace samspill {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::samspill;

constexpr const char* kTables[] = {"ledger",   "ledger_exchanges", "scopes",
                                   "projects", "project_elements", "comparative_claims",
                                   "balance",  "uncertainty"};

Table read_table(const fs::path& path, const std::string& name) {
  Diagnostics diagnostics;
  auto table = read_csv(name, name + ".csv", read_file(path), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << path;
  return std::move(*table);
}

/// The cells of a column as numbers, by row; empty ones are left out.
double sum(const Table& table, std::string_view column, auto is_wanted) {
  const auto at = table.column(column);
  EXPECT_TRUE(at) << column;
  double total = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!is_wanted(row) || table.cell(row, *at).empty()) continue;
    total += read_number(table.cell(row, *at))->value;
  }
  return total;
}

std::string cell(const Table& table, std::size_t row, std::string_view column) {
  return std::string(table.cell(row, *table.column(column)));
}

/// A sheet of any workbook as a table with these columns.
std::optional<Table> read_sheet(const fs::path& path, const Table& like) {
  formats::ZipArchive archive(read_file(path), path.string(), {});
  const formats::WorkbookParts parts = formats::read_parts(archive);
  formats::TableSchema schema{like.name(), true, like.columns().front(), "", "", {}};
  for (const std::string& name : like.columns())
    schema.columns.push_back({name, "text", false, "", ""});
  for (const formats::SheetPart& sheet : parts.sheets) {
    if (sheet.name != like.name()) continue;
    std::size_t cells_left = 10'000'000;
    Diagnostics diagnostics;
    formats::SheetTable table(schema, sheet.name, parts.texts.size(), cells_left, diagnostics);
    formats::SheetReader reader(parts, sheet.name,
                                [&](const formats::SheetRow& row) { table.take(row); });
    formats::read_xml(archive, sheet.part, reader);
    return table.finish();
  }
  return {};
}

/// All parts of an archive by name.
std::map<std::string, Json> unzip(const fs::path& path) {
  std::map<std::string, Json> parts;
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  if (archive == nullptr) throw std::runtime_error("no archive: " + path.string());
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t about;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &about);
    std::string text(about.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, text.data(), text.size());
    zip_fclose(file);
    parts[about.name] = Json::parse(text);
  }
  zip_discard(archive);
  return parts;
}

/// Every reference in the value, by type and id.
void references(const Json& value, bool is_root,
                std::set<std::pair<std::string, std::string>>& out) {
  if (value.is_object() && !is_root && value.contains("@id") && value["@type"] != "Unit") {
    out.emplace(value["@type"].get<std::string>(), value["@id"].get<std::string>());
  }
  if (!value.is_structured()) return;
  for (const Json& part : value) references(part, false, out);
}

class AccountExport : public ::testing::TestWithParam<const char*> {
 protected:
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  Json account(const std::vector<std::string>& exports) {
    std::vector<std::string> line = {
        "account", std::string(SAMSPILL_SOURCE_DIR) + "/examples/" + GetParam(), "--json"};
    for (const std::string& name : exports) {
      line.push_back("--export");
      line.push_back(path(name));
    }
    const testing::Outcome answer = samspill(line);
    EXPECT_EQ(answer.code, 0) << answer.err;
    return Json::parse(answer.out);
  }
  Table table(const char* name) {
    return read_table(folder_ / "out" / (std::string(name) + ".csv"), name);
  }

  void check_folder(const Json& account);
  void check_workbook();
  void check_openlca(const Json& account);

  TemporaryFolder folder_;
};

void AccountExport::check_folder(const Json& account) {
  for (const char* name : kTables) {
    EXPECT_GT(table(name).rows(), 0u) << name;
  }
  const Table ledger = table("ledger");
  EXPECT_EQ(ledger.rows(),
            account["entries"].size() + account["region"]["initiatives"]["entries"].size());
  const auto of_plan = [&](std::size_t row) { return cell(ledger, row, "initiative_id").empty(); };
  EXPECT_NEAR(sum(ledger, "co2e_t_per_year", of_plan), account["total_t_co2e_per_year"],
              1e-9 * std::max(1.0, std::abs(account["total_t_co2e_per_year"].get<double>())));
  // Each total apart, from three tables and the JSON.
  const Json& balance = account["balance_t_co2e"];
  const Table scopes = table("scopes");
  const auto in_scope = [&](std::size_t row) {
    return cell(scopes, row, "reference") != "without_initiatives" &&
           cell(scopes, row, "account").starts_with("scope_");
  };
  ASSERT_EQ(scopes.rows(), account["scopes"].size());
  for (std::size_t row = 0; row < scopes.rows(); ++row) {
    EXPECT_EQ(cell(scopes, row, "account"), account["scopes"][row]["account"].get<std::string>());
  }
  const auto of_exchanges = [&](std::size_t row) {
    return cell(scopes, row, "reference") != "without_initiatives";
  };
  const Table claims = table("comparative_claims");
  const auto any = [](std::size_t) { return true; };
  const double size = std::max(1.0, std::abs(balance["avoided"].get<double>()));
  EXPECT_NEAR(sum(scopes, "change_t_per_year", in_scope), balance["fossil"], 1e-9 * size);
  EXPECT_NEAR(sum(scopes, "bought_less_t_per_year", of_exchanges), balance["avoided"], 1e-9 * size);
  EXPECT_NEAR(sum(claims, "co2e_t_per_year", any), balance["avoided"], 1e-9 * size);
  EXPECT_NEAR(account["comparative"]["total_t_per_year"], balance["avoided"], 1e-9 * size);
  EXPECT_EQ(account["comparative"]["is_in_inventories"], false);
  for (const Json& entry : account["entries"]) {
    EXPECT_EQ(entry["kind"] == "avoided_production", entry["account"] == "comparative");
  }
}

void AccountExport::check_workbook() {
  for (const char* name : kTables) {
    const Table csv = table(name);
    const auto sheet = read_sheet(path("out.xlsx"), csv);
    ASSERT_TRUE(sheet) << name;
    EXPECT_EQ(sheet->columns(), csv.columns());
    ASSERT_EQ(sheet->rows(), csv.rows()) << name;
    for (std::size_t row = 0; row < csv.rows(); ++row) {
      for (std::size_t i = 0; i < csv.columns().size(); ++i) {
        EXPECT_EQ(sheet->cell(row, i), csv.cell(row, i)) << name << " " << csv.columns()[i];
      }
    }
  }
}

void AccountExport::check_openlca(const Json& account) {
  const auto parts = unzip(path("out.zip"));
  EXPECT_EQ(parts.at("openlca.json"), Json({{"schemaVersion", 2}}));
  std::set<std::pair<std::string, std::string>> held, wanted;
  std::map<std::string, const Json*> by_id;
  for (const auto& [name, part] : parts) {
    if (!part.contains("@id")) continue;
    EXPECT_TRUE(name.ends_with("/" + part["@id"].get<std::string>() + ".json")) << name;
    held.emplace(part["@type"].get<std::string>(), part["@id"].get<std::string>());
    by_id[part["@id"]] = &part;
    references(part, true, wanted);
  }
  for (const auto& reference : wanted) EXPECT_THAT(held, Contains(reference));
  std::map<std::string, double> gases;
  for (const auto& [name, part] : parts) {
    if (!name.starts_with("processes/")) continue;
    std::size_t quantitative = 0;
    std::set<int> ids;
    for (const Json& one : part["exchanges"]) {
      EXPECT_TRUE(ids.insert(one["internalId"].get<int>()).second);
      quantitative += one["isQuantitativeReference"].get<bool>();
      EXPECT_TRUE(!one["isQuantitativeReference"].get<bool>() || one["amount"] > 0) << name;
      // Flow, its reference property, that one's group and its only unit agree.
      const Json& flow = *by_id.at(one["flow"]["@id"]);
      const Json& property = *by_id.at(one["flowProperty"]["@id"]);
      const Json& group = *by_id.at(property["unitGroup"]["@id"]);
      EXPECT_EQ(flow["flowProperties"][0]["flowProperty"]["@id"], property["@id"]);
      EXPECT_TRUE(flow["flowProperties"][0]["isRefFlowProperty"]);
      EXPECT_EQ(group["units"][0]["@id"], one["unit"]["@id"]);
      EXPECT_TRUE(group["units"][0]["isRefUnit"]);
      EXPECT_EQ(group["defaultFlowProperty"]["@id"], property["@id"]);
      if (flow["flowType"] == "ELEMENTARY_FLOW") gases[flow["name"]] += one["amount"].get<double>();
    }
    EXPECT_EQ(quantitative, 1u) << name;
    EXPECT_EQ(part["lastInternalId"], static_cast<int>(part["exchanges"].size()));
  }
  // Entries of exchanges by account; what no exchange explains is no process.
  std::map<std::string, double> entries;
  for (const Json& entry : account["entries"]) {
    if (entry["exchange"].is_null() || entry["co2e_t_per_year"].is_null()) continue;
    const std::string account_name = entry["account"];
    entries[account_name.starts_with("scope_") ? "scope" : account_name] +=
        entry["co2e_t_per_year"].get<double>();
  }
  EXPECT_NEAR(gases["Greenhouse gases as CO2e, fossil and process"], entries["scope"],
              1e-9 * std::max(1.0, std::abs(entries["scope"])));
  EXPECT_NEAR(gases["Greenhouse gases as CO2e, avoided elsewhere"], entries["comparative"],
              1e-9 * std::max(1.0, std::abs(entries["comparative"])));
  EXPECT_NEAR(gases["Carbon dioxide, biogenic"], entries["outside_scopes"], 1e-6);
}

TEST_P(AccountExport, folder_workbook_and_openlca_hold_the_account_and_keep_claims_apart) {
  const Json account = this->account({"out", "out.xlsx", "out.zip", "again.zip"});
  check_folder(account);
  check_workbook();
  check_openlca(account);
  EXPECT_EQ(read_file(path("out.zip")), read_file(path("again.zip")));
}

INSTANTIATE_TEST_SUITE_P(All, AccountExport,
                         ::testing::Values("trondelag", "grenland", "naestved", "kalundborg"),
                         [](const auto& one) { return std::string(one.param); });

TEST(AccountExportErrors, name_the_place_and_leave_nothing) {
  const TemporaryFolder folder;
  const std::string place = std::string(SAMSPILL_SOURCE_DIR) + "/examples/grenland";
  const testing::Outcome odd =
      samspill({"account", place, "--export", (folder / "out.ods").string()});
  EXPECT_EQ(odd.code, 1);
  EXPECT_THAT(odd.err, HasSubstr("out.ods: expected a folder, an .xlsx file, or a .zip file"));
  write_file(folder / "there.zip", "x");
  const testing::Outcome there =
      samspill({"account", place, "--export", (folder / "there.zip").string()});
  EXPECT_EQ(there.code, 1);
  EXPECT_THAT(there.err, HasSubstr("there.zip: exists already"));
  EXPECT_EQ(read_file(folder / "there.zip"), "x");
  const testing::Outcome nowhere =
      samspill({"account", place, "--export", (folder / "no/way.zip").string()});
  EXPECT_EQ(nowhere.code, 1);
  EXPECT_FALSE(fs::exists(folder / "no"));
}

TEST(AccountViews, say_in_words_what_the_standards_ask) {
  const std::string place = std::string(SAMSPILL_SOURCE_DIR) + "/examples/kalundborg";
  const auto view = [&](const std::string& name) {
    const testing::Outcome answer = samspill({"account", place, "--of", "today", "--view", name});
    EXPECT_EQ(answer.code, 0) << answer.err;
    return answer.out;
  };
  EXPECT_THAT(view("scopes"), HasSubstr("which is in no scope"));
  EXPECT_THAT(view("scopes"), HasSubstr("bought less"));
  EXPECT_THAT(view("project"), HasSubstr("the same year without the exchanges that operate, 2021"));
  EXPECT_THAT(view("project"), HasSubstr("i-asnaes-ccs"));
  EXPECT_THAT(view("comparative"), HasSubstr("It is in nobody's inventory"));
}

}  // namespace
}  // namespace samspill
