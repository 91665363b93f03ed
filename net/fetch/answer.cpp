#include "net/fetch/answer.hpp"

#include "domain/text/trim.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace leadstream::net {
namespace {

/// A promise of the server is not trusted with more memory than this.
constexpr std::uint64_t most_reserved = 256u << 10;

/// "HTTP/1.1 103 Early Hints", "HTTP/2 200"
bool is_interim(std::string_view status_line) {
  const auto space = status_line.find(' ');
  return space != std::string_view::npos && status_line.substr(space).starts_with(" 1");
}

bool is_content_length(std::string_view name) {
  static constexpr std::string_view wanted = "content-length";
  return name.size() == wanted.size() && std::equal(name.begin(), name.end(), wanted.begin(),
                                                    [](char a, char b) { return (a | 0x20) == b || a == b; });
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
  } else if (trim(line, " \t\r\n").empty()) {
    return end_block();
  } else if (line.front() == ' ' || line.front() == '\t') {
    if (!headers_.empty()) {
      headers_.back().value.append(" ").append(trim(line, " \t\r\n"));
    }
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    headers_.push_back({std::string(trim(line.substr(0, colon), " \t\r\n")),
                        std::string(trim(line.substr(colon + 1), " \t\r\n"))});
  }
  return true;
}

bool answer::end_block() {
  complete_ = !interim_;
  if (!complete_) {
    return true;
  }
  const auto length = find_header(headers_, "content-length");
  for (const auto& field : headers_) {
    if (is_content_length(field.name) && field.value != length) {
      stopped_ = refusal{fetch_failure::protocol_error, "the answer has two different lengths"};
      return false;
    }
  }
  std::uint64_t bytes = 0;
  if (std::from_chars(length.data(), length.data() + length.size(), bytes).ec == std::errc{}) {
    body_.reserve(std::min({bytes, limits_.wire_bytes, most_reserved}));
  }
  return true;
}

bool answer::add_body(std::string_view bytes) {
  if (body_.size() + bytes.size() > limits_.decoded_bytes) {
    if (limits_.cut) {
      body_.append(bytes.substr(0, limits_.decoded_bytes - body_.size()));
      return cut_off();
    }
    return exceed("decoded body", limits_.decoded_bytes);
  }
  body_.append(bytes);
  return true;
}

bool answer::cut_off() {
  cut_ = !stopped_;
  return false;
}

bool answer::check_wire(std::uint64_t bytes) {
  return bytes <= limits_.wire_bytes ||
         (limits_.cut ? cut_off() : exceed("body on the wire", limits_.wire_bytes));
}

bool answer::lacks_content(std::uint64_t wire_bytes) const {
  constexpr std::uint64_t nothing_packed = 24; // the empty text needs 20 bytes of gzip, fewer of the others
  return body_.empty() && !cut_ && wire_bytes > nothing_packed &&
         !find_header(headers_, "content-encoding").empty();
}

bool answer::exceed(const char* what, std::uint64_t limit) {
  if (!stopped_) {
    stopped_ =
        refusal{fetch_failure::too_large, std::string("the ") + what + " is larger than the limit of " +
                                              std::to_string(limit) + " bytes"};
  }
  return false;
}

} // namespace leadstream::net
