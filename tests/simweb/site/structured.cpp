#include "tests/simweb/site/structured.hpp"

#include "tests/simweb/overpass/evaluate.hpp"
#include "tests/simweb/site/contact_block.hpp"

#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  overpass::append_json_string(out, text);
  return out;
}

std::string organization(const company& of, const placement& shown, std::string_view context) {
  std::string out = fmt::format(R"({{{}"@type":"LocalBusiness","name":{},"url":{},)", context,
                                quoted(of.name), quoted("http://" + of.host() + "/"));
  for (const auto& number : shown.phones)
    if (&number == &shown.phones.front())
      out += fmt::format("\"telephone\":{},", quoted(write_phone(number, of.traits.phone)));
  if (!shown.fax.empty())
    out += fmt::format("\"faxNumber\":{},", quoted(write_phone(shown.fax, of.traits.phone)));
  for (const auto& address : shown.emails)
    out += fmt::format("\"email\":{},", quoted(address));
  if (!of.social.empty()) {
    out += "\"sameAs\":[";
    for (const auto& url : of.social)
      out += quoted(url) + (&url == &of.social.back() ? "" : ",");
    out += "],";
  }
  return out +
         fmt::format(
             "\"numberOfEmployees\":{{\"@type\":\"QuantitativeValue\",\"value\":{}}},\"address\":{{\"@type\":"
             "\"PostalAddress\",\"streetAddress\":{},\"postalCode\":{},\"addressLocality\":{},"
             "\"addressCountry\":{}}}}}",
             of.headcount, quoted(street_line(of)), quoted(of.town->postcode), quoted(of.town->name),
             quoted(of.country->code));
}

std::string person(const employee& one) {
  std::string out =
      fmt::format(R"({{"@context":"https://schema.org","@type":"Person","name":{},"jobTitle":{})",
                  quoted(one.name), quoted(one.title));
  if (!one.email.empty())
    out += ",\"email\":" + quoted("mailto:" + one.email);
  return out + "}";
}

std::string posting(const company& of, std::size_t number) {
  return fmt::format(
      "{{\"@context\":\"https://schema.org/\",\"@type\":\"JobPosting\",\"title\":{},\"datePosted\":\"{}\","
      "\"employmentType\":\"FULL_TIME\",\"hiringOrganization\":{{\"@type\":\"Organization\",\"name\":{}}},"
      "\"jobLocation\":{{\"@type\":\"Place\",\"address\":{{\"@type\":\"PostalAddress\","
      "\"addressLocality\":{}}}}},\"description\":{}}}",
      quoted(of.words->jobs[number % 6]), recent_date(of, number), quoted(of.name), quoted(of.town->name),
      quoted(of.words->sentences[number % 14]));
}

std::string script(std::string_view json) {
  return fmt::format("<script type=\"application/ld+json\">{}</script>\n", json);
}

std::string company_script(const company& of, const placement& shown) {
  constexpr std::string_view context = R"("@context":"https://schema.org",)";
  switch (of.traits.markup) {
  case markup::json_ld_graph:
    return script(
        fmt::format(R"({{"@context":"http://schema.org","@graph":[{{"@type":"WebSite","name":{}}},{}]}})",
                    quoted(of.name), organization(of, shown, "")));
  case markup::json_ld_dirty:
    return script("\n<!--\n" + organization(of, shown, context) + ";\n-->\n");
  default:
    return script("[" + organization(of, shown, context) + "]");
  }
}

} // namespace

std::string recent_date(const company& of, std::size_t number) {
  const std::size_t day = 1 + (of.index * 7 + number * 5) % 28;
  const std::size_t month = 10 - (number + of.index % 2) % 9;
  return fmt::format("2026-{:02}-{:02}", month, day);
}

std::string structured_data(const company& of, page_kind kind, const placement& shown) {
  const bool only_here = of.traits.email == email_style::json_ld_only;
  const bool in_json = of.traits.markup >= markup::json_ld;
  std::string out;
  const bool main_page = kind == page_kind::home || kind == page_kind::contact || kind == page_kind::imprint;
  if ((main_page && in_json) || (only_here && !shown.emails.empty()))
    out += company_script(of, shown);
  if (kind == page_kind::team && (only_here || in_json))
    for (const auto& one : of.people)
      out += script(person(one));
  if (kind == page_kind::careers)
    for (std::size_t i = 0; i < of.index % 4; ++i)
      out += script(posting(of, i));
  return out;
}

} // namespace leadstream::simweb
