#include "domain/clean/name.hpp"

#include "domain/clean/characters.hpp"
#include "domain/clean/legal_form.hpp"
#include "domain/clean/title_case.hpp"
#include "domain/text/code_points.hpp"
#include "domain/text/fold_case.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unicode/uchar.h>

namespace leadstream {
namespace {

constexpr std::size_t shortest_name = 2;
constexpr std::size_t longest_name = 100;

/// What forms and programs write where a name is missing.
bool is_placeholder(std::string_view name) {
  constexpr std::array<std::string_view, 10> all{"n/a",     "na.", "null",        "undefined", "no name",
                                                 "unnamed", "tbd", "lorem ipsum", "kein name", "sans nom"};
  return std::find(all.begin(), all.end(), fold_case(name)) != all.end();
}

std::optional<std::string> problem_of(std::u32string_view name) {
  const bool says_something =
      std::any_of(name.begin(), name.end(), [](char32_t c) { return u_isalnum(static_cast<UChar32>(c)); });
  if (!says_something)
    return "The name has no letter and no digit.";
  if (name.size() < shortest_name)
    return "The name is shorter than 2 characters.";
  if (name.size() > longest_name)
    return "The name is longer than 100 characters.";
  if (is_placeholder(to_utf8(name)))
    return "The name is a placeholder.";
  return std::nullopt;
}

/// "ACME" alone may be meant so. In "ACME LIMITED" and "IŞIK TİCARET A.Ş." all is written in capitals.
bool is_word_of_four(std::string_view core) {
  const auto letters = code_points(core);
  return letters.size() == 4 && std::all_of(letters.begin(), letters.end(),
                                            [](char32_t c) { return u_isupper(static_cast<UChar32>(c)); });
}

/// "AT&T INC.": whether its core shouts or is an acronym, its form is to be written as it is known.
bool is_without_small_letters(std::string_view name) {
  const auto letters = code_points(name);
  return std::any_of(letters.begin(), letters.end(),
                     [](char32_t c) { return u_isupper(static_cast<UChar32>(c)); }) &&
         std::none_of(letters.begin(), letters.end(),
                      [](char32_t c) { return u_islower(static_cast<UChar32>(c)); });
}

bool spells_form_loudly(std::string_view name, std::string_view core) {
  name.remove_prefix(std::min(name.find(core) + core.size(), name.size()));
  while (!name.empty()) {
    const auto end = std::min(name.find(' '), name.size());
    if (shouts(name.substr(0, end)))
      return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

/// Turkish forms tell that a name is, when its own letters do not: "istanbul ltd. şti.".
alphabet alphabet_of(std::string_view form) {
  return form.ends_with("Ş.") || form.ends_with("Şti.") ? alphabet::turkish : alphabet::common;
}

error refused(std::string why) {
  return {error_code::invalid_argument, std::move(why), "name"};
}

} // namespace

result<company_name> clean_name(std::string_view text) {
  const auto points = name_characters(text);
  if (auto problem = problem_of(points))
    return refused(std::move(*problem));
  const std::string name = to_utf8(points);
  auto parts = split_legal_form(name);
  const bool loud =
      shouts(parts.core) || (is_word_of_four(parts.core) && spells_form_loudly(name, parts.core));
  const bool loud_form = !parts.behind.empty() && is_without_small_letters(name);
  if (parts.core.empty() || !(loud || loud_form || whispers(name)))
    return company_name{name, std::move(parts.legal_form), std::move(parts.core)};
  company_name out{parts.before, std::move(parts.legal_form),
                   loud_form && !loud ? parts.core
                                      : title_case(parts.core, name_of::company, alphabet_of(parts.behind))};
  out.value.append(parts.before.empty() ? "" : " ").append(out.core);
  out.value.append(parts.behind.empty() ? "" : " ").append(parts.behind);
  return out;
}

result<std::string> clean_person_name(std::string_view text) {
  const auto points = name_characters(text);
  if (auto problem = problem_of(points))
    return refused(std::move(*problem));
  const std::string name = to_utf8(points);
  return shouts(name, name_of::person) || whispers(name) ? title_case(name, name_of::person) : name;
}

} // namespace leadstream
