#include "domain/law/erased_text.hpp"

#include "domain/text/ascii.hpp"

#include <algorithm>
#include <vector>

namespace leadstream::law {
namespace {

bool is_of(char c, std::string_view others) {
  return is_word(c) || others.find(c) != std::string_view::npos;
}

/// Whether what ends before `at` is an escape of JSON, and no letter of a word: "\n", "\u00e9".
bool follows_escape(std::string_view text, std::size_t at) {
  const bool letter = at >= 2 && text[at - 2] == '\\' &&
                      std::string_view("nrtbf").find(text[at - 1]) != std::string_view::npos;
  const bool code = at >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u';
  return letter || code;
}

/// The ways in which the subject is written, in lower case.
std::vector<std::string> forms_of(const subject& who) {
  std::vector<std::string> forms{who.value};
  for (const auto& [sign, code] : {std::pair{'@', "%40"}, {'+', "%2b"}}) {
    if (const auto at = who.value.find(sign); at != std::string::npos) {
      forms.push_back(std::string(who.value).replace(at, 1, code));
    }
  }
  return forms;
}

bool begins_here(std::string_view text, std::size_t at, subject_kind kind) {
  if (at == 0 || follows_escape(text, at)) {
    return true;
  }
  switch (kind) {
  case subject_kind::email:
    return !is_of(text[at - 1], "._+-");
  case subject_kind::domain:
    return !is_of(text[at - 1], "-") ||
           (at >= 3 && to_lower(text[at - 1]) == '0' && text.substr(at - 3, 3) == "%40");
  case subject_kind::phone:
    break;
  }
  return !is_digit(text[at - 1]);
}

bool ends_here(std::string_view text, std::size_t end, subject_kind kind) {
  if (end == text.size()) {
    return true;
  }
  if (kind == subject_kind::phone) {
    return !is_digit(text[end]);
  }
  const bool goes_on = text[end] == '.' && end + 1 < text.size() && is_word(text[end + 1]);
  return !is_of(text[end], "-") && !goes_on;
}

/// Where what stands below a domain begins: "ada@", "www.".
std::size_t begin_of_name(std::string_view text, std::size_t from, std::size_t at) {
  while (at > from && is_of(text[at - 1], ".@_%+-") && !follows_escape(text, at)) {
    --at;
  }
  return at;
}

std::string without(std::string_view text, const std::string& form, subject_kind kind) {
  std::string plain(text);
  std::transform(plain.begin(), plain.end(), plain.begin(), to_lower);
  std::string out;
  std::size_t kept = 0;
  for (std::size_t at = plain.find(form); at != std::string::npos; at = plain.find(form, at + 1)) {
    const std::size_t end = at + form.size();
    if (at < kept || !begins_here(text, at, kind) || !ends_here(text, end, kind)) {
      continue;
    }
    const std::size_t begin = kind == subject_kind::domain ? begin_of_name(text, kept, at) : at;
    out.append(text.substr(kept, begin - kept)).append("erased");
    kept = end;
  }
  return out.append(text.substr(kept));
}

} // namespace

std::string erased_text(std::string_view text, const subject& who) {
  std::string out(text);
  for (const std::string& form : forms_of(who)) {
    out = without(out, form, who.kind);
  }
  return out;
}

bool may_mention(std::string_view text, const subject& who) {
  constexpr std::size_t longest_country = 4; // the sign and three digits
  if (who.kind != subject_kind::phone) {
    return erased_text(text, who) != text;
  }
  std::string digits;
  for (const char c : text) {
    const bool parts = c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
    if (!parts) {
      digits += is_digit(c) ? c : ' ';
    }
  }
  return digits.find(who.value.substr(std::min(longest_country, who.value.size()))) != std::string::npos;
}

} // namespace leadstream::law
