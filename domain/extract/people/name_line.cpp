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

/// Words between two names that stand within one as well: "Jordi Puig i Soler".
constexpr std::array<std::string_view, 10> joining_words{"e",   "ed", "y",    "en", "i",
                                                         "och", "og", "oraz", "ja", "a"};

template <std::size_t N>
std::size_t width_of_first(std::string_view text, const std::array<std::string_view, N>& marks) {
  const auto found = std::find_if(marks.begin(), marks.end(),
                                  [text](std::string_view mark) { return text.starts_with(mark); });
  return found == marks.end() ? 0 : found->size();
}

/// How long the seam at the beginning of a text is; 0: there is none.
std::size_t width_of_seam(std::string_view text) {
  static constexpr std::array<std::string_view, 4> with_comma{", und ", ", and ", ", et ", ", "};
  static constexpr std::array<std::string_view, 3> signs{": ", ") ", "; "};
  static constexpr std::array<std::string_view, 12> with_blank{
      " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ",  " (", " \xE2\x80\xA2 ", " \xC2\xB7 ",
      " / ", " and ",          " und ",          " et ", " & "};
  switch (text.empty() ? '\0' : text.front()) {
  case ',':
    return width_of_first(text, with_comma);
  case ' ':
    return width_of_first(text, with_blank);
  case ':':
  case ')':
  case ';':
    return width_of_first(text, signs);
  default:
    return 0;
  }
}

/// How long a joining word at the beginning of a text is, with the blanks about it; 0: there is none.
std::size_t width_of_join(std::string_view text) {
  const std::size_t end = text.starts_with(' ') ? text.find(' ', 1) : std::string_view::npos;
  const bool joins =
      end != std::string_view::npos &&
      std::find(joining_words.begin(), joining_words.end(), text.substr(1, end - 1)) != joining_words.end();
  return joins ? end + 1 : 0;
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

bool is_and(std::string_view word) {
  return is_one_of(word, {"und", "and", "et", "&"}) ||
         std::find(joining_words.begin(), joining_words.end(), word) != joining_words.end();
}

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

namespace {

/// "Firmę prowadzi właściciel" -> "właściciel": the last word where the words before do not make it mean
/// more.
std::string_view end_of_sentence_title(std::string_view words) {
  const std::size_t blank = words.rfind(' ');
  if (blank == std::string_view::npos) {
    return words;
  }
  const std::string_view last = words.substr(blank + 1);
  const std::string_view before = words.substr(0, blank);
  const std::size_t word = before.rfind(' ') + 1; // of the word right before
  const bool verb = word > 0 && is_lower(before[word]) && !is_title(before);
  return verb && is_title(last) && meaning_of_title(last).level >= meaning_of_title(words).level ? last
                                                                                                 : words;
}

} // namespace

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
      return {std::move(behind), std::string(end_of_sentence_title(part.substr(0, seam)))};
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
  const std::size_t comma = sentence.rfind(", ");
  if (comma != std::string_view::npos && is_one_of(unicode_lower(sentence.substr(comma + 2)),
                                                   {"tel", "fon", "telefon", "phone", "mobil", "mobile",
                                                    "tél", "fax", "durchwahl", "dw", "ext"})) {
    return sentence.substr(0, comma); // "Buchhaltung, Tel. -15"
  }
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
  for (std::size_t comma = out.rfind(", "); comma != std::string::npos && is_degree(out.substr(comma + 2));
       comma = out.rfind(", ")) {
    out.resize(comma); // "Director, RIBA"
  }
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
