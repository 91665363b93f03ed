#include "domain/extract/people/person_place.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr int elements_above = 6;
constexpr int card_above = 4;

bool is_named(const context& page, std::uint32_t node, std::initializer_list<std::string_view> words) {
  return page.page.nodes[node].attributes > 0 && (contains_any(page.page.get(node, "class"), words) ||
                                                  contains_any(page.page.get(node, "id"), words));
}

} // namespace

bool is_foreign_voice(const context& page, std::uint32_t node) {
  std::uint32_t at = page.page.nodes[node].parent;
  for (int i = 0; i < elements_above && at != 0; ++i, at = page.page.nodes[at].parent) {
    const std::string_view name = page.page.nodes[at].name;
    if (is_one_of(name, {"blockquote", "q", "cite"}) ||
        is_named(page, at,
                 {"testimonial", "review", "quote", "rezension", "bewertung", "kundenstimm", "temoignage",
                  "témoignage", "recension", "opinion", "resena", "reseña", "feedback", "comment", "byline",
                  "post-author", "entry-author", "post-meta", "entry-meta"})) {
      return true;
    }
  }
  return false;
}

namespace {

constexpr std::size_t shortest_quotation = 12;

bool is_between_marks(std::string_view line) {
  line = trim(line, " .,");
  if (line.size() < shortest_quotation) {
    return false;
  }
  const auto begins = [line](std::string_view mark) { return line.starts_with(mark); };
  const auto ends = [line](std::string_view mark) { return line.ends_with(mark); };
  return ((begins("\"") || begins("'")) && line.ends_with(line.front())) ||
         ((begins("\xE2\x80\x9C") || begins("\xE2\x80\x9E") || begins("\xE2\x80\x9D")) &&
          (ends("\xE2\x80\x9D") || ends("\xE2\x80\x9C") || ends("\""))) ||
         (begins("\xC2\xAB") && ends("\xC2\xBB")) || (begins("\xC2\xBB") && ends("\xC2\xAB"));
}

/// Whether a quotation's element holds the first words in the smallest box around it and another node.
bool opens_box_of(const context& page, std::uint32_t quotation, std::uint32_t node) {
  std::uint32_t box = page.page.nodes[quotation].parent;
  while (box != 0 && page.page.nodes[box].end <= node) {
    box = page.page.nodes[box].parent;
  }
  const std::size_t begin = page.text.range_of(page.page, box).first;
  const std::size_t end = page.text.range_of(page.page, quotation).first;
  const std::string_view before = std::string_view(page.text.text()).substr(begin, end - begin);
  return box != 0 && page.page.nodes[quotation].end <= node &&
         std::none_of(before.begin(), before.end(), is_letter);
}

} // namespace

bool follows_quotation(const context& page, std::size_t index) {
  const auto& lines = page.text.segments();
  for (std::size_t up = 1; up <= std::min<std::size_t>(2, index); ++up) {
    const std::string_view above = page.text.view(lines[index - up]);
    if (is_between_marks(above) || above.find("★★★") != std::string_view::npos ||
        above.find("⭐⭐⭐") != std::string_view::npos) {
      return true;
    }
    const std::uint32_t quotation = page.page.closest(lines[index - up].node, "blockquote");
    if (quotation != 0 && opens_box_of(page, quotation, lines[index].node)) {
      return true;
    }
  }
  return false;
}

bool opens_reviews(std::string_view heading) {
  return heading.size() < 80 && contains_any(unicode_lower(heading), {"testimonial",
                                                                      "reviews",
                                                                      "clients say",
                                                                      "customers say",
                                                                      "people say",
                                                                      "patients say",
                                                                      "say about us",
                                                                      "saying about",
                                                                      "happy customers",
                                                                      "das sagen",
                                                                      "kundenstimmen",
                                                                      "kundenmeinung",
                                                                      "bewertungen",
                                                                      "rezensionen",
                                                                      "patientenstimmen",
                                                                      "gästestimmen",
                                                                      "avis clients",
                                                                      "avis de nos",
                                                                      "témoignages",
                                                                      "ils nous font confiance",
                                                                      "ils parlent de nous",
                                                                      "recensioni",
                                                                      "dicono di noi",
                                                                      "testimonianze",
                                                                      "opiniones",
                                                                      "testimonios",
                                                                      "reseñas",
                                                                      "lo que dicen",
                                                                      "dicen de nosotros",
                                                                      "klanten over",
                                                                      "ervaringen",
                                                                      "beoordelingen",
                                                                      "klanten vertellen",
                                                                      "opinie",
                                                                      "referencje",
                                                                      "co mówią",
                                                                      "testemunhos",
                                                                      "depoimentos",
                                                                      "o que dizem",
                                                                      "avaliações",
                                                                      "recenze",
                                                                      "omdömen",
                                                                      "anmeldelser"});
}

