#include "net/serve/watchdog.hpp"

namespace leadstream::serve {

using clock = std::chrono::steady_clock;

struct watchdog::state : std::enable_shared_from_this<watchdog::state> {
  explicit state(tcp::socket& watched) : socket(&watched), timer(watched.get_executor()) {}

  void wait() {
    waiting = true;
    timer.expires_at(deadline);
    timer.async_wait([self = shared_from_this()](const boost::system::error_code& aborted) {
      if (!aborted) {
        self->ring();
      }
    });
  }

  void ring() {
    waiting = false;
    if (socket == nullptr || deadline == clock::time_point::max()) {
      return;
    }
    if (clock::now() < deadline) {
      return wait();
    }
    fired = true;
    boost::system::error_code ignored;
    socket->cancel(ignored);
  }

  tcp::socket* socket; ///< null once the connection is gone
  asio::steady_timer timer;
  clock::time_point deadline = clock::time_point::max();
  bool waiting = false;
  bool fired = false;
};

watchdog::watchdog(tcp::socket& socket) : state_(std::make_shared<state>(socket)) {}

watchdog::~watchdog() {
  state_->socket = nullptr;
  state_->timer.cancel();
}

void watchdog::watch(std::chrono::milliseconds patience) {
  state_->fired = false;
  state_->deadline = clock::now() + patience;
  if (!state_->waiting || state_->deadline < state_->timer.expiry()) {
    state_->wait();
  }
}

void watchdog::rest() {
  state_->deadline = clock::time_point::max();
}

bool watchdog::fired() const {
  return state_->fired;
}

} // namespace leadstream::serve
