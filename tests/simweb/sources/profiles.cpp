#include "tests/simweb/sources/profiles.hpp"

#include "tests/simweb/site/email_markup.hpp"
#include "tests/simweb/site/structured.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

reply not_found() {
  return {
      .status = 404, .headers = {{"Content-Type", "application/json"}}, .body = R"({"error":"not found"})"};
}

std::optional<company> find(const world_options& world, std::string_view slug) {
  return find_by_host(world, std::string(slug) + ".test");
}

std::string_view between(std::string_view path, std::string_view before, std::string_view after) {
  if (!path.starts_with(before) || !path.ends_with(after) || path.size() < before.size() + after.size())
    return {};
  return path.substr(before.size(), path.size() - before.size() - after.size());
}

json position(const company& of, std::size_t number, std::string_view maker) {
  const std::string title(of.words->jobs[number % 6]);
  const auto date = recent_date(of, number);
  if (maker == "greenhouse")
    return {{"id", number},
            {"internal_job_id", number},
            {"title", title},
            {"location", {{"name", of.town->name}}},
            {"first_published", date + "T09:00:00-05:00"},
            {"updated_at", "2026-11-20T09:00:00-05:00"}};
  if (maker == "ashby")
    return {{"title", title},
            {"publishedAt", date + "T09:00:00.000+00:00"},
            {"location", of.town->name},
            {"isListed", true}};
  return {{"text", title}, {"createdAt", 1'790'000'000'000 + static_cast<std::int64_t>(number) * 86'400'000}};
}

std::string range_of(std::size_t employees) {
  return employees <= 10 ? "2-10" : employees <= 50 ? "11-50" : "51-200";
}

} // namespace

std::string_view board_of(const company& of) {
  constexpr std::string_view makers[] = {"greenhouse", "lever", "ashby"};
  return of.index % 6 < 3 ? makers[of.index % 6] : std::string_view();
}

std::size_t open_positions(const company& of) {
  return 1 + of.index % 7;
}

std::string board_link(const company& of) {
  const auto maker = board_of(of);
  if (maker == "greenhouse")
    return "https://boards.greenhouse.io/" + of.slug;
  if (maker == "lever")
    return "https://jobs.lever.co/" + of.slug;
  return maker.empty() ? std::string() : "https://jobs.ashbyhq.com/" + of.slug;
}

reply board_answer(const world_options& world, const request& asked) {
  std::string_view maker = "greenhouse";
  auto slug = between(asked.path, "/v1/boards/", "/jobs");
  if (slug.empty()) {
    maker = "lever";
    slug = between(asked.path, "/v0/postings/", "");
  }
  if (slug.empty()) {
    maker = "ashby";
    slug = between(asked.path, "/posting-api/job-board/", "");
  }
  const auto found = find(world, slug);
  if (!found || board_of(*found) != maker)
    return not_found();
  json jobs = json::array();
  for (std::size_t i = 0; i < open_positions(*found); ++i)
    jobs.push_back(position(*found, i, maker));
  if (maker == "greenhouse")
    jobs.push_back({{"title", "Talent Community"}, {"internal_job_id", nullptr}});
  if (maker == "ashby")
    jobs.push_back({{"title", "Confidential Search"}, {"isListed", false}});
  json answer = maker == "lever" ? jobs : json{{"jobs", jobs}};
  if (maker == "greenhouse")
    answer["meta"] = {{"total", jobs.size()}};
  return {.headers = {{"Content-Type", "application/json"}}, .body = answer.dump()};
}

reply linkedin_answer(const world_options& world, const request& asked, bool open) {
  if (asked.path == "/robots.txt")
    return {.headers = {{"Content-Type", "text/plain"}},
            .body = open ? "User-agent: *\nDisallow: /in/\n"
                         : "# The use of robots without the express permission of LinkedIn is strictly "
                           "prohibited.\nUser-agent: *\nDisallow: /\n"};
  const auto found = find(world, between(asked.path, "/company/", ""));
  if (!found)
    return {.status = 404, .headers = {{"Content-Type", "text/html"}}, .body = "<h1>Not found</h1>"};
  const auto& of = *found;
  std::string structured;
  if (of.index % 2 == 0)
    structured =
        fmt::format("<script type=\"application/ld+json\">{}</script>",
                    json{{"@context", "http://schema.org"},
                         {"@type", "Organization"},
                         {"name", of.name},
                         {"url", "https://www.linkedin.com/company/" + of.slug},
                         {"numberOfEmployees", {{"@type", "QuantitativeValue"}, {"value", of.headcount}}}}
                        .dump());
  return {.headers = {{"Content-Type", "text/html; charset=utf-8"}},
          .body = fmt::format(
              "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0} | "
              "LinkedIn</title>{1}</head><body><main><h1>{0}</h1><h2>{2}</h2><section><h3>Company "
              "size</h3><p>{3} employees</p></section><section><h3>Updates</h3><article><time "
              "datetime=\"{4}\">{4}</time><p>{5}</p></article></section></main></body></html>",
              html_text(of.name), structured, html_text(of.town->name), range_of(of.headcount),
              recent_date(of, 0), html_text(of.words->headlines[of.index % 6]))};
}

reply organization_lookup(const world_options& world, const request& asked) {
  const auto refuse = [](int status, const char* why) {
    return reply{.status = status,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = json{{"status", status}, {"message", why}}.dump()};
  };
  if (asked.header("authorization") != "Bearer simweb-token")
    return refuse(401, "Invalid access token");
  if (asked.header("linkedin-version").size() != 6 || asked.header("x-restli-protocol-version") != "2.0.0")
    return refuse(400, "A version header is missing");
  if (asked.path != "/rest/organizations")
    return refuse(404, "No such resource");
  const auto found = find(world, between(asked.query, "q=vanityName&vanityName=", ""));
  json elements = json::array();
  if (found)
    elements.push_back({{"id", 1'000 + found->index},
                        {"localizedName", found->name},
                        {"vanityName", found->slug},
                        {"name", {{"localized", {{"en_US", found->name}}}}}});
  return {.headers = {{"Content-Type", "application/json"}}, .body = json{{"elements", elements}}.dump()};
}

} // namespace leadstream::simweb
