// The layout of src/ holds: docs/architecture.md.
#include <algorithm>
#include <array>
#include <filesystem>
#include <format>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace samspill {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = fs::path(SAMSPILL_SOURCE_DIR) / "src";
constexpr int kMostLines = 800;

const std::map<std::string, int, std::less<>> kRows = {
    {"base", 0},      {"units", 1},   {"domain", 2},     {"solver", 2},   {"first_order", 3},
    {"reference", 3}, {"auth", 3},    {"language", 4},   {"matching", 4}, {"heat", 4},
    {"network", 4},   {"sharing", 4}, {"accounting", 4}, {"storage", 4},  {"screening", 5},
    {"portfolio", 5}, {"formats", 6}, {"report", 6},     {"app", 7},      {"federation", 8},
    {"service", 9},   {"cli", 10}};

struct SourceFile {
  fs::path path;
  std::string folder;
  std::vector<std::string> lines;
};

std::vector<SourceFile> source_files() {
  std::vector<SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(kSource)) {
    if (!entry.is_regular_file()) continue;
    SourceFile file{entry.path(), entry.path().parent_path().filename().string(), {}};
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) file.lines.push_back(line);
    files.push_back(std::move(file));
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

bool is_test(const SourceFile& file) {
  return file.path.filename().string().find("_test.") != std::string::npos;
}

TEST(Structure, every_folder_has_a_row) {
  for (const SourceFile& file : source_files()) {
    EXPECT_TRUE(kRows.contains(file.folder)) << file.path;
    EXPECT_EQ(file.path.parent_path().parent_path(), kSource) << "no folders below folders";
  }
}

TEST(Structure, a_folder_includes_only_lower_rows) {
  const std::regex include(R"re(^#include "([a-z_]+)/[^"]+")re");
  for (const SourceFile& file : source_files()) {
    if (is_test(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch found;
      if (!std::regex_search(file.lines[i], found, include) || found[1] == file.folder) continue;
      const auto row = kRows.find(found[1].str());
      ASSERT_TRUE(row != kRows.end()) << file.path << ":" << i + 1;
      EXPECT_LT(row->second, kRows.find(file.folder)->second) << file.path << ":" << i + 1;
    }
  }
}

TEST(Structure, no_file_is_longer_than_800_lines) {
  for (const SourceFile& file : source_files()) {
    EXPECT_LE(file.lines.size(), std::size_t{kMostLines}) << file.path;
  }
}

TEST(Structure, names_say_what_a_thing_is) {
  const std::regex banned(
      R"re(\b(class|struct|namespace)\s+\w*(Util|Helper|Common|Manager|Handler|Processor|Base)s?\b)re",
      std::regex::icase);
  const std::regex banned_file(R"re((util|helper|common|manager|handler|processor))re");
  for (const SourceFile& file : source_files()) {
    EXPECT_FALSE(std::regex_search(file.path.filename().string(), banned_file)) << file.path;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      EXPECT_FALSE(std::regex_search(file.lines[i], banned)) << file.path << ":" << i + 1;
    }
  }
}

TEST(Structure, each_library_is_included_from_its_own_door) {
  const std::map<std::string, std::vector<std::string>> doors = {
      {"Highs.h", {"solver"}},
      {"toml++", {"formats"}},
      {"expat.h", {"formats"}},
      {"zip.h", {"formats"}},
      {"cairo", {"report"}},
      {"pango", {"report"}},
      {"xlsxwriter", {"formats", "report"}},
      {"CLI/", {"cli"}},
      {"simdjson", {"base"}},
      {"boost/", {"service"}},
      {"brotli/", {"service"}},
      {"zlib", {"service"}},
      {"sodium", {"base", "auth"}},
      {"sqlite3.h", {"storage"}}};
  for (const SourceFile& file : source_files()) {
    if (is_test(file)) continue;
    for (const std::string& line : file.lines) {
      if (!line.starts_with("#include <")) continue;
      for (const auto& [library, folders] : doors) {
        if (line.find("<" + library) == std::string::npos) continue;
        EXPECT_TRUE(std::ranges::contains(folders, file.folder)) << file.path << ": " << line;
      }
    }
  }
}

}  // namespace
}  // namespace samspill
