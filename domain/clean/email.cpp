#include "domain/clean/email.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/code_points.hpp"
#include "domain/text/trim.hpp"
#include "domain/url/host.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <cctype>
#include <unicode/uchar.h>

namespace leadstream {
namespace {

error refused(std::string_view why) {
  return {error_code::invalid_argument, std::string(why), "email"};
}

bool is_atom_character(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (c >= 0x80)
    return u_isalnum(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
  return std::isalnum(static_cast<int>(c)) ||
         std::u32string_view(U"!#$%&'*+/=?^_`{|}~-.").find(c) != std::u32string_view::npos;
}

/// Non-empty pieces of such characters, with dots between them.
bool is_dot_atom(std::string_view local) {
  const auto points = code_points(local);
  return !local.starts_with('.') && !local.ends_with('.') && local.find("..") == std::string_view::npos &&
         std::all_of(points.begin(), points.end(), is_atom_character);
}

bool is_mail_domain(std::string_view host) {
  constexpr std::size_t shortest_ending = 2;
  const auto dot = host.rfind('.');
  return dot != std::string_view::npos && host.size() - dot > shortest_ending &&
         host.find('_') == std::string_view::npos && host.front() != '-' && host.back() != '-' &&
         host.find("-.") == std::string_view::npos && host.find(".-") == std::string_view::npos &&
         !is_address(host);
}

std::string lower_letters(std::string_view local) {
  std::string out;
  for (const char32_t c : code_points(local))
    append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
  return out;
}

/// Full-width forms as plain signs, blanks of any kind as spaces, nothing that cannot be seen.
std::string plain_characters(std::string_view text) {
  std::string out;
  for (const char32_t c : code_points(text)) {
    const auto point = static_cast<UChar32>(c);
    if (c >= 0xff01 && c <= 0xff5e)
      append_utf8(out, c - 0xff01 + '!');
    else if (c > 0x7f && u_isUWhiteSpace(point))
      out += ' ';
    else if (u_charType(point) != U_FORMAT_CHAR)
      append_utf8(out, c);
  }
  return out;
}

/// Without the brackets and the mark that lists put around an address: "<info@example.com>;".
std::string_view without_wrapping(std::string_view text) {
  text = trim(text, " ");
  if (text.ends_with(';') || text.ends_with(','))
    text = trim(text.substr(0, text.size() - 1), " ");
  if (text.starts_with('<') && text.ends_with('>'))
    text = trim(text.substr(1, text.size() - 2), " ");
  return text;
}

result<email_address> clean_address(std::string_view text) {
  text = trim(text, " ");
  const auto at = text.rfind('@');
  if (at == std::string_view::npos)
    return refused("The address has no @ sign.");
  const auto local = text.substr(0, at);
  const auto domain = text.substr(at + 1);
  if (local.empty())
    return refused("Nothing stands before the @ sign.");
  if (local.size() > 64)
    return refused("The part before the @ sign is longer than 64 bytes.");
  if (!is_dot_atom(local))
    return refused("The part before the @ sign has characters or dots that an address cannot have there.");
  const auto host = normalise_host(domain);
  if (!host || domain.ends_with('.') || !is_mail_domain(*host))
    return refused("The part after the @ sign is no domain name.");
  if (local.size() + 1 + host->size() > 254)
    return refused("The address is longer than 254 bytes.");
  email_address out{"", lower_letters(local), *host};
  out.value = out.local + "@" + out.domain;
  return out;
}

} // namespace

result<email_address> clean_email(std::string_view text) {
  constexpr std::string_view link = "mailto:";
  const std::string plain = plain_characters(text);
  text = without_wrapping(plain);
  if (!equals_ignoring_case(text.substr(0, link.size()), link))
    return clean_address(text);
  text.remove_prefix(link.size());
  return clean_address(percent_decode(text.substr(0, text.find('?'))));
}

} // namespace leadstream
