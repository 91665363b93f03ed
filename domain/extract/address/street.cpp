#include "domain/extract/address/street.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_street = 90;

const word_set& street_words() {
  static const word_set words(
      // English
      "street st avenue ave av boulevard blvd road rd drive dr lane ln way court ct place pl square sq "
      "parkway pkwy highway hwy circle cir terrace ter trail trl plaza pike turnpike tpke expressway freeway "
      "loop row alley crescent cres close mews quay route rte broadway esplanade parade grove causeway wharf "
      "bypass concourse promenade rt "
      // German
      "strasse straße str gasse weg platz allee ring damm ufer chaussee steig markt hof berg graben zeile "
      // French
      "rue chemin chem impasse cours allée allées ruelle cité fbg allees place passage faubourg quai "
      "rond-point lieu-dit sentier "
      "venelle esplanade parvis bd bld lotissement "
      // Italian
      "via viale piazza piazzale piazzetta corso largo vicolo strada contrada vico lungomare lungarno "
      "lungotevere "
      "p.zza c.so v.le l.go p.le v.lo "
      "borgo salita località loc frazione fraz calata "
      // Spanish and Catalan
      "calle c/ cl avda avenida avd paseo pº plaza pza plz carretera ctra ronda camino polígono poligono pol "
      "travesía rambla glorieta urbanización urb callejón calzada bulevar cuesta pasaje carrer passeig plaça "
      "avinguda calz blvr "
      // Portuguese
      "rua travessa tv praça praca largo estrada alameda avenida calçada beco praceta bairro urbanização "
      "rodovia "
      // Dutch
      "straat laan weg plein gracht kade dijk singel steenweg wal voorburgwal achterburgwal burgwal haven "
      // Polish, Czech, Slovak, Croatian, Hungarian, Romanian
      "ul ul. ulica al al. aleja aleje plac pl. os. os osiedle rynek náměstí nám nám. třída tř ulice nábřeží "
      "námestie trg ulica utca út tér körút strada str. bulevardul calea șoseaua "
      // Nordic, Turkish, Greek
      "boul blv krt körútja rakpart sétány carrera diagonal transversal autopista jirón jr cadde bulvarı blv "
      "gade vej gata gatan väg vägen vei veien torg torget allé plads tie katu caddesi cad sokak sok odos");
  return words;
}

/// Words that end in a street's word: Bahnhofstrasse, Kerkstraat, Marktplatz.
bool is_compound(std::string_view word) {
  for (const std::string_view end :
       {"strasse",  "straße",    "straat",  "gasse",  "platz",  "allee",  "weg",    "ring",
        "damm",     "ufer",      "laan",    "plein",  "gracht", "kade",   "dijk",   "str.",
        "str",      "steig",     "markt",   "gade",   "gatan",  "vej",    "veien",  "gata",
        "vägen",    "allé",      "burgwal", "wal",    "singel", "graben", "torget", "katu",
        "chaussee", "promenade", "stieg",   "stiege", "zeile",  "kai",    "lei",    "straatweg"}) {
    if (word.ends_with(end) && word.size() > end.size() + 2) {
      return true;
    }
  }
  return false;
}

bool matches(std::string_view part, const RE2& pattern) {
  return RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), pattern);
}

bool is_post_box(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(?:p\.? ?o\.? ?b(?:ox|\.)|post(?:fach|bus|box|al box|boks)|b\.?p\.? ?\d|cs ?\d{5}|c\.?p\. \d|case postale|casella postale|apartado|skrytka|caixa postal|apdo))");
  return matches(part, pattern);
}

/// "87 R/C Dto.", "118 bajo", "47 3º izq.": a number with its floor and door as Spain and Portugal write it.
bool is_number_with_door(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(?:n\.?[°ºo.]{1,2} ?)?\d{1,5} ?[a-z]?,? (?:(?:r/?c|rés-do-chão|bajos?|entlo|entresuelo|ático|sobreloja|cave|\d{1,2} ?[.º°ªo]{1,2})\.?(?:,? ?(?:dto|dta|esq|fte|frente|drt|dcha|izq|izda|centro|[a-h])\.?)?|(?:dto|esq|dcha|izq|izda)\.?)$)");
  return part.size() <= 28 && !part.empty() &&
         (is_digit(part.front()) || part.front() == 'n' || part.front() == 'N') && matches(part, pattern);
}

