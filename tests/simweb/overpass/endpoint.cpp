#include "tests/simweb/overpass/endpoint.hpp"

#include "tests/simweb/overpass/evaluate.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace leadstream::simweb::overpass {
namespace {

std::string page_of(std::string_view text) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 "
      "Strict//EN\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>OSM3S "
      "Response</title></head>\n<body>\n<p>The data included in this document is from "
      "www.openstreetmap.org.</p>\n<p><strong style=\"color:#FF0000\">Error</strong>: {} </p>\n\n"
      "</body>\n</html>\n",
      text);
}

reply failed(int status, std::string_view text, std::string fault = {}) {
  return {.status = status,
          .headers = {{"Content-Type", "text/html; charset=utf-8"}},
          .body = page_of(text),
          .fault = std::move(fault)};
}

bool stock_agent(std::string_view agent) {
  constexpr std::array<std::string_view, 14> stock = {
      "curl/",  "libcurl",    "wget/",  "python-requests", "python-urllib", "go-http-client", "java/",
      "okhttp", "node-fetch", "axios/", "libwww-perl",     "aiohttp",       "boost.beast",    "mozilla/4.0"};
  std::string lower(agent);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower.empty() ||
         std::any_of(stock.begin(), stock.end(), [&](auto s) { return lower.starts_with(s); });
}

std::string parameter(std::string_view form, std::string_view name) {
  while (!form.empty()) {
    const auto pair = form.substr(0, form.find('&'));
    if (pair.starts_with(name) && pair.substr(name.size(), 1) == "=")
      return form_decoded(pair.substr(name.size() + 1));
    form.remove_prefix(std::min(form.size(), pair.size() + 1));
  }
  return {};
}

std::string program_of(const request& asked) {
  if (asked.method == "GET")
    return parameter(asked.query, "data");
  const auto from_form = parameter(asked.body, "data");
  return from_form.empty() && !asked.body.starts_with("data=") ? asked.body : from_form;
}

std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

reply status_page() {
  return {.headers = {{"Content-Type", "text/plain"}},
          .body = "Connected as: 2130706433\nCurrent time: " + now() +
                  "\nAnnounced endpoint: none\nRate limit: 2\n2 slots available now.\nCurrently running "
                  "queries (pid, "
                  "space limit, time limit, start time):\n"};
}

} // namespace

std::string form_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    if (text[i] == '%' && i + 2 < text.size() + 0 &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ptr == text.data() + i + 3) {
      out += static_cast<char>(code);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string endpoint::next_fault() {
  const auto number = asked_++;
  if (reliability_ == reliability::sound)
    return {};
  if (reliability_ == reliability::tired)
    return number % 10 == 1 ? "504" : "";
  constexpr std::array<const char*, 6> cycle = {"429", "", "504", "remark", "cut", ""};
  return cycle[number % cycle.size()];
}

reply endpoint::answer(const request& asked) {
  if (stock_agent(asked.header("user-agent")))
    return failed(406, "Not Acceptable: please send a User-Agent that identifies your application", "406");
  if (asked.path == "/api/status")
    return status_page();
  if (asked.path != "/api/interpreter")
    return failed(404, "Not Found");
  if (asked.method != "GET" && asked.method != "POST")
    return failed(405, "Method Not Allowed");
  return interpret(asked);
}

reply endpoint::interpret(const request& asked) {
  auto fault = next_fault();
  if (fault == "429")
    return failed(429,
                  "runtime error: open64: 0 Success /osm3s_osm_base "
                  "Dispatcher_Client::request_read_and_idx::rate_limited. "
                  "Please check /api/status for the quota of your IP address.",
                  std::move(fault));
  if (fault == "504")
    return failed(504,
                  "runtime error: open64: 0 Success /osm3s_osm_base "
                  "Dispatcher_Client::request_read_and_idx::timeout. The "
                  "server is probably too busy to handle your request.",
                  std::move(fault));
  return run(program_of(asked), std::move(fault));
}

reply endpoint::run(std::string_view program, std::string fault) {
  const auto parsed = parse(program);
  if (!parsed.error.empty())
    return failed(400, parsed.error);
  if (parsed.format != "json")
    return failed(400, "only [out:json] is answered here");
  const bool partial = fault == "remark";
  const auto found = evaluate(parsed, data_, partial ? 3 : SIZE_MAX);
  if (!found.error.empty())
    return failed(400, found.error);
  std::string body = fmt::format(
      "{{\n  \"version\": 0.6,\n  \"generator\": \"Overpass API 0.7.62.8\",\n  \"osm3s\": {{\n    "
      "\"timestamp_osm_base\": \"{}\",\n    \"timestamp_areas_base\": \"{}\",\n    "
      "\"copyright\": \"The data included in this document is from www.openstreetmap.org. The "
      "data is made available under ODbL.\"\n  }},\n  \"elements\": [\n\n",
      now(), now());
  body += found.elements + "\n\n  ]";
  if (partial)
    body += ",\n\"remark\": \"runtime error: Query timed out in \\\"query\\\" at line 3 after 61 seconds.\"";
  body += "\n}\n";
  if (fault == "cut")
    body.resize(body.size() / 2);
  return {
      .headers = {{"Content-Type", "application/json"}}, .body = std::move(body), .fault = std::move(fault)};
}

} // namespace leadstream::simweb::overpass
