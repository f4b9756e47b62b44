// The desk's server on a database, without a limit of requests, for a load generator beside it:
//   server_bench FILE.db    prints the address to open and serves until it is told to stop.
#include <csignal>
#include <format>
#include <iostream>
#include <thread>

#include "app/workspace.h"
#include "service/desk_routes.h"
#include "service/dispatcher.h"
#include "service/server.h"
#include "storage/store.h"

int main(int argc, char** argv) {
  using namespace samspill;
  if (argc != 2) {
    std::cerr << "expected: server_bench FILE.db\n";
    return 2;
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  storage::Store store(argv[1], storage::Access::existing);
  app::Workspace workspace(store);
  service::Metrics metrics;
  service::Server server("127.0.0.1", 0, {});
  service::Desk desk{workspace, metrics, "bench", [] { return std::string("2026-01-01"); }};
  service::Entrance entrance("127.0.0.1", server.port());
  std::cout << entrance.address_to_open() << std::endl;
  constexpr double kNoLimit = 1e9;
  service::Dispatcher dispatcher(service::Router(service::desk_routes(desk)), std::move(entrance),
                                 service::StaticFiles({}), service::RateLimit(kNoLimit), metrics);
  std::jthread waiter([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
  });
  server.run(dispatcher, 2);
}
