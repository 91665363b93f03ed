#include "domain/url/url.hpp"

#include "domain/text/ascii.hpp"
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

std::string_view without_fragment(std::string_view text) {
  return text.substr(0, text.find('#'));
}

struct url_parts {
  std::string scheme;
  std::string port; ///< empty when none is written
  std::string path;
  std::string query;
};

/// Whether an authority is a plain name, perhaps with a port, that every parser reads alike.
bool is_plain(std::string_view authority) {
  const std::string_view name = authority.substr(0, authority.find(':'));
  const std::string_view port = authority.substr(std::min(name.size() + 1, authority.size()));
  const auto fits = [](char c) { return is_word(c) || c == '-' || c == '.'; };
  return !name.empty() && is_letter(name.back()) && std::all_of(name.begin(), name.end(), fits) &&
         port.empty() == (name.size() == authority.size()) && port.size() <= 5 && !port.starts_with('0') &&
         std::all_of(port.begin(), port.end(), is_digit);
}

/// What libcurl's parser makes of such a URL: most links of the web are plain, and its handle costs more than
/// the rest.
url_parts parts_of_plain(std::string_view text, std::string_view authority) {
  const std::string_view rest =
      text.substr(static_cast<std::size_t>(authority.data() + authority.size() - text.data()));
  const std::size_t question = std::min(rest.find('?'), rest.size());
  const std::size_t colon = authority.find(':');
  return {lower(text.substr(0, text.find(':'))),
          colon == std::string_view::npos ? std::string() : std::string(authority.substr(colon + 1)),
          question == 0 ? "/" : std::string(rest.substr(0, question)),
          std::string(rest.substr(std::min(question + 1, rest.size())))};
}

std::optional<url_parts> parts_by_curl(std::string_view text) {
  const handle parsed(curl_url());
  if (curl_url_set(parsed.get(), CURLUPART_URL, std::string(text).c_str(),
                   CURLU_DISALLOW_USER | CURLU_PATH_AS_IS) != CURLUE_OK)
    return std::nullopt;
  return url_parts{part(parsed.get(), CURLUPART_SCHEME), part(parsed.get(), CURLUPART_PORT),
                   part(parsed.get(), CURLUPART_PATH), part(parsed.get(), CURLUPART_QUERY)};
}

} // namespace

result<url> parse_url(std::string_view text) {
  if (const auto problem = problem_of(text))
    return refused(text, *problem);
  const auto authority = authority_of(text);
  const auto parts = is_plain(authority) ? std::optional(parts_of_plain(without_fragment(text), authority))
                                         : parts_by_curl(without_fragment(text));
  if (!parts)
    return refused(text, "is malformed");
  url out;
  out.scheme = parts->scheme;
  // libcurl decodes and normalises numeric hosts on its own: the rules are applied to what was written.
  const auto end = authority.starts_with('[') ? authority.find(']') : authority.rfind(':');
  const auto written = authority.starts_with('[') ? authority.substr(0, end + 1) : authority.substr(0, end);
  auto host = normalise_host(written);
  if (!host)
    return host.problem();
  out.host = std::move(*host);
  out.port = port_of(parts->port, out.scheme);
  if (out.port == 0)
    return refused(text, "has a port outside 1..65535");
  out.path = remove_dot_segments(encode_path(parts->path));
  out.query = encode_query(parts->query);
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
