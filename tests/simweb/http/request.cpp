#include "tests/simweb/http/request.hpp"

#include <algorithm>
#include <charconv>
#include <strings.h>

namespace leadstream::simweb {
namespace {

constexpr std::size_t largest_head = 64u << 10;
constexpr std::size_t largest_body = 4u << 20;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

bool read_request_line(std::string_view line, request& into) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == line.npos || first == last)
    return false;
  into.method = line.substr(0, first);
  into.keep_alive = line.substr(last + 1) == "HTTP/1.1";
  auto target = line.substr(first + 1, last - first - 1);
  if (target.starts_with("http://")) {
    target.remove_prefix(7);
    target.remove_prefix(std::min(target.find('/'), target.size()));
  }
  const auto mark = target.find('?');
  into.path = target.substr(0, mark);
  into.query = mark == target.npos ? "" : target.substr(mark + 1);
  return into.path.starts_with('/');
}

bool read_head(std::string_view head, request& into) {
  const auto end = head.find("\r\n");
  if (!read_request_line(head.substr(0, end), into))
    return false;
  head.remove_prefix(end == head.npos ? head.size() : end + 2);
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    const auto colon = line.find(':');
    if (colon == line.npos)
      return false;
    into.headers.emplace_back(lower(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
  }
  const auto host = into.header("host");
  into.host = lower(host.substr(0, host.find(':')));
  if (strcasecmp(std::string(into.header("connection")).c_str(), "close") == 0)
    into.keep_alive = false;
  return true;
}

std::optional<std::size_t> number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return read.ec == std::errc{} && value <= largest_body ? std::optional(value) : std::nullopt;
}

// Gives how many bytes the chunked body takes, 0 when more are needed.
std::size_t read_chunks(std::string_view rest, std::string& body, bool& broken) {
  for (std::size_t at = 0;;) {
    const auto line_end = rest.find("\r\n", at);
    if (line_end == rest.npos)
      return 0;
    const auto size = number(rest.substr(at, line_end - at), 16);
    broken = !size.has_value();
    if (broken)
      return 0;
    at = line_end + 2 + *size + 2;
    if (rest.size() < at)
      return 0;
    if (*size == 0)
      return at;
    body += rest.substr(line_end + 2, *size);
  }
}

} // namespace

std::string_view request::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return one.first == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

read_state take_request(std::string& buffer, request& into) {
  const auto head_end = buffer.find("\r\n\r\n");
  if (head_end == buffer.npos)
    return buffer.size() > largest_head ? read_state::malformed : read_state::more;
  into = {};
  if (!read_head(std::string_view(buffer).substr(0, head_end), into))
    return read_state::malformed;
  const auto rest = std::string_view(buffer).substr(head_end + 4);
  std::size_t used = 0;
  if (into.header("transfer-encoding") == "chunked") {
    bool broken = false;
    used = read_chunks(rest, into.body, broken);
    if (used == 0)
      return broken ? read_state::malformed : read_state::more;
  } else if (const auto length = into.header("content-length"); !length.empty()) {
    const auto size = number(length, 10);
    if (!size)
      return read_state::malformed;
    if (rest.size() < *size)
      return read_state::more;
    used = *size;
    into.body = rest.substr(0, used);
  }
  buffer.erase(0, head_end + 4 + used);
  return read_state::complete;
}

bool awaits_continue(std::string_view buffer) {
  const auto head = lower(buffer.substr(0, buffer.find("\r\n\r\n")));
  return head.size() < buffer.size() && head.find("expect: 100-continue") != head.npos;
}

} // namespace leadstream::simweb
