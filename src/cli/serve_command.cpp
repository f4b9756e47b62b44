#include <csignal>
#include <format>
#include <memory>
#include <spawn.h>
#include <stop_token>
#include <sys/wait.h>
#include <thread>

#include "base/error.h"
#include "cli/session.h"
#include "cli/today.h"
#include "service/client_files.h"
#include "service/desk_routes.h"
#include "service/dispatcher.h"
#include "service/server.h"
#include "storage/store.h"

extern char** environ;

namespace samspill::cli {
namespace {

/// More than a page with a map asks for at once, and far less than would hurt.
constexpr double kRequestsPerSecond = 1000;

struct ServeOptions {
  std::string data;
  std::string listen = "127.0.0.1";
  std::uint64_t port = 8080;
  bool is_for_network = false;
  bool opens = false;
};

/// Shows the address in the user's browser, where there is one.
void open_in_browser(const std::string& address) {
  std::string program = "xdg-open";
  std::string argument = address;
  char* const arguments[] = {program.data(), argument.data(), nullptr};
  // The signals that this program waits for are blocked in it, and should not be in the browser.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, program.c_str(), nullptr, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  if (failed == 0) {
    std::jthread([child] { waitpid(child, nullptr, 0); }).detach();
  }
}

int serve(const Session& session, const ServeOptions& options) {
  const Terminal& terminal = session.terminal;
  if (!service::is_loopback(options.listen)) {
    if (!options.is_for_network) {
      throw Error(
          ErrorKind::invalid,
          std::format("--listen {}: others on the network could reach this server, and what "
                      "they send is not encrypted; say --allow-network if that is meant",
                      options.listen));
    }
    terminal.err << terminal.red("warning: ")
                 << "others on the network can reach this server; nothing is encrypted\n";
  }
  storage::Store store(options.data, storage::Access::existing);
  app::Workspace workspace(store);
  service::Metrics metrics;
  service::Server server(options.listen, static_cast<std::uint16_t>(options.port), {});
  service::Desk desk{workspace, metrics, SAMSPILL_VERSION, today};
  service::Entrance entrance(options.listen, server.port());
  const std::string address = entrance.address_to_open();
  service::Dispatcher dispatcher(service::Router(service::desk_routes(desk)), std::move(entrance),
                                 service::StaticFiles(service::client_files()),
                                 service::RateLimit(kRequestsPerSecond), metrics);
  terminal.out << address << std::endl;
  if (options.opens) open_in_browser(address);
  const std::stop_callback on_stop(session.stop, [&server] { server.stop(); });
  server.run(dispatcher, std::max(2u, std::thread::hardware_concurrency()));
  return kDone;
}

}  // namespace

void add_serve(Command program, const Session& session) {
  auto options = std::make_shared<ServeOptions>();
  Command command = program.command("serve", "The region in a browser: prints the address to open");
  command.option("--data", options->data, "database file; samspill import makes one")
      .value_name("FILE.db")
      .required();
  command.option("--listen", options->listen, "address to listen on").shows_default();
  command.option("--port", options->port, "port to listen on; 0 = any free one")
      .between(0, 65535)
      .shows_default();
  command.flag("--allow-network", options->is_for_network,
               "let others on the network reach it, without encryption");
  command.flag("--open", options->opens, "show the page in the browser");
  command.runs([&session, options] { return serve(session, *options); });
}

}  // namespace samspill::cli
