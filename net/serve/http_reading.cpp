#include "domain/text/ascii.hpp"
#include "net/serve/chunked_body.hpp"
#include "net/serve/compression.hpp"
#include "net/serve/hosts.hpp"
#include "net/serve/http_session.hpp"

#include "net/api/text.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>

// How a session reads a request: strict framing first, then Beast's parser, then the body.
namespace leadstream::serve {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t receive_bytes = 8u << 10;

/// The trace id of a traceparent (W3C Trace Context, version 00); empty when it is none.
std::string trace_of(std::string_view traceparent) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto parts = api::split(traceparent, '-');
  const bool plain = parts.size() == 4 && parts[0] == "00" && parts[1].size() == 32 &&
                     parts[2].size() == 16 && parts[3].size() == 2 &&
                     parts[1].find_first_not_of('0') != std::string_view::npos &&
                     std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
                       return part.find_first_not_of(hex) == std::string_view::npos;
                     });
  return plain ? std::string(parts[1]) : std::string();
}

/// The request of a complete header; nothing when Beast does not accept what strict framing let pass.
std::optional<api::request> parse(std::string_view raw, std::string_view target) {
  http::request_parser<http::empty_body> parser;
  parser.skip(true);
  boost::system::error_code problem;
  parser.put(asio::buffer(raw), problem);
  if (problem || !parser.is_header_done()) {
    return std::nullopt;
  }
  api::request asked;
  asked.method = std::string(parser.get().method_string());
  const auto mark = std::min(target.find('?'), target.size());
  asked.path = target.substr(0, mark);
  asked.query = target.substr(std::min(mark + 1, target.size()));
  for (const auto& field : parser.get()) {
    asked.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  return asked;
}

} // namespace

http_session::outcome http_session::too_large(std::size_t most) {
  return {413, "the content has more than " + std::to_string(most) + " bytes"};
}

http_session::outcome http_session::malformed_chunks() {
  return {400, "the chunks are not well-formed, or trailer fields follow them"};
}

/// Receives something into the buffer; an outcome when nothing more comes.
asio::awaitable<std::optional<http_session::outcome>> http_session::receive() {
  const std::size_t before = buffer_.size();
  buffer_.resize(before + receive_bytes);
  boost::system::error_code problem;
  const std::size_t count =
      co_await wire_.read_some(asio::buffer(buffer_.data() + before, receive_bytes), problem);
  buffer_.resize(before + count);
  if (!problem) {
    co_return std::nullopt;
  }
  if (watchdog_.fired()) {
    co_return outcome{408, "the request did not arrive in time"};
  }
  co_return outcome{nobody, {}};
}

asio::awaitable<http_session::outcome> http_session::read_head(strict_request& strict) {
  idle_ = buffer_.empty();
  watchdog_.watch(idle_ && served_ > 0 ? limits().idle_timeout : limits().header_timeout);
  for (;;) {
    const auto verdict = buffer_.empty() ? strict_request::verdict::incomplete : strict.scan(buffer_);
    if (verdict == strict_request::verdict::complete) {
      break;
    }
    if (verdict == strict_request::verdict::refused) {
      begun_ = std::chrono::steady_clock::now();
      co_return outcome{strict.status(), strict.reason()};
    }
    const bool first = buffer_.empty();
    const auto ended = co_await receive();
    if (ended) {
      co_return first&& buffer_.empty() ? outcome{nobody, {}} : *ended;
    }
    if (first) {
      idle_ = false;
      watchdog_.watch(limits().header_timeout);
    }
  }
  idle_ = false;
  begun_ = std::chrono::steady_clock::now();
  watchdog_.rest();
  co_return outcome{};
}

/// Makes the request of a complete header and removes it from the buffer.
http_session::outcome http_session::take_head(const strict_request& strict) {
  const request_head& head = strict.head();
  version_1_1_ = head.version_1_1;
  keep_alive_ = head.keep_alive;
  head_only_ = head.method == "HEAD";
  const auto raw = std::string_view(buffer_).substr(strict.begin(), strict.size() - strict.begin());
  auto asked = parse(raw, head.target);
  if (!asked) {
    return {400, "the request is not valid HTTP/1.1"};
  }
  asked_ = std::move(*asked);
  if (const auto given = usable_request_id(find_header(asked_.headers, "X-Request-Id")); !given.empty()) {
    request_id_ = given;
  }
  trace_id_ = trace_of(find_header(asked_.headers, "traceparent"));
  packs_ = limits().compress_bytes > 0 && accepts_gzip(find_header(asked_.headers, "Accept-Encoding"));
  if (const auto origin = find_header(asked_.headers, "Origin"); is_allowed_origin(origin)) {
    origin_ = origin;
  }
  believe_proxy();
  const bool own = head.host.empty() || is_own_host(head.host, server_->options.allowed_hosts);
  buffer_.erase(0, strict.size());
  return own ? outcome{} : outcome{421, "this server does not answer for that Host"};
}

