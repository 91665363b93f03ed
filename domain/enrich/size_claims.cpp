#include "domain/enrich/size_claims.hpp"

#include "domain/intel/sentences.hpp"

#include <re2/re2.h>

namespace leadstream::enrich {
namespace {

constexpr std::size_t most_claims = 4;
constexpr std::size_t longest_sentence = 400;

constexpr const char* number =
    R"((\d{1,3}(?:[.,'’ ]\d{3})+|\d{1,6})\s?(\+|plus\b)?(?:\s?(?:-|–|to|bis|à|a|do)\s?(\d{1,6}))?)";

const re2::RE2& with_noun() {
  static const re2::RE2 expression(
      std::string(R"((?i)(?:^|[^\w.,€$£%-]))") + number +
      R"(\s+(?:(?:[\p{L}-]+\s+){0,3}?)(?:employees|staff|co-?workers|team members|full[- ]time|mitarbeiter(?:innen|nde|n)?|mitarbeitende[nr]?|beschäftigte[nr]?|angestellte[nr]?|fachkräfte|employés|salariés|collaborateurs|empleados|trabajadores|dipendenti|collaboratori|funcionários|colaboradores|medewerkers|werknemers|pracowników)(?:$|[^\p{L}]))");
  return expression;
}

const re2::RE2& of_people() {
  static const re2::RE2 expression(
      std::string(
          R"((?i)(?:^|[^\p{L}])(?:team of|staff of|workforce of|workforce is|employs?|employing|we are|team von|belegschaft von|beschäftigt|beschäftigen|équipe de|emploie|employons|equipo de|emplea a|squadra di|team di|impiega|equipa de|emprega|team van|zatrudnia(?:my)?)\s+(?:(?:[\p{L}-]+\s+){0,3}?))") +
      number +
      R"((?:\s+(?:[\p{L}-]+\s+){0,2}?(?:people|persons|professionals|specialists|experts|engineers|colleagues|developers|lawyers|consultants|personen|köpfe|leute|kolleg\p{L}*|fachleute|personnes|experts|personas|profesionales|persone|professionisti|pessoas|profissionais|mensen|professionals|osób|employees|\p{L}*mitarbeite\p{L}*))?(?:$|[^\p{L}\d%]))");
  return expression;
}

/// The numbers of sentences with such words are not the company's own people of today.
bool tells_of_others(const re2::StringPiece& sentence) {
  static const re2::RE2 expression(
      R"((?i)(?:^|[^\p{L}])(?:hir(?:e|es|ing)|recruit\w*|new jobs|create|creating|vacanc\w*|positions?|(?:companies|firms|businesses|clients?|customers?|organi[sz]ations?|enterprises?|employers?|teams) (?:with|of|from|between|that|who)|for (?:companies|firms|businesses|teams)|started with|began with|grew from|laid off|redundan\w*|users?|patients?|students?|guests?|years? old|suchen|einstellen|neue (?:mitarbeite|stellen)|(?:firmen|unternehmen|betriebe|kunden|kmu) (?:mit|ab|von)|für (?:firmen|unternehmen|kmu)|begann mit|gegründet mit|recrut\w*|entreprises (?:de|avec)|buscamos|empresas (?:de|con)|assum\w*|aziende (?:con|da))(?:$|[^\p{L}]))");
  return re2::RE2::PartialMatch(sentence, expression);
}

std::string digits_of(const std::string& written) {
  std::string digits;
  for (const char c : written) {
    if (c >= '0' && c <= '9') {
      digits += c;
    }
  }
  return digits;
}

/// The count as size_of_text() reads it; empty for what is no count of people.
std::string count_of(const std::string& from, const std::string& open_end, const std::string& to) {
  const std::string first = digits_of(from);
  const bool is_year =
      first.size() == 4 && from.size() == 4 && (first.starts_with("19") || first.starts_with("20"));
  if (is_year || first.empty() || first == "0") {
    return {};
  }
  return to.empty() ? first + (open_end.empty() ? "" : "+") : first + '-' + to;
}

bool claim(const re2::RE2& expression, std::string_view sentence, double confidence, size_claim& into) {
  std::string from;
  std::string open_end;
  std::string to;
  if (!re2::RE2::PartialMatch({sentence.data(), sentence.size()}, expression, &from, &open_end, &to)) {
    return false;
  }
  into = {count_of(from, open_end, to), std::string(sentence), confidence};
  return !into.count.empty();
}

} // namespace

std::vector<size_claim> find_size_claims(std::string_view text) {
  std::vector<size_claim> claims;
  for (const std::string_view sentence : intel::split_sentences(text)) {
    if (sentence.size() > longest_sentence ||
        sentence.find_first_of("0123456789") == std::string_view::npos ||
        tells_of_others({sentence.data(), sentence.size()})) {
      continue;
    }
    size_claim found;
    if (claim(with_noun(), sentence, 0.75, found) || claim(of_people(), sentence, 0.6, found)) {
      claims.push_back(std::move(found));
    }
    if (claims.size() == most_claims) {
      break;
    }
  }
  return claims;
}

} // namespace leadstream::enrich
