#include "domain/url/path.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <cctype>

namespace leadstream {
namespace {

bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= 0x20;
}

/// What HTML does with an attribute before it is a URL: edges trimmed, tabs and line breaks removed.
/// Spaces inside are encoded, for so many pages have them.
std::string tidy(std::string_view reference) {
  while (!reference.empty() && is_blank(reference.front()))
    reference.remove_prefix(1);
  while (!reference.empty() && is_blank(reference.back()))
    reference.remove_suffix(1);
  std::string out;
  for (const char c : reference) {
    if (c == ' ')
      out += "%20";
    else if (c != '\t' && c != '\r' && c != '\n')
      out += c;
  }
  return out;
}

/// The length of "scheme:" at the front, 0 when there is none.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !std::isalpha(static_cast<unsigned char>(text.front())))
    return 0;
  const auto end = std::find_if(text.begin(), text.end(), [](unsigned char c) {
    return !std::isalnum(c) && c != '+' && c != '-' && c != '.';
  });
  return end != text.end() && *end == ':' ? static_cast<std::size_t>(end - text.begin()) + 1 : 0;
}

bool same_scheme(std::string_view scheme_and_colon, std::string_view scheme) {
  return scheme_and_colon.size() == scheme.size() + 1 &&
         std::equal(scheme.begin(), scheme.end(), scheme_and_colon.begin(),
                    [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

/// The base's path up to its last '/', which a relative path is appended to.
std::string folder(const std::string& path) {
  return path.substr(0, path.rfind('/') + 1);
}

/// The absolute text of a reference without scheme (RFC 3986, 5.2.2).
std::string against(const url& base, std::string_view reference) {
  if (reference.starts_with("//"))
    return base.scheme + ":" + std::string(reference);
  const auto fragment = reference.find('#');
  reference = reference.substr(0, fragment);
  if (reference.empty())
    return to_string(base);
  if (reference.starts_with('/'))
    return origin(base).append(reference);
  if (reference.starts_with('?'))
    return (origin(base) + base.path).append(reference);
  return (origin(base) + folder(base.path)).append(reference);
}

} // namespace

result<url> resolve(const url& base, std::string_view reference) {
  const std::string text = tidy(reference);
  const std::size_t scheme = scheme_length(text);
  if (scheme == 0)
    return parse_url(against(base, text));
  const std::string_view rest = std::string_view(text).substr(scheme);
  // "https:page.html" against an https page is relative (RFC 3986, 5.2.2, for backward compatibility).
  if (!rest.starts_with("//") && same_scheme(std::string_view(text).substr(0, scheme), base.scheme))
    return parse_url(against(base, rest));
  return parse_url(text);
}

} // namespace leadstream
