#include "net/serve/server.hpp"

#include "net/api/problem.hpp"
#include "net/api/routes.hpp"
#include "net/serve/certificate.hpp"
#include "net/serve/http_session.hpp"
#include "net/serve/update_hub.hpp"

#include <algorithm>
#include <future>

namespace leadstream::serve {
namespace {

constexpr std::chrono::milliseconds accept_pause{100};
constexpr std::chrono::seconds certificate_look{1};
constexpr std::chrono::seconds abort_patience{2};
constexpr unsigned most_threads = 4;

unsigned thread_count(unsigned wanted) {
  return wanted > 0 ? wanted : std::clamp(std::thread::hardware_concurrency(), 1U, most_threads);
}

} // namespace

class server::implementation : public std::enable_shared_from_this<server::implementation> {
public:
  implementation(server_options options, service& inside) : state_(std::make_shared<server_state>()) {
    state_->around = {&inside,
                      {},
                      options.clock,
                      options.webhooks,
                      options.legal,
                      options.crm,
                      options.profiles,
                      options.operations,
                      options.refuses_target,
                      options.keys,
                      options.desk.get(),
                      options.workers};
    state_->options = std::move(options);
    state_->routes = api::make_router();
  }

  result<std::uint16_t> start();
  void stop(std::chrono::milliseconds deadline);
  load now_open() const { return {state_->connections, state_->websockets}; }

private:
  result<tcp::endpoint> endpoint() const;
  void open_lanes();
  asio::awaitable<void> accept();
  void welcome(tcp::socket socket, const std::shared_ptr<lane>& home);
  void log_failure(const std::exception_ptr& failure) const;
  bool wait_for_end(std::chrono::milliseconds patience);
  void turn_away(tcp::socket& socket) const;
  void watch_certificate();

