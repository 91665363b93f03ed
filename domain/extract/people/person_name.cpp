#include "domain/extract/people/person_name.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_name = 60;

const word_set& given_names() {
  static const word_set names = [] {
    static std::string all;
    for (const std::string_view line : split(lexicon("given_names"), "\n")) {
      if (line.front() != '#') {
        all += std::string(line) + ' ';
      }
    }
    return word_set(all);
  }();
  return names;
}

const word_set& particles() {
  static const word_set words(
      "von van de der den del della di da do dos das du des la le lo zu zum zur vom ten ter el al bin ben "
      "y e i af av von der mc mac st. san 't d' in aus auf op");
  return words;
}

const word_set& salutations() {
  static const word_set words(
      "dr prof mr mrs ms miss mx sir herr frau hr fr m mme mlle monsieur madame maître me sig sig.ra sig.na "
      "signor signora dott dott.ssa dottor dottoressa ing dipl dipl.-ing lic mag med dent iur rer nat phil "
      "oec "
      "inh publ avv arch geom rag sr sra srta d dña don doña dhr mevr mw drs mgr inż pan pani lek stom hab "
      "dra "
      "eng "
      "engº dr.med dr.med.dent prof.dr h.c mba msc bsc dipl.-kfm ra rain pd univ betr.oec fh hsg eth uzh pr "
      "reverend rev hon capt lt sgt n nauk bc mudr mvdr judr rndr phdr paeddr thdr mga lekarz mag di ddr ir "
      "hc em apl "
      "priv.-doz arq abg enga dipl.-betriebsw dipl.-inf dipl.-wirtsch dipl.-wirt dipl.-psych dipl.-oec "
      "dipl.-phys");
  return words;
}

const word_set& degrees() {
  static const word_set words(
      "jr sr ii iii iv phd ph.d md m.d dds d.d.s dmd dvm rn mba m.b.a cpa cfa cfp "
      "esq j.d jd llm ll.m pe aia leed "
      "fca aca acca fcca mrics frics cima cimo fcma acma chfc clu gri crs dipfa fpfs cta efz mas dipl.ing "
      "msc bsc ma ba m.a b.a m.sc b.sc cmfo pmp obe mbe do fnp np pa-c lcsw ma.");
  return words;
}

/// Words that names of people do not hold, in the languages of the product.
const word_set& foreign_words() {
  static const word_set words(
      "familie family famille famiglia familia uid street avenue road drive park center centre service "
      "services group university "
      "college school company inc llc ltd gmbh ag kg ug "
      "corp corporation association institute department office hotel restaurant "
      "cafe bar shop store market bank church city town "
      "county state states north south east west new york london berlin wien "
      "zürich contact us home about our team meet the "
      "read more learn view click here privacy policy terms conditions customer "
      "support help news blog events gallery products "
      "product solutions online free best quality home page phone email fax mobile "
      "tel address hours monday tuesday wednesday "
      "thursday friday saturday sunday january february july "
      "september october november december montag "
      "dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai "
      "oktober dezember lundi mardi mercredi "
      "jeudi vendredi samedi dimanche unser unsere ihr ihre über uns kontakt "
      "impressum datenschutz leistungen öffnungszeiten anfahrt "
      "telefon mehr erfahren weiter jetzt termin willkommen nos notre votre vos "
      "équipe accueil contactez mentions légales services "
      "horaires savoir plus chi siamo contatti dove nostri nostra orari scopri "
      "quiénes somos contacto nuestro nuestra equipo leer más "
      "over ons onze openingstijden lees meer kontakty oferta nasz zespół więcej "
      "quem equipa nossa saiba mais rights reserved all "
      "copyright facebook twitter instagram linkedin youtube google and und et y or "
      "oder for für pour with mit by von der die das for "
      "is are was job jobs career search menu login sign register newsletter "
      "subscribe download map directions main follow special "
      "general international national american united sales marketing management "
      "practice dental clinic medical health care law firm "
      "attorneys partners consulting solutions technologies systems software design "
      "media studio international world "
      "board directors members staff staffs lighting hair beauty garden house haus "
      "hof platz strasse straße gasse weg allee via piazza rue calle "
      "avenida plaza praxis zahnarztpraxis kanzlei apotheke bäckerei metzgerei "
      "garage autohaus immobilien versicherung treuhand schreinerei "
      "malerei elektro sanitär bau holz technik handel verlag verein stiftung "
      "gemeinde stadt kanton suite building floor box lake river beach "
      "mountain hill valley point bay island saint club library museum theater "
      "theatre festival stadium airport station police fire happy "
      "merry christmas easter holiday gift cards card cart checkout account password "
      "username first last name message subject submit send "
      "accounts receivable payable questions question food planning commission development community "
      "frequently "
      "asked long range hong kong rooms apartments parking delivery shipping returns orders payment payments "
      "kundenservice kundendienst buchhaltung verkauf einkauf geschäftsleitung verwaltung zentrale empfang "
      "allgemeine allgemeiner technischer technische direction ressources humaines atención cliente clientes "
      "servizio clienti ufficio acquisti amministrazione klantenservice administratie verkoop dział biuro "
      "obsługa "
      "klienta sprzedaży zarząd rechtliche hinweise amtsgericht handelsregister registergericht finanzamt "
      "europäische kommission tribunal registro mercantil chambre camera commercio kamer koophandel "
      "your my this that these those what when where why how who please thank you "
      "order buy book now today open closed");
  return words;
}

