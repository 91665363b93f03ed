#include "domain/extract/people/name_line.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/person_place.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace leadstream::extraction {

std::vector<std::string_view> name_parts(std::string_view line) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::size_t width = 0;
    for (const std::string_view seam :
         {", und ", ", and ", ", et ", ", ", ": ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ", " (",
          ") ", " \xE2\x80\xA2 ", " \xC2\xB7 ", "; ", " / ", " and ", " und ", " et ", " & "}) {
      if (width == 0 && line.substr(i).starts_with(seam)) {
        width = seam.size();
      }
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
      R"(\((?:FH|TH|TU|ETH|Univ\.?|HTL|BA|DH|HSG|UZH|Hons?\.?|she/her|he/him|they/them)\) ?)");
  static const RE2 called(R"((?:\p{Lu}\.){1,5} ?\((\p{Lu}\p{Ll}+)\) )"); // "J.M. (Joke) van der Meulen"
  std::string out(line);
  if (line.find('(') != std::string_view::npos) {
    RE2::GlobalReplace(&out, degree, "");
    RE2::Replace(&out, called, "\\1 ");
  }
  return out;
}

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
    return std::string(line);
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

bool may_hold_name(std::string_view line) {
  bool capital_before = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i != 0 && line[i - 1] != ' ') {
      continue;
    }
    if (line[i] == '"') {
      continue; // a nickname between given name and surname
    }
    const bool capital = is_upper(line[i]) || is_high(line[i]);
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
  if (given.find(' ') != std::string_view::npos ||
      !is_one_of(trim(between), {"und", "and", "et", "e", "y", "en", "i", "&"})) {
    return {};
  }
  const person_name other = read_person_name(next);
  const std::size_t blank = other.name.find(' ');
  return other.known_given ? read_person_name(std::string(given) + other.name.substr(blank)) : person_name{};
}

std::string_view title_in(std::string_view line) {
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
                   {"position", "funktion",  "role",     "title",      "job title",      "titel",
                    "rolle",    "aufgabe",   "aufgaben", "stelle",     "fonction",       "poste",
                    "rôle",     "titre",     "ruolo",    "funzione",   "qualifica",      "mansione",
                    "cargo",    "puesto",    "función",  "função",     "functie",        "stanowisko",
                    "funkcja",  "pozice",    "funkce",   "befattning", "titel/funktion", "stilling",
                    "beosztás", "occupation"});
}

} // namespace leadstream::extraction
