#include "net/client/websocket_client.hpp"

#include "domain/url/url.hpp"
#include "net/asio.hpp"

#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

#include <utility>

namespace leadstream::client {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::websocket::close_code;

constexpr std::size_t largest_message = 16u << 20;

error no_connection(std::string_view server, const error_code& problem) {
  return {leadstream::error_code::unavailable,
          "no live updates from " + std::string(server) + " (" + problem.message() +
              "); start a server with `leadstream serve`, or name another with --server URL",
          "server"};
}

} // namespace

/// Beast's stream with an event loop of its own: every wait is "run until done or the time is over".
struct websocket_client::stream {
  asio::io_context events{1};
  beast::websocket::stream<beast::tcp_stream> socket{events};
  beast::flat_buffer buffer;
  std::optional<error_code> received; ///< how the read under way ended
  bool reading = false;

  template <class Start>
  error_code await(std::chrono::milliseconds timeout, Start start) {
    error_code ended = asio::error::timed_out;
    start([&ended](const error_code& code, auto&&...) { ended = code; });
    events.restart();
    events.run_for(timeout);
    if (!events.stopped()) {
      beast::get_lowest_layer(socket).close(); // the completion must not outlive this call
      events.run();
      return asio::error::timed_out;
    }
    return ended;
  }

  error_code open(const url& server, std::string_view path, std::chrono::milliseconds timeout,
                  const std::string& key) {
    error_code problem;
    tcp::resolver resolver(events);
    const auto found = resolver.resolve(server.host, std::to_string(server.port), problem);
    if (!problem) {
      problem =
          await(timeout, [&](auto done) { beast::get_lowest_layer(socket).async_connect(found, done); });
    }
    if (!problem) {
      socket.read_message_max(largest_message);
      socket.set_option(
          beast::websocket::stream_base::decorator([key](beast::websocket::request_type& asked) {
            if (!key.empty()) {
              asked.set(beast::http::field::authorization, "Bearer " + key);
            }
          }));
      const std::string host = origin(server).substr(server.scheme.size() + 3);
      const std::string target(path);
      problem = await(timeout, [&](auto done) { socket.async_handshake(host, target, done); });
    }
    return problem;
  }

  void begin_read() {
    if (!std::exchange(reading, true)) {
      received.reset();
      socket.async_read(buffer, [this](const error_code& code, std::size_t) { received = code; });
    }
  }
};

websocket_client::websocket_client(std::unique_ptr<stream> open) : stream_(std::move(open)) {}

websocket_client::~websocket_client() {
  beast::get_lowest_layer(stream_->socket).close();
  stream_->events.restart();
  stream_->events.run(); // what was under way completes while its objects live
}

result<std::unique_ptr<websocket_client>> websocket_client::connect(std::string_view server,
                                                                    std::string_view path,
                                                                    std::chrono::milliseconds timeout,
                                                                    const std::string& key) {
  const auto address = parse_url(server);
  if (!address) {
    return address.problem();
  }
  if (address->scheme != "http") {
    return error{leadstream::error_code::invalid_argument,
                 "live updates need an http:// URL; reach \"" + std::string(server) + "\" without --watch",
                 "server"};
  }
  auto opened = std::make_unique<stream>();
  if (const auto problem = opened->open(*address, path, timeout, key)) {
    return no_connection(server, problem);
  }
  return std::unique_ptr<websocket_client>(new websocket_client(std::move(opened)));
}

result<done> websocket_client::send(std::string_view text) {
  error_code problem;
  stream_->socket.text(true);
  stream_->socket.write(asio::buffer(text.data(), text.size()), problem);
  if (problem) {
    return no_connection("the server", problem);
  }
  return done{};
}

result<std::optional<std::string>> websocket_client::receive(std::chrono::milliseconds timeout) {
  auto& s = *stream_;
  s.begin_read();
  s.events.restart();
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (!s.received && s.events.run_one_until(deadline) > 0) {
  }
  if (!s.received) {
    return std::optional<std::string>();
  }
  if (*s.received) {
    return no_connection("the server", *s.received);
  }
  s.reading = false;
  std::string text = beast::buffers_to_string(s.buffer.data());
  s.buffer.consume(s.buffer.size());
  return std::optional<std::string>(std::move(text));
}

} // namespace leadstream::client
