#include "domain/extract/people/name_line.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace leadstream::extraction {

namespace {

/// How long the seam at the beginning of a text is; 0: there is none.
std::size_t width_of_seam(std::string_view text) {
  for (const std::string_view seam :
       {", und ", ", and ", ", et ", ", ", ": ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ", " (", ") ",
        " \xE2\x80\xA2 ", " \xC2\xB7 ", "; ", " / ", " and ", " und ", " et ", " & "}) {
    if (text.starts_with(seam)) {
      return seam.size();
    }
  }
  return 0;
}

/// How long an "and" at the beginning of a text is that stands within names as well: "Jordi Puig i Soler".
std::size_t width_of_join(std::string_view text) {
  for (const std::string_view join :
       {" e ", " ed ", " y ", " en ", " i ", " och ", " og ", " oraz ", " ja ", " a "}) {
    if (text.starts_with(join)) {
      return join.size();
    }
  }
  return 0;
}

/// Whether there is a name on both sides: "Ana Gil" and "Luis Mora", "Elena" and "Marco Neri".
bool joins_names(std::string_view before, std::string_view after) {
  std::size_t end = 0;
  while (end < after.size() && width_of_seam(after.substr(end)) + width_of_join(after.substr(end)) == 0) {
    ++end;
  }
  const person_name second = name_and_title(trim(after.substr(0, end), " .")).first;
  if (!second.known_given && !second.salutation) {
    return false;
  }
  const person_name first = name_and_title(before).first;
  const bool given_alone = before.find(' ') == std::string_view::npos && is_given_name(before);
  return first.known_given || (first.salutation && !first.name.empty()) || given_alone;
}

/// Whether a full stop ends a name and a label comes next: "Inhaber: Max Ruhe. Leiterin: Eva Kern".
bool label_follows(std::string_view text) {
  const std::size_t colon = text.substr(0, 50).find(':');
  return text.starts_with(". ") && colon != std::string_view::npos &&
         is_title(trim(text.substr(2, colon - 2)));
}

} // namespace

std::vector<std::string_view> name_parts(std::string_view line) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::size_t width = width_of_seam(line.substr(i));
    if (width == 0 && label_follows(line.substr(i))) {
      width = 2;
    }
    if (const std::size_t join = width == 0 ? width_of_join(line.substr(i)) : 0;
        join > 0 && joins_names(trim(line.substr(start, i - start), " ,:"), line.substr(i + join))) {
      width = join;
    }
    if (width > 0) {
      out.push_back(trim(line.substr(start, i - start), " ,:"));
      start = i + width;
      i = start - 1;
    }
  }
  out.push_back(trim(line.substr(start), " ,:.)"));
  std::erase_if(out, [](std::string_view part) { return part.empty(); });
  return out;
}

std::string without_small_degrees(std::string_view line) {
  static const RE2 degree(
      R"((?:\bDI )?\((?:FH|TH|TU|ETH|Univ\.?|HTL|BA|DH|HSG|UZH|Hons?\.?|she/her|he/him|they/them)\) ?)");
  static const RE2 called(
      R"((?:\p{Lu}\.){1,5} ?\((\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,2})\) )"); // "J.M. (Joke) van der Meulen"
  static const RE2 law(R"( ?\([^()]*[.§][^()]*\) ?:)"); // "Geschäftsführer (V.i.S.d.P.):"
  std::string out(line);
  if (line.find('(') != std::string_view::npos) {
    RE2::GlobalReplace(&out, degree, "");
    RE2::Replace(&out, called, "\\1 ");
    RE2::Replace(&out, law, ":");
  }
  return out;
}

namespace {

bool begins_capital(std::string_view word) {
  std::size_t at = 0;
  return is_unicode_upper(next_code_point(word, at));
}

/// Whether another name may follow a word.
bool is_and(std::string_view word) {
  return is_one_of(word,
                   {"und", "and", "et", "e", "ed", "y", "en", "i", "och", "og", "oraz", "ja", "a", "&"});
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
  static const RE2 long_ago(R"(\b1(?:[0-8]\d\d|9[0-4]\d)\b)");
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
    const std::string name = is_title(title) ? leading_name(behind) : std::string{};
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

namespace {

/// "'t", "’n": what is left of an article before a surname.
bool is_elided_article(std::string_view text) {
  for (const std::string_view mark : {"'", "\xE2\x80\x99", "\xE2\x80\x98"}) {
    if (text.starts_with(mark) && text.size() > mark.size() + 1 && is_lower(text[mark.size()]) &&
        text[mark.size() + 1] == ' ') {
      return true;
    }
  }
  return false;
}

/// "d'Aubigny", "dell’Aquila".
bool is_elided_particle(std::string_view text) {
  static const RE2 particle(R"(^[a-z]{1,4}(?:'|’)\p{Lu})");
  return is_lower(text.front()) && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), particle);
}

} // namespace