  std::shared_ptr<server_state> state_;
  std::vector<std::shared_ptr<lane>> lanes_;
  std::unique_ptr<tcp::acceptor> acceptor_;
  std::unique_ptr<asio::steady_timer> certificate_timer_; ///< null without TLS
  std::promise<void> accept_ended_;
  std::atomic<bool> stopped_{false};
};

result<tcp::endpoint> server::implementation::endpoint() const {
  boost::system::error_code problem;
  const auto address = asio::ip::make_address(state_->options.address, problem);
  if (problem) {
    return error{error_code::invalid_argument,
                 "\"" + state_->options.address + "\" is not an IP address; use 127.0.0.1 or ::1", "address"};
  }
  const serve::server_options& o = state_->options;
  const bool guarded = o.authenticator && (o.certificate || o.insecure_beyond_loopback);
  if (!address.is_loopback() && !guarded) {
    return error{error_code::invalid_argument,
                 "the server binds to the loopback only (127.0.0.1 or ::1), not to " +
                     state_->options.address + ", without credentials and TLS",
                 "address"};
  }
  return tcp::endpoint(address, state_->options.port);
}

void server::implementation::open_lanes() {
  const auto log = [state = state_](const std::string& what) { state->report({}, what); };
  for (unsigned i = 0; i < thread_count(state_->options.threads); ++i) {
    lanes_.push_back(std::make_shared<lane>(std::make_shared<io_thread>(log), state_->options.websocket));
  }
}

result<std::uint16_t> server::implementation::start() {
  const auto where = endpoint();
  if (!where) {
    return where.problem();
  }
  open_lanes();
  try {
    acceptor_ = std::make_unique<tcp::acceptor>(lanes_.front()->thread->context(), *where);
  } catch (const boost::system::system_error& problem) {
    return error{error_code::unavailable,
                 "cannot listen on " + state_->options.address + " port " +
                     std::to_string(state_->options.port) + ": " + problem.code().message() +
                     "; choose another port or end who uses it",
                 "port"};
  }
  const std::uint16_t port = acceptor_->local_endpoint().port();
  state_->around.inside->watch(std::make_shared<update_hub_sink>(lanes_));
  asio::co_spawn(
      lanes_.front()->thread->context(), [self = shared_from_this()] { return self->accept(); },
      [self = shared_from_this()](const std::exception_ptr& failure) {
        self->log_failure(failure);
        self->accept_ended_.set_value();
      });
  if (state_->options.certificate) {
    certificate_timer_ = std::make_unique<asio::steady_timer>(lanes_.front()->thread->context());
    watch_certificate();
  }
  for (const auto& lane : lanes_) {
    lane->thread->start();
  }
  return port;
}

void server::implementation::watch_certificate() {
  certificate_timer_->expires_after(certificate_look);
  // Weak: the wait may never end, in a context that this server owns.
  certificate_timer_->async_wait([weak = weak_from_this()](const boost::system::error_code& aborted) {
    const auto self = weak.lock();
    if (aborted || !self || !self->acceptor_->is_open()) {
      return;
    }
    serve::certificate& shown = *self->state_->options.certificate;
    if (const auto fresh = shown.refresh(); !fresh) {
      self->state_->log(log_level::error, "the new certificate is not taken, the one before stays",
                        {{"error", fresh.problem().message}});
    } else if (*fresh) {
      self->state_->log(log_level::info, "certificate replaced", {{"expires", to_rfc3339(shown.expires())}});
    }
    self->watch_certificate();
  });
}

asio::awaitable<void> server::implementation::accept() {
  for (std::size_t next = 0; acceptor_->is_open(); ++next) {
    const auto home = lanes_[next % lanes_.size()];
    boost::system::error_code problem;
    tcp::socket socket = co_await acceptor_->async_accept(home->thread->context(),
                                                          asio::redirect_error(asio::use_awaitable, problem));
    if (!problem) {
      welcome(std::move(socket), home);
    } else if (acceptor_->is_open()) {
      state_->log(log_level::warning, "cannot accept a connection", {{"error", problem.message()}});
      asio::steady_timer pause(lanes_.front()->thread->context(), accept_pause);
      co_await pause.async_wait(asio::use_awaitable);
    }
  }
}

void server::implementation::welcome(tcp::socket socket, const std::shared_ptr<lane>& home) {
  boost::system::error_code gone;
  const std::string client = socket.remote_endpoint(gone).address().to_string();
  if (!state_->has_room_for(client)) {
    return turn_away(socket);
  }
  auto connection = std::make_unique<ticket>(state_, state_->connections, client);
  home->thread->post([self = shared_from_this(), lane = home.get(), socket = std::move(socket),
                      connection = std::move(connection)]() mutable {
    const auto& shown = self->state_->options.certificate;
    const auto session =
        std::make_shared<http_session>(wire(std::move(socket), shown ? shown->context() : nullptr), *lane,
                                       self->state_, std::move(connection));
    asio::co_spawn(
        lane->thread->context(), [session] { return session->run(); },
        [session, self](const std::exception_ptr& failure) { self->log_failure(failure); });
  });
}

void server::implementation::log_failure(const std::exception_ptr& failure) const {
  try {
    if (failure) {
      std::rethrow_exception(failure);
    }
  } catch (const std::exception& problem) {
    state_->report({}, problem.what());
  }
}

/// Too many connections: a short answer if the socket takes it at once, then the end. A handshake is not
/// worth it.
void server::implementation::turn_away(tcp::socket& socket) const {
  if (state_->options.certificate) {
    return;
  }
  const api::response full = api::problem(503, "there are too many connections; try again later");
  std::string text;
  append_head(text, full, {"none", state_->options.clock(), response_framing::length, false});
  text += full.body;
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(text), ignored);
}

void server::implementation::stop(std::chrono::milliseconds deadline) {
  if (acceptor_ == nullptr || stopped_.exchange(true)) {
    return;
  }
  state_->around.inside->watch(nullptr);
  lanes_.front()->thread->post([this] {
    acceptor_->close();
    if (certificate_timer_) {
      certificate_timer_->cancel();
    }
  });
  accept_ended_.get_future().wait_for(abort_patience);
  for (const auto& lane : lanes_) {
    lane->thread->post([lane = lane.get()] { lane->drain(); });
  }
  if (!wait_for_end(deadline)) {
    for (const auto& lane : lanes_) {
      lane->thread->post([lane = lane.get()] { lane->abort(); });
    }
    wait_for_end(abort_patience);
  }
  for (const auto& lane : lanes_) {
    lane->thread->stop();
  }
}

/// Whether all connections have ended in time.
bool server::implementation::wait_for_end(std::chrono::milliseconds patience) {
  std::unique_lock lock(state_->mutex);
  return state_->ended.wait_for(lock, patience, [&] { return state_->connections == 0; });
}

server::server(server_options options, service& inside)
    : impl_(std::make_shared<implementation>(std::move(options), inside)) {}

server::~server() {
  stop(std::chrono::milliseconds(0));
}

result<std::uint16_t> server::start() {
  return impl_->start();
}

server::load server::now_open() const {
  return impl_->now_open();
}

void server::stop(std::chrono::milliseconds deadline) {
  impl_->stop(deadline);
}

} // namespace leadstream::serve
