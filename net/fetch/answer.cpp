#include "net/fetch/answer.hpp"

#include "domain/text/ascii.hpp"
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

/// All values of a field, in order.
std::vector<std::string_view> values_of(const std::vector<header>& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const auto& field : headers) {
    if (equals_ignoring_case(field.name, name)) {
      values.emplace_back(field.value);
    }
  }
  return values;
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

bool answer::chunked() const {
  const auto codings = complete_ ? values_of(headers_, "transfer-encoding") : std::vector<std::string_view>();
  return std::any_of(codings.begin(), codings.end(), [](std::string_view coding) {
    return lower(coding).find("chunked") != std::string::npos;
  });
}

bool answer::end_block() {
  complete_ = !interim_;
  if (!complete_) {
    return true;
  }
  const auto lengths = values_of(headers_, "content-length");
  const std::string_view length = lengths.empty() ? std::string_view() : lengths.front();
  if (std::any_of(lengths.begin(), lengths.end(), [&](std::string_view other) { return other != length; })) {
    return stop(fetch_failure::protocol_error, "the answer has two different lengths");
  }
  std::uint64_t bytes = 0;
  if (std::from_chars(length.data(), length.data() + length.size(), bytes).ec == std::errc{}) {
    constexpr std::uint64_t usual_packing = 4; // times as long is what was packed
    const bool packed = !values_of(headers_, "content-encoding").empty();
    body_.reserve(std::min({bytes * (packed ? usual_packing : 1), limits_.decoded_bytes, most_reserved}));
  }
  return true;
}

bool answer::add_body(std::string_view bytes) {
  if (body_.empty() && packed_ == nullptr) {
    const std::string encodings = joined(values_of(headers_, "content-encoding"), ",");
    packed_ = unpacker::make(encodings, [this](std::string_view plain) { return keep(plain); });
    if (packed_ == nullptr) {
      return stop(fetch_failure::protocol_error, "the body is encoded as \"" + encodings + "\"");
    }
  }
  const auto state = packed_->write(bytes);
  return state == unpacker::state::malformed
             ? stop(fetch_failure::protocol_error, "the body is not packed as its header says")
             : state == unpacker::state::good;
}

bool answer::keep(std::string_view bytes) {
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

bool answer::exceed(const char* what, std::uint64_t limit) {
  return stop(fetch_failure::too_large, std::string("the ") + what + " is larger than the limit of " +
                                            std::to_string(limit) + " bytes");
}

bool answer::stop(fetch_failure why, std::string message) {
  if (!stopped_) {
    stopped_ = refusal{why, std::move(message)};
  }
  return false;
}

} // namespace leadstream::net