bool is_person_card(const context& page, std::uint32_t node) {
  std::uint32_t at = page.page.nodes[node].parent;
  for (int i = 0; i < card_above && at != 0; ++i, at = page.page.nodes[at].parent) {
    if (is_named(page, at,
                 {"team",     "staff",       "member",          "person",        "people",
                  "employee", "mitarbeiter", "ansprechpartner", "equipe",        "équipe",
                  "equipo",   "medewerker",  "zespol",          "pracownik",     "founder",
                  "profile",  "bio",         "attorney",        "doctor",        "arzt",
                  "lekarz",   "miembro",     "collega",         "kollege",       "leadership",
                  "vcard",    "naam",        "fullname",        "full-name",     "advisor",
                  "berater",  "profissiona", "professionist",   "kontaktperson", "contact-person"})) {
      return true;
    }
  }
  return false;
}

std::optional<std::string_view> behind_representation(std::string_view line) {
  static const RE2 lead(
      R"((?i)\b(?:vertreten durch|vertretungsberechtigte?[rn]?|represented by|led by|geleitet von|guidat[ao] da|dirigid[ao] por|geleid door|représentée? par|dirigée? par|rappresentat[ao] da[l]?|representad[ao] por|vertegenwoordigd door|reprezentowan[aey] przez|inhaltlich verantwortlich)\b[\s:]*(?:(?:den|die|das|der|dem|deren|seinen?|ihre?n?|la|le|il|el|o|a|de|het|our|the|its)\s+)*(.*)$)");
  re2::StringPiece rest;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), lead, &rest)) {
    return std::nullopt;
  }
  const std::string_view behind = trim(std::string_view(rest.data(), rest.size()), " :.,");
  const auto further = behind.empty() ? std::nullopt : behind_representation(behind);
  return further && !further->empty() ? further : behind; // "durch die X GmbH, diese vertreten durch Y"
}

std::string shape_of(const context& page, std::uint32_t node) {
  std::string out;
  std::uint32_t at = page.page.nodes[node].parent;
  for (int i = 0; i < 3 && at != 0; ++i, at = page.page.nodes[at].parent) {
    out += std::string(page.page.nodes[at].name) + '.' + std::string(page.page.get(at, "class")) + '/';
  }
  return out;
}

std::string title_of_label(std::string_view line) {
  const std::string_view label = trim(line, " :.,");
  const std::string out(behind_representation(label).value_or(label));
  return out.size() >= 2 && out.size() <= 50 && is_title(out) ? out : std::string{};
}

bool is_credit(std::string_view label) {
  static const RE2 credit(
      R"((?i)\b(?:photos?|fotos?|fotografi?[aeno]*|photographie|photograph[sy]?|photo credits?|bilder|bildnachweise?|bildrechte|images?|imágenes|imagens|immagini|afbeeldingen|beeld|zdjęcia|fotografie|textes?|webdesign|website|umsetzung|realisierung|realisation|réalisation|realizzazione|realización|conception|crédits?|credits?|créditos|crediti|traduction|übersetzung|posted|published|written|hosting|hébergeur|hoster|clients?|kunden?|bauherr(?:in|schaft)?|cliente|klant|opdrachtgever|klient)\b)");
  return label.size() >= 4 && label.size() <= 40 &&
         RE2::PartialMatch(re2::StringPiece(label.data(), label.size()), credit);
}

label_meaning meaning_of_label(std::string_view label) {
  static const RE2 credit(
      R"((?i)\b(?:photos?|fotos?|fotograf|bild|bilder|images?|text|texte|design|webdesign|web|website|site|umsetzung|realisierung|realisation|réalisation|realizzazione|realización|conception|crédits?|credits?|traduction|übersetzung|by|von|par|por|di|door|autor|author|auteur|autore|posted|published|written|hosting|hébergeur|hoster|provider|tel|fax|phone|e-?mail|adresse|address|name|nom|nome|nombre|naam|betreff|subject)\b)");
  const re2::StringPiece text(label.data(), label.size());
  if (label.size() < 3 || label.size() > 40 || split(label, " ").size() > 4 ||
      RE2::PartialMatch(text, credit) || label.find_first_of("0123456789@!?") != std::string_view::npos) {
    return label_meaning::none;
  }
  if (const auto behind = behind_representation(label); behind && behind->empty()) {
    return label_meaning::introduces;
  }
  if (is_title(label)) {
    return title_of_label(label).empty() ? label_meaning::introduces : label_meaning::title;
  }
  std::size_t at = 0;
  return is_unicode_upper(next_code_point(label, at)) ? label_meaning::title : label_meaning::none;
}

bool is_described_term(const context& page, std::uint32_t node) {
  return page.page.closest(node, "dd") != 0;
}

} // namespace leadstream::extraction