/// "Q7, 12", "C 4, 6": blocks of the old town of Mannheim have letters and numbers instead of names.
bool is_block_and_number(std::string_view part) {
  static const RE2 pattern(R"(^[A-U] ?\d{1,2},? \d{1,3} ?[a-z]?(?:[-–]\d{1,3})?$)");
  return part.size() >= 4 && part.size() <= 12 && is_upper(part.front()) && matches(part, pattern);
}

/// "Calle 93 #11-26", "Cra. 7 # 71-52": as Colombia numbers its houses.
bool is_number_behind_sign(std::string_view part) {
  static const RE2 pattern(R"(^\p{L}.*\d ?[a-zA-Z]? ?(?:#|No\.?) ?\d{1,3} ?[a-zA-Z]? ?[-–] ?\d{1,3}$)");
  return part.find_first_of("#N") != std::string_view::npos && matches(part, pattern);
}

bool is_number(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(?:(?:n[°ºo.r]{1,2}|nr|num|núm|hnr|čp)[.:]? ?)?\d{1,5} ?[a-z]?(?: ?(?:bis|ter|quater))?(?: ?[-–/+] ?\d{0,5} ?[a-z]?)?$|^s/?n\.?$|^snc\.?$)");
  return part.size() <= 14 && matches(part, pattern);
}

/// A house number at the start or at the end: "12", "12a", "12-14", "5/7", "N°3", "212-II".
bool has_house_number(std::string_view part) {
  static const RE2 first(
      R"(^(?:(?i:n[°ºo.]|no\.?|#) ?)?\d{1,5}[a-zA-Z]?(?:[-–/]\d{1,5}[a-zA-Z]?){0,2}(?: ?(?:bis|ter|quater))?,? +(?:\p{Lu}|\d+(?:st|nd|rd|th)\b|d[eu]s? |d'|l[ae]s? |l'|rue|avenue|bd|boulevard|place|quai|all|che|imp|cours|route|calle|carrer|via|[a-z]+ (?i:street|st|avenue|ave|road|rd)\b))");
  static const RE2 last(
      R"([^\d\s],? (?:(?i:n[°ºo.r]{1,2}:?|nr[.:]?|núm\.?|num\.?|č\.p\.|#) ?)?\d{1,5} ?(?:[a-zA-Z]|bis|ter)?(?: ?[-–/+] ?(?:\d{0,5} ?[a-zA-Z]?|[IVX]+|hs))?(?:/\w+)?(?: (?:bus|bte|boîte|lok\.?|m\.|int\.?|bajo|bajos|planta|piso|local|dcha|izda|hus|Top|Kat|Daire|Oficina|Of|Apto|Dpto|[NSEW]{1,2}|[nsew]\.[nsew]\.)[.:]?(?: ?\w{1,5})?){0,2}$)");
  return matches(part, first) || matches(part, last);
}

/// Numbers that count hours, years, offers: no houses.
bool counts_things(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^\d+ ?(?:%|€|hours?|years?|days?|minutes?|mins?|miles?|km|am|pm|uhr|jahre?|tage|stunden|ans|jours|heures|años|días|horas|anni|giorni|ore|jaar|dagen|uur|lat|dni|godz|anos|dias|customers?|results?|items?|products?|reviews?|comments?|people|locations?|of|or|x)\b)");
  return matches(part, pattern);
}

bool has_foreign_signs(std::string_view part) {
  static const RE2 numbered(R"((?i)\b(?:n[or°º]|kat|daire): ?\d)"); // "Bağdat Caddesi No: 12"
  return part.find_first_of("@?!=\"{}<>$%") != std::string_view::npos ||
         (part.find(':') != std::string_view::npos && !matches(part, numbered)) ||
         contains_any(part, {"www.", "\xC2\xA9", "\xE2\x82\xAC", "\xC2\xA3"});
}

