#include "tests/simweb/site/trouble.hpp"

#include "tests/simweb/site/compress.hpp"
#include "tests/simweb/site/encode.hpp"

#include <chrono>

namespace leadstream::simweb {
namespace {

reply html(int status, std::string body, fault what) {
  return {.status = status,
          .headers = {{"Content-Type", "text/html; charset=utf-8"}},
          .body = std::move(body),
          .fault = to_string(what)};
}

reply refusal(int status, std::string_view title, fault what) {
  return html(status,
              "<html><head><title>" + std::string(title) + "</title></head><body><h1>" + std::string(title) +
                  "</h1></body></html>",
              what);
}

reply challenge() {
  return html(200,
              "<!DOCTYPE html><html><head><title>Just a moment...</title><meta name=\"robots\" "
              "content=\"noindex\"></head>"
              "<body><h1>Checking your browser before accessing this site</h1><p>Please complete the CAPTCHA "
              "to prove "
              "that you are human.</p><div class=\"g-recaptcha\" "
              "data-sitekey=\"6Lc_aX0UAAAAABx\"></div><p>Access denied. "
              "Reference #18.2f3a1502.1763810000</p></body></html>",
              fault::captcha);
}

reply for_sale(const company& of) {
  return html(
      200,
      "<html><head><title>" + of.slug +
          ".test</title></head><body><h1>This domain is for sale</h1><p>Buy this "
          "domain. The domain is parked free of charge by its registrar. Related searches: insurance, "
          "loans.</p></body></html>",
      fault::parked);
}

reply with(reply made, delivery how, fault what) {
  made.how = how;
  made.fault = to_string(what);
  return made;
}

reply broken_everywhere(const company& of, fault what) {
  switch (what) {
  case fault::blocked:
    return refusal(403, "403 Forbidden", what);
  case fault::captcha:
    return challenge();
  case fault::server_error:
    return refusal(500, "Internal Server Error", what);
  case fault::empty_reply:
    return with({}, delivery::close, what);
  case fault::endless_headers:
    return with({}, delivery::endless_headers, what);
  case fault::never_answers:
    return with({}, delivery::hang, what);
  default:
    return for_sale(of);
  }
}

reply bomb() {
  reply made = html(200, gzip_bomb(200u << 20), fault::bomb);
  made.headers.emplace_back("Content-Encoding", "gzip");
  return made;
}

reply loop(const request& asked) {
  const bool back = asked.query == "again";
  return {.status = 302,
          .headers = {{"Location", asked.path + (back ? "" : "?again")}},
          .fault = to_string(fault::redirect_loop)};
}

} // namespace

bool trouble::first_time(const company& of, page_kind kind) {
  return failed_once_.insert(of.index * page_kinds + static_cast<std::size_t>(kind)).second;
}

// Faults that hit some pages; the others are answered as by a sound site.
reply trouble::on_page(const company& of, const request& asked, const site_place& place) {
  const auto kind = *place.page;
  const auto passing = of.traits.passing;
  const auto what = of.traits.fault;
  const bool front = kind == page_kind::home;
  if (passing == fault::rate_limited && front && first_time(of, kind)) {
    auto made = refusal(429, "Too Many Requests", passing);
    made.headers.emplace_back("Retry-After", "1");
    return made;
  }
  if (passing == fault::unavailable && (front || kind == page_kind::contact) && first_time(of, kind))
    return refusal(503, "Service Unavailable", passing);
  if (what == fault::redirect_loop && kind == page_kind::news)
    return loop(asked);
  if (what == fault::bomb && kind == page_kind::careers)
    return bomb();
  auto made = site_answer(of, asked, place);
  if (passing == fault::reset && front && first_time(of, kind))
    return with(std::move(made), delivery::reset, passing);
  if (what == fault::huge_body && kind == page_kind::about)
    return with(std::move(made), delivery::endless_body, what);
  if (what == fault::wrong_length && kind == page_kind::about)
    return with(std::move(made), delivery::cut_short, what);
  if (what == fault::broken_chunks && kind == page_kind::news)
    return with(std::move(made), delivery::broken_chunk, what);
  if (passing == fault::slow_drip && kind == page_kind::contact) {
    made.duration = std::chrono::seconds(2);
    return with(std::move(made), delivery::drip, passing);
  }
  return made;
}

reply trouble::answer(const company& of, const request& asked) {
  const auto place = find_place(of, asked);
  const auto what = of.traits.fault;
  if (place.robots && what == fault::robots_error)
    return refusal(503, "Service Unavailable", what);
  const bool speechless = what >= fault::server_error && what <= fault::never_answers;
  if (speechless || (!place.robots && what >= fault::blocked))
    return broken_everywhere(of, what);
  if (place.page && place.moved_to.empty())
    return on_page(of, asked, place);
  auto made = site_answer(of, asked, place);
  if (place.robots && (what == fault::robots_all || what == fault::robots_part))
    made.fault = to_string(what);
  return made;
}

} // namespace leadstream::simweb
