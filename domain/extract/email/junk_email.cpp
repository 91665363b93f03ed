#include "domain/extract/email/junk_email.hpp"

#include "domain/extract/email/email_syntax.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/word_set.hpp"

#include <algorithm>
#include <unordered_set>

namespace leadstream::extraction {
namespace {

/// Domains that stand for any domain, in the languages of the product.
bool is_example_domain(std::string_view domain) {
  static const word_set words(lexicon_lines("example_domains"));
  return words.contains(domain);
}

/// Services whose addresses are keys of programs, never of people.
bool is_machine_domain(std::string_view domain) {
  return domain.find("sentry") != std::string_view::npos || domain.ends_with("wixpress.com") ||
         is_one_of(domain, {"group.calendar.google.com", "noembed.com"});
}

/// What forms show where an address is to be typed.
bool is_placeholder_local(std::string_view local) {
  static const word_set words(lexicon_lines("placeholder_mailboxes"));
  return words.contains(local);
}

/// Long runs of hexadecimal digits or of digits with hyphens: ids.
bool is_id(std::string_view local) {
  const auto hexadecimal = [](char c) { return hex_value(c) >= 0 || c == '-'; };
  const bool digits = std::any_of(local.begin(), local.end(), is_digit);
  return local.size() >= 20 && digits && std::all_of(local.begin(), local.end(), hexadecimal);
}

bool has_file_extension(std::string_view domain) {
  return !domain.empty() && is_digit(domain.front()) &&
         is_one_of(domain.substr(domain.rfind('.') + 1),
                   {"png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js"});
}

const std::unordered_set<std::string_view>& roles() {
  static const auto words = [] {
    const auto lines = lexicon_lines("role_mailboxes");
    return std::unordered_set<std::string_view>(lines.begin(), lines.end());
  }();
  return words;
}

} // namespace

bool is_junk_email(std::string_view local, std::string_view domain, std::string_view home) {
  return (domain != home && is_example_domain(domain)) || is_machine_domain(domain) ||
         is_placeholder_local(local) || is_id(local) || has_file_extension(domain);
}

bool is_role_address(std::string_view address) {
  std::string local = lower(address.substr(0, address.find('@')));
  const std::string_view first = std::string_view(local).substr(0, local.find_first_of(".-_+"));
  return roles().contains(local) || roles().contains(first);
}

} // namespace leadstream::extraction
