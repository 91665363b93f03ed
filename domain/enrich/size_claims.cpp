#include "domain/enrich/size_claims.hpp"

#include "domain/enrich/employee_count.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/strings.hpp"

#include <re2/re2.h>

#include <charconv>
#include <deque>
#include <unordered_map>
#include <utility>

namespace leadstream::enrich {
namespace {

constexpr std::size_t most_claims = 4;
constexpr std::size_t longest_sentence = 400;

/// A pattern in which '_' stands for letters of a word.
std::string with_letters(std::string_view pattern) {
  std::string text;
  for (const char c : pattern) {
    c == '_' ? text.append(R"([^\s\d.,;:]*)") : text.append(1, c);
  }
  return text;
}

// A phrase's parts: where a word begins, words between, a count, those who work, the end.
constexpr const char* start = R"((?i)(?:^|[\s(«"“'’:–-]))";
constexpr const char* few_words = R"((?:_\s+){0,3}?)";
constexpr const char* number = R"((\d+)(?:\s?(\+|plus\b)|-(\d+))?)";
constexpr const char* people =
    R"(\s+(?:_\s+){0,2}?(?:people|persons?|professionals|specialists|experts|engineers|colleagues|developers|)"
    R"(lawyers|consultants|staff|craftspeople|personen|köpfe_|menschen|leute_|kolleg_|fachleute_|fachkräfte_|)"
    R"(profis|spezialist_|expert_|personnes|personas|profesionales|persone|professionisti|pessoas|)"
    R"(profissionais|mensen|osób|employees|employés|salariés|collabora_|empleados|trabajadores|dipendenti|)"
    R"(_mitarbeite_|angestellte_))";
constexpr const char* end_of_word = R"((?:$|[.,;:!?)»"–-]|\s+[^\s\d%]))";
constexpr const char* end_of_sentence = R"(\s*[.!;]?\s*$)";

/// What stands before and behind the count in phrases that say how many work for whoever speaks.
struct phrase {
  std::string before;
  std::string after;
};

std::vector<phrase> phrases() {
  const std::string whom = std::string("(?:") + people + ")" + end_of_word;
  const std::string whom_or_end = "(?:" + whom + "|" + end_of_sentence + ")";
  // Other nouns behind the count are not people: "employs 20 different methods".
  const std::string whom_or_not =
      "(?:" + whom +
      R"(|[,.;:!?)–]|$|\s+(?:in|at|across|worldwide|and|who|today|im|weltweit|und|à|en|dans|et|y|e|nel_)\s)" +
      ")";
  return {
      // "a team of 40", "wir beschäftigen rund 120"
      {std::string(R"((?:team of|staff of|workforce of|workforce is|employs?|employing|team von|)"
                   R"(belegschaft von|beschäftigt|beschäftigen|équipe de|emploie|employons|equipo de|)"
                   R"(emplea a|squadra di|team di|impiega|equipa de|emprega|team van|zatrudnia(?:my)?)\s+)") +
           few_words,
       whom_or_not},
      // "we are 45 people", "nous sommes 300."
      {std::string(R"((?:we are|wir sind|nous sommes|somos|siamo|wij zijn|we zijn|jesteśmy)\s+)") + few_words,
       whom_or_end},
      // "das Team umfasst 15 Personen", "a headcount of 75"
      {std::string(R"((?:team|_belegschaft|staff|workforce|crew|équipe|equipo|plantilla|squadra|organico|)"
                   R"(equipa|headcount|effectif)\s+(?:of|is|has|counts|numbers|consists of|comprises|)"
                   R"(includes|umfasst|zählt|besteht aus|compte|comprend|se compose de|est composée? de|)"
                   R"(est de|es de|de|cuenta con|está (?:formado|compuesto) por|conta|è composto da|di|tem|)"
                   R"(conta com|telt|bestaat uit|liczy)\s+)") +
           few_words,
       whom_or_end},
      {std::string(R"((?:zählt|umfasst) (?:unsere?|das|die) (?:team|_belegschaft)\s+)") + few_words,
       whom_or_end},
      // "50 people work here", "bei uns arbeiten 230"
      {"", std::string(people) +
               R"(\s+(?:_\s+){0,2}?(?:work|arbeiten|travaillent|trabajan|lavorano|trabalham|werken)\s+)"
               R"((?:_\s+){0,2}?(?:here|(?:for|with) us|(?:at|in) our|(?:bei|für) uns|(?:an|in) unser_|)"
               R"(chez nous|dans (?:notre|nos)|con nosotros|en nuestr_|(?:da|con) noi|connosco|bij ons))"},
      {std::string(R"((?:bei uns arbeiten|chez nous travaillent|con nosotros trabajan|da noi lavorano|)"
                   R"(bij ons werken)\s+)") +
           few_words,
       whom_or_not},
      // "Effectif : 90 personnes"
      {std::string(R"((?:effectifs?|headcount|team size|plantilla|organico|belegschaft|mitarbeiterzahl|)"
                   R"(teamgr_e)\s*:\s*)") +
           few_words,
       whom_or_not},
      // "8-köpfiges Team", "a 20-strong team"
      {"", R"([\s-]+(?:köpfig_|personen|mann|person|people|member|strong|man|employee)[\s-]+(?:_\s+){0,2}?)"
           R"((?:team|belegschaft|crew|staff|workforce|company|firm|studio|agency|practice|unternehmen|)"
           R"(betrieb|firma|agentur|büro)(?:$|[\s.,;:!?)»"–-]))"}};
}

