#include "app/try/handlers.hpp"
#include "app/try/input.hpp"

#include "domain/clean/email.hpp"
#include "domain/clean/name.hpp"
#include "domain/clean/phone.hpp"
#include "domain/clean/website.hpp"

#include <nlohmann/json.hpp>

namespace leadstream::app {
namespace {

/// The three members that every field has; `value` is null and `reason` set when the value was refused. A
/// value of which something had to go may come with a remark.
template <class T>
void write(const result<T>& cleaned, const std::string& value, json::writer& answer,
           const std::string& remark = {}) {
  answer.member("ok", cleaned.ok()).key("value");
  cleaned ? answer.value(value) : answer.null();
  answer.member_or_null("reason", cleaned ? remark : cleaned.problem().message);
}

void write_name(const std::string& value, json::writer& answer) {
  const auto name = clean_name(value);
  write(name, name ? name->value : "", answer);
  answer.member_or_null("legal_form", name ? name->legal_form : "");
  answer.key("core");
  name ? answer.value(name->core) : answer.null();
}

void write_email(const std::string& value, json::writer& answer) {
  const auto address = clean_email(value);
  write(address, address ? address->value : "", answer);
}

void write_phone(const std::string& value, const std::string& region, json::writer& answer) {
  const auto number = clean_phone(value, region);
  write(number, number ? number->e164 : "", answer);
}

void write_website(const std::string& value, json::writer& answer) {
  const auto site = clean_website(value);
  const bool shortened = site && site->shortened;
  write(site, site ? site->value : "", answer,
        shortened ? "The address is longer than 255 bytes: only the site is kept, without the path." : "");
  answer.member_or_null("registrable_domain", site ? site->registrable_domain : "");
}

} // namespace

result<done> try_clean(const nlohmann::json& request, json::writer& answer) {
  const auto what = required_text(request, "field");
  if (!what)
    return what.problem();
  const auto value = required_text(request, "value");
  if (!value)
    return value.problem();
  const auto region = text_of(request, "region");
  if (!region)
    return region.problem();
  if (*what == "name")
    write_name(*value, answer);
  else if (*what == "email")
    write_email(*value, answer);
  else if (*what == "phone")
    write_phone(*value, *region, answer);
  else if (*what == "website")
    write_website(*value, answer);
  else
    return error{error_code::invalid_argument, R"("field" must be "name", "email", "phone" or "website")",
                 "field"};
  return done{};
}

} // namespace leadstream::app