/// Surnames that are words of places as well; after a given name they are surnames.
const word_set& place_surnames() {
  static const word_set words(
      "hill park church west lake bank law street north bay house green field rivers garden price cook "
      "baker shepherd bishop page stone wood banks store post bush berg bach stein fuchs vogel koch maler "
      "bauer haus hof holz platz gasse weg valley point beach saint press");
  return words;
}

std::string_view bare(std::string_view word) {
  return trim(word, ".,()\"'");
}

bool begins_upper(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_unicode_upper(next_code_point(word, at));
}

/// Letters, hyphens, apostrophes and a final dot alone.
bool is_name_word(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const char c = word[i];
    if (!is_high(c)) {
      if (!is_letter(c) && c != '-' && c != '\'' && c != '.' && c != '`') {
        return false;
      }
      ++i;
    } else if (const char32_t wide = next_code_point(word, i); !is_unicode_letter(wide) && wide != 0x2019) {
      return false;
    }
  }
  return !word.empty();
}

bool is_initial(std::string_view word) {
  return word.size() <= 5 && begins_upper(word) && (word.ends_with('.') || word.size() == 1);
}

/// Camel case with several capitals is a brand, unless it is Mc, Mac, O' or a double name.
bool is_camel(std::string_view word) {
  std::size_t upper = 0;
  std::size_t lower_case = 0;
  for (const char c : word) {
    upper += is_upper(c) ? 1 : 0;
    lower_case += is_lower(c) ? 1 : 0;
  }
  const bool allowed =
      word.starts_with("Mc") || word.starts_with("Mac") || word.starts_with("De") || word.starts_with("Di") ||
      word.starts_with("La") || word.starts_with("Le") || word.starts_with("Van") || word.starts_with("Du") ||
      word.find_first_of("-'") != std::string_view::npos || (word.size() > 1 && is_high(word[1]));
  return upper >= 2 && lower_case >= 1 && !allowed;
}

bool is_given(std::string_view word) {
  const std::string folded = without_diacritics(bare(word));
  return given_names().contains(folded) || given_names().contains(folded.substr(0, folded.find('-')));
}

/// "Dr.", "Frau"; words that are names or parts of degrees as well ("phil", "med") only with a dot or behind
/// another.
bool is_salutation(std::string_view word, const std::string& folded, bool follows) {
  const bool plain =
      is_one_of(folded, {"dr",     "prof", "mr",     "mrs",     "ms",   "herr", "frau",     "monsieur",
                         "madame", "mme",  "signor", "signora", "pani", "dott", "dott.ssa", "sig.ra",
                         "maître", "mevr", "dhr",    "don",     "doña", "rev",  "reverend", "mgr",
                         "lek",    "inż",  "mudr",   "judr",    "dra",  "sig",  "avv",      "drs"}) ||
      word == "Me";
  return salutations().contains(folded) && (plain || word.ends_with('.') || (follows && folded.size() > 2));
}

bool is_surname(const std::vector<std::string_view>& before, const std::string& word) {
  return !before.empty() && is_given(before.front()) && place_surnames().contains(word);
}

/// What friends say, in marks between given name and surname: Darnell "DJ" Jackson.
bool is_nickname(std::string_view word) {
  for (const std::string_view mark : {"\"", "\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x9E"}) {
    if (word.starts_with(mark) && word.size() > mark.size() + 1 && !is_letter(word.back()) &&
        !is_digit(word.back())) {
      return true;
    }
  }
  return false;
}

