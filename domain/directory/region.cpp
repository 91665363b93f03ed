#include "domain/directory/region.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <map>

namespace leadstream::directory {
namespace {

std::string folded(icu::UnicodeString text) {
  std::string out;
  text.trim().foldCase().toUTF8String(out);
  return out;
}

/// Folded names and codes of all countries.
std::map<std::string, std::string> make_names() {
  constexpr std::array<const char*, 8> languages{"en", "de", "fr", "it", "es", "pt", "nl", "pl"};
  std::map<std::string, std::string> names;
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    const icu::Locale country("", *code);
    for (const char* language : languages) {
      icu::UnicodeString name;
      country.getDisplayCountry(icu::Locale(language), name);
      names.emplace(folded(name), *code);
    }
    names.emplace(folded(icu::UnicodeString::fromUTF8(*code)), *code);
  }
  names.emplace("uk", "GB");
  names.emplace("usa", "US");
  return names;
}

} // namespace

std::string region_of(std::string_view location) {
  static const std::map<std::string, std::string> names = make_names();
  const auto comma = location.rfind(',');
  const auto last = comma == std::string_view::npos ? location : location.substr(comma + 1);
  const auto found =
      names.find(folded(icu::UnicodeString::fromUTF8({last.data(), static_cast<std::int32_t>(last.size())})));
  return found == names.end() ? std::string{} : found->second;
}

} // namespace leadstream::directory
