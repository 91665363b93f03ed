#include "domain/extract/phone/phone_number.hpp"

#include "domain/text/strings.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <unordered_map>

namespace leadstream::extraction {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

/// "+49 (0) 711 …": the zero is for callers at home. Italy and the Vatican dial it always.
std::string without_trunk_zero(std::string text) {
  const bool italian = text.starts_with("+39");
  for (const std::string_view zero : {"(0)", "[0]", "( 0 )"}) {
    if (const std::size_t at = text.find(zero); at != std::string::npos) {
      text.replace(at, zero.size(), italian ? "0" : " ");
      break;
    }
  }
  return text;
}

std::string international_form(std::string_view text) {
  std::string out(trim(text, " \t.,;:-/("));
  if (text.starts_with('(') && out.starts_with('+')) {
    out = std::string(trim(text)); // "(+41) 44 …"
    out.erase(0, 1);
  }
  if (out.starts_with("00") && out.size() > 6) {
    out = '+' + out.substr(out.find_first_not_of(" .-", 2));
  }
  return out.starts_with('+') ? without_trunk_zero(std::move(out)) : std::string(trim(text));
}

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      out += c;
    }
  }
  return out;
}

/// Where every national number is written with a trunk prefix ("0711 …" in Germany), digits without it are an
/// order number, a date or the like. Beside "0" such prefixes are often left out by people ("8" in Russia).
bool lacks_trunk_prefix(const PhoneNumber& number, const std::string& written, const std::string& region) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  std::string prefix;
  util.GetNddPrefixForRegion(region, true, &prefix);
  if (prefix != "0" || written.starts_with('+')) {
    return false;
  }
  std::string national;
  util.Format(number, PhoneNumberUtil::NATIONAL, &national);
  return digits_of(national).starts_with('0') && !digits_of(written).starts_with('0');
}

phone_number parsed(const std::string& written, const std::string& region) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util.Parse(written, region.empty() ? "ZZ" : region, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsValidNumber(number) || lacks_trunk_prefix(number, written, region)) {
    return {};
  }
  phone_number out;
  out.extension = number.extension();
  util.Format(number, PhoneNumberUtil::E164, &out.e164);
  util.GetRegionCodeForNumber(number, &out.region);
  return out;
}

} // namespace

phone_number read_phone(std::string_view text, const std::string& region) {
  const std::string written = international_form(text);
  if (written.size() > 60 || (region.empty() && !written.starts_with('+'))) {
    return {};
  }
  // The pages of a site show the same few numbers again and again, and parsing is dear.
  constexpr std::size_t most = 500;
  thread_local std::unordered_map<std::string, phone_number> known;
  const std::string key = region + ' ' + written;
  if (const auto found = known.find(key); found != known.end()) {
    return found->second;
  }
  if (known.size() == most) {
    known.clear();
  }
  return known.emplace(key, parsed(written, region)).first->second;
}

bool is_region(const std::string& region) {
  return PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(region) != 0;
}

std::string region_of_country_code(int code) {
  std::string region;
  PhoneNumberUtil::GetInstance()->GetRegionCodeForCountryCode(code, &region);
  return region == "ZZ" || region == "001" ? std::string{} : region;
}

} // namespace leadstream::extraction
