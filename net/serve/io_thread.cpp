#include "net/serve/io_thread.hpp"

#include <csignal>
#include <exception>

namespace leadstream::serve {

void io_thread::start() {
  thread_ = std::thread([this] {
    sigset_t broken_pipe; // OpenSSL writes to sockets that the client has closed
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    run();
  });
}

/// A handler that throws must not end the program: it is logged and the loop goes on.
void io_thread::run() {
  for (;;) {
    try {
      io_.run();
      return;
    } catch (const std::exception& problem) {
      log_(problem.what());
    } catch (...) {
      log_("unknown exception");
    }
  }
}

void io_thread::end_waits() {
  for (asio::steady_timer* wait : waits_) {
    wait->cancel();
  }
}

void io_thread::stop() {
  {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  io_.stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

} // namespace leadstream::serve
