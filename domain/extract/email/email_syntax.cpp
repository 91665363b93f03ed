#include "domain/extract/email/email_syntax.hpp"

#include "domain/extract/email/junk_email.hpp"
#include "domain/extract/email/known_suffix.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_local = 64;
constexpr std::size_t longest_domain = 255;

bool is_local(char c) {
  return is_word(c) || is_high(c) || std::string_view("._%+-'&~!#/=").find(c) != std::string_view::npos;
}
bool is_domain(char c) {
  return is_word(c) || is_high(c) || c == '.' || c == '-';
}

/// Cuts "example.comTel" back to "example.com": at a change of case or a digit behind a known suffix.
std::string_view cut_glued_word(std::string_view domain, std::string_view home) {
  const std::size_t dot = domain.rfind('.');
  for (std::size_t i = dot + 3; dot != std::string_view::npos && i < domain.size(); ++i) {
    const bool seam =
        (is_upper(domain[i]) && is_lower(domain[i - 1])) || is_digit(domain[i]) || is_high(domain[i]);
    if (seam && has_known_suffix(lower(domain.substr(0, i)), home)) {
      return domain.substr(0, i);
    }
  }
  return domain;
}

/// The longest start of `domain` that ends in a known suffix: "example.com.Please" -> "example.com".
std::string_view sound_domain(std::string_view domain, std::string_view home) {
  while (!domain.empty()) {
    domain = trim(domain, ".-");
    if (has_known_suffix(unicode_lower(domain), home)) {
      return domain;
    }
    const std::string_view cut = cut_glued_word(domain, home);
    if (cut.size() < domain.size()) {
      return cut;
    }
    const std::size_t dot = domain.rfind('.');
    if (dot == std::string_view::npos) {
      return {};
    }
    domain = domain.substr(0, dot);
  }
  return {};
}

bool sound_labels(std::string_view domain) {
  std::size_t label = 0;
  for (std::size_t i = 0; i <= domain.size(); ++i) {
    if (i < domain.size() && domain[i] != '.') {
      ++label;
      continue;
    }
    if (label == 0 || label > 63 || domain[i - 1] == '-' || domain[i - label] == '-') {
      return false;
    }
    label = 0;
  }
  return true;
}

bool sound_local(std::string_view local) {
  return !local.empty() && local.size() <= longest_local && local.front() != '.' && local.back() != '.' &&
         local.find("..") == std::string_view::npos && std::all_of(local.begin(), local.end(), is_local);
}

/// Only letters of a script may stand among the bytes above ASCII: no bullets, arrows or quotes.
bool only_letters_above_ascii(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_high(text[i])) {
      ++i;
    } else if (!is_unicode_letter(next_code_point(text, i))) {
      return false;
    }
  }
  return true;
}

/// Behind the last character that no address holds: "»info" -> "info".
std::string_view behind_foreign(std::string_view local) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < local.size();) {
    if (!is_high(local[i])) {
      ++i;
    } else if (!is_unicode_letter(next_code_point(local, i))) {
      start = i;
    }
  }
  return local.substr(start);
}

std::string_view before_foreign(std::string_view domain) {
  for (std::size_t i = 0; i < domain.size();) {
    const std::size_t start = i;
    if (!is_high(domain[i])) {
      ++i;
    } else if (!is_unicode_letter(next_code_point(domain, i))) {
      return domain.substr(0, start);
    }
  }
  return domain;
}

/// Behind an escape of a program that nothing decoded: "%20info", "\\u003cinfo", "u003einfo".
std::string_view behind_escape(std::string_view local, bool behind_backslash) {
  static const RE2 escape("(?i)(?:%[0-9a-f]{2}|u003[ce]|u00[0-9a-f]{2})");
  re2::StringPiece rest(local.data(), local.size());
  const bool angle = starts_with_ignoring_case(local, "u003c") || starts_with_ignoring_case(local, "u003e");
  if (local.starts_with('%') || behind_backslash || angle) {
    RE2::Consume(&rest, escape);
  }
  return {rest.data(), rest.size()};
}

/// "NOSPAM.info@acme.de" -> "info@acme.de": words that people are asked to take out.
std::string without_spam_trap(std::string_view text) {
  std::string out(text);
  for (const std::string_view trap : {"nospam", "no-spam", "spamfrei", "removethis", "remove-this",
                                      "antispam", "entfernen", "stopspam", "kein-spam", "keinspam"}) {
    const std::string folded = lower(out);
    const std::size_t at = folded.find(trap);
    if (at == std::string::npos) {
      continue;
    }
    std::size_t end = at + trap.size();
    std::size_t begin = at;
    if (end < out.size() && is_one_of(out.substr(end, 1), {".", "-", "_"})) {
      ++end;
    } else if (begin > 0 && is_one_of(out.substr(begin - 1, 1), {".", "-", "_"})) {
      --begin;
    } else if (begin != 0 || end >= out.size()) {
      continue;
    }
    if (end < out.size() && out[end] == '@' && begin == 0) {
      continue; // the trap is the whole mailbox
    }
    out.erase(begin, end - begin);
  }
  return out;
}

} // namespace

email_span email_around(std::string_view text, std::size_t at, std::string_view home, std::size_t floor) {
  std::size_t begin = at;
  while (begin > floor && at - begin < longest_local + 16 && is_local(text[begin - 1])) {
    --begin;
  }
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= longest_domain && is_domain(text[end])) {
    ++end;
  }
  std::string_view local = behind_foreign(text.substr(begin, at - begin));
  if (const std::size_t slash = local.find_last_of("/=#!~"); slash != std::string_view::npos) {
    local.remove_prefix(slash + 1); // part of a path or of a key=value pair
  }
  const auto before = static_cast<std::size_t>(local.data() - text.data());
  local = behind_escape(local, before > 0 && text[before - 1] == '\\');
  local.remove_prefix(std::min(local.find_first_not_of("._-+'&%"), local.size()));
  const std::string_view domain = sound_domain(before_foreign(text.substr(at + 1, end - at - 1)), home);
  std::string address =
      domain.empty() ? "" : plausible_email(std::string(local) + '@' + std::string(domain), home);
  return {at - local.size(), at + 1 + domain.size(), std::move(address)};
}

std::string plausible_email(std::string_view written, std::string_view home) {
  const std::string whole = without_spam_trap(trim(written));
  const std::string_view candidate = whole;
  const std::size_t at = candidate.rfind('@');
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view local = candidate.substr(0, at);
  const std::string domain = unicode_lower(candidate.substr(at + 1));
  const bool sound = sound_local(local) && domain.size() <= longest_domain &&
                     std::all_of(domain.begin(), domain.end(), is_domain) && sound_labels(domain) &&
                     only_letters_above_ascii(local) && only_letters_above_ascii(domain) &&
                     has_known_suffix(domain, home);
  if (!sound || is_junk_email(lower(local), domain, home)) {
    return {};
  }
  return std::string(local) + '@' + domain;
}

} // namespace leadstream::extraction
