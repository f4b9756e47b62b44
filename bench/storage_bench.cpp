// What lists, searches and maps of a stored region cost in CPU time: storage_bench FILE.db
// [QUERIES]. A database to try: samspill generate DIR --sites 100000; samspill import DIR --into
// FILE.db.
#include <algorithm>
#include <ctime>
#include <functional>
#include <iostream>
#include <print>
#include <random>
#include <string>
#include <vector>

#include "app/search.h"
#include "app/sites.h"
#include "app/streams.h"

namespace samspill {
namespace {

/// CPU time of this thread in ms: on a busy machine it says what a query costs.
double cpu_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The value below which that share of the sorted times lies.
double percentile(const std::vector<double>& sorted, double share) {
  const auto last = sorted.size() - 1;
  return sorted[static_cast<std::size_t>(share * static_cast<double>(last))];
}

class Bench {
 public:
  Bench(app::Workspace& workspace, int queries) : workspace_(workspace), queries_(queries) {
    sample();
  }

  void run() {
    std::println("{:<44} {:>8} {:>8} {:>8}  {}", "query", "p50 ms", "p99 ms", "most ms", "rows");
    const app::Sites sites{workspace_};
    const app::Streams streams{workspace_};
    const app::Search search{workspace_};
    const auto& actor = auth::kOwner;
    measure("sites, a page of 100 from anywhere", [&] {
      return sites.list(actor, "", {}, {.after = any_row(), .limit = 100}).rows.size();
    });
    measure("site by id", [&] { return sites.read(actor, "", any(site_ids_)).cells.size(); });
    measure("stream by id with its qualities",
            [&] { return streams.read(actor, "", any(stream_ids_)).qualities.size(); });
    measure("sites in a municipality", [&] {
      app::SiteFilter filter;
      filter.municipality = any(municipalities_);
      return sites.list(actor, "", filter, {}).rows.size();
    });
    for (const double degrees : {0.2, 1.0, 5.0, 20.0}) {
      measure(std::format("sites in a box of {} by {} degrees", degrees, 2 * degrees), [&] {
        app::SiteFilter filter;
        filter.box = any_box(degrees);
        return sites.list(actor, "", filter, {.after = 0, .limit = 500}).rows.size();
      });
    }
    measure("streams in a box of 1 by 2 degrees", [&] {
      app::StreamFilter filter;
      filter.box = any_box(1);
      return streams.list(actor, "", filter, {}).rows.size();
    });
    measure("needs, a page of 100 from anywhere", [&] {
      app::StreamFilter filter;
      filter.direction = "need";
      return streams.list(actor, "", filter, {.after = any_row(), .limit = 100}).rows.size();
    });
    measure("streams of a resource and narrower ones", [&] {
      app::StreamFilter filter;
      filter.resource = any(resources_);
      return streams.list(actor, "", filter, {}).rows.size();
    });
    measure("sites by the beginning of a word", [&] {
      app::SiteFilter filter;
      filter.text = any(words_);
      return sites.list(actor, "", filter, {}).rows.size();
    });
    measure("search of everything", [&] { return search.find(actor, "", any(words_)).size(); });
  }

 private:
  void sample() {
    const auto texts = [&](const char* sql, std::vector<std::string>& out) {
      workspace_.store.read([&](storage::Connection& connection) {
        storage::Statement row = connection.query(sql);
        while (row.next()) out.emplace_back(row.text(0));
      });
    };
    texts("SELECT site_id FROM sites WHERE row_id % 97 = 0", site_ids_);
    texts("SELECT stream_id FROM streams WHERE row_id % 97 = 0", stream_ids_);
    texts("SELECT DISTINCT municipality FROM sites WHERE municipality IS NOT NULL",
          municipalities_);
    texts("SELECT DISTINCT concept FROM streams WHERE row_id % 97 = 0", resources_);
    texts("SELECT substr(name, 1, 3 + row_id % 5) FROM sites WHERE row_id % 97 = 0", words_);
    words_.insert(words_.end(), resources_.begin(), resources_.end());
    workspace_.store.read([&](storage::Connection& connection) {
      storage::Statement row =
          connection.query("SELECT north_deg, east_deg FROM sites WHERE row_id % 97 = 0");
      while (row.next()) places_.push_back({row.number(0), row.number(1)});
      storage::Statement most = connection.query("SELECT MAX(row_id) FROM sites");
      if (most.next()) most_row_ = most.integer(0);
    });
  }

  const std::string& any(const std::vector<std::string>& texts) {
    return texts[random_() % texts.size()];
  }
  std::int64_t any_row() {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most_row_));
  }
  storage::Box any_box(double degrees) {
    const auto [north, east] = places_[random_() % places_.size()];
    return {north - degrees / 2, east - degrees, north + degrees / 2, east + degrees};
  }

  void measure(const std::string& name, const std::function<std::size_t()>& query) {
    query();
    std::vector<double> times;
    std::size_t rows = 0;
    for (int i = 0; i < queries_; ++i) {
      const double begin = cpu_ms();
      rows += query();
      times.push_back(cpu_ms() - begin);
    }
    std::ranges::sort(times);
    std::println("{:<44} {:>8.2f} {:>8.2f} {:>8.2f}  {:.0f}", name, percentile(times, 0.5),
                 percentile(times, 0.99), times.back(),
                 static_cast<double>(rows) / static_cast<double>(queries_));
  }

  app::Workspace& workspace_;
  int queries_;
  std::mt19937_64 random_{1};
  std::vector<std::string> site_ids_, stream_ids_, municipalities_, resources_, words_;
  std::vector<std::pair<double, double>> places_;
  std::int64_t most_row_ = 1;
};

}  // namespace
}  // namespace samspill

int main(int argc, char** argv) {
  using namespace samspill;
  if (argc < 2) {
    std::println(std::cerr, "storage_bench FILE.db [QUERIES]");
    return 2;
  }
  storage::Store store(argv[1], storage::Access::existing);
  app::Workspace workspace(store);
  Bench(workspace, argc > 2 ? std::stoi(argv[2]) : 1000).run();
  return 0;
}
