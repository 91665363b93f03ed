#include "domain/flow/session.hpp"

#include "domain/url/url.hpp"

#include <algorithm>
#include <string_view>

namespace leadstream::flow {
namespace {

constexpr std::size_t most_cookies = 20;
constexpr std::size_t most_bytes = 1'024;

bool is_set_cookie(const header& h) {
  constexpr std::string_view name = "set-cookie";
  return h.name.size() == name.size() &&
         std::equal(name.begin(), name.end(), h.name.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
         });
}

/// Visible ASCII without separators: anything else could reach into other header fields.
bool is_clean(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c > 0x20 && c < 0x7F && c != ';' && c != ','; });
}

} // namespace

void session::enter(std::uint64_t number) {
  if (number != number_) {
    number_ = number;
    by_host_.clear();
    count_ = 0;
  }
}

void session::learn(const page& answer) {
  const auto address = parse_url(answer.url);
  if (!address) {
    return;
  }
  for (const header& h : answer.headers) {
    const std::string_view pair = std::string_view(h.value).substr(0, h.value.find(';'));
    const auto equals = pair.find('=');
    if (!is_set_cookie(h) || equals == 0 || equals == std::string_view::npos || pair.size() > most_bytes ||
        !is_clean(pair)) {
      continue;
    }
    auto& jar = by_host_[address->host];
    const std::string name(pair.substr(0, equals));
    if (jar.count(name) == 0 && ++count_ > most_cookies) {
      return;
    }
    jar[name] = pair.substr(equals + 1);
  }
}

std::string session::cookies_for(const std::string& host) const {
  std::string out;
  if (const auto jar = by_host_.find(host); jar != by_host_.end()) {
    for (const auto& [name, value] : jar->second) {
      out.append(out.empty() ? "" : "; ").append(name).append("=").append(value);
    }
  }
  return out;
}

} // namespace leadstream::flow
