#include "app/commands.hpp"
#include "app/log.hpp"
#include "app/operations/installation.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>

namespace leadstream::app {
namespace {

using namespace std::chrono_literals;

constexpr const char* examples = R"(Examples:
  leadstream serve                                        on http://127.0.0.1:8080, data in ./leadstream-data
  leadstream serve --server.port 9000 --storage.directory /var/lib/leadstream
  leadstream serve --sources.websites.enabled off         listings only

Every setting is an option: `leadstream serve --help-all` lists them, `leadstream config doc` explains them.)";

/// Termination signals, taken by one thread that waits for them instead of by handlers. Made before any other
/// thread.
class signals {
public:
  signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

  void wait() {
    int received = 0;
    sigwait(&set_, &received);
  }

  /// A second signal, or the end of the time, ends the process at once: always safe, nothing is only in
  /// memory.
  void end_hard_after(std::chrono::milliseconds deadline) {
    std::thread([set = set_, until = std::chrono::steady_clock::now() + deadline] {
      timespec limit{};
      do { // whoever stops and continues the process interrupts the wait
        const auto left = std::max(until - std::chrono::steady_clock::now(), 0ns);
        limit.tv_sec = std::chrono::floor<std::chrono::seconds>(left).count();
        limit.tv_nsec = (left % 1s).count();
      } while (sigtimedwait(&set, nullptr, &limit) == -1 && errno == EINTR);
      std::_Exit(exit_failure);
    }).detach();
  }

private:
  sigset_t set_{};
};

int run(const config::effective& settings) {
  const config::settings& s = settings.values;
  signals termination;
  // Many threads that each allocate little: a heap for each of them would keep what it once needed.
  mallopt(M_ARENA_MAX, 2);
  const rlimit no_core{}; // memory holds secrets
  setrlimit(RLIMIT_CORE, &no_core);
  const auto log = make_log(s.log);
  installation all(s, log);
  if (const auto opened = all.open(); !opened) {
    return report_storage(config::placed(settings, opened.problem()));
  }
  if (const auto port = all.start(); !port) {
    return report(config::placed(settings, port.problem()));
  }
  if (s.fetch.contact.empty()) {
    log({serve::log_level::warning, std::string(config::no_contact), {}});
  }
  termination.wait();
  log({serve::log_level::info, "stopping", {}});
  termination.end_hard_after(s.server.shutdown_timeout + 5s);
  all.stop();
  log({serve::log_level::info, "stopped", {}});
  return exit_ok;
}

} // namespace

void add_serve(CLI::App& program, const context& with) {
  CLI::App* command = program.add_subcommand("serve", "Run the service");
  command->footer(examples);
  with.on_run(*command, [with] {
    const auto all = with.settings();
    return all ? run(*all) : report(all.problem());
  });
}

} // namespace leadstream::app