bool may_hold_name(std::string_view line) {
  bool capital_before = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i != 0 && line[i - 1] != ' ') {
      continue;
    }
    if (line[i] == '"') {
      continue; // a nickname between given name and surname
    }
    if (is_elided_article(line.substr(i))) {
      continue; // "Auke 't Hart"
    }
    const bool capital = is_upper(line[i]) || is_high(line[i]) || is_elided_particle(line.substr(i));
    if (capital && capital_before) {
      return true;
    }
    capital_before = capital || (capital_before && is_lower(line[i])); // particles may stand between
  }
  return false;
}

std::pair<person_name, std::string> name_and_title(std::string_view part) {
  person_name whole = read_person_name(part);
  const std::string_view first = part.substr(0, part.find(' '));
  const bool short_title = first.ends_with('.') && is_title(first); // "Inh. Anna Keller"
  if (!whole.name.empty() && !short_title && (whole.known_given || !is_title(part))) {
    return {std::move(whole), std::string()};
  }
  std::size_t seam = 0;
  if (part.size() > 70 || part.size() < 8) {
    return {};
  }
  for (int words = 0; words < 3 && (seam = part.find(' ', seam + 1)) != std::string_view::npos; ++words) {
    person_name behind = read_person_name(part.substr(seam + 1));
    if (behind.known_given && is_title(part.substr(0, seam))) {
      return {std::move(behind), std::string(part.substr(0, seam))};
    }
  }
  return {};
}

bool is_joined(std::string_view part) {
  return part.data()[-2] == '&';
}

namespace {

/// Whether a part of a line is the label of what follows it.
bool is_label(std::string_view part, std::string_view line) {
  const std::size_t end = static_cast<std::size_t>(part.data() - line.data()) + part.size();
  return trim(line.substr(std::min(end, line.size()))).starts_with(':');
}

} // namespace

std::string title_behind(const std::vector<std::string_view>& parts, std::size_t i, std::string_view line) {
  std::size_t last = i;
  for (std::size_t k = i + 1; k < std::min(i + 4, parts.size()); ++k) {
    const bool plain =
        parts[k].size() <= 40 && parts[k].find_first_of("0123456789@!?") == std::string_view::npos;
    const person_name other = name_and_title(parts[k]).first;
    if (!plain || is_label(parts[k], line) ||
        (!other.name.empty() && (other.known_given || !is_joined(parts[k])))) {
      break;
    }
    const bool goes_on = last > i && last + 1 == k && is_joined(parts[k]);
    last = goes_on || is_title(parts[k]) ? k : last;
  }
  if (last == i) {
    return {};
  }
  const char* begin = parts[i + 1].data();
  return {begin, static_cast<std::size_t>(parts[last].data() + parts[last].size() - begin)};
}

person_name with_surname_of(std::string_view given, std::string_view next) {
  const std::string_view between(given.data() + given.size(),
                                 static_cast<std::size_t>(next.data() - given.data()) - given.size());
  if (given.find(' ') != std::string_view::npos || !is_and(trim(between))) {
    return {};
  }
  const person_name other = read_person_name(next);
  const std::size_t blank = other.name.find(' ');
  return other.known_given ? read_person_name(std::string(given) + other.name.substr(blank)) : person_name{};
}

std::string_view title_in(std::string_view line) {
  const std::string_view sentence = line.substr(0, line.find(". "));
  if (sentence.size() < line.size() && split(sentence, " ").size() <= 4 && is_title(sentence)) {
    return sentence; // "Socia fundadora. 15 años en marcas."
  }
  if (line.size() > 90 || line.find_first_of("0123456789") == std::string_view::npos) {
    return line;
  }
  return name_parts(line).empty() ? line : name_parts(line).front();
}

std::string tidy_title(std::string_view title) {
  static const RE2 possessive(
      R"((?i)^(?:our|unsere?r?|notre|nuestr[oa]|il nostro|la nostra|onze|nasza?|noss[oa])\s+)");
  std::string out(trim(title, " ,:;"));
  RE2::Replace(&out, possessive, "");
  const auto opened = std::count(out.begin(), out.end(), '(');
  const auto closed = std::count(out.begin(), out.end(), ')');
  if (opened > closed) {
    out += ')';
  } else if (closed > opened && out.ends_with(')')) {
    out.pop_back();
  }
  return out;
}

bool is_weak_title(std::string_view title) {
  const std::string text = unicode_lower(title);
  return is_one_of(text, {"partner", "partners", "leitung", "direktion", "direction", "office", "sales",
                          "verkauf", "vertrieb", "administration", "verwaltung", "empfang", "reception"}) ||
         text.ends_with(" partner") || text.ends_with(" partners") || text.starts_with("partner with");
}

bool is_title_heading(std::string_view heading) {
  return is_one_of(unicode_lower(trim(heading, " :*")),
                   {"position", "funktion",   "role",      "title",      "job title",      "titel",
                    "rolle",    "aufgabe",    "aufgaben",  "stelle",     "fonction",       "poste",
                    "rôle",     "titre",      "ruolo",     "funzione",   "qualifica",      "mansione",
                    "cargo",    "puesto",     "función",   "função",     "functie",        "stanowisko",
                    "funkcja",  "pozice",     "funkce",    "befattning", "titel/funktion", "stilling",
                    "beosztás", "occupation", "abteilung", "department", "departamento",   "reparto",
                    "afdeling"});
}

} // namespace leadstream::extraction
