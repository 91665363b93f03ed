#include "domain/extract/people/name_sentences.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/name_line.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace leadstream::extraction {
namespace {

bool begins_capital(std::string_view word) {
  std::size_t at = 0;
  return is_unicode_upper(next_code_point(word, at));
}

/// The known name that a text begins with and goes on from in small letters or figures: "Udo Falk freut
/// sich".
std::string leading_name(std::string_view text) {
  const auto words = split(text, " ");
  for (std::size_t count = std::min<std::size_t>(words.size(), 5); count >= 2; --count) {
    const std::string_view last = words[count - 1];
    const bool ends = count == words.size() ||
                      (!begins_capital(words[count]) && !(is_and(words[count]) && count + 1 < words.size() &&
                                                          begins_capital(words[count + 1])));
    const std::string_view head =
        text.substr(0, static_cast<std::size_t>(last.data() + last.size() - text.data()));
    if (const person_name name = read_person_name(trim(head, " .,")); ends && name.known_given) {
      return name.name;
    }
  }
  return {};
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

/// "Fondée en 1998 par Michel Garnier" -> "Fondateur: Michel Garnier"; who founded a house before 1950 is of
/// it no more.
std::string as_founders(std::string_view line) {
  struct wording {
    RE2 pattern;
    std::string_view title;
  };
  static const std::array<wording, 6> wordings{{
      {RE2(R"((?i:\b(?:founded|established))\b([^.:;]{0,25}?) by (\p{Lu}.*)$)"), "Founder"},
      {RE2(R"((?i:\bgegründet)\b([^.:;]{0,25}?) (?:von|durch) (\p{Lu}.*)$)"), "Gründer"},
      {RE2(R"((?i:\bfondée?)\b([^.:;]{0,25}?) par (\p{Lu}.*)$)"), "Fondateur"},
      {RE2(R"((?i:\bfondat[ao])\b([^.:;]{0,25}?) da (\p{Lu}.*)$)"), "Fondatore"},
      {RE2(R"((?i:\bfundad[ao])\b([^.:;]{0,25}?) por (\p{Lu}.*)$)"), "Fundador"},
      {RE2(R"((?i:\bopgericht)\b([^.:;]{0,25}?) door (\p{Lu}.*)$)"), "Oprichter"},
  }};
  static const RE2 any(R"((?i:\b(?:founded|established|gegründet|fondée?|fondat[ao]|fundad[ao]|opgericht)))");
  static const RE2 long_ago(R"(\b1(?:[0-8]\d\d|9[0-4]\d)\b)");
  if (!RE2::PartialMatch(piece(line), any)) {
    return {};
  }
  for (const auto& [pattern, title] : wordings) {
    re2::StringPiece between;
    re2::StringPiece behind;
    if (!RE2::PartialMatch(piece(line), pattern, &between, &behind) ||
        RE2::PartialMatch(piece(line), long_ago)) {
      continue;
    }
    std::string names;
    for (const std::string_view part : name_parts({behind.data(), behind.size()})) {
      const std::string name = leading_name(part);
      if (name.empty()) {
        break;
      }
      names += (names.empty() ? "" : ", ") + name;
    }
    return names.empty() ? std::string{} : std::string(title) + ": " + names;
  }
  return {};
}

/// "Unser Geschäftsführer Udo Falk freut sich", "Inhaberin Eva Kern führt den Betrieb" -> "Inhaberin: Eva
/// Kern". Without "our" the title is an owner's: others' chiefs are written of as well.
std::string as_own_officer(std::string_view line) {
  static const RE2 possessive(
      R"(^(?i:our|unsere?|notre|nuestr[oa]|il nostro|la nostra|onze|ons|[oa] noss[oa]|noss[oa])\s+)");
  if (line.find(':') != std::string_view::npos) {
    return {};
  }
  re2::StringPiece rest = piece(line);
  const bool own = RE2::Consume(&rest, possessive);
  const std::string_view text(rest.data(), rest.size());
  std::size_t seam = 0;
  for (int words = 0; words < 3 && (seam = text.find(' ', seam + 1)) != std::string_view::npos; ++words) {
    const std::string_view title = text.substr(0, seam);
    const std::string_view behind = text.substr(seam + 1);
    const std::string name = begins_capital(behind) && is_title(title) ? leading_name(behind) : std::string{};
    if (!name.empty() && !trim(behind, " .").ends_with(name) &&
        (own || meaning_of_title(title).level == seniority::owner)) {
      return std::string(title) + ": " + name;
    }
  }
  return {};
}

/// "Speak to Dave Hollis (Service Manager) today" -> "Dave Hollis (Service Manager)".
std::string as_name_with_title_in_brackets(std::string_view line) {
  static const RE2 pattern(R"(\p{Ll} ((?:\p{Lu}[\p{L}'’.-]+ ){1,3}\p{Lu}[\p{L}'’-]+) \(([^()]{3,50})\))");
  static const RE2 other_house(R"( (?:of|at|bei|von|chez|de|di|da|van|@) \p{Lu})");
  re2::StringPiece name;
  re2::StringPiece title;
  if (!RE2::PartialMatch(piece(line), pattern, &name, &title) || RE2::PartialMatch(title, other_house) ||
      !is_title({title.data(), title.size()}) || !read_person_name({name.data(), name.size()}).known_given) {
    return {};
  }
  return name.as_string() + " (" + title.as_string() + ")";
}

/// A sentence of prose as the label and names that it says; nothing when it says none.
std::string as_prose(std::string_view line) {
  static const RE2 introduces_itself(
      R"(^(?:I'm|I’m|I am|My name is|Ich bin|Mein Name ist|Je suis|Je m'appelle|Sono|Mi chiamo|Soy|Me llamo|Ik ben|Mijn naam is|Eu sou|Chamo-me) (\p{Lu}.*)$)");
  re2::StringPiece rest;
  if (RE2::FullMatch(piece(line), introduces_itself, &rest) &&
      read_person_name({rest.data(), rest.size()}).known_given) {
    return rest.as_string();
  }
  std::string out = as_founders(line);
  if (out.empty()) {
    out = as_own_officer(line);
  }
  return out.empty() && line.find('(') != std::string_view::npos ? as_name_with_title_in_brackets(line) : out;
}

} // namespace

std::string as_label_and_names(std::string_view line) {
  static const RE2 sentence(
      R"(^(.{3,40}?) (?:sind|ist|is|are|est|sont|è|sono|es|son|zijn|jest|są):? +(\p{Lu}.*)$)");
  const re2::StringPiece whole(line.data(), line.size());
  re2::StringPiece office;
  re2::StringPiece names;
  if (RE2::FullMatch(whole, sentence, &office, &names)) {
    const std::string_view label(office.data(), office.size());
    return is_title(label) && split(label, " ").size() <= 4 ? std::string(label) + ": " + names.as_string()
                                                            : std::string(line);
  }
  const auto behind = behind_representation(line);
  if (!behind || behind->empty()) {
    std::string prose = as_prose(line);
    return prose.empty() ? std::string(line) : prose;
  }
  std::size_t seam = 0;
  for (int words = 0; words < 4 && (seam = behind->find(' ', seam + 1)) != std::string_view::npos; ++words) {
    const std::string_view title = trim(behind->substr(0, seam), " :");
    const person_name name = read_person_name(name_parts(behind->substr(seam + 1)).front());
    if (is_title(title) && read_person_name(title).name.empty() && !name.name.empty()) {
      return std::string(title) + ": " + std::string(behind->substr(seam + 1));
    }
  }
  return "vertreten durch: " + std::string(*behind);
}

} // namespace leadstream::extraction