/// Cuts a name from what is set behind it: ", CEO", " - Sales", " (PhD)", " | ".
std::size_t end_of_name(std::string_view text) {
  std::size_t end = text.size();
  for (const std::string_view seam :
       {",", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "|", "(", ":", ";", "/", " \xC2\xB7 ",
        " \xE2\x80\xA2 ", "\t", "\n", "@", " \xE2\x80\x93", "\xE2\x80\x93 "}) {
    end = std::min(end, text.find(seam));
  }
  return end;
}

} // namespace

bool is_degree(std::string_view part) {
  const auto words = split(part, " ");
  return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return degrees().contains(unicode_lower(bare(word)));
  });
}

std::string without_diacritics(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(status);
  std::string out;
  const auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  const icu::UnicodeString apart = U_SUCCESS(status) ? decomposer->normalize(source, status) : source;
  for (int i = 0; i < apart.length(); ++i) {
    const char16_t c = apart[i];
    if (c < 0x80) {
      out += to_lower(static_cast<char>(c));
    } else {
      out += c == u'\u00DF'                     ? "ss"
             : c == u'\u0142' || c == u'\u0141' ? "l"
             : c == u'\u00F8' || c == u'\u00D8' ? "o"
             : c == u'\u00E6'                   ? "ae"
                                                : "";
    }
  }
  return out;
}

person_name read_person_name(std::string_view text) {
  person_name out;
  text = trim(text, " \t*\"");
  const std::size_t end = end_of_name(text);
  const std::string_view head = text.substr(0, end);
  if (head.empty() || head.size() > longest_name) {
    return out;
  }
  std::vector<std::string_view> words;
  const auto written = split(head, " ");
  if (written.size() > 12 || !is_name_word(trim(written.front(), ",()\""))) {
    return out;
  }
  for (const std::string_view word : written) {
    if (!words.empty() && is_nickname(word)) {
      continue;
    }
    const std::string folded = unicode_lower(bare(word));
    if (words.empty() && is_salutation(word, folded, out.salutation)) {
      out.salutation = true;
    } else if (!words.empty() && degrees().contains(folded)) {
      break;
    } else if (!is_name_word(word) || is_camel(word) ||
               (foreign_words().contains(folded) && !is_surname(words, folded) &&
                (words.empty() || !particles().contains(folded)))) {
      return out;
    } else {
      words.push_back(word);
    }
  }
  while (!words.empty() && particles().contains(unicode_lower(words.back()))) {
    return out;
  }
  const auto capitals =
      std::count_if(words.begin(), words.end(), [](std::string_view w) { return begins_upper(w); });
  const auto shouts = [](std::string_view w) {
    return w.size() >= 2 && std::none_of(w.begin(), w.end(), is_lower);
  };
  const bool acronym = shouts(words.empty() ? "" : words.front()) &&
                       words.front().find('.') == std::string_view::npos &&
                       !std::all_of(words.begin(), words.end(),
                                    [&](std::string_view w) { return shouts(w) || is_initial(w); });
  const bool label = words.size() == 2 && is_initial(words.front()) && shouts(words.back()) &&
                     words.back().size() <= 4; // "P. IVA"
  const bool shape = !acronym && !label && words.size() >= 2 && words.size() <= 5 && capitals >= 2 &&
                     begins_upper(words.front()) && begins_upper(words.back()) &&
                     bare(words.back()).size() >= 2 && !is_initial(words.back()) &&
                     std::all_of(words.begin(), words.end(), [](std::string_view w) {
                       return begins_upper(w) || particles().contains(unicode_lower(w));
                     });
  if (!shape) {
    return out;
  }
  for (const std::string_view word : words) {
    out.name += (out.name.empty() ? "" : " ") + std::string(trim(word, ",\"()"));
  }
  out.known_given = is_given(words.front()) || (is_initial(words.front()) && is_given(words[1]));
  out.rest = std::string(trim(text.substr(end), " ,-|:;()/\t\xE2\x80\x93\x94\xC2\xB7"));
  return out;
}

bool fits_name(std::string_view local_part, std::string_view name) {
  const std::string local = without_diacritics(local_part);
  const auto words = split(name, " ");
  if (words.size() < 2) {
    return false;
  }
  const std::string first = without_diacritics(words.front());
  const std::string last = without_diacritics(words.back());
  if (last.size() >= 3 && local.find(last.substr(0, 12)) != std::string::npos) {
    return true;
  }
  const bool initial_and_last = last.size() >= 3 && local.find(last) != std::string::npos;
  return initial_and_last || (first.size() >= 3 && (local == first || local.starts_with(first + '.')));
}

} // namespace leadstream::extraction