/// Only the header's numbers are used: its views ended with the header.
asio::awaitable<http_session::outcome> http_session::read_body(const request_head& head) {
  const std::size_t most = upload_ ? limits().upload_bytes : limits().body_bytes;
  if (head.content_length > most) {
    co_return too_large(most);
  }
  if (head.framing == body_framing::none) {
    co_return outcome{};
  }
  if (head.expects_continue) {
    const outcome refused = co_await allow_body();
    if (refused.status != 0) {
      co_return refused;
    }
  }
  watchdog_.watch(limits().body_timeout);
  body_begun_ = std::chrono::steady_clock::now();
  outcome read;
  if (head.framing == body_framing::chunked) {
    read = co_await read_chunked();
  } else {
    read = co_await read_counted(head.content_length);
  }
  watchdog_.rest();
  co_return read;
}

/// Answers 100 Continue, or at once what would be answered anyway. Content that comes without waiting needs
/// no leave (RFC 9110, 10.1.1).
asio::awaitable<http_session::outcome> http_session::allow_body() {
  if (match_.found == nullptr && !buffer_.empty()) {
    co_return outcome{400, "content that nobody takes came without waiting for 100 Continue"};
  }
  if (match_.found == nullptr) {
    co_return match_.allowed.empty() ? outcome{404, "there is no such resource"}
                                     : outcome{405, "the resource knows only " + match_.allowed};
  }
  if (!buffer_.empty()) {
    co_return outcome{};
  }
  const bool sent = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
  co_return sent ? outcome{} : outcome{nobody, {}};
}

asio::awaitable<http_session::outcome> http_session::read_counted(std::uint64_t length) {
  if (upload_) {
    co_return co_await take_counted(length);
  }
  while (buffer_.size() < length) {
    const auto ended = co_await receive_body(0);
    if (ended) {
      co_return *ended;
    }
  }
  asked_.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  co_return outcome{};
}

asio::awaitable<http_session::outcome> http_session::read_chunked() {
  if (upload_) {
    co_return co_await take_chunked();
  }
  chunked_body chunks(limits().body_bytes);
  for (;;) {
    std::string_view received = buffer_;
    const auto verdict = chunks.take(received);
    buffer_.erase(0, buffer_.size() - received.size());
    if (verdict == chunked_body::verdict::complete) {
      asked_.body = std::move(chunks.body());
      co_return outcome{};
    }
    if (verdict == chunked_body::verdict::malformed) {
      co_return malformed_chunks();
    }
    if (verdict == chunked_body::verdict::too_large) {
      co_return too_large(limits().body_bytes);
    }
    const auto ended = co_await receive_body(chunks.body().size());
    if (ended) {
      co_return *ended;
    }
  }
}

/// Waits for more of a body behind the `before` bytes that are taken from the buffer already.
asio::awaitable<std::optional<http_session::outcome>> http_session::receive_body(std::uint64_t before) {
  auto ended = co_await receive();
  co_return ended ? ended : judge_rate(before + buffer_.size());
}

/// A client that sends too slowly holds a connection for nothing.
std::optional<http_session::outcome> http_session::judge_rate(std::size_t bytes) const {
  constexpr std::chrono::seconds grace{5};
  const auto taken = std::chrono::steady_clock::now() - body_begun_;
  const double seconds = std::chrono::duration<double>(taken).count();
  if (taken < grace || static_cast<double>(bytes) >= static_cast<double>(limits().body_rate) * seconds) {
    return std::nullopt;
  }
  return outcome{408, "the content comes too slowly"};
}

/// A browser tells when a foreign page made it send something; such requests change nothing here.
http_session::outcome http_session::judge_browser() const {
  if (asked_.method == "GET" || asked_.method == "HEAD" || asked_.method == "OPTIONS") {
    return {};
  }
  const std::string_view origin = find_header(asked_.headers, "Origin");
  const std::string_view site = find_header(asked_.headers, "Sec-Fetch-Site");
  // Browsers hide the origin of a form when the page's referrer is hidden, and still say that it is the same.
  const bool own_form = match_.found != nullptr && match_.found->admits.form && origin == "null" &&
                        equals_ignoring_case(site, "same-origin");
  const bool allowed = !origin_.empty() || own_form;
  const bool foreign = !origin.empty() && !allowed &&
                       !is_same_origin(origin, find_header(asked_.headers, "Host"), wire_.is_secure());
  const bool crosses = equals_ignoring_case(site, "cross-site");
  if (foreign || (crosses && !allowed)) {
    return {403, "web pages of another origin may not send this"};
  }
  return {};
}

} // namespace leadstream::serve
