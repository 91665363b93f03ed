#include "domain/extract/phone/phone_number.hpp"

#include "domain/text/strings.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

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

std::vector<std::string_view> groups_of(std::string_view text) {
  std::vector<std::string_view> groups;
  for (std::size_t begin = 0; (begin = text.find_first_of("0123456789", begin)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", begin), text.size());
    groups.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return groups;
}

/// Between all groups the same: "20.00-22.00" are hours.
bool has_one_separator(std::string_view text) {
  text = trim(text);
  std::string_view first;
  for (std::size_t begin = 0;
       (begin = text.find_first_not_of("0123456789", begin)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of("0123456789", begin), text.size());
    const std::string_view separator = text.substr(begin, end - begin);
    if (!first.empty() && separator != first) {
      return false;
    }
    first = separator;
    begin = end;
  }
  return true;
}

/// Where every national number is written with a trunk prefix ("0711 …" in Germany), digits without it are an
/// order number, a date or the like. Beside "0" such prefixes are often left out by people ("8" in Russia),
/// and Indians and Argentinians leave out the "0" too.
bool lacks_trunk_prefix(const PhoneNumber& number, const std::string& written, const std::string& region,
                        bool labelled) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  std::string prefix;
  util.GetNddPrefixForRegion(region, true, &prefix);
  if (prefix != "0" || written.starts_with('+') || region == "IN" || region == "AR" ||
      (labelled && util.GetNumberType(number) == PhoneNumberUtil::MOBILE)) {
    return false;
  }
  std::string national;
  util.Format(number, PhoneNumberUtil::NATIONAL, &national);
  return digits_of(national).starts_with('0') && !digits_of(written).starts_with('0');
}

phone_number parsed(const std::string& written, const std::string& region, bool labelled) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util.Parse(written, region.empty() ? "ZZ" : region, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsValidNumber(number) || lacks_trunk_prefix(number, written, region, labelled)) {
    return {};
  }
  phone_number out;
  out.extension = number.extension();
  util.Format(number, PhoneNumberUtil::E164, &out.e164);
  util.GetRegionCodeForNumber(number, &out.region);
  return out;
}

} // namespace

phone_number read_phone(std::string_view text, const std::string& region, bool labelled) {
  const std::string written = international_form(text);
  if (written.size() > 60 || (region.empty() && !written.starts_with('+'))) {
    return {};
  }
  // The pages of a site show the same few numbers again and again, and parsing is dear.
  constexpr std::size_t most = 2'000;
  thread_local std::unordered_map<std::string, phone_number> known;
  const std::string key = written.starts_with('+') ? written : region + (labelled ? ':' : ' ') + written;
  if (const auto found = known.find(key); found != known.end()) {
    return found->second;
  }
  if (known.size() == most) {
    known.clear();
  }
  return known.emplace(key, parsed(written, region, labelled)).first->second;
}

bool is_grouped_as_dialled(std::string_view text, const std::string& region) {
  const std::vector<std::string_view> written = groups_of(text);
  const phone_number read = read_phone(text, region);
  if (written.size() < 2 || read.e164.empty() || !has_one_separator(text)) {
    return false;
  }
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  util.Parse(read.e164, region, &number);
  std::string dialled;
  util.Format(number,
              digits_of(text).starts_with('0') ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL,
              &dialled);
  std::vector<std::string_view> usual = groups_of(dialled);
  if (dialled.starts_with('+')) {
    usual.erase(usual.begin());
  }
  return written == usual || (written.size() == 2 && usual.size() > 2 && written.front() == usual.front());
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
