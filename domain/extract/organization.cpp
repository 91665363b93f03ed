#include "domain/extract/organization.hpp"

#include "domain/clean/legal_form.hpp"
#include "domain/extract/company_numbers.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace leadstream::extraction {
namespace {

/// Letters and digits alone, in lower case without diacritics (as hosts are written), without the legal form.
std::string squeezed(const std::string& name) {
  const legal_split parts = split_legal_form(name);
  const std::string& core = parts.core.empty() ? name : parts.core;
  std::string out;
  const std::string latin = without_diacritics(core);
  for (const char c : latin.size() * 2 > core.size() ? latin : unicode_lower(core)) {
    if (is_word(c) || is_high(c)) {
      out += c;
    }
  }
  for (const std::string_view article : {"the", "die", "der", "das"}) {
    if (out.size() > article.size() + 4 && out.starts_with(article) && name.find(' ') == article.size()) {
      out.erase(0, article.size());
    }
  }
  return out;
}

/// The first label of the registrable domain: "praxis-muster.ch" -> "praxismuster".
std::string label_of(const context& page) {
  std::string out;
  for (const char c : page.domain.substr(0, page.domain.find('.'))) {
    if (c != '-') {
      out += c;
    }
  }
  return out;
}

std::string initials(std::string_view name) {
  std::string out;
  for (const std::string_view word : split(name, " -&")) {
    out += to_lower(word.front());
  }
  return out;
}

/// Hosts write "müller" as "mueller" or "muller": the label is compared with umlauts written out, too.
std::string with_umlauts_written_out(std::string name) {
  if (is_ascii(name)) {
    return name;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> pairs{
      {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}}};
  for (const auto& [umlaut, written] : pairs) {
    for (std::size_t at = name.find(umlaut); at != std::string::npos; at = name.find(umlaut, at + 2)) {
      name.replace(at, umlaut.size(), written);
    }
  }
  return name;
}

double support_of_host(const std::string& folded, const std::string& name, const std::string& label) {
  if (label.size() < 2) {
    return 0;
  }
  const std::string spelled = with_umlauts_written_out(name);
  const std::string written = spelled == name ? folded : squeezed(spelled);
  const std::string& key = label.find(written) != std::string::npos ? written : folded;
  if (key == label) {
    return 3;
  }
  if (key.size() >= 4 && label.size() >= 4 &&
      (key.find(label) != std::string::npos || label.find(key) != std::string::npos)) {
    return 1.8;
  }
  return initials(name) == label ? 1.5 : 0;
}

std::size_t mentions(const std::string& text, const std::string& name) {
  std::size_t count = 0;
  for (std::size_t at = text.find(name); at != std::string::npos && count < 6;
       at = text.find(name, at + name.size())) {
    ++count;
  }
  return count;
}

std::string legal_name_of(const std::vector<name_candidate>& candidates, const std::string& chosen) {
  const std::string key = squeezed(chosen);
  for (const name_candidate& candidate : candidates) {
    if (!split_legal_form(candidate.text).legal_form.empty() &&
        (candidate.text.starts_with(chosen) || squeezed(candidate.text) == key)) {
      return candidate.text;
    }
  }
  const auto said = std::find_if(candidates.begin(), candidates.end(),
                                 [](const name_candidate& candidate) { return candidate.legal; });
  return said == candidates.end() ? std::string{} : said->text;
}

/// Where four digits stand that may be a year, each with a blank before.
std::vector<std::size_t> years_in(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t at = 1; at + 4 <= text.size(); ++at) {
    if ((text[at] == '1' || text[at] == '2') && text[at - 1] == ' ' && is_digit(text[at + 1]) &&
        is_digit(text[at + 2]) && is_digit(text[at + 3])) {
      out.push_back(at);
    }
  }
  return out;
}

/// The first of the years that a pattern takes; `leads` are the words that stand before it, in lower case.
std::string first_year(std::string_view text, const std::vector<std::size_t>& years, const RE2& pattern,
                       std::initializer_list<std::string_view> leads) {
  constexpr std::size_t looked_back = 32; ///< bytes that the words before a year take at most
  std::string year;
  for (const std::size_t at : years) {
    const std::string_view before = text.substr(0, at - 1);
    const std::string lead = unicode_lower(
        before.substr(std::max(before.find_last_of(" \t\n") + 1, at - std::min(at, looked_back))));
    if (std::any_of(leads.begin(), leads.end(),
                    [&](std::string_view word) { return lead.ends_with(word); })) {
      const std::size_t begin = at > looked_back ? at - looked_back : 0;
      RE2::PartialMatch({text.data() + begin, std::min(at + 5, text.size()) - begin}, pattern, &year);
    }
    if (!year.empty()) {
      break;
    }
  }
  return year;
}

} // namespace

