#include "domain/intel/funding.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/strings.hpp"

#include <re2/re2.h>

namespace leadstream::intel {
namespace {

/// Any word for a number.
std::string numerals() {
  std::string words = "one";
  for (const std::string_view line : lexicon_lines("number_words")) {
    for (const std::string_view word : extraction::split(line, " ")) {
      if (!is_digit(word.front())) {
        words.append("|").append(re2::RE2::QuoteMeta({word.data(), word.size()}));
      }
    }
  }
  return "\\b(?:" + words + ")";
}

std::string captured(const re2::RE2& expression, std::string_view sentence) {
  std::string text;
  re2::RE2::PartialMatch({sentence.data(), sentence.size()}, expression, &text);
  return text;
}

const std::string signs = R"((?:(?:\b(?:US|CA|A|C|NZ|S|HK|R))?\$|[€£₹¥]))";
const std::string codes = R"(\b(?:CHF|EUR|USD|GBP|SEK|NOK|DKK|JPY|INR|AUD|CAD|SGD|PLN|CZK|BRL|AED))";
const std::string figures = R"(\d[\d.,']*)";
const std::string scales =
    R"((?:k|mn?|bn|mio\.?|mrd\.?|crore|lakh|millions?|billions?|thousand|millionen|milliarden|millones|millón|milioni|milione|miliardi|mln|mil(?:h|j)(?:ões|ão|oen)|miljard|mil))";
const std::string currencies =
    R"((?:(?:US|de|d'|di)[\s-]?)?(?:dollars?|dólares|dollari|reais|euros?|francs?|francos|franken|pounds|livres|rupees|kronor|kroner|CHF|EUR|USD|GBP|SEK|€|£|\$))";

} // namespace

funding_terms funding_of(std::string_view sentence) {
  static const re2::RE2 amount("(?i)((?:" + signs + "|" + codes + R"()\s?)" + figures + R"((?:\s?)" + scales +
                               R"(\b)?|(?:)" + figures + "|" + numerals() + R"()[\s-]?)" + scales +
                               R"([\s-]?)" + currencies + ")");
  static const re2::RE2 round(R"((?i)\b((?:series|serie|série)[ -][a-h]|pre-?seed|seed|semilla|amorçage)\b)");
  static const re2::RE2 investor(
      R"(\b(?:led by|from|angeführt vo[nm]|vo[nm]|menée? par|auprès (?:de |d')|liderad[ao] (?:por|pel[ao])|guidato da|onder leiding van|van investeerder|bij|(?:euros?|reais|dólares) d(?:[ao]|al|alla))\s*(?:the |der |dem )?((?:(?:\p{Lu}|[a-z]\d+[a-z])[\p{L}\d&.-]*\s?){1,4}))");
  static const re2::RE2 leader(R"(^((?:\p{Lu}[\p{L}\d&.-]*\s){1,4})(?:leads|led|invests|backs)\b)");
  static const re2::RE2 anybody(R"(^(?:Invest|Privat|Business Angel|Kapital))");
  funding_terms terms{captured(amount, sentence), captured(round, sentence), captured(investor, sentence)};
  if (terms.investor.empty() || re2::RE2::PartialMatch(terms.investor, anybody)) {
    terms.investor = captured(leader, sentence);
  }
  for (std::string* part : {&terms.amount, &terms.investor}) {
    part->erase(part->find_last_not_of(" .,'") + 1);
  }
  return terms;
}

} // namespace leadstream::intel
