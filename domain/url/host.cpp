#include "domain/url/host.hpp"

#include "domain/text/ascii.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <memory>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

namespace leadstream {
namespace {

error refused(std::string_view host, std::string_view why) {
  return {error_code::invalid_argument,
          "the host \"" + std::string(host.substr(0, 100)) + "\" " + std::string(why), "url"};
}

using ipv6_groups = std::array<unsigned, 8>;

/// Where the longest run of at least two zero groups begins and how long it is (RFC 5952).
std::pair<std::size_t, std::size_t> longest_zero_run(const ipv6_groups& groups) {
  std::pair<std::size_t, std::size_t> best{groups.size(), 1};
  for (std::size_t from = 0; from < groups.size(); ++from) {
    std::size_t to = from;
    while (to < groups.size() && groups[to] == 0)
      ++to;
    if (to - from > best.second)
      best = {from, to - from};
  }
  return best;
}

std::string hexadecimal(unsigned group) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%x", group);
  return text.data();
}

std::string shortest_ipv6(const in6_addr& address) {
  ipv6_groups groups{};
  for (std::size_t i = 0; i < groups.size(); ++i)
    groups[i] = address.s6_addr[2 * i] * 256u + address.s6_addr[2 * i + 1];
  const auto [from, length] = longest_zero_run(groups);
  std::string out;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == from) {
      out += "::";
      i += length - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':')
      out += ':';
    out += hexadecimal(groups[i]);
  }
  return out;
}

result<std::string> normalise_ipv6(std::string_view host) {
  const std::string inner(host.substr(1, host.size() - 2));
  in6_addr address{};
  if (host.back() != ']' || inet_pton(AF_INET6, inner.c_str(), &address) != 1)
    return refused(host, "is no valid IPv6 address");
  return shortest_ipv6(address);
}

/// ICU's UTS 46 processor, or null when its data is missing. Thread-safe once made.
const icu::IDNA* idna() {
  static const std::unique_ptr<icu::IDNA> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::IDNA>(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE |
                                           UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ,
                                       status));
  }();
  return instance.get();
}

/// What DNS would not mind and the web uses: hyphens anywhere in a label. Lengths are checked by our own
/// rule.
constexpr std::uint32_t tolerated = UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN |
                                    UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_EMPTY_LABEL |
                                    UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG;

result<std::string> to_ascii(std::string_view host) {
  const bool ascii = std::none_of(host.begin(), host.end(), [](unsigned char c) { return c >= 0x80; });
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  if (ascii && lower.find("xn--") == std::string::npos)
    return lower;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  if (idna() == nullptr)
    return refused(host, "cannot be converted: the Unicode data of the system is missing");
  idna()->nameToASCII_UTF8(lower, sink, info, status);
  if (U_FAILURE(status) || (info.getErrors() & ~tolerated) != 0)
    return refused(host, "is no valid internationalised name");
  return out;
}

bool valid_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && std::all_of(label.begin(), label.end(), [](unsigned char c) {
    return std::isdigit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  });
}

bool valid_name(std::string_view name) {
  if (name.empty() || name.size() > 253)
    return false;
  while (true) {
    const auto dot = name.find('.');
    if (!valid_label(name.substr(0, dot)))
      return false;
    if (dot == std::string_view::npos)
      return true;
    name.remove_prefix(dot + 1);
  }
}

/// Whether some parser would read the name as an IPv4 address: its last label is a number, decimal or 0x….
bool ends_in_number(std::string_view name) {
  auto last = name.substr(name.rfind('.') + 1);
  const bool hexadecimal = last.starts_with("0x");
  if (hexadecimal)
    last.remove_prefix(2);
  return std::all_of(last.begin(), last.end(),
                     [&](unsigned char c) { return hexadecimal ? std::isxdigit(c) : std::isdigit(c); });
}

} // namespace

result<std::string> normalise_host(std::string_view text) {
  if (text.starts_with('['))
    return normalise_ipv6(text);
  if (text.empty() || text.size() > 1024 || text.find('%') != std::string_view::npos)
    return refused(text, "is empty, too long or percent-encoded");
  auto name = to_ascii(text);
  if (!name)
    return name;
  if (name->size() > 1 && name->back() == '.')
    name->pop_back();
  if (!valid_name(*name))
    return refused(text, "is no valid name: letters, digits, hyphens and underscores in labels of 1 to 63");
  if (ends_in_number(*name) && !is_address(*name))
    return refused(text, "is a number that is no plain IPv4 address");
  return name;
}

std::string to_unicode_host(std::string_view host) {
  if (host.find("xn--") == std::string_view::npos || idna() == nullptr)
    return std::string(host);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna()->nameToUnicodeUTF8(icu::StringPiece(host.data(), static_cast<std::int32_t>(host.size())), sink, info,
                            status);
  return U_FAILURE(status) || (info.getErrors() & ~tolerated) != 0 ? std::string(host) : out;
}

bool is_address(std::string_view host) {
  // One of version 4 ends with a digit, one of version 6 has colons.
  if (host.empty() || (!is_digit(host.back()) && host.find(':') == std::string_view::npos)) {
    return false;
  }
  const std::string text(host);
  in_addr v4{};
  in6_addr v6{};
  return inet_pton(AF_INET, text.c_str(), &v4) == 1 || inet_pton(AF_INET6, text.c_str(), &v6) == 1;
}

} // namespace leadstream
