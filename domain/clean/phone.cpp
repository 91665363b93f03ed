#include "domain/clean/phone.hpp"

#include <algorithm>
#include <cctype>
#include <phonenumbers/phonenumberutil.h>
#include <re2/re2.h>
#include <set>

namespace leadstream {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::size_t longest_number = 250;

error refused(std::string_view why) {
  return {error_code::invalid_argument, std::string(why), "phone"};
}

/// What libphonenumber calls a region; "ZZ" when none is known.
std::string region_code(std::string_view region) {
  std::string out(region);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (out == "UK")
    return "GB";
  return out.empty() ? "ZZ" : out;
}

std::string reason_without_country(const std::string& written, std::string_view region) {
  const bool is_region = PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(region_code(region)) != 0;
  if (written.find('+') != std::string::npos || is_region)
    return "No country has the code that the number begins with.";
  return region.empty() ? "The number has no country code, and no region says how to read it."
                        : "The number has no country code, and \"" + std::string(region) +
                              "\" is no region: give the two letters of a country, as CH.";
}

std::string_view reason(PhoneNumberUtil::ErrorType problem) {
  switch (problem) {
  case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
  case PhoneNumberUtil::TOO_SHORT_NSN:
    return "The number is too short.";
  case PhoneNumberUtil::TOO_LONG_NSN:
    return "The number is too long.";
  default:
    return "The text is no telephone number.";
  }
}

/// Where no region says how calls abroad begin, "00" is taken for "+", as nearly everywhere.
std::string dialled(std::string_view text, std::string_view region) {
  const auto first = text.find_first_not_of(" \t");
  if (region.empty() && first != std::string_view::npos && text.substr(first).starts_with("00")) {
    return "+" + std::string(text.substr(first + 2));
  }
  return std::string(text);
}

/// Cuts the extension off that follows a word which the library does not know: "Durchwahl 3".
std::string cut_extension(std::string& text) {
  static const RE2 pattern(
      R"((?i)^(.*\d)[\s,;(/-]*\b(?:durchwahl|dw|klappe|kl|nebenstelle|poste|interno|toestel|wew)[\s.:]*(\d{1,6})\)?\s*$)");
  std::string number;
  std::string extension;
  if (RE2::FullMatch(text, pattern, &number, &extension))
    text = number;
  return extension;
}

} // namespace

result<phone_number> clean_phone(std::string_view text, std::string_view region) {
  if (text.size() > longest_number)
    return refused("The text is too long for a telephone number.");
  const auto& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  std::string written = dialled(text, region);
  const std::string extension = cut_extension(written);
  const auto problem = util.Parse(written, region_code(region), &number);
  if (problem == PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR)
    return refused(reason_without_country(written, region));
  if (problem != PhoneNumberUtil::NO_PARSING_ERROR)
    return refused(reason(problem));
  if (!util.IsValidNumber(number))
    return refused("The plan of +" + std::to_string(number.country_code()) + " has no such number.");
  phone_number out;
  out.extension = extension.empty() ? number.extension() : extension;
  util.GetRegionCodeForNumber(number, &out.region);
  util.Format(number, PhoneNumberUtil::E164, &out.e164);
  return out;
}

bool is_phone_region(const std::string& region) {
  static const auto known = [] {
    std::set<std::string> all;
    PhoneNumberUtil::GetInstance()->GetSupportedRegions(&all);
    return all;
  }();
  return known.contains(region_code(region));
}

} // namespace leadstream
