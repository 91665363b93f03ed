#include "domain/extract/street.hpp"

#include "domain/extract/strings.hpp"
#include "domain/extract/utf8.hpp"
#include "domain/extract/word_set.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_street = 90;

const word_set& street_words() {
  static const word_set words(
      "street st avenue rambla glorieta passeig carrer vico lungomare borgo salita sentier lieu-dit praceta "
      "bairro urbanização rond-point ave av boulevard blvd road rd drive dr lane ln way court ct "
      "place pl square sq parkway pkwy highway "
      "hwy circle cir terrace ter trail trl plaza pike turnpike expressway freeway "
      "loop row alley crescent close mews quay route rte "
      "broadway strasse straße str gasse weg platz allee ring damm ufer chaussee "
      "steig markt hof rue route chemin chem impasse quai "
      "cours allée allees place passage faubourg via viale piazza piazzale corso "
      "largo vicolo strada contrada calle c/ avda avenida "
      "paseo plaza plza carretera ctra ronda camino polígono poligono travesía rua "
      "travessa praça praca largo estrada alameda "
      "straat laan weg plein gracht kade dijk singel steenweg ul ul. ulica al al. "
      "aleja aleje plac pl. os. rynek");
  return words;
}

/// Words that end in a street's word: Bahnhofstrasse, Kerkstraat, Marktplatz.
bool is_compound(std::string_view word) {
  for (const std::string_view end :
       {"strasse", "straße", "straat", "gasse", "platz",  "allee", "weg",  "ring",
        "damm",    "ufer",   "laan",   "plein", "gracht", "kade",  "dijk", "str.",
        "str",     "steig",  "markt",  "gade",  "gatan",  "vej",   "veien"}) {
    if (word.ends_with(end) && word.size() > end.size() + 1) {
      return true;
    }
  }
  return false;
}

bool is_post_box(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(?:p\.? ?o\.? ?b(?:ox|\.)|post(?:fach|bus|box|al box)|b\.?p\. ?\d|case postale|casella postale|apartado|skrytka|caixa postal|apdo))");
  return RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), pattern);
}

/// A house number at the start or at the end: "12", "12a", "12-14", "5/7", "N°3".
bool has_house_number(std::string_view part) {
  static const RE2 first(
      R"(^(?:n[°ºo]\.? ?)?\d{1,5}[a-zA-Z]?(?:[-–/]\d{1,5}[a-zA-Z]?)?(?: ?(?:bis|ter|quater))?,? +[^\d\s])");
  static const RE2 last(
      R"([^\d\s],? (?:n[°ºr]?\.? ?)?\d{1,4} ?[a-zA-Z]?(?: ?[-–/+] ?\d{0,4} ?[a-zA-Z]?)?(?:/\d+)?$)");
  const re2::StringPiece text(part.data(), part.size());
  return RE2::PartialMatch(text, first) || RE2::PartialMatch(text, last);
}

bool has_foreign_signs(std::string_view part) {
  return part.find_first_of("@:?!=©\"{}<>$%") != std::string_view::npos ||
         part.find("www.") != std::string_view::npos;
}

std::size_t letters_of(std::string_view part) {
  return static_cast<std::size_t>(
      std::count_if(part.begin(), part.end(), [](char c) { return is_letter(c) || is_high(c); }));
}

std::size_t digits_of(std::string_view part) {
  return static_cast<std::size_t>(std::count_if(part.begin(), part.end(), is_digit));
}

} // namespace

bool has_street_word(std::string_view part) {
  const std::string folded = unicode_lower(part);
  const auto words = split(folded, " ");
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return street_words().contains(trim(word, ".,()")) || is_compound(trim(word, ",()"));
  });
}

bool is_street(std::string_view part) {
  part = trim(part);
  if (part.size() < 4 || part.size() > longest_street || has_foreign_signs(part) || letters_of(part) < 3 ||
      digits_of(part) > 12) {
    return false;
  }
  if (is_post_box(part)) {
    return digits_of(part) > 0;
  }
  std::size_t at = 0;
  const bool capital = is_unicode_upper(next_code_point(part, at));
  return has_house_number(part) || (has_street_word(part) && (capital || digits_of(part) > 0));
}

bool is_street_detail(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(?:suite|ste\.?|unit|apt\.?|floor|fl\.|room|rm\.?|building|bldg\.?|block|level|#|\d+(?:st|nd|rd|th) floor|\d+\. ?(?:stock|og|etage)|p\.? ?o\.? ?box|postfach|interno|int\.|scala|piano|piso|planta|local|étage|etage|bat\.|bâtiment|lok\.|m\.)\b)");
  return part.size() < 50 && RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), pattern);
}

std::size_t end_of_street(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(.*\b(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|way|court|ct|place|pl|square|sq|parkway|pkwy|highway|hwy|circle|cir|terrace|trail|plaza|pike|loop|broadway)\b\.?(?: (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?(?:,? (?:suite|ste|unit|apt|floor|room|rm|#)\.? ?#?[\w-]+)?) +[A-Z])");
  re2::StringPiece street;
  return RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), pattern, &street) ? street.size()
                                                                                         : part.size();
}

} // namespace leadstream::extraction
