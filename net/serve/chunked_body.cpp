#include "net/serve/chunked_body.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::serve {
namespace {

constexpr std::size_t longest_line = 256;
constexpr std::size_t most_overhead = 4u << 20;

bool is_token_character(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

std::size_t token_length(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_token_character) -
                                  text.begin());
}

/// Length of a quoted string at the front, 0 when there is none.
std::size_t quoted_length(std::string_view text) {
  for (std::size_t i = 1; text.starts_with('"') && i < text.size(); ++i) {
    if (text[i] == '"') {
      return i + 1;
    }
    i += text[i] == '\\' ? 1 : 0;
  }
  return 0;
}

/// *( ";" name [ "=" ( token / quoted-string ) ] )
bool are_extensions(std::string_view text) {
  while (!text.empty()) {
    const std::size_t name = text.front() == ';' ? token_length(text.substr(1)) : 0;
    if (name == 0) {
      return false;
    }
    text.remove_prefix(1 + name);
    if (text.starts_with('=')) {
      text.remove_prefix(1);
      const std::size_t value = std::max(token_length(text), quoted_length(text));
      if (value == 0) {
        return false;
      }
      text.remove_prefix(value);
    }
  }
  return true;
}

} // namespace

chunked_body::verdict chunked_body::take(std::string_view& received) {
  while (!received.empty()) {
    if (state_ == expecting::data) {
      take_data(received);
      continue;
    }
    if (const verdict v = take_line(received); v != verdict::incomplete) {
      return v;
    }
  }
  return verdict::incomplete;
}

void chunked_body::take_data(std::string_view& received) {
  const std::size_t count = std::min(left_, received.size());
  body_.append(received.substr(0, count));
  received.remove_prefix(count);
  left_ -= count;
  if (left_ == 0) {
    state_ = expecting::data_end;
  }
}

/// Takes one byte of a size line or of the CRLF that must follow; acts when the line is whole.
chunked_body::verdict chunked_body::take_line(std::string_view& received) {
  const char c = received.front();
  received.remove_prefix(1);
  const bool after_return = line_.ends_with('\r');
  if ((c == '\n') != after_return || line_.size() == longest_line || ++overhead_ > most_overhead ||
      (state_ != expecting::size_line && c != '\r' && c != '\n')) {
    return verdict::malformed;
  }
  line_ += c;
  if (c != '\n') {
    return verdict::incomplete;
  }
  line_.resize(line_.size() - 2);
  if (state_ == expecting::last_end) {
    return verdict::complete;
  }
  if (state_ == expecting::data_end) {
    state_ = expecting::size_line;
    line_.clear();
    return verdict::incomplete;
  }
  return begin_chunk();
}

chunked_body::verdict chunked_body::begin_chunk() {
  const char* end = line_.data() + line_.size();
  const auto read = std::from_chars(line_.data(), end, left_, 16);
  const auto digits = read.ptr - line_.data();
  const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
  if (read.ec != std::errc() || digits > 8 || !are_extensions(rest)) {
    return verdict::malformed;
  }
  line_.clear();
  if (left_ > limit_ - announced_) {
    return verdict::too_large;
  }
  announced_ += left_;
  state_ = left_ == 0 ? expecting::last_end : expecting::data;
  return verdict::incomplete;
}

} // namespace leadstream::serve
