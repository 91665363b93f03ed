#include "net/serve/strict_request.hpp"

#include "domain/text/ascii.hpp"
#include "net/api/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::serve {
namespace {

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

bool is_target_character(char c) {
  constexpr std::string_view refused = "\"#<>\\";
  return c > 0x20 && c < 0x7F && refused.find(c) == std::string_view::npos;
}

/// Whether a proxy that knows no underscores would take the name for one that frames the request.
bool disguises_framing(std::string_view name) {
  constexpr std::array<std::string_view, 2> framing{"content_length", "transfer_encoding"};
  std::string plain = lower(name);
  std::replace(plain.begin(), plain.end(), '-', '_');
  return name.find('_') != std::string_view::npos &&
         std::find(framing.begin(), framing.end(), plain) != framing.end();
}

/// host [":" port], the host a name, an IPv4 address or an IPv6 address in brackets.
bool is_host(std::string_view value) {
  const bool literal = value.starts_with('[');
  const auto end = literal ? value.find(']') : value.find(':');
  const std::string_view host =
      value.substr(literal ? 1 : 0, literal && end != std::string_view::npos ? end - 1 : end);
  std::string_view port =
      end == std::string_view::npos ? std::string_view() : value.substr(end + (literal ? 1 : 0));
  if (host.empty() || (literal && end == std::string_view::npos) || (!port.empty() && port.front() != ':')) {
    return false;
  }
  port.remove_prefix(port.empty() ? 0 : 1);
  const std::string_view marks = literal ? ":." : "-._";
  const auto number = api::parse_number(port);
  return (port.empty() || (port.size() <= 5 && number && *number >= 1 && *number <= 65'535)) &&
         std::all_of(host.begin(), host.end(), [&](char c) {
           return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
         });
}

/// One optional blank before the value is what every client sends; more is only seen in attacks.
std::string_view plain_value(std::string_view raw) {
  raw.remove_prefix(raw.starts_with(' ') ? 1 : 0);
  return raw;
}

bool gives_content_no_meaning(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

bool is_known_method(std::string_view method) {
  constexpr std::array<std::string_view, 9> known{"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                                  "DELETE", "OPTIONS", "TRACE", "CONNECT"};
  return std::find(known.begin(), known.end(), method) != known.end();
}

} // namespace

bool strict_request::refuse(int status, std::string reason) {
  status_ = status;
  reason_ = std::move(reason);
  return false;
}

strict_request::verdict strict_request::scan(std::string_view received) {
  begin_ = received.starts_with("\r\n") ? 2 : 0; // RFC 9112, 2.2
  if (!find_end(received)) {
    return verdict::refused;
  }
  if (line_end_ == 0) {
    const auto end = received.find("\r\n", begin_);
    if (end == std::string_view::npos) {
      return verdict::incomplete;
    }
    line_end_ = end + 2;
    if (!read_request_line(received.substr(begin_, end - begin_))) {
      return verdict::refused;
    }
  }
  if (size_ == 0) {
    return verdict::incomplete;
  }
  // The buffer may have moved while it grew: the views are made once it is complete.
  read_request_line(received.substr(begin_, line_end_ - 2 - begin_));
  const bool plain = read_fields(received.substr(line_end_, size_ - line_end_ - 2)) && check_whole();
  return plain ? verdict::complete : verdict::refused;
}

/// Looks for the empty line; refuses bare CR and LF, other control characters and headers that are too large.
bool strict_request::find_end(std::string_view received) {
  for (; scanned_ < received.size() && size_ == 0; ++scanned_) {
    const char c = received[scanned_];
    const char before = scanned_ == 0 ? '\0' : received[scanned_ - 1];
    if ((c == '\n') != (before == '\r')) {
      return refuse(400, "a line does not end with CR LF");
    }
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n' && c != '\t') || c == 0x7F) {
      return refuse(400, "the header contains control characters");
    }
    if (c == '\n' && scanned_ >= 3 && received[scanned_ - 2] == '\n') {
      size_ = scanned_ + 1;
    }
  }
  if (size_ > limits_.header_bytes || (size_ == 0 && received.size() > limits_.header_bytes)) {
    return line_end_ == 0 && received.find("\r\n", begin_) == std::string_view::npos
               ? refuse(414, "the request line is too long")
               : refuse(431, "the header has more than " + std::to_string(limits_.header_bytes) + " bytes");
  }
  return true;
}

bool strict_request::read_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || line.find('\t') != std::string_view::npos) {
    return refuse(400, "the request line is not \"METHOD target HTTP/1.1\"");
  }
  head_.method = line.substr(0, first);
  if (!is_token(head_.method)) {
    return refuse(400, "the method is not a token");
  }
  if (!read_version(line.substr(last + 1)) || !read_target(line.substr(first + 1, last - first - 1))) {
    return false;
  }
  return is_known_method(head_.method) || refuse(501, "the method is not known here");
}

bool strict_request::read_version(std::string_view version) {
  head_.version_1_1 = version == "HTTP/1.1";
  if (head_.version_1_1 || version == "HTTP/1.0") {
    head_.keep_alive = head_.version_1_1;
    return true;
  }
  const bool other = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                     version[6] == '.' && is_digit(version[7]);
  return refuse(other ? 505 : 400, "the version is not HTTP/1.1 or HTTP/1.0");
}

/// A target may be a whole URL (RFC 9112, 3.2.2): its authority must be what Host says, the rest is the path.
std::string_view strict_request::take_authority(std::string_view target) {
  head_.authority = {};
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() > scheme.size() && equals_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      const std::string_view rest = target.substr(scheme.size());
      const auto end = std::min(rest.find_first_of("/?"), rest.size());
      head_.authority = rest.substr(0, end);
      return end < rest.size() ? rest.substr(end) : std::string_view("/");
    }
  }
  return target;
}

