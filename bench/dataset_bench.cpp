// How fast a dataset is read and checked, beside a public CSV reader (libcsv) on the same files.
// SAMSPILL_BENCH_SITES sets the size of the region; 210000 sites have a good million streams.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <csv.h>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/csv.h"
#include "base/file.h"
#include "formats/csv_folder.h"
#include "formats/synthetic_region.h"

namespace samspill {
namespace {

namespace fs = std::filesystem;

/// A synthetic region on disk, removed when the program ends.
class RegionFolder {
 public:
  RegionFolder() {
    const char* sites = std::getenv("SAMSPILL_BENCH_SITES");
    const std::size_t count = sites == nullptr ? 20'000 : std::stoul(sites);
    folder_ = fs::temp_directory_path() / ("samspill-bench-" + std::to_string(::getpid()));
    formats::write_csv_folder(formats::make_synthetic_region({count, 1}, reference::built_in()),
                              folder_);
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().extension() == ".csv") files_.push_back(entry.path());
      bytes_ += static_cast<std::int64_t>(entry.file_size());
    }
  }
  ~RegionFolder() { fs::remove_all(folder_); }
  const fs::path& folder() const { return folder_; }
  const std::vector<fs::path>& files() const { return files_; }
  std::int64_t bytes() const { return bytes_; }

 private:
  fs::path folder_;
  std::vector<fs::path> files_;
  std::int64_t bytes_ = 0;
};

const RegionFolder& region() {
  static const RegionFolder folder;
  return folder;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * region().bytes());
  state.counters["file_MB"] = static_cast<double>(region().bytes()) / 1e6;
}

/// The whole of `samspill check`: files to a checked region.
void check_dataset(benchmark::State& state) {
  const reference::Reference& reference = reference::built_in();
  (void)region();
  for (auto _ : state) {
    Diagnostics diagnostics;
    const formats::Tables tables = formats::read_csv_folder(region().folder(), diagnostics);
    const auto dataset = formats::read_dataset(tables, reference, diagnostics);
    if (!dataset) state.SkipWithError("the region is wrong");
    state.counters["streams"] = static_cast<double>(dataset->region.streams.size());
  }
  count_bytes(state);
}
BENCHMARK(check_dataset)->Unit(benchmark::kMillisecond);

/// Our reader, cells only.
void read_cells(benchmark::State& state) {
  for (auto _ : state) {
    for (const fs::path& file : region().files()) {
      Diagnostics diagnostics;
      benchmark::DoNotOptimize(read_csv("t", "t.csv", read_file(file), diagnostics));
    }
  }
  count_bytes(state);
}
BENCHMARK(read_cells)->Unit(benchmark::kMillisecond);

/// libcsv, cells only: a callback a cell that counts it.
void read_cells_libcsv(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t cells = 0;
    for (const fs::path& file : region().files()) {
      const std::string bytes = read_file(file);
      csv_parser parser;
      csv_init(&parser, CSV_APPEND_NULL);
      const auto on_cell = [](void*, std::size_t, void* count) {
        ++*static_cast<std::size_t*>(count);
      };
      csv_parse(&parser, bytes.data(), bytes.size(), on_cell, nullptr, &cells);
      csv_fini(&parser, on_cell, nullptr, &cells);
      csv_free(&parser);
    }
    benchmark::DoNotOptimize(cells);
  }
  count_bytes(state);
}
BENCHMARK(read_cells_libcsv)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace samspill
