#include "net/port_call.hpp"
#include "net/serve/compression.hpp"
#include "net/serve/http_session.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

// How a session writes its answers.
namespace leadstream::serve {
namespace {

constexpr std::size_t linger_bytes = 256u << 10;
constexpr std::size_t window = 64u << 10;
constexpr std::chrono::seconds linger_patience{1};

std::string chunk_head(std::size_t size) {
  std::array<char, 24> text{};
  const int length = std::snprintf(text.data(), text.size(), "%zx\r\n", size);
  return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

/// Whether the connection goes on.
asio::awaitable<bool> http_session::send(api::response made) {
  std::string beginning;
  if (made.stream && !head_only_) {
    auto piece = co_await next_piece(made.stream);
    if (piece) {
      beginning = *std::move(piece);
    } else {
      made = to_response(piece.problem()); // nothing is sent yet: the client can be told
    }
  }
  const bool streams = made.stream && !head_only_;
  keep_alive_ = keep_alive_ && !lane_.draining && ++served_ < limits().requests_per_connection;
  keep_alive_ = keep_alive_ && (!streams || version_1_1_);
  add_common_fields(made);
  const bool packed = pack(made);
  head_details details{request_id_, server_->options.clock(), response_framing::length, keep_alive_};
  if (made.stream) {
    details.framing = version_1_1_ ? response_framing::chunked : response_framing::until_close;
  }
  std::string head;
  head.reserve(1024);
  append_head(head, made, details);
  bool whole = false;
  if (streams) {
    whole = co_await send_stream(made.stream, std::move(head), std::move(beginning), packed);
  } else {
    whole = co_await write(head, head_only_ ? std::string_view() : std::string_view(made.body));
  }
  note(made);
  if (whole && !keep_alive_ && made.status != 101) {
    co_await linger();
  }
  co_return whole&& keep_alive_;
}

asio::awaitable<result<std::string>>
http_session::next_piece(const std::shared_ptr<api::body_source>& source) {
  auto start = [source](completion<std::string> done) { source->next(std::move(done)); };
  co_return co_await port_call<std::string>(lane_.thread, start, limits().handler_timeout);
}

asio::awaitable<bool> http_session::send_stream(std::shared_ptr<api::body_source> source, std::string head,
                                                std::string beginning, bool packed) {
  std::optional<gzip_stream> packer;
  if (packed) {
    packer.emplace();
  }
  for (result<std::string> piece = std::move(beginning);; piece = co_await next_piece(source)) {
    if (!piece) {
      server_->report(request_id_, "an answer ended early: " + piece.problem().message);
      co_return false;
    }
    const bool last = piece->empty();
    std::string body = packer ? packer->pack(*piece, last) : std::move(*piece);
    if (body.empty() && !last) {
      continue;
    }
    if (version_1_1_ && !body.empty()) {
      head += chunk_head(body.size());
      body += "\r\n";
    }
    body += version_1_1_ && last ? "0\r\n\r\n" : "";
    const bool taken = co_await write(head, body);
    if (!taken || last) {
      co_return taken;
    }
    head.clear();
  }
}

asio::awaitable<bool> http_session::write(std::string_view first, std::string_view second) {
  std::array<asio::const_buffer, 2> left{asio::buffer(first), asio::buffer(second)};
  boost::system::error_code problem;
  while (asio::buffer_size(left) > 0 && !problem) {
    const asio::const_buffer part = asio::buffer(left[0], window);
    watchdog_.watch(limits().write_timeout);
    const std::array<asio::const_buffer, 2> next{part, asio::buffer(left[1], window - part.size())};
    const std::size_t taken = co_await wire_.write(next, problem);
    sent_ += taken;
    left[1] += taken - std::min(taken, part.size());
    left[0] += taken;
  }
  watchdog_.rest();
  co_return !problem;
}

/// Lets the client read the last answer before the connection goes: closing with unread input would reset it.
asio::awaitable<void> http_session::linger() {
  boost::system::error_code problem;
  wire_.end_sending();
  watchdog_.watch(linger_patience);
  for (std::size_t dropped = 0; !problem && dropped < linger_bytes;) {
    dropped += co_await wire_.drop_some(problem);
  }
}

void http_session::note(const api::response& made) const {
  const auto taken =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_);
  if (server_->options.told != nullptr) {
    const api::route* route = server_->routes.match(asked_.method, asked_.path).found;
    server_->options.told->request_answered(asked_.method, route == nullptr ? "" : route->pattern,
                                            made.status, taken);
  }
  if (!server_->options.log) {
    return;
  }
  std::vector<std::pair<std::string, std::string>> fields{{"method", asked_.method},
                                                          {"path", asked_.path},
                                                          {"status", std::to_string(made.status)},
                                                          {"request_id", request_id_},
                                                          {"bytes", std::to_string(sent_)},
                                                          {"microseconds", std::to_string(taken.count())}};
  if (who_) {
    fields.emplace_back("tenant", who_->tenant.value);
    fields.emplace_back("by", std::string(to_string(who_->kind)) + " " + who_->name);
  }
  if (!trace_id_.empty()) {
    fields.emplace_back("trace_id", trace_id_);
  }
  if (made.status >= 500) {
    fields.emplace_back("problem", made.body);
  }
  server_->log(made.status >= 500 ? log_level::warning : log_level::info, "request", std::move(fields));
}

} // namespace leadstream::serve
