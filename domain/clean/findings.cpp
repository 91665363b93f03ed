#include "domain/clean/findings.hpp"

#include "domain/clean/country.hpp"
#include "domain/clean/email.hpp"
#include "domain/clean/list.hpp"
#include "domain/clean/name.hpp"
#include "domain/clean/phone.hpp"
#include "domain/clean/text.hpp"
#include "domain/clean/website.hpp"
#include "domain/enrich/size.hpp"
#include "domain/model/lead.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace leadstream {
namespace {

constexpr std::size_t longest_rejected = 1'000;

/// A cleaned value, with what else the rule found out.
struct cleaned_value {
  std::string value;
  std::string detail;
};

error refused(std::string why) {
  return {error_code::invalid_argument, std::move(why), ""};
}

result<cleaned_value> as_name(std::string_view text) {
  auto name = clean_name(text);
  return name ? result<cleaned_value>(cleaned_value{std::move(name->value), ""}) : name.problem();
}

result<cleaned_value> as_email(std::string_view text) {
  auto address = clean_email(text);
  return address ? result<cleaned_value>(cleaned_value{std::move(address->value), ""}) : address.problem();
}

result<cleaned_value> as_phone(std::string_view text, const std::string& region) {
  auto number = clean_phone(text, region);
  if (!number)
    return number.problem();
  return cleaned_value{std::move(number->e164), number->extension.empty() ? "" : "ext. " + number->extension};
}

result<cleaned_value> as_website(std::string_view text, const std::string& base_url) {
  const auto base =
      text.starts_with('/') && !text.starts_with("//") ? parse_url(base_url) : result<url>(error{});
  const auto absolute = base ? resolve(*base, text) : result<url>(error{});
  auto site = clean_website(absolute ? to_string(*absolute) : std::string(text));
  return site ? result<cleaned_value>(cleaned_value{std::move(site->value), ""}) : site.problem();
}

result<cleaned_value> as_link(std::string_view text, const std::string& base_url) {
  const auto base = parse_url(base_url);
  const auto address = base ? resolve(*base, text) : parse_url(text);
  if (!address)
    return refused("The link is not valid: " + address.problem().message + ".");
  std::string value = to_string(*address);
  return value.size() > 500 ? result<cleaned_value>(refused("The link is longer than 500 bytes."))
                            : result<cleaned_value>(cleaned_value{std::move(value), ""});
}

result<cleaned_value> as_text(std::string_view text, std::size_t most) {
  cleaned_value out{clean_text(text, most), ""};
  return out.value.empty() ? result<cleaned_value>(refused("The text is empty.")) : out;
}

result<cleaned_value> as_size(std::string_view text) {
  if (!parse_size_category(text))
    return refused("The size is none of 1-10, 11-50, 51-200, 201-1000, 1000+.");
  return cleaned_value{std::string(text), ""};
}

result<cleaned_value> as_count(std::string_view text) {
  if (!parse_size_category(text) && !enrich::size_of_text(text))
    return refused("The number of employees is neither a number nor a range like 51-200.");
  return as_text(text, 1'000);
}

result<cleaned_value> as_year(std::string_view text) {
  int year = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (problem != std::errc{} || end != text.data() + text.size() || year < 1000 || year > 2999)
    return refused("The founding year is no year of four digits.");
  return cleaned_value{std::string(text), ""};
}

result<cleaned_value> clean_value(const fact& raw, const clean_context& context) {
  switch (raw.what) {
  case field::name:
  case field::legal_name:
    return as_name(raw.value);
  case field::email:
    return as_email(raw.value);
  case field::phone:
  case field::fax:
    return as_phone(raw.value, context.region);
  case field::website:
    return as_website(raw.value, context.base_url);
  case field::social:
  case field::logo:
    return as_link(raw.value, context.base_url);
  case field::size_category:
    return as_size(raw.value);
  case field::employee_count:
    return as_count(raw.value);
  case field::founding_year:
    return as_year(raw.value);
  case field::industry:
    return as_text(raw.value, longest_industry);
  case field::description:
    return as_text(raw.value, 5'000);
  default:
    return as_text(raw.value, 1'000);
  }
}

double clean_confidence(double confidence) {
  return std::isfinite(confidence) ? std::clamp(confidence, 0.0, 1.0) : 0.0;
}

class cleaner {
public:
  cleaner(const clean_context& context, std::vector<rejection>& rejected)
      : context_(context), rejected_(rejected) {}

  /// What does not read as one value may be a list of them.
  void add(const fact& raw) {
    auto value = clean_value(raw, context_);
    if (value)
      return keep(raw, std::move(*value));
    const bool can_list = raw.what == field::phone || raw.what == field::fax || raw.what == field::email;
    std::vector<std::pair<std::string, result<cleaned_value>>> parts;
    for (const auto& part : can_list ? listed_values(raw.value) : std::vector<std::string>())
      parts.emplace_back(part, clean_value({raw.what, part, {}, 1, {}}, context_));
    if (std::none_of(parts.begin(), parts.end(), [](const auto& part) { return part.second.ok(); }))
      return reject(to_string(raw.what), raw.value, value.problem().message);
    for (auto& [part, read] : parts)
      read ? keep(raw, std::move(*read)) : reject(to_string(raw.what), part, read.problem().message);
  }

  void add(const person& raw) {
    person out = raw;
    out.confidence = clean_confidence(raw.confidence);
    out.title = clean_text(raw.title, 100);
    const auto name = raw.name.empty() ? result<std::string>(std::string()) : clean_person_name(raw.name);
    if (!name)
      return reject("person", raw.name, name.problem().message);
    out.name = *name;
    out.email = part("person.email", raw.email, raw.email.empty() ? refused("") : as_email(raw.email));
    out.phone = part("person.phone", raw.phone, as_phone(raw.phone, context_.region));
    out.linkedin_url =
        part("person.linkedin_url", raw.linkedin_url, as_link(raw.linkedin_url, context_.base_url));
    if (out.name.empty() && out.email.empty() && out.phone.empty() && out.linkedin_url.empty())
      return;
    if (std::find(out_.people.begin(), out_.people.end(), out) == out_.people.end())
      out_.people.push_back(std::move(out));
  }

  void add(const place& raw) {
    place out = raw;
    out.confidence = clean_confidence(raw.confidence);
    out.street = clean_text(raw.street, 200);
    out.city = clean_text(raw.city, 100);
    out.state = clean_text(raw.state, 100);
    out.postal_code = clean_text(raw.postal_code, 20);
    const auto code = country_code(raw.country);
    out.country = code.empty() ? clean_text(raw.country, 100) : code;
    if (raw.has_point && !(std::abs(raw.latitude) <= 90 && std::abs(raw.longitude) <= 180)) {
      reject("place", std::to_string(raw.latitude) + ", " + std::to_string(raw.longitude),
             "The point is not on the globe.");
      out.has_point = false;
      out.latitude = out.longitude = 0;
    }
    if (!out.empty() && std::find(out_.places.begin(), out_.places.end(), out) == out_.places.end())
      out_.places.push_back(std::move(out));
  }

  findings take() { return std::move(out_); }

private:
  void keep(const fact& raw, cleaned_value value) {
    const auto [seen, first] = facts_.try_emplace({raw.what, value.value}, out_.facts.size());
    if (!first) {
      auto& known = out_.facts[seen->second];
      known.confidence = std::max(known.confidence, clean_confidence(raw.confidence));
      return;
    }
    std::string detail = raw.detail.empty() ? std::move(value.detail) : clean_text(raw.detail, 500);
    out_.facts.push_back(
        {raw.what, std::move(value.value), raw.method, clean_confidence(raw.confidence), std::move(detail)});
  }

  /// One value of a person: what is refused is left out, the person stays.
  std::string part(const char* what, const std::string& raw, result<cleaned_value> value) {
    if (raw.empty())
      return {};
    if (value)
      return std::move(value->value);
    reject(what, raw, value.problem().message);
    return {};
  }

  void reject(std::string what, std::string_view value, const std::string& reason) {
    rejected_.push_back({std::move(what), std::string(value.substr(0, longest_rejected)), reason});
  }

  const clean_context& context_;
  std::vector<rejection>& rejected_;
  findings out_;
  std::map<std::pair<field, std::string>, std::size_t> facts_;
};

} // namespace

clean_context context_of(const observation& seen, const std::string& region) {
  for (const place& where : seen.raw.places) {
    if (std::string code = country_code(where.country); !code.empty()) {
      return {std::move(code), seen.source_url};
    }
  }
  return {region, seen.source_url};
}

findings clean(const findings& raw, const clean_context& context, std::vector<rejection>& rejected) {
  cleaner out(context, rejected);
  for (const auto& each : raw.facts)
    out.add(each);
  for (const auto& each : raw.people)
    out.add(each);
  for (const auto& each : raw.places)
    out.add(each);
  return out.take();
}

} // namespace leadstream
