#include "domain/extract/address/countries.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <array>
#include <unordered_map>

namespace leadstream::extraction {
namespace {

struct country {
  std::string_view code;
  std::string_view names; ///< lower case, by '|'
};

constexpr std::array<country, 77> countries{{
    {"US", "usa|us|u.s.|u.s.a.|united states|united states of america|vereinigte staaten|états-unis|stati "
           "uniti|estados unidos|verenigde staten|stany zjednoczone"},
    {"CA", "canada|can|kanada|canadá"},
    {"GB", "gb|gbr|uk|u.k.|united kingdom|great britain|england|scotland|wales|northern "
           "ireland|großbritannien|vereinigtes königreich|royaume-uni|regno unito|reino unido|verenigd "
           "koninkrijk|wielka brytania"},
    {"IE", "irl|ireland|irland|irlande|irlanda|ierland|irlandia|éire"},
    {"DE", "d|deu|ger|germany|deutschland|allemagne|germania|alemania|duitsland|niemcy|alemanha|"
           "bundesrepublik deutschland"},
    {"AT", "a|aut|austria|österreich|oesterreich|autriche|oostenrijk|áustria"},
    {"CH", "ch|che|sui|switzerland|schweiz|suisse|svizzera|suiza|zwitserland|szwajcaria|suíça|svizra"},
    {"LI", "fl|lie|liechtenstein|fürstentum liechtenstein"},
    {"FR", "f|fra|france|frankreich|francia|frankrijk|francja|frança"},
    {"BE", "b|bel|belgium|belgien|belgique|belgio|bélgica|belgië|belgia"},
    {"LU", "l|lux|luxembourg|luxemburg|lussemburgo|luxemburgo|lëtzebuerg|luksemburg"},
    {"NL", "nl|nld|ned|netherlands|the netherlands|niederlande|pays-bas|paesi bassi|países "
           "bajos|nederland|holland|holandia|países baixos"},
    {"IT", "i|ita|italy|italien|italie|italia|itália|italië|włochy"},
    {"ES", "e|esp|spain|spanien|espagne|spagna|españa|spanje|hiszpania|espanha"},
    {"PT", "p|prt|por|portugal|portogallo|portugalia"},
    {"PL", "pl|pol|poland|polen|pologne|polonia|polska|polónia"},
    {"AD", "and|andorra|andorre"},
    {"MC", "mco|monaco|principauté de monaco|mónaco|monako"},
    {"SM", "smr|san marino"},
    {"DK", "dnk|denmark|danmark|dänemark|danemark|danimarca|dinamarca|denemarken|dania"},
    {"SE", "swe|sweden|sverige|schweden|suède|svezia|suecia|zweden|szwecja|suécia"},
    {"NO", "nor|norway|norge|norwegen|norvège|norvegia|noruega|noorwegen|norwegia"},
    {"FI", "fin|finland|suomi|finnland|finlande|finlandia"},
    {"IS", "isl|iceland|ísland|island"},
    {"CZ", "cz|cze|czechia|czech republic|tschechien|česko|česká republika|république tchèque|repubblica "
           "ceca|czechy"},
    {"SK", "svk|slovakia|slowakei|slovensko|slovaquie|slovacchia"},
    {"HU", "hun|hungary|ungarn|magyarország|hongrie|ungheria|węgry"},
    {"SI", "svn|slovenia|slowenien|slovenija"},
    {"HR", "hrv|croatia|kroatien|hrvatska|croatie|croazia|chorwacja"},
    {"RO", "rou|romania|rumänien|românia|roumanie"},
    {"BG", "bgr|bulgaria|bulgarien|bulgarie"},
    {"GR", "grc|greece|griechenland|grèce|grecia|ελλάδα"},
    {"TR", "tur|turkey|türkei|türkiye|turquie|turchia"},
    {"RU", "rus|russia|russland|россия|russian federation"},
    {"UA", "ukr|ukraine|україна"},
    {"RS", "srb|serbia|serbien|srbija"},
    {"EE", "est|estonia|estland|eesti"},
    {"LV", "lva|latvia|lettland|latvija"},
    {"LT", "ltu|lithuania|litauen|lietuva"},
    {"CY", "cyp|cyprus|zypern"},
    {"MT", "mlt|malta"},
    {"AU", "aus|australia|australien|australie"},
    {"NZ", "nzl|new zealand|neuseeland"},
    {"MX", "mex|mexico|méxico|mexiko"},
    {"BR", "bra|brazil|brasil|brasilien|brésil"},
    {"AR", "arg|argentina|argentinien"},
    {"CL", "chl|chile"},
    {"CO", "col|colombia|kolumbien"},
    {"PE", "per|peru|perú"},
    {"IN", "ind|india|indien"},
    {"CN", "chn|china|p.r. china|prc"},
    {"HK", "hkg|hong kong"},
    {"TW", "twn|taiwan"},
    {"JP", "jpn|japan|日本"},
    {"KR", "kor|korea|south korea|republic of korea"},
    {"SG", "sgp|singapore|singapur"},
    {"MY", "mys|malaysia"},
    {"TH", "tha|thailand"},
    {"VN", "vnm|vietnam"},
    {"ID", "idn|indonesia|indonesien"},
    {"PH", "phl|philippines"},
    {"AE", "are|united arab emirates|uae|u.a.e."},
    {"SA", "sau|saudi arabia"},
    {"IL", "isr|israel"},
    {"EG", "egy|egypt"},
    {"MA", "mar|morocco|maroc|marokko"},
    {"ZA", "zaf|south africa|südafrika"},
    {"NG", "nga|nigeria"},
    {"KE", "ken|kenya"},
    {"JM", "jam|jamaica"},
    {"PR", "puerto rico"},
    {"VE", "ven|venezuela"},
    {"UY", "ury|uruguay"},
    {"CR", "cri|costa rica"},
    {"PA", "pan|panama|panamá"},
    {"PK", "pak|pakistan"},
    {"BD", "bgd|bangladesh"},
}};

const std::unordered_map<std::string_view, std::string_view>& by_name() {
  static const auto index = [] {
    std::unordered_map<std::string_view, std::string_view> made;
    for (const country& c : countries) {
      for (const std::string_view name : split(c.names, "|")) {
        made.emplace(name, c.code);
      }
    }
    return made;
  }();
  return index;
}

bool is_known_code(std::string_view upper) {
  for (const country& c : countries) {
    if (c.code == upper) {
      return true;
    }
  }
  return false;
}

} // namespace

std::string country_code(std::string_view name) {
  const std::string folded = unicode_lower(fold_blanks(trim(name, " .,;-()")));
  if (const auto found = by_name().find(folded); found != by_name().end()) {
    return std::string(found->second);
  }
  if (folded.size() == 2 && is_letter(folded[0]) && is_letter(folded[1])) {
    std::string code;
    for (const char c : folded) {
      code += static_cast<char>(c - 32);
    }
    return is_known_code(code) ? code : std::string{};
  }
  return {};
}

std::string country_of_host(std::string_view host) {
  const std::string top = lower(host.substr(host.rfind('.') + 1));
  if (top == "uk") {
    return "GB";
  }
  // Sold to everybody: .co, .io and their kind say nothing.
  if (is_one_of(top,
                {"co", "io", "me", "tv", "ai", "cc", "ws", "ly", "to", "fm", "eu", "la", "sh", "gg", "im"})) {
    return {};
  }
  std::string code;
  for (const char c : top) {
    code += is_lower(c) ? static_cast<char>(c - 32) : '?';
  }
  return top.size() == 2 && is_known_code(code) ? code : std::string{};
}

std::string country_of_language(std::string_view language) {
  for (const std::string_view same :
       {"de", "fr", "it", "es", "nl", "pl", "pt", "fi", "hu", "ro", "ru", "tr", "no"}) {
    if (language == same) {
      return {static_cast<char>(same[0] - 32), static_cast<char>(same[1] - 32)};
    }
  }
  return language == "sv"   ? "SE"
         : language == "da" ? "DK"
         : language == "cs" ? "CZ"
         : language == "el" ? "GR"
         : language == "ja" ? "JP"
         : language == "ko" ? "KR"
                            : "";
}

} // namespace leadstream::extraction
