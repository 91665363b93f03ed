#include "domain/enrich/size_claims.hpp"

#include "domain/enrich/employee_count.hpp"
#include "domain/intel/sentences.hpp"

#include <re2/re2.h>

#include <utility>

namespace leadstream::enrich {
namespace {

constexpr std::size_t most_claims = 4;
constexpr std::size_t longest_sentence = 400;

constexpr const char* number = R"((\d+)(?:\s?(\+|plus\b)|-(\d+))?)";

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

/// "120 dedicated employees", "a team of 40"
size_claim claim_of(std::string_view sentence) {
  if (std::string count = find_employee_count(sentence, gap::words); !count.empty()) {
    return {std::move(count), std::string(sentence), 0.75};
  }
  std::string from;
  std::string open_end;
  std::string to;
  re2::RE2::PartialMatch(plain_counts(sentence), of_people(), &from, &open_end, &to);
  return {count_text(from, !open_end.empty(), to), std::string(sentence), 0.6};
}

/// A number of four digits that is written without a separator is rather a year.
bool is_year(const std::string& count, std::string_view sentence) {
  return count.size() == 4 && (count.starts_with("19") || count.starts_with("20")) &&
         sentence.find(count) != std::string_view::npos;
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
    if (size_claim found = claim_of(sentence); !found.count.empty() && !is_year(found.count, sentence)) {
      claims.push_back(std::move(found));
    }
    if (claims.size() == most_claims) {
      break;
    }
  }
  return claims;
}

} // namespace leadstream::enrich
