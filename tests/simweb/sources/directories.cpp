#include "tests/simweb/sources/directories.hpp"

#include "tests/simweb/overpass/endpoint.hpp"
#include "tests/simweb/site/contact_block.hpp"
#include "tests/simweb/site/email_markup.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <strings.h>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

constexpr std::size_t cards_on_page = 20;

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

bool is_near(const company& one, std::string_view place) {
  const auto first = place.substr(0, place.find(','));
  return same(first, "Simland") || same(first, one.town->name) || find_country(first) == one.country;
}

template <class Listed>
std::vector<company> find(const world_options& world, const std::string& trade, const std::string& place,
                          Listed listed) {
  std::vector<company> found;
  for (std::uint64_t i = 0; i < world.companies; ++i) {
    auto one = make_company(world, i);
    if (listed(one) && same(trade, one.industry->word) && is_near(one, place))
      found.push_back(std::move(one));
  }
  return found;
}

std::string card(const company& one) {
  std::string out = fmt::format(
      "<div class=\"result\" data-id=\"yp-{}\"><div class=\"info\"><h2 class=\"n\"><a "
      "href=\"/mip/{}\">{}</a></h2>\n"
      "<div class=\"phones phone primary\">{}</div>\n"
      "<p class=\"adr\"><span class=\"street-address\">{}</span>, <span class=\"postcode\">{}</span> "
      "<span class=\"locality\">{}</span> <span class=\"country\" data-code=\"{}\">{}</span></p>\n"
      "<div class=\"categories\"><a href=\"/c/{}\">{}</a></div>\n",
      one.index, one.slug, html_text(one.name), write_phone(one.phone, phone_style::international),
      html_text(street_line(one)), html_text(one.town->postcode), html_text(one.town->name),
      one.country->code, html_text(one.country->name), one.industry->value, html_text(one.industry->word));
  if (one.index % 4 != 3)
    out += R"(<a class="track-visit-website" rel="nofollow" href=")" + one.website() + "\">Website</a>\n";
  return out + "</div></div>\n";
}

reply html(std::string body) {
  return {.headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = std::move(body)};
}

json entry(const company& one) {
  return {{"id", one.index},
          {"name", one.name},
          {"category", one.industry->word},
          {"links", {{"website", one.index % 5 == 4 ? json() : json(one.website())}}},
          {"contact", {{"phones", json::array({one.phone.e164()})}, {"email", one.email}}},
          {"address",
           {{"line1", street_line(one)},
            {"city", one.town->name},
            {"postcode", one.town->postcode},
            {"country", one.country->code}}},
          {"location", {{"lat", one.latitude}, {"lon", one.longitude}}}};
}

} // namespace

std::string query_value(const request& asked, std::string_view name) {
  std::string_view rest = asked.query;
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    if (pair.starts_with(name) && pair.substr(name.size(), 1) == "=")
      return overpass::form_decoded(pair.substr(name.size() + 1));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
  }
  return {};
}

bool in_yellow_pages(const company& of) {
  return of.index % 3 != 1;
}

bool in_json_directory(const company& of) {
  return of.index % 4 != 1;
}

reply yellow_pages(const world_options& world, const request& asked) {
  if (asked.path == "/robots.txt")
    return {.headers = {{"Content-Type", "text/plain"}}, .body = "User-agent: *\nDisallow: /mip/\n"};
  if (asked.path != "/search")
    return {.status = 404};
  const auto what = query_value(asked, "what");
  const auto where = query_value(asked, "where");
  const auto page = std::max(1UL, std::strtoul(query_value(asked, "page").c_str(), nullptr, 10));
  const auto found = find(world, what, where, in_yellow_pages);
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" +
                    html_text(what) + "</title></head><body><div class=\"search-results organic\">\n";
  const auto begin = std::min(found.size(), (page - 1) * cards_on_page);
  const auto end = std::min(found.size(), begin + cards_on_page);
  for (auto i = begin; i < end; ++i)
    out += card(found[i]);
  out += "</div><div class=\"pagination\">";
  if (end < found.size()) {
    auto query = asked.query.substr(0, asked.query.find("&page="));
    out +=
        fmt::format(R"(<a class="next ajax-page" href="/search?{}&amp;page={}">Next</a>)", query, page + 1);
  }
  return html(out + "</div></body></html>\n");
}

reply json_directory(const world_options& world, const request& asked) {
  if (asked.path != "/v1/companies")
    return {
        .status = 404, .headers = {{"Content-Type", "application/json"}}, .body = R"({"error":"not found"})"};
  const auto found = find(world, query_value(asked, "q"), query_value(asked, "near"), in_json_directory);
  const auto offset = std::strtoul(query_value(asked, "offset").c_str(), nullptr, 10);
  const auto limit = std::clamp(std::strtoul(query_value(asked, "limit").c_str(), nullptr, 10), 1UL, 100UL);
  json list = json::array();
  for (auto i = offset; i < std::min(found.size(), offset + limit); ++i)
    list.push_back(entry(found[i]));
  return {.headers = {{"Content-Type", "application/json"}},
          .body = json{{"data", {{"total", found.size()}, {"companies", list}}}}.dump()};
}

} // namespace leadstream::simweb