const std::deque<re2::RE2>& phrase_expressions() {
  static const std::deque<re2::RE2> all = [] {
    std::deque<re2::RE2> made;
    for (const phrase& each : phrases()) {
      made.emplace_back(with_letters(start + each.before + number + each.after));
    }
    return made;
  }();
  return all;
}

/// An expression that finds whole words.
std::string whole_words(const char* pattern) {
  return with_letters(std::string(R"((?i)(?:^|[\s(«"“'’:,–-])(?:)") + pattern + R"()(?:$|[\s.,;:!?)»"–-]))");
}

/// The numbers of sentences with such words are not the company's own people of today.
bool tells_of_others(const std::string& sentence) {
  static const re2::RE2 wanted_or_gone(whole_words(
      R"(hir(?:e|es|ed|ing)|recruit_|new jobs|create|creating|vacanc_|positions?|plan(?:s|ned)? to|)"
      R"(will (?:employ|have)|laid off|redundan_|dismiss_|trained|retrain_|suchen|einstellen|eingestellt|)"
      R"(stell(?:t|en|ten)|entlass_|geschult_|neue (?:mitarbeite_|stellen)|recrut_|embauch_|licenci_|formé_|)"
      R"(buscamos|contrat_|assum_)"));
  static const re2::RE2 other_companies(whole_words(
      R"((?:companies|firms|businesses|clients?|customers?|organi[sz]ations?|enterprises?|employers?|teams) )"
      R"((?:with|of|from|between|that|who)|of (?:our|their) (?:clients|customers|partners)|)"
      R"(for (?:companies|firms|businesses|teams)|(?:used|trusted|loved) by|users?|patients?|students?|guests?|)"
      R"(years? old|if you|you have|your|(?:can|may|could) use|(?:free|basic|pro) plan|seats|licen[cs]es?|)"
      R"((?:firmen|unternehmen|betriebe|kunden|kmu) (?:mit|ab|von)|für (?:firmen|unternehmen|kmu)|)"
      R"((?:ihre|haben) sie|wenn sie|(?:genutzt|verwendet) von|können|entreprises (?:de|avec)|utilisé_ par|)"
      R"(si vous|empresas (?:de|con)|utilizad_ por|aziende (?:con|da)|usat_ da|)"
      R"((?:for|für|pour|para|per|voor|dla|ab) (?:(?:up to|over|about|über|rund|bis zu) )?\d+ (?:_ )?)"
      R"((?:employees|staff|people|workers|_mitarbeit_|personen|angestellte_|salariés|employés|personnes|)"
      R"(empleados|personas|dipendenti|persone|medewerkers|mensen))"));
  static const re2::RE2 beginnings(whole_words(
      R"((?:started|began|begann|starteten|grew|begonnen|débuté|commencé|empezó|empezamos|founded|)"
      R"(established|launched|set up|gegründet|fondée?|créée?|fundada?|creada|fondata|opgericht))"
      R"((?: [^\s.,;:]+){0,4}? (?:with|from|by|mit|von|avec|par|con|por|da|met|door) (?:_ ){0,2}?\d+)"));
  return re2::RE2::PartialMatch(sentence, wanted_or_gone) ||
         re2::RE2::PartialMatch(sentence, other_companies) || re2::RE2::PartialMatch(sentence, beginnings);
}

std::unordered_map<std::string_view, unsigned> read_number_words() {
  std::unordered_map<std::string_view, unsigned> values;
  for (const std::string_view line : lexicon_lines("number_words")) {
    unsigned value = 0;
    for (const std::string_view word : extraction::split(line, " ")) {
      if (is_digit(word[0])) {
        std::from_chars(word.data(), word.data() + word.size(), value);
      } else {
        values.emplace(word, value);
      }
    }
  }
  return values;
}

/// The value of a number word, 0 for any other.
unsigned value_of(std::string_view word) {
  static const auto values = read_number_words();
  const auto found = values.find(lower(word));
  return found == values.end() ? 0 : found->second;
}

/// "twenty" and "five", "two" and "dozen" are one number; 0 when they are two.
unsigned together(unsigned before, unsigned after) {
  if (before >= 20 && before < 100 && before % 10 == 0 && after < 10) {
    return before + after;
  }
  return before > 0 && before < 10 && (after == 12 || after == 100) ? before * after : 0;
}

/// Number words as digits.
std::string with_digits(std::string_view sentence) {
  std::string out;
  unsigned before = 0;
  std::size_t begin_of_number = 0;
  const auto is_part = [](char c) { return is_word(c) || extraction::is_high(c); };
  while (!sentence.empty()) {
    std::size_t end = 0;
    while (end < sentence.size() && is_part(sentence[end])) {
      ++end;
    }
    const std::string_view word = sentence.substr(0, end);
    const unsigned value = word.empty() ? 0 : value_of(word);
    if (const unsigned sum = value > 0 ? together(before, value) : 0; sum > 0) {
      out.resize(begin_of_number);
      out += std::to_string(sum);
    } else {
      begin_of_number = out.size();
      out += value > 0 ? std::to_string(value) : std::string(word);
    }
    before = value;
    out += sentence.substr(end, end < sentence.size() ? 1 : 0);
    sentence.remove_prefix(std::min(end + 1, sentence.size()));
  }
  return out;
}

/// "120 dedicated employees", "a team of 40"
size_claim claim_of(std::string_view sentence, const std::string& plain) {
  if (std::string count = find_employee_count(plain, gap::words); !count.empty()) {
    return {std::move(count), std::string(sentence), 0.75};
  }
  for (const re2::RE2& expression : phrase_expressions()) {
    std::string from;
    std::string open_end;
    std::string to;
    if (re2::RE2::PartialMatch(plain, expression, &from, &open_end, &to)) {
      return {count_text(from, !open_end.empty(), to), std::string(sentence), 0.6};
    }
  }
  return {};
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
    if (sentence.size() > longest_sentence) {
      continue;
    }
    const std::string plain = plain_counts(with_digits(sentence));
    if (plain.find_first_of("0123456789") == std::string::npos) {
      continue;
    }
    if (size_claim found = claim_of(sentence, plain);
        !found.count.empty() && !is_year(found.count, sentence) && !tells_of_others(plain)) {
      claims.push_back(std::move(found));
    }
    if (claims.size() == most_claims) {
      break;
    }
  }
  return claims;
}

} // namespace leadstream::enrich
