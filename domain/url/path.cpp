#include "domain/url/path.hpp"

namespace leadstream {
namespace {

/// "%2e" counts as a dot, as every browser reads it.
std::string dots_of(std::string_view segment) {
  std::string out;
  for (std::size_t i = 0; i < segment.size() && out.size() < 3; ++i) {
    const auto escape = segment.substr(i, 3);
    if (escape == "%2e" || escape == "%2E") {
      out += '.';
      i += 2;
    } else {
      out += segment[i];
    }
  }
  return out;
}

} // namespace

std::string remove_dot_segments(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  std::size_t at = 0;
  while (at < path.size()) {
    const auto next = path.find('/', at + 1);
    const auto end = next == std::string_view::npos ? path.size() : next;
    const auto segment = path.substr(at + 1, end - at - 1);
    const auto dots = dots_of(segment);
    const bool last = end == path.size();
    if (dots == "..")
      out.erase(out.find_last_of('/') == std::string::npos ? 0 : out.find_last_of('/'));
    if (dots == "." || dots == "..")
      out += last ? "/" : "";
    else
      out.append("/").append(segment);
    at = end;
  }
  return out.empty() ? "/" : out;
}

} // namespace leadstream