std::size_t letters_of(std::string_view part) {
  return static_cast<std::size_t>(
      std::count_if(part.begin(), part.end(), [](char c) { return is_letter(c) || is_high(c); }));
}

std::size_t digits_of(std::string_view part) {
  return static_cast<std::size_t>(std::count_if(part.begin(), part.end(), is_digit));
}

bool begins_capital(std::string_view part) {
  std::size_t at = 0;
  return !part.empty() && is_unicode_upper(next_code_point(part, at));
}

/// In the south the word for a street stands first and is written small: "8, rue Claude Ramey".
bool begins_with_street(std::string_view part) {
  static const word_set words(
      "rue quai avenue av av. bd boulevard boul. chemin route impasse allée cours calle c/ via "
      "viale piazza rua avenida place "
      "carrer passeig plaza ulica ul. al. os. pl. allées square esplanade passage sentier ruelle cité "
      "faubourg "
      "largo travessa praça estrada corso vicolo p.zza c.so v.le paseo avda avda. camino carretera ronda");
  return words.contains(unicode_lower(part.substr(0, part.find(' '))));
}

} // namespace

bool has_street_word(std::string_view part) {
  const std::string folded = unicode_lower(part);
  const auto words = split(folded, " ");
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return street_words().contains(trim(word, ".,()")) || is_compound(trim(word, ",()")) || word == "u.";
  });
}

bool is_street(std::string_view part) {
  part = trim(part);
  if (part.size() < 4 || part.size() > longest_street || has_foreign_signs(part) || letters_of(part) < 3 ||
      digits_of(part) > 9 || counts_things(part)) {
    return false;
  }
  if (is_post_box(part)) {
    return digits_of(part) > 0;
  }
  return has_house_number(part) || is_number_behind_sign(part) ||
         (has_street_word(part) && letters_of(part) >= (digits_of(part) > 0 ? 3 : 5) &&
          (begins_capital(part) || digits_of(part) > 0 || begins_with_street(part)));
}

bool is_building(std::string_view part) {
  static const RE2 pattern(
      R"((?i)\b(?:house|building|bldg|courthouse|towers?|chambers|commons|mall|(?:business|office|technology|science|retail|trading|enterprise|industrial) (?:park|estate|cent(?:er|re)|unit)|(?:shopping|technology|convention|connection|biobusiness|medical arts) cent(?:er|re)|cent(?:er|re) \d+|park \d+|zone industrielle|zone artisanale|parc d['’]activités|gewerbepark|technologiepark|gewerbegebiet|haus [a-z\d]|halle \d+|immeuble|résidence|edificio|edifício|palazzo|centro commerciale|centro comercial|polígono industrial|pol\.? ?ind|polígono|p\.i\.|z\.?[ia]\.?|zona industrial|parque (?:industrial|empresarial|tecnológico)|bedrijvenpark|bedrijventerrein|industriepark|mills?|works|estate|quay)\b)");
  return part.size() < 60 && matches(part, pattern);
}

bool is_route(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(?:us |state |county )?(?:rt|rte|route|hwy|highway|road)\.? \d{1,4}[a-z]?$)");
  return matches(part, pattern);
}

