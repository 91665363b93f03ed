#include "domain/robots/pattern.hpp"

#include "domain/url/path.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <cctype>

namespace leadstream::robots {
namespace {

bool is_unreserved(unsigned char c) {
  return c < 0x80 && (std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~');
}

/// Appends what stands at `at`, normalised, and returns how many bytes that were.
std::size_t append_normalised(std::string& out, std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const auto high = byte == '%' && at + 2 < text.size() ? hex_value(text[at + 1]) : std::nullopt;
  const auto low = high ? hex_value(text[at + 2]) : std::nullopt;
  if (!low) {
    if (byte <= 0x20 || byte >= 0x7f)
      append_percent_encoded(out, byte);
    else
      out += text[at];
    return 1;
  }
  const auto decoded = static_cast<unsigned char>(*high * 16 + *low);
  if (is_unreserved(decoded))
    out += static_cast<char>(decoded);
  else
    append_percent_encoded(out, decoded);
  return 3;
}

} // namespace

std::string normalise_pattern(std::string_view pattern) {
  std::string out;
  out.reserve(pattern.size());
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern[at] == '$' && at + 1 < pattern.size()) {
      append_percent_encoded(out, '$');
      ++at;
    } else {
      at += append_normalised(out, pattern, at);
    }
  }
  return out;
}

std::string normalise_path(std::string_view path_and_query) {
  std::string out;
  out.reserve(path_and_query.size());
  for (std::size_t at = 0; at < path_and_query.size();) {
    const char c = path_and_query[at];
    if (c == '*' || c == '$') {
      append_percent_encoded(out, static_cast<unsigned char>(c));
      ++at;
    } else {
      at += append_normalised(out, path_and_query, at);
    }
  }
  return out;
}

bool matches(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.ends_with('$');
  if (anchored)
    pattern.remove_suffix(1);
  auto star = pattern.find('*');
  if (!path.starts_with(pattern.substr(0, star)))
    return false;
  if (star == std::string_view::npos)
    return !anchored || path.size() == pattern.size();
  path.remove_prefix(star);
  // Between the stars the leftmost match of each piece is as good as any; only the last one may be tied to
  // the end.
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const auto piece = pattern.substr(0, star);
    if (star == std::string_view::npos && anchored)
      return path.ends_with(piece);
    const auto found = path.find(piece);
    if (found == std::string_view::npos)
      return false;
    if (star == std::string_view::npos)
      return true;
    path.remove_prefix(found + piece.size());
  }
}

std::string path_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  std::size_t authority = url.starts_with("//") ? 2 : 0;
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos && scheme < url.find_first_of("/?;"))
    authority = scheme + 3;
  const auto from = url.find_first_of("/?;", authority);
  if (from == std::string_view::npos)
    return "/";
  const std::string whole = (url[from] == '/' ? "" : "/") + std::string(url.substr(from));
  const auto query = std::min(whole.find('?'), whole.size());
  return remove_dot_segments(std::string_view(whole).substr(0, query)) + whole.substr(query);
}

} // namespace leadstream::robots
