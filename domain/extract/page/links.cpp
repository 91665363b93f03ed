#include "domain/extract/page/links.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_links = 2000;

struct kind_words {
  link_kind kind;
  std::string_view words; ///< blank-separated
};

/// In the order of precedence.
constexpr std::array<kind_words, 5> vocabulary{{
    {link_kind::contact,
     "contact contacts contactus contact-us kontakt kontakte kontakty contacto contactos contato contatos "
     "contatti contattaci "
     "contattateci contactez contactez-nous nous-contacter contactar contacteer impressum imprint anfahrt "
     "standort "
     "standorte locations location office offices mentions-legales mentions aviso-legal legal-notice "
     "note-legali "
     "colofon adresse indirizzo direccion dirección morada anschrift coordonnees coordonnées find-us "
     "get-in-touch reach-us "
     "visit-us empresa-contacto dane-kontaktowe kontaktformular filialen sedi dove-siamo siedziba"},
    {link_kind::team,
     "team teams our-team unser-team das-team meet-the-team people our-people staff mitarbeiter "
     "mitarbeitende ansprechpartner "
     "ansprechpersonen management leadership board vorstand geschaeftsleitung geschäftsleitung "
     "geschaeftsfuehrung equipe "
     "équipe notre-equipe lequipe direction squadra il-team staff-medico chi-lavora equipo nuestro-equipo "
     "equipa "
     "nossa-equipa nossa-equipe medewerkers ons-team zespol zespół nasz-zespol zarzad zarząd kadra directory "
     "personen personnel "
     "executives partners-team aerzte ärzte attorneys lawyers professionals collaborateurs personale"},
    {link_kind::careers,
     "career careers job jobs join-us join work-with-us vacancies vacancy stellen stellenangebote karriere "
     "offene-stellen "
     "bewerbung emploi emplois recrutement carriere carrières carrieres carriera lavora-con-noi lavoro "
     "opportunita "
     "empleo trabaja trabaja-con-nosotros carreras vacantes carreira carreiras trabalhe recrutamento "
     "oportunidades werken-bij "
     "vacatures werkenbij kariera praca oferty-pracy rekrutacja hiring nous-rejoindre rejoignez-nous"},
    {link_kind::news, "news newsroom blog press press-releases media aktuelles neuigkeiten nachrichten "
                      "presse pressemitteilungen magazin actualites "
                      "actualités actus nouvelles communiques notizie novita novità stampa comunicati "
                      "noticias novedades prensa actualidad "
                      "novidades imprensa nieuws nieuwsberichten pers aktualnosci aktualności wiadomosci "
                      "prasa articles stories insights "
                      "journal updates events"},
    {link_kind::about, "about about-us aboutus company who-we-are our-story our-company profile history "
                       "ueber ueber-uns über-uns uber-uns "
                       "unternehmen wir firma philosophie geschichte wir-ueber-uns apropos a-propos à-propos "
                       "qui-sommes-nous entreprise "
                       "societe société histoire chi-siamo azienda storia la-nostra-storia quienes-somos "
                       "nosotros sobre-nosotros "
                       "acerca empresa sobre-nos sobre quem-somos over-ons over wie-zijn-wij bedrijf "
                       "onze-organisatie o-nas o-firmie "
                       "kim-jestesmy portret portrait leitbild"},
}};

/// Lower case, every run of other characters than letters as one hyphen: "Über uns" -> "über-uns".
std::string hyphenated(std::string_view text) {
  std::string out;
  for (const char c : unicode_lower(text)) {
    if (is_word(c) || is_high(c)) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') {
    out.pop_back();
  }
  return out;
}

/// The vocabulary by word; a word of two kinds is of the first.
const std::unordered_map<std::string_view, link_kind>& kinds() {
  static const auto by_word = [] {
    std::unordered_map<std::string_view, link_kind> made;
    for (const kind_words& entry : vocabulary) {
      for (const std::string_view word : split(entry.words, " ")) {
        made.emplace(word, entry.kind);
      }
    }
    return made;
  }();
  return by_word;
}

std::size_t precedence_of(link_kind kind) {
  const auto entry = std::find_if(vocabulary.begin(), vocabulary.end(),
                                  [kind](const kind_words& one) { return one.kind == kind; });
  return static_cast<std::size_t>(entry - vocabulary.begin());
}

/// The kind that words joined by hyphens name, any run of them.
link_kind kind_of_words(std::string_view words) {
  constexpr std::size_t longest = 60;
  link_kind best = link_kind::other;
  for (std::size_t start = 0; start < words.size() && words.size() <= longest;) {
    const std::size_t next = std::min(words.find('-', start), words.size());
    for (std::size_t end = next; end <= words.size();
         end = std::min(words.find('-', end + 1), words.size())) {
      const auto found = kinds().find(words.substr(start, end - start));
      if (found != kinds().end() && precedence_of(found->second) < precedence_of(best)) {
        best = found->second;
      }
      if (end == words.size()) {
        break;
      }
    }
    start = next + 1;
  }
  return best;
}

std::vector<std::string>& list_of(page_links& links, link_kind kind) {
  switch (kind) {
  case link_kind::contact:
    return links.contact;
  case link_kind::about:
    return links.about;
  case link_kind::team:
    return links.team;
  case link_kind::careers:
    return links.careers;
  case link_kind::news:
    return links.news;
  case link_kind::other:
    break;
  }
  return links.same_site;
}

bool is_file(std::string_view path) {
  const std::string end = lower(path.substr(std::min(path.rfind('.'), path.size())));
  return is_one_of(end, {".pdf", ".jpg",  ".jpeg", ".png",  ".gif", ".svg", ".webp", ".zip",
                         ".doc", ".docx", ".xls",  ".xlsx", ".mp3", ".mp4", ".ics",  ".vcf",
                         ".css", ".js",   ".xml",  ".rss",  ".ppt", ".exe"});
}

} // namespace

link_kind kind_of_link(std::string_view path, std::string_view text) {
  const auto parts = split(path, "/");
  std::string last = parts.empty() ? std::string{} : hyphenated(percent_decode(parts.back()));
  for (const std::string_view ending : {"-html", "-htm", "-php", "-aspx", "-asp", "-jsp"}) {
    if (last.ends_with(ending)) {
      last.resize(last.size() - ending.size());
    }
  }
  const link_kind by_text = text.size() <= 40 ? kind_of_words(hyphenated(text)) : link_kind::other;
  if (parts.size() == 1 || by_text == link_kind::other) {
    const link_kind by_path = kind_of_words(last);
    return by_path == link_kind::other ? by_text : by_path;
  }
  return by_text;
}

page_links find_links(const context& page) {
  page_links links;
  std::set<std::string> seen;
  if (page.base) {
    seen.insert(to_string(*page.base));
  }
  for (std::uint32_t i = 0; i < page.page.nodes.size() && seen.size() < most_links; ++i) {
    if (page.page.nodes[i].name != "a" && page.page.nodes[i].name != "area") {
      continue;
    }
    const std::string_view href = trim(page.page.get(i, "href"));
    if (!page.base || href.empty() || href.front() == '#' ||
        href.find_first_of("<>\"") != std::string_view::npos) {
      continue;
    }
    const result<url> target = resolve(*page.base, href);
    if (!target || is_file(target->path) || !same_site(page, target->host)) {
      continue;
    }
    const std::string address = to_string(*target);
    if (seen.insert(address).second) {
      list_of(links, kind_of_link(target->path, page.page.text_of(i))).push_back(address);
    }
  }
  return links;
}

} // namespace leadstream::extraction