bool strict_request::read_target(std::string_view whole) {
  const std::string_view target = take_authority(whole);
  head_.target = target;
  if (whole.size() > limits_.target_bytes) {
    return refuse(414, "the target has more than " + std::to_string(limits_.target_bytes) + " bytes");
  }
  if (target == "*" && head_.method == "OPTIONS") {
    return true;
  }
  const bool plain =
      target.starts_with('/') && std::all_of(target.begin(), target.end(), is_target_character);
  return plain || refuse(400, "the target is not a path that begins with / and is percent-encoded");
}

bool strict_request::read_fields(std::string_view fields) {
  while (!fields.empty()) {
    const auto end = fields.find("\r\n");
    if (++fields_ > limits_.header_fields) {
      return refuse(431, "the header has more than " + std::to_string(limits_.header_fields) + " fields");
    }
    if (!read_field(fields.substr(0, end))) {
      return false;
    }
    fields.remove_prefix(end + 2);
  }
  return true;
}

bool strict_request::read_field(std::string_view line) {
  if (line.starts_with(' ') || line.starts_with('\t')) {
    return refuse(400, "a header line is folded");
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return refuse(400, "a header line is not \"Name: value\"");
  }
  const std::string_view name = line.substr(0, colon);
  if (disguises_framing(name)) {
    return refuse(400, "a header name imitates one that frames the request");
  }
  return apply(name, plain_value(line.substr(colon + 1)));
}

bool strict_request::apply(std::string_view name, std::string_view value) {
  if (equals_ignoring_case(name, "Host")) {
    return apply_host(value);
  }
  if (equals_ignoring_case(name, "Content-Length")) {
    return apply_length(value);
  }
  if (equals_ignoring_case(name, "Transfer-Encoding")) {
    return apply_encoding(value);
  }
  if (equals_ignoring_case(name, "Expect")) {
    return apply_expect(value);
  }
  if (equals_ignoring_case(name, "Connection")) {
    apply_connection(value);
  }
  return refuse_repeated(name);
}

void strict_request::apply_connection(std::string_view value) {
  const auto options = api::split(value, ',');
  const auto has = [&](std::string_view wanted) {
    return std::any_of(options.begin(), options.end(),
                       [&](std::string_view option) { return equals_ignoring_case(option, wanted); });
  };
  head_.keep_alive = !has("close") && (head_.keep_alive || has("keep-alive"));
}

bool strict_request::apply_host(std::string_view value) {
  if (std::exchange(seen_host_, true)) {
    return refuse(400, "there is more than one Host");
  }
  head_.host = api::trimmed(value);
  return is_host(head_.host) || refuse(400, "Host is not a host with an optional port");
}

bool strict_request::apply_length(std::string_view value) {
  if (std::exchange(seen_length_, true)) {
    return refuse(400, "there is more than one Content-Length");
  }
  const auto length = api::parse_number(value);
  if (!length || (value.size() > 1 && value.front() == '0')) {
    return refuse(400, "Content-Length is not a plain decimal number");
  }
  head_.content_length = static_cast<std::uint64_t>(*length);
  head_.framing = *length > 0 ? body_framing::length : body_framing::none;
  return true;
}

bool strict_request::apply_encoding(std::string_view value) {
  if (std::exchange(seen_encoding_, true)) {
    return refuse(400, "there is more than one Transfer-Encoding");
  }
  if (!equals_ignoring_case(value, "chunked")) {
    const bool coding = is_token(value) && !equals_ignoring_case(value, "identity");
    return refuse(coding && !seen_length_ ? 501 : 400, "Transfer-Encoding is not \"chunked\"");
  }
  head_.framing = body_framing::chunked;
  return true;
}

bool strict_request::apply_expect(std::string_view value) {
  head_.expects_continue = equals_ignoring_case(api::trimmed(value), "100-continue");
  return head_.expects_continue || refuse(417, "Expect is not \"100-continue\"");
}

/// Fields that mean one thing only and that proxies and servers would choose differently from.
bool strict_request::refuse_repeated(std::string_view name) {
  constexpr std::array<std::string_view, 7> single{
      "Content-Type",      "Authorization",         "Origin",         "Upgrade",
      "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Idempotency-Key"};
  for (std::size_t i = 0; i < single.size(); ++i) {
    if (equals_ignoring_case(name, single[i])) {
      const std::uint32_t bit = 1U << i;
      const bool repeated = (std::exchange(seen_once_, seen_once_ | bit) & bit) != 0;
      return !repeated || refuse(400, std::string(single[i]) + " comes twice");
    }
  }
  return true;
}

bool strict_request::check_whole() {
  if (head_.version_1_1 && !seen_host_) {
    return refuse(400, "there is no Host");
  }
  if (!head_.authority.empty() && !equals_ignoring_case(head_.authority, head_.host)) {
    return refuse(400, "the target names another host than Host");
  }
  if (seen_encoding_ && (seen_length_ || !head_.version_1_1)) {
    return refuse(400, "Transfer-Encoding comes with a Content-Length or in HTTP/1.0");
  }
  if (head_.framing != body_framing::none && gives_content_no_meaning(head_.method)) {
    return refuse(400, "a " + std::string(head_.method) + " request has no content");
  }
  head_.expects_continue = head_.expects_continue && head_.version_1_1 && head_.framing != body_framing::none;
  return true;
}

} // namespace leadstream::serve
