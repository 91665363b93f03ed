#include "app/try/tech.hpp"

#include "app/try/handlers.hpp"
#include "app/try/input.hpp"
#include "app/try/json_input.hpp"
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/parse.hpp"
#include "domain/text/charset.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace leadstream::app {
namespace {

using nlohmann::json;

constexpr std::size_t parse_memory = 64U << 20U;
constexpr auto parse_time = std::chrono::milliseconds(500);

result<done> check_object(const json& request, const char* key) {
  const auto found = request.find(key);
  const bool fits = found == request.end() || found->is_null() || found->is_object();
  return fits ? result<done>(done{})
              : error{error_code::invalid_argument, "\"" + std::string(key) + "\" must be an object", key};
}

void read_answers(const json& request, enrich::tech_page& page) {
  const json headers = request.value("headers", json::object());
  for (auto each = headers.begin(); headers.is_object() && each != headers.end(); ++each) {
    for (const std::string& value : texts_at(headers, each.key().c_str())) {
      page.headers.push_back({each.key(), value});
    }
    if (each->is_string() && each->get_ref<const std::string&>().empty()) {
      page.headers.push_back({each.key(), ""});
    }
  }
  const json cookies = request.value("cookies", json::object());
  for (auto each = cookies.begin(); cookies.is_object() && each != cookies.end(); ++each) {
    page.cookies.emplace_back(each.key(), text_at(cookies, {each.key().c_str()}));
  }
  const json dns = request.value("dns", json::object());
  for (auto each = dns.begin(); dns.is_object() && each != dns.end(); ++each) {
    for (const std::string& value : texts_at(dns, each.key().c_str())) {
      page.dns.emplace_back(each.key(), value);
    }
  }
}

result<std::string> page_bytes(const json& request) {
  const bool given = request.contains("html") || request.contains("html_base64") || request.contains("path");
  return given ? html_of(request) : std::string();
}

/// The parsed page; one that goes beyond the budget is looked at without its tree.
std::optional<extraction::document> parsed(const std::string& html) {
  static const std::function<monotonic_time()> now = std::chrono::steady_clock::now;
  try {
    return extraction::parse(html,
                             std::make_shared<extraction::arena>(parse_memory, now() + parse_time, now));
  } catch (const extraction::budget_exceeded&) {
    return std::nullopt;
  }
}

void write(const enrich::found_technology& one, leadstream::json::writer& answer) {
  answer.begin_object().member("name", one.name);
  if (!one.version.empty()) {
    answer.member("version", one.version);
  }
  answer.member("confidence", one.confidence).key("categories").begin_array();
  for (const std::string& category : one.categories) {
    answer.value(category);
  }
  answer.end_array().end_object();
}

} // namespace

result<done> detect_technologies(const enrich::tech_detector& by, const json& request,
                                 leadstream::json::writer& answer) {
  const auto bytes = page_bytes(request);
  const auto url = text_of(request, "url");
  for (const char* key : {"headers", "cookies", "dns"}) {
    if (auto fits = check_object(request, key); !fits) {
      return fits;
    }
  }
  if (!bytes || !url) {
    return bytes ? url.problem() : bytes.problem();
  }
  enrich::tech_page page;
  read_answers(request, page);
  const std::string html = extraction::decode(*bytes, find_header(page.headers, "content-type")).utf8;
  const auto tree = parsed(html);
  page.url = *url;
  page.html = html;
  page.parsed = tree ? &*tree : nullptr;
  answer.key("technologies").begin_array();
  for (const enrich::found_technology& one : by.detect(page)) {
    write(one, answer);
  }
  answer.end_array();
  return done{};
}

result<done> try_tech(const json& request, leadstream::json::writer& answer) {
  return detect_technologies(enrich::tech_detector::standard(), request, answer);
}

} // namespace leadstream::app
