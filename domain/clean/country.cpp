#include "domain/clean/country.hpp"

#include "domain/text/fold_case.hpp"
#include "domain/text/trim.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unordered_map>

namespace leadstream {
namespace {

using code_table = std::unordered_map<std::string, std::string>;

void add_names(code_table& table, const char* code) {
  const icu::Locale country("", code);
  table.try_emplace(fold_case(code), code);
  table.try_emplace(fold_case(country.getISO3Country()), code);
  for (const char* language : {"en", "de", "fr", "it", "es", "pt", "nl", "ru", "pl"}) {
    icu::UnicodeString name;
    std::string text;
    country.getDisplayCountry(icu::Locale(language), name).toUTF8String(text);
    table.try_emplace(fold_case(text), code);
  }
}

const code_table& codes() {
  static const code_table all = [] {
    code_table out{{"uk", "GB"},
                   {"u.k.", "GB"},
                   {"england", "GB"},
                   {"scotland", "GB"},
                   {"wales", "GB"},
                   {"usa", "US"},
                   {"u.s.a.", "US"},
                   {"u.s.", "US"},
                   {"holland", "NL"},
                   {"the netherlands", "NL"},
                   {"united states of america", "US"},
                   {"great britain", "GB"},
                   {"czech republic", "CZ"},
                   {"fürstentum liechtenstein", "LI"},
                   {"fl", "LI"},
                   {"turkey", "TR"},
                   {"république française", "FR"},
                   {"bundesrepublik deutschland", "DE"},
                   {"brd", "DE"}};
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code)
      add_names(out, *code);
    return out;
  }();
  return all;
}

} // namespace

std::string country_code(std::string_view country) {
  const auto found = codes().find(fold_case(trim(country)));
  return found == codes().end() ? std::string() : found->second;
}

} // namespace leadstream