name_candidate choose_name(const std::vector<name_candidate>& candidates, const context& page) {
  const std::string label = label_of(page);
  std::vector<std::string> keys;
  keys.reserve(candidates.size());
  for (const name_candidate& candidate : candidates) {
    const auto same =
        std::find_if(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(keys.size()),
                     [&](const name_candidate& other) { return other.text == candidate.text; });
    const auto at = static_cast<std::size_t>(same - candidates.begin());
    keys.push_back(at < keys.size() ? keys[at] : squeezed(candidate.text));
  }
  name_candidate best{{}, 0, "none"};
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    double support = candidates[i].weight + support_of_host(keys[i], candidates[i].text, label);
    std::set<std::string_view> methods{candidates[i].method};
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      if (k == i || !methods.insert(candidates[k].method).second) {
        continue;
      }
      const bool inside =
          keys[i].size() >= 4 && keys[k].size() >= 4 &&
          (keys[k].find(keys[i]) != std::string::npos || keys[i].find(keys[k]) != std::string::npos);
      support += keys[i] == keys[k] ? candidates[k].weight : inside ? candidates[k].weight * 0.4 : 0;
    }
    support += 0.35 * static_cast<double>(mentions(page.text.text(), candidates[i].text));
    if (support > best.weight) {
      best = {candidates[i].text, support, candidates[i].method};
    }
  }
  return best;
}

bool may_be_named(const std::string& name, const found_organization& own, const context& page) {
  constexpr std::size_t telling = 4;
  const auto first_word = [](const std::string& text) {
    const std::string plain = plain_words(text);
    return plain.substr(0, plain.find(' '));
  };
  const auto akin = [&](const std::string& known) {
    return !known.empty() && (squeezed(known) == squeezed(name) ||
                              (first_word(known).size() >= telling && first_word(known) == first_word(name)));
  };
  return support_of_host(squeezed(name), name, label_of(page)) > 0 || akin(own.name) || akin(own.legal_name);
}

found_organization find_organization(const context& page, const page_head& head,
                                     const structured_facts& structured,
                                     const std::vector<address_hit>& addresses) {
  found_organization out;
  const auto described = std::max_element(structured.organizations.begin(), structured.organizations.end(),
                                          [](const auto& a, const auto& b) { return a.weight < b.weight; });
  if (described != structured.organizations.end() && described->weight >= 15) {
    out = described->facts;
  }
  const auto candidates = name_candidates(page, head, structured, addresses);
  const name_candidate chosen = choose_name(candidates, page);
  if (!chosen.text.empty()) {
    const bool same =
        out.name == chosen.text || (!out.name.empty() && squeezed(out.name) == squeezed(chosen.text));
    if (!same) {
      out.name = chosen.text;
      out.method = chosen.method;
    }
    out.confidence = std::min(0.98, 0.4 + chosen.weight * 0.06);
  }
  if (out.legal_name.empty()) {
    out.legal_name = legal_name_of(candidates, out.name);
  }
  if (!out.logo.empty()) {
    const std::string logo = absolute(page, out.logo);
    out.logo = logo.empty() ? out.logo : logo;
  }
  read_imprint(page, out);
  return out;
}

void read_imprint(const context& page, found_organization& out) {
  static const RE2 founded(
      R"((?i)(?:founded|established|gegründet|fondée?|créée?|fondata nel|fundada en|opgericht in|założona w|fundada em)(?: in| im| en)? ((?:18|19|20)\d\d)\b)");
  // A patient, a certificate and a colleague are there since a year, too: the business must say it of itself.
  static const RE2 since(
      R"((?i)(?:(?:^|\n|\t|[·|•–] )|\b(?:we|wir|nous|noi|wij|tradition|quality|qualität|qualité|business|family|firma|betrieb|familienbetrieb|unternehmen|company|entreprise|azienda|empresa|bedrijf)\b[^.\n]{0,12} )(?:since|seit|depuis|dal|desde|sinds|od roku) ((?:18|19|20)\d\d)\b)");
  const std::string& text = page.text.text();
  company_numbers numbers = find_company_numbers(text);
  if (out.registration_number.empty()) {
    out.registration_number = std::move(numbers.registration);
  }
  if (out.vat_number.empty()) {
    out.vat_number = std::move(numbers.vat);
  }
  if (out.founding_year.empty()) {
    const std::vector<std::size_t> years = years_in(text);
    out.founding_year = first_year(text, years, founded,
                                   {"founded", "established", "gegründet", "fondé", "fondée", "créé", "créée",
                                    "nel", "en", "in", "im", "w", "em"});
    if (out.founding_year.empty()) {
      out.founding_year =
          first_year(text, years, since, {"since", "seit", "depuis", "dal", "desde", "sinds", "roku"});
    }
  }
}

} // namespace leadstream::extraction
