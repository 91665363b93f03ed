#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      out += c;
    }
  }
  return out;
}

std::string page_about(const crawler_identity& who) {
  const std::string token = escaped(who.robots_token);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + token +
      "</title></head>\n<body>\n<h1>" + token +
      "</h1>\n<p>This program reads public pages of companies: what they do, how they can be "
      "reached. It sends one request a second to a host at most, reads robots.txt before anything "
      "else, honours Crawl-delay and Retry-After, and slows down when a server does.</p>\n"
      "<h2>How to know it</h2>\n<p>It sends one of these as User-Agent:</p>\n<ul>\n";
  for (const auto& agent : who.user_agents) {
    out += "<li><code>" + escaped(agent) + "</code></li>\n";
  }
  out += "</ul>\n<h2>How to stop it</h2>\n<p>Put this into <code>/robots.txt</code>; it is obeyed within a "
         "day:</p>\n<pre>User-agent: " +
         token + "\nDisallow: /</pre>\n";
  out += who.contact.empty()
             ? "<p>Or ask the operator of this server: a domain that asks is left alone at once.</p>\n"
             : "<p>Or write to the operator: <code>" + escaped(who.contact) +
                   "</code>. A domain that asks is left alone at once, with everything below it.</p>\n";
  return out + "</body>\n</html>\n";
}

} // namespace

void show_crawler(const call_ptr& call) {
  response r;
  r.content_type = "text/html; charset=utf-8";
  r.body = page_about(call->around.inside->identity());
  call->done(std::move(r));
}

} // namespace leadstream::api
