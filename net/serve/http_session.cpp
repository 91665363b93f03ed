#include "net/serve/http_session.hpp"

#include "net/api/problem.hpp"
#include "net/api/text.hpp"
#include "net/api/websocket_upgrade.hpp"
#include "net/port_call.hpp"
#include "net/serve/hosts.hpp"
#include "net/serve/websocket_frames.hpp"
#include "net/serve/websocket_session.hpp"

#include <array>
#include <cstdio>

namespace leadstream::serve {
namespace {

constexpr std::size_t linger_bytes = 256u << 10;
constexpr std::size_t window = 64u << 10;
constexpr std::chrono::seconds linger_patience{1};

bool is_json(std::string_view content_type) {
  const std::string_view type = api::trimmed(content_type.substr(0, content_type.find(';')));
  return type.empty() || api::equal_without_case(type, "application/json");
}

std::string chunk_head(std::size_t size) {
  std::array<char, 24> text{};
  const int length = std::snprintf(text.data(), text.size(), "%zx\r\n", size);
  return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

http_session::http_session(tcp::socket socket, lane& home, std::shared_ptr<server_state> server,
                           ticket_ptr connection)
    : socket_(std::move(socket)), lane_(home), server_(std::move(server)), connection_(std::move(connection)),
      watchdog_(socket_) {
  boost::system::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  lane_.sessions.insert(this);
}

http_session::~http_session() {
  lane_.sessions.erase(this);
}

void http_session::drain() {
  if (idle_) {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
  }
}

void http_session::abort() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

asio::awaitable<void> http_session::run() {
  bool more = true;
  while (more && !lane_.draining) {
    more = co_await serve_one();
  }
}

/// Whether the connection goes on.
asio::awaitable<bool> http_session::serve_one() {
  forget_request();
  strict_request strict(limits());
  outcome read = co_await read_head(strict);
  if (read.status == 0) {
    read = take_head(strict);
  }
  if (read.status == 0) {
    read = co_await read_body(strict.head());
  }
  if (read.status == 0) {
    read = judge_browser();
  }
  if (read.status == nobody) {
    co_return false;
  }
  if (read.status != 0) {
    keep_alive_ = false;
    co_return co_await send(api::problem(read.status, read.reason));
  }
  co_return co_await answer();
}

void http_session::forget_request() {
  asked_ = {};
  request_id_ = to_string(make_uuid_v7(server_->options.clock(), server_->options.random));
  version_1_1_ = true;
  keep_alive_ = true;
  head_only_ = false;
  sent_ = 0;
}

asio::awaitable<bool> http_session::answer() {
  const api::route_match match = server_->routes.match(asked_.method, asked_.path);
  if (asked_.method == "OPTIONS" && (asked_.path == "*" || !match.allowed.empty())) {
    api::response options{204, {}, {}, {}, nullptr};
    options.headers.push_back({"Allow", match.allowed.empty() ? "GET, HEAD, POST, OPTIONS" : match.allowed});
    co_return co_await send(std::move(options));
  }
  if (match.allowed.empty()) {
    co_return co_await send(api::problem(404, "there is no such resource"));
  }
  if (match.found == nullptr) {
    api::response refused = api::problem(405, "the resource knows only " + match.allowed);
    refused.headers.push_back({"Allow", match.allowed});
    co_return co_await send(std::move(refused));
  }
  if (!match.found->handle) {
    co_return co_await upgrade();
  }
  if (auto refused = refuse_content()) {
    co_return co_await send(std::move(*refused));
  }
  api::response made = co_await handle(match);
  co_return co_await send(std::move(made));
}

std::optional<api::response> http_session::refuse_content() const {
  const std::string_view coding = api::trimmed(find_header(asked_.headers, "Content-Encoding"));
  if (!asked_.body.empty() && !is_json(find_header(asked_.headers, "Content-Type"))) {
    return api::problem(415, "the content is not JSON; send it with Content-Type: application/json");
  }
  if (!coding.empty() && !api::equal_without_case(coding, "identity")) {
    return api::problem(415, "encoded content is not read; send it without Content-Encoding");
  }
  return std::nullopt;
}

asio::awaitable<api::response> http_session::handle(const api::route_match& match) {
  auto call = std::make_shared<api::http_call>();
  call->asked = std::move(asked_);
  call->id = match.id;
  call->around = server_->around;
  call->hop = [thread = lane_.thread](std::function<void()> work) { thread->dispatch(std::move(work)); };
  asked_.method = call->asked.method;
  asked_.path = call->asked.path;
  auto start = [&call, &match](completion<api::response> done) {
    call->done = std::move(done);
    try {
      match.found->handle(call);
    } catch (const std::exception& problem) {
      call->done(error{error_code::internal, problem.what(), {}});
    }
  };
  const result<api::response> made =
      co_await port_call<api::response>(lane_.thread, start, limits().handler_timeout);
  co_return to_response(made);
}

api::response http_session::to_response(const result<api::response>& made) const {
  if (made) {
    return *made;
  }
  if (api::status_of(made.problem().code) == 500) {
    return api::internal_problem(server_->report(request_id_, made.problem().message));
  }
  return api::problem_of(made.problem());
}

asio::awaitable<bool> http_session::upgrade() {
  const std::string_view origin = find_header(asked_.headers, "Origin");
  const bool own = origin.empty() || is_same_origin(origin, find_header(asked_.headers, "Host"));
  api::response made = api::upgrade_to_websocket(asked_, own, accept_key);
  if (made.status == 101 && server_->websockets >= server_->options.websocket.connections) {
    made = api::problem(503, "there are too many WebSockets; try again later");
  }
  if (made.status != 101) {
    co_return co_await send(std::move(made));
  }
  co_await send(std::move(made));
  if (keep_alive_) {
    const auto session =
        std::make_shared<websocket_session>(std::move(socket_), lane_, server_, std::move(connection_));
    asio::co_spawn(
        lane_.thread->context(), [session, early = std::move(buffer_)]() { return session->run(early); },
        [session](std::exception_ptr) {});
  }
  co_return false;
}

/// Whether the connection goes on.
asio::awaitable<bool> http_session::send(api::response made) {
  const bool streams = made.stream && !head_only_;
  keep_alive_ = keep_alive_ && !lane_.draining && ++served_ < limits().requests_per_connection;
  keep_alive_ = keep_alive_ && (!streams || version_1_1_);
  head_details details{request_id_, server_->options.clock(), response_framing::length, keep_alive_};
  if (made.stream) {
    details.framing = version_1_1_ ? response_framing::chunked : response_framing::until_close;
  }
  std::string head;
  head.reserve(1024);
  append_head(head, made, details);
  bool whole = false;
  if (streams) {
    whole = co_await send_stream(made, std::move(head));
  } else {
    whole = co_await write(head, head_only_ ? std::string_view() : std::string_view(made.body));
  }
  note(made);
  if (whole && !keep_alive_ && made.status != 101) {
    co_await linger();
  }
  co_return whole&& keep_alive_;
}

asio::awaitable<bool> http_session::send_stream(const api::response& made, std::string head) {
  const auto source = made.stream;
  auto start = [source](completion<std::string> done) { source->next(std::move(done)); };
  for (;;) {
    const result<std::string> piece =
        co_await port_call<std::string>(lane_.thread, start, limits().handler_timeout);
    if (!piece) {
      server_->report(request_id_, "an answer ended early: " + piece.problem().message);
      co_return false;
    }
    if (version_1_1_) {
      head += piece->empty() ? "0\r\n\r\n" : chunk_head(piece->size());
    }
    const std::string body = piece->empty() || !version_1_1_ ? *piece : *piece + "\r\n";
    const bool taken = co_await write(head, body);
    if (!taken || piece->empty()) {
      co_return taken;
    }
    head.clear();
  }
}

asio::awaitable<bool> http_session::write(std::string_view first, std::string_view second) {
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(first), asio::buffer(second)};
  const auto windows = static_cast<int>(1 + (first.size() + second.size()) / window);
  watchdog_.watch(limits().write_timeout * windows);
  boost::system::error_code problem;
  const std::size_t count =
      co_await asio::async_write(socket_, buffers, asio::redirect_error(asio::use_awaitable, problem));
  sent_ += count;
  watchdog_.rest();
  co_return !problem;
}

/// Lets the client read the last answer before the connection goes: closing with unread input would reset it.
asio::awaitable<void> http_session::linger() {
  boost::system::error_code problem;
  socket_.shutdown(tcp::socket::shutdown_send, problem);
  watchdog_.watch(linger_patience);
  std::array<char, 4096> bytes{};
  for (std::size_t dropped = 0; !problem && dropped < linger_bytes;) {
    const std::size_t count = co_await socket_.async_read_some(
        asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, problem));
    dropped += count;
  }
}

void http_session::note(const api::response& made) const {
  if (!server_->options.log) {
    return;
  }
  const auto taken =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_);
  server_->log(log_level::info, "request",
               {{"method", asked_.method},
                {"path", asked_.path},
                {"status", std::to_string(made.status)},
                {"request_id", request_id_},
                {"bytes", std::to_string(sent_)},
                {"microseconds", std::to_string(taken.count())}});
}

} // namespace leadstream::serve
