#include "net/client/websocket_client.hpp"

#include "domain/url/url.hpp"
#include "net/asio.hpp"

#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <utility>

namespace leadstream::client {
namespace {

namespace beast = boost::beast;
namespace ssl = asio::ssl;
using beast::error_code;
using plain_layer = beast::tcp_stream;
using secure_layer = beast::ssl_stream<beast::tcp_stream>;

constexpr std::size_t largest_message = 16u << 20;

error no_connection(std::string_view server, const error_code& problem) {
  return {leadstream::error_code::unavailable,
          "no live updates from " + std::string(server) + " (" + problem.message() +
              "); start a server with `leadstream serve`, or name another with --server URL",
          "server"};
}

ssl::context tls_for(const trust& believed, error_code& problem) {
  ssl::context how(ssl::context::tls_client);
  how.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, problem);
  if (believed.ca_file.empty()) {
    how.set_default_verify_paths(problem);
  } else {
    how.load_verify_file(believed.ca_file, problem);
  }
  how.set_verify_mode(believed.anybody ? ssl::verify_none : ssl::verify_peer);
  return how;
}

} // namespace

/// Beast's stream with an event loop of its own: every wait is "run until done or the time is over".
class websocket_client::stream {
public:
  virtual ~stream() = default;
  virtual error_code open(const url& server, std::string_view path, std::chrono::milliseconds timeout,
                          const std::string& key) = 0;
  virtual error_code send(std::string_view text) = 0;
  virtual void begin_read() = 0;

  asio::io_context events{1};
  beast::flat_buffer buffer;
  std::optional<error_code> received; ///< how the read under way ended
  bool reading = false;
};

template <class Layer>
class websocket_client::stream_over : public stream {
public:
  template <class... How>
  explicit stream_over(How&... how) : socket_(events, how...) {}
  ~stream_over() override {
    beast::get_lowest_layer(socket_).close();
    events.restart();
    events.run(); // what was under way completes while its objects live
  }

  error_code open(const url& server, std::string_view path, std::chrono::milliseconds timeout,
                  const std::string& key) override {
    error_code problem;
    tcp::resolver resolver(events);
    const auto found = resolver.resolve(server.host, std::to_string(server.port), problem);
    if (!problem) {
      problem =
          await(timeout, [&](auto done) { beast::get_lowest_layer(socket_).async_connect(found, done); });
    }
    if (!problem) {
      problem = secure(server.host, timeout);
    }
    return problem ? problem : upgrade(server, path, timeout, key);
  }

  error_code send(std::string_view text) override {
    error_code problem;
    socket_.text(true);
    socket_.write(asio::buffer(text.data(), text.size()), problem);
    return problem;
  }

  void begin_read() override {
    if (!std::exchange(reading, true)) {
      received.reset();
      socket_.async_read(buffer, [this](const error_code& code, std::size_t) { received = code; });
    }
  }

private:
  template <class Start>
  error_code await(std::chrono::milliseconds timeout, Start start) {
    error_code ended = asio::error::timed_out;
    start([&ended](const error_code& code, auto&&...) { ended = code; });
    events.restart();
    events.run_for(timeout);
    if (!events.stopped()) {
      beast::get_lowest_layer(socket_).close(); // the completion must not outlive this call
      events.run();
      return asio::error::timed_out;
    }
    return ended;
  }

  error_code secure(std::string host, std::chrono::milliseconds timeout) {
    if constexpr (std::is_same_v<Layer, secure_layer>) {
      if (host.starts_with('[')) {
        host = host.substr(1, host.size() - 2);
      }
      auto& layer = socket_.next_layer();
      SSL_set_tlsext_host_name(layer.native_handle(), host.c_str());
      layer.set_verify_callback(ssl::host_name_verification(host));
      return await(timeout, [&](auto done) { layer.async_handshake(ssl::stream_base::client, done); });
    } else {
      return {};
    }
  }

  error_code upgrade(const url& server, std::string_view path, std::chrono::milliseconds timeout,
                     const std::string& key) {
    socket_.read_message_max(largest_message);
    socket_.set_option(beast::websocket::stream_base::decorator([key](beast::websocket::request_type& asked) {
      if (!key.empty()) {
        asked.set(beast::http::field::authorization, "Bearer " + key);
      }
    }));
    const std::string host = origin(server).substr(server.scheme.size() + 3);
    const std::string target(path);
    return await(timeout, [&](auto done) { socket_.async_handshake(host, target, done); });
  }

  beast::websocket::stream<Layer> socket_;
};

websocket_client::websocket_client(std::unique_ptr<stream> open) : stream_(std::move(open)) {}

websocket_client::~websocket_client() = default;

result<std::unique_ptr<websocket_client>>
websocket_client::connect(std::string_view server, std::string_view path, std::chrono::milliseconds timeout,
                          const std::string& key, const trust& believed) {
  const auto address = parse_url(server);
  if (!address) {
    return address.problem();
  }
  std::unique_ptr<stream> opened;
  error_code problem;
  if (address->scheme == "https") {
    ssl::context how = tls_for(believed, problem); // a stream keeps what it needs of it
    opened = std::make_unique<stream_over<secure_layer>>(how);
  } else {
    opened = std::make_unique<stream_over<plain_layer>>();
  }
  if (!problem) {
    problem = opened->open(*address, path, timeout, key);
  }
  if (problem) {
    return no_connection(server, problem);
  }
  return std::unique_ptr<websocket_client>(new websocket_client(std::move(opened)));
}

result<done> websocket_client::send(std::string_view text) {
  if (const error_code problem = stream_->send(text)) {
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
