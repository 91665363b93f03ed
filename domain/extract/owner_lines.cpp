#include "domain/extract/owner_lines.hpp"

#include "domain/clean/legal_form.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <re2/re2.h>

namespace leadstream::extraction {
namespace {

/// Words that the owner's legal name follows, in the line or below.
std::string owner_labels() {
  return "(?:^|\\s)(?i:" + lexicon_pattern("owner_labels") +
         ")(?i: la société| l'entreprise| the company| der| die)?\\s*";
}

/// Words that the name of the business follows in their line.
constexpr const char* trade_labels = "nome (?:de )?fantasia|nome comercial|nombre comercial|nom "
                                     "commercial|nome commerciale|enseigne|trading name|"
                                     "trading as|handelsname";

/// A town with the two letters of its state: "Oakland, CA", "São Paulo/SP"; no name with a legal form.
bool is_town_and_state(std::string_view line) {
  static const RE2 pattern(R"(^[\p{L} .'’-]+(?:, ?[A-Z]{2}|/[A-Z]{2})$)");
  return RE2::FullMatch(re2::StringPiece(line.data(), line.size()), pattern) &&
         !is_one_of(line.substr(line.size() - 2),
                    {"AG", "SA", "SE", "AB", "AS", "KG", "UG", "NV", "BV", "OY", "EG"});
}

} // namespace

bool has_legal_form(std::string_view text) {
  const legal_split taken = split_legal_form(text);
  return !taken.legal_form.empty() && taken.core.size() >= 2;
}

std::string_view without_label(std::string_view text) {
  const std::size_t colon = text.rfind(": ");
  const std::string_view behind = colon == std::string_view::npos ? "" : trim(text.substr(colon + 2));
  return has_legal_form(behind) ? behind : text;
}

bool introduces(std::string_view line) {
  static const word_set leads(lexicon_lines("address_leads"));
  const std::string last = unicode_lower(line.substr(line.find_last_of(" \t") + 1));
  return leads.contains(last) || is_town_and_state(line);
}

std::string_view without_seat_label(std::string_view line) {
  static const word_set seats(lexicon_lines("seat_labels"));
  const std::size_t blank = line.find(' ');
  const bool label = seats.contains(unicode_lower(line.substr(0, blank)));
  return !label ? line : blank == std::string_view::npos ? std::string_view{} : trim(line.substr(blank + 1));
}

bool announces_owner(std::string_view label) {
  static const RE2 pattern(owner_labels() + ":?$");
  return RE2::PartialMatch(re2::StringPiece(label.data(), label.size()), pattern);
}

bool may_announce(std::string_view text) {
  static const RE2 labels("(?i:" + lexicon_pattern("owner_labels") + "|" + trade_labels + ")");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), labels);
}

namespace {

/// "Menuiserie Garrigues, SARL au capital de": the form of a house behind a comma.
bool legal_form_follows(std::string_view name, std::string_view behind) {
  if (!behind.starts_with(", ")) {
    return false;
  }
  const std::string_view form = behind.substr(2, behind.find_first_of(" ,;(", 2) - 2);
  return has_legal_form(std::string(name) + ' ' + std::string(form));
}

} // namespace

std::string_view announced_owner(std::string_view line) {
  static const RE2 pattern(owner_labels() + ":?\\s*(\\p{Lu}[^,;(|]*)");
  re2::StringPiece found;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), pattern, &found)) {
    return {};
  }
  const std::string_view name = trim({found.data(), found.size()});
  return has_legal_form(name) ||
                 legal_form_follows(name, line.substr(name.data() + name.size() - line.data()))
             ? name
             : std::string_view{};
}

bool tells_of_others(std::string_view line) {
  static const RE2 pattern(
      R"((?i)^(?:h[ée]berg(?:eur|ement|é par)|(?:web)?host(?:ing|er|ed by)|(?:hosting|internet)?[- ]?provider|alojamiento|alojado|hospedagem|alojamento|website(?: by|:)|conception|r[ée]alisation|realizzazione|realización|umsetzung|realisierung|webdesign|web design|zuständige|aufsichtsbehörde|kammer|médiateur|verbraucherschlichtung|berufshaftpflicht|versicherer)\b)");
  return RE2::PartialMatch(re2::StringPiece(line.data(), std::min<std::size_t>(line.size(), 60)), pattern);
}

std::string_view announced_trade_name(std::string_view line) {
  static const RE2 pattern("(?i:\\b(?:" + std::string(trade_labels) +
                           R"()\b)\s*:\s*(\p{Lu}[^,;(|]*?)(?:\s+[-–•·]\s|[.,;(|]|$))");
  re2::StringPiece found;
  RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), pattern, &found);
  return trim({found.data(), found.size()});
}

} // namespace leadstream::extraction
