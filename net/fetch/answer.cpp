#include "net/fetch/answer.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace leadstream::net {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, last - first + 1);
}

/// "HTTP/1.1 103 Early Hints", "HTTP/2 200"
bool is_interim(std::string_view status_line) {
  const auto space = status_line.find(' ');
  return space != std::string_view::npos && status_line.substr(space).starts_with(" 1");
}

} // namespace

void answer::begin(const fetch_limits& limits) {
  *this = answer{};
  limits_ = limits;
}

bool answer::add_line(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > limits_.header_bytes) {
    return exceed("headers", limits_.header_bytes);
  }
  if (complete_) {
    return true;
  }
  if (line.starts_with("HTTP/")) {
    headers_.clear();
    interim_ = is_interim(line);
  } else if (trimmed(line).empty()) {
    end_block();
  } else if (line.front() == ' ' || line.front() == '\t') {
    if (!headers_.empty()) {
      headers_.back().value.append(" ").append(trimmed(line));
    }
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    headers_.push_back(
        {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
  }
  return true;
}

void answer::end_block() {
  complete_ = !interim_;
  if (!complete_) {
    return;
  }
  const auto length = find_header(headers_, "content-length");
  std::uint64_t bytes = 0;
  const auto parsed = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (parsed.ec == std::errc{} && bytes <= limits_.wire_bytes) {
    body_.reserve(
        std::min<std::uint64_t>(bytes, 256u << 10)); // a promise of the server: not trusted with more
  }
}

bool answer::add_body(std::string_view bytes) {
  if (body_.size() + bytes.size() > limits_.decoded_bytes) {
    return exceed("decoded body", limits_.decoded_bytes);
  }
  body_.append(bytes);
  return true;
}

bool answer::check_wire(std::uint64_t bytes) {
  return bytes <= limits_.wire_bytes || exceed("body on the wire", limits_.wire_bytes);
}

bool answer::exceed(const char* what, std::uint64_t limit) {
  if (!exceeded_) {
    exceeded_ =
        std::string("the ") + what + " is larger than the limit of " + std::to_string(limit) + " bytes";
  }
  return false;
}

} // namespace leadstream::net
