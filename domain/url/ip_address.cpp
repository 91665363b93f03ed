#include "domain/url/ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace leadstream {
namespace {

std::optional<ip_address> parse_family(int family, const std::string& text) {
  ip_address address;
  address.v6 = family == AF_INET6;
  return inet_pton(family, text.c_str(), address.bytes.data()) == 1 ? std::optional(address) : std::nullopt;
}

error bad_network(std::string_view text) {
  return {error_code::invalid_argument,
          "\"" + std::string(text) + "\" is no network; write it like 10.0.0.0/8 or fd00::/8",
          {}};
}

} // namespace

std::optional<ip_address> parse_ip(std::string_view text) {
  const bool brackets = text.size() > 2 && text.front() == '[' && text.back() == ']';
  const std::string bare(brackets ? text.substr(1, text.size() - 2) : text);
  if (bare.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  if (bare.find(':') != std::string::npos) {
    return parse_family(AF_INET6, bare);
  }
  return brackets ? std::nullopt : parse_family(AF_INET, bare);
}

std::optional<ip_address> address_of(const sockaddr& socket) {
  ip_address address;
  if (socket.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &socket, sizeof v4);
    std::memcpy(address.bytes.data(), &v4.sin_addr, 4);
    return address;
  }
  if (socket.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &socket, sizeof v6);
    std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
    address.v6 = true;
    return address;
  }
  return std::nullopt;
}

std::string to_string(const ip_address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.v6 ? AF_INET6 : AF_INET, address.bytes.data(), text.data(), text.size());
  return text.data();
}

ip_address unmapped(const ip_address& address) {
  static constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (!address.v6 || !std::equal(mapped.begin(), mapped.end(), address.bytes.begin())) {
    return address;
  }
  ip_address v4;
  std::copy(address.bytes.begin() + 12, address.bytes.end(), v4.bytes.begin());
  return v4;
}

bool network::contains(const ip_address& address) const {
  if (address.v6 != base.v6) {
    return false;
  }
  const std::size_t whole = prefix / 8;
  if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.bytes.begin())) {
    return false;
  }
  const unsigned rest = prefix % 8;
  const unsigned mask = 0xffu << (8 - rest) & 0xffu;
  return rest == 0 || (base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

result<network> parse_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = parse_ip(text.substr(0, slash));
  if (!base) {
    return bad_network(text);
  }
  const unsigned widest = base->v6 ? 128 : 32;
  unsigned prefix = widest;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (problem != std::errc{} || end != digits.data() + digits.size() || prefix > widest) {
      return bad_network(text);
    }
  }
  return network{*base, prefix};
}

} // namespace leadstream
