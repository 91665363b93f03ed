#include "domain/url/url.hpp"

#include "domain/url/host.hpp"
#include "domain/url/path.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>
#include <memory>
#include <optional>

namespace leadstream {
namespace {

constexpr std::size_t longest_url = 2'083;

error refused(std::string_view text, std::string_view why) {
  return {error_code::invalid_argument,
          "the URL \"" + std::string(text.substr(0, 200)) + "\" " + std::string(why), "url"};
}

struct free_handle {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using handle = std::unique_ptr<CURLU, free_handle>;

std::string part(CURLU* from, CURLUPart what) {
  char* text = nullptr;
  if (curl_url_get(from, what, &text, 0) != CURLUE_OK || text == nullptr)
    return {};
  std::string out(text);
  curl_free(text);
  return out;
}

std::optional<std::string_view> forbidden_character(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f)
      return "has a space or a control character";
    if (c == '\\')
      return "has a backslash";
  }
  return std::nullopt;
}

std::uint16_t default_port(std::string_view scheme) {
  return scheme == "https" ? 443 : 80;
}

/// The port as a number, the scheme's own when none was given, 0 when it is none.
std::uint16_t port_of(const std::string& digits, std::string_view scheme) {
  if (digits.empty())
    return default_port(scheme);
  std::uint16_t port = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return problem == std::errc{} && end == digits.data() + digits.size() ? port : std::uint16_t{0};
}

bool begins_with_http(std::string_view text) {
  const auto colon = text.find("://");
  std::string scheme(text.substr(0, std::min<std::size_t>(colon, 6)));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](char c) { return static_cast<char>(c | 0x20); });
  return colon != std::string_view::npos && (scheme == "http" || scheme == "https");
}

/// The authority as written: what stands between "://" and the path.
std::string_view authority_of(std::string_view text) {
  const auto from = text.find("://") + 3;
  return text.substr(from, text.find_first_of("/?#", from) - from);
}

std::optional<std::string_view> problem_of(std::string_view text) {
  if (text.size() > longest_url)
    return "is longer than 2,083 bytes";
  if (const auto found = forbidden_character(text))
    return found;
  if (!begins_with_http(text))
    return "does not begin with http:// or https://";
  if (authority_of(text).find('@') != std::string_view::npos)
    return "has a user name or password";
  return std::nullopt;
}

std::string without_fragment(std::string_view text) {
  return std::string(text.substr(0, text.find('#')));
}

} // namespace

result<url> parse_url(std::string_view text) {
  if (const auto problem = problem_of(text))
    return refused(text, *problem);
  const handle parsed(curl_url());
  if (curl_url_set(parsed.get(), CURLUPART_URL, without_fragment(text).c_str(),
                   CURLU_DISALLOW_USER | CURLU_PATH_AS_IS) != CURLUE_OK)
    return refused(text, "is malformed");
  url out;
  out.scheme = part(parsed.get(), CURLUPART_SCHEME);
  // libcurl decodes and normalises numeric hosts on its own: the rules are applied to what was written.
  const auto authority = authority_of(text);
  const auto end = authority.starts_with('[') ? authority.find(']') : authority.rfind(':');
  const auto written = authority.starts_with('[') ? authority.substr(0, end + 1) : authority.substr(0, end);
  auto host = normalise_host(written);
  if (!host)
    return host.problem();
  out.host = std::move(*host);
  out.port = port_of(part(parsed.get(), CURLUPART_PORT), out.scheme);
  if (out.port == 0)
    return refused(text, "has a port outside 1..65535");
  out.path = remove_dot_segments(encode_path(part(parsed.get(), CURLUPART_PATH)));
  out.query = encode_query(part(parsed.get(), CURLUPART_QUERY));
  return out;
}

std::string origin(const url& address) {
  const bool ipv6 = address.host.find(':') != std::string::npos;
  std::string out = address.scheme + "://" + (ipv6 ? "[" + address.host + "]" : address.host);
  if (address.port != default_port(address.scheme))
    out += ":" + std::to_string(address.port);
  return out;
}

std::string path_and_query(const url& address) {
  return address.query.empty() ? address.path : address.path + "?" + address.query;
}

std::string to_string(const url& address) {
  return origin(address) + path_and_query(address);
}

} // namespace leadstream