bool is_plain_street(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^\d{1,5}[a-z]?(?:-\d{1,5})? (?:[nsew]\.? )?(?:[a-z.'-]+ ){1,4}(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|court|ct|highway|hwy|parkway|pkwy|square|place|pl)\.?(?:,? (?:[nsew]|[ns][ew])\.?)?$)");
  return part.size() < 50 && matches(part, pattern);
}

bool is_street_detail(std::string_view part) {
  static const RE2 front(
      R"((?i)^(?:suite|ste\.?|unit|apt\.?|appt\.?|floor|fl\.|room|rm\.?|building|bldg\.?|block|level|shop|lot|#|mail ?(?:code|stop)|m/s|\d+(?:st|nd|rd|th) (?:floor|fl|level)|(?:ground|first|second|third|fourth|fifth|sixth|top|lower|upper) (?:floor|level)|\d+\. ?(?:stock|og|obergeschoss|etage|stiege)|[ivx]+\. ?(?:stock|og)|(?:haus|gebäude|geb\.|halle|eingang|aufgang|hinterhaus|stiege|top|tür) ?[a-z\d]{1,4}$|interno|int\.|scala|piano|piso|planta|local|loc\. ?\d|bajo|bajos|entresuelo|puerta|esc\.|escalera|étage|etage|\d+(?:e|er|ème|ième|eme) (?:étage|etage)|bât\.?|bat\.|bâtiment|escalier|lok\.|m\.|bus \w|bte|boîte|verdieping|\d+e verdieping|col\.|colonia|bloque|nave|parcela|km\.? ?\d+|(?:bureau|sala|conj(?:unto|\.)?|oficina|of\.|lote|quadra|despacho|sect?[ok]r|daire)(?: [a-z\d]{1,5}| ?\d[a-z\d]{0,4})$|(?:torre|bloco|bl\.) ?[a-z\d]{1,3}$|andar|apto|kat[ :.]? ?\d+|\d+\. ?(?:th|tv|mf|sal)\.?$|st\. ?(?:th|tv|mf)\.?$|\d+ ?trp?\.?$|\d+\.? ?[ºª°o]|\d+ ?[a-d]$|rdc|[nsew]\.? ?[nsew]?\.?$|plot|flat|office \d|tower [a-z\d]+$|cluster [a-z\d]+$|wing [a-z\d]+$)(?:\b|$|[ .]))");
  static const RE2 back(
      R"((?i)\b(?:floor|level|wing|building|(?:2nd|3rd|\dth) fl\.?|\d{1,2}f|[a-z]+-(?:ku|gu|dong|ri|myeon|cho|machi))$)");
  static const RE2 numbered(R"(^\d{1,5} \p{L})"); // "517 Goodell Building" is where one goes
  return part.size() < 50 &&
         (matches(part, front) || (matches(part, back) && letters_of(part) > 4 && !matches(part, numbered)));
}

address_part kind_of(std::string_view part) {
  if (part.size() > longest_street || part.empty() || has_foreign_signs(part)) {
    return address_part::other;
  }
  if (is_number(part) || is_number_with_door(part)) {
    return address_part::number;
  }
  if (is_post_box(part)) {
    return digits_of(part) > 0 ? address_part::post_box : address_part::other;
  }
  static const RE2 unit_and_street(R"((?i)^(?:unit|shop|suite|apt|flat|level|lot)\.? ?[\w-]{1,5}[ /] ?\d)");
  const bool door = is_street_detail(part);
  if (door && !(matches(part, unit_and_street) && has_street_word(part))) {
    return address_part::detail;
  }
  if (is_block_and_number(part)) {
    return address_part::street;
  }
  if (door || is_street(part)) {
    return has_house_number(part) || is_number_behind_sign(part) ? address_part::street
           : is_building(part)                                   ? address_part::building
                                                                 : address_part::bare_street;
  }
  if (is_building(part)) {
    return address_part::building;
  }
  const bool plain = begins_capital(part) && digits_of(part) == 0 && part.size() <= 40;
  return plain ? address_part::words : address_part::other;
}

std::size_t end_of_street(std::string_view part) {
  static const RE2 pattern(
      R"((?i)^(.*\b(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|way|court|ct|place|pl|square|sq|parkway|pkwy|highway|hwy|circle|cir|terrace|trail|plaza|pike|loop|broadway)\b\.?(?: (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?(?:,? (?:suite|ste|unit|apt|floor|room|rm|#)\.? ?#?[\w-]+)?) +[A-Z])");
  re2::StringPiece street;
  return RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), pattern, &street) ? street.size()
                                                                                         : part.size();
}

} // namespace leadstream::extraction
