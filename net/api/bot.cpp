#include "net/api/html.hpp"
#include "net/api/legal.hpp"
#include "net/api/routes.hpp"

#include <array>
#include <cstdio>

namespace leadstream::api {
namespace {

std::string limit_of(const crawler_identity& who) {
  std::array<char, 32> figure{};
  std::snprintf(figure.data(), figure.size(), "%g", who.requests_per_minute);
  return who.requests_per_minute > 0
             ? "It sends " + std::string(figure.data()) + " requests a minute to a host at most, "
             : "Its operator has set no limit of requests a minute to a host; it ";
}

std::string text_about(const crawler_identity& who) {
  std::string out = "<p>This program reads public pages of companies: what they do, how they can be "
                    "reached. " +
                    limit_of(who) +
                    "reads robots.txt before anything else, honours Crawl-delay and Retry-After, and slows "
                    "down when a server does.</p>\n"
                    "<h2>How to know it</h2>\n<p>It sends one of these as User-Agent:</p>\n<ul>\n";
  for (const auto& agent : who.user_agents) {
    out += "<li><code>" + html_escaped(agent) + "</code></li>\n";
  }
  out += "</ul>\n<h2>How to stop it</h2>\n<p>Put this into <code>/robots.txt</code>; it is obeyed within a "
         "day:</p>\n<pre>User-agent: " +
         html_escaped(who.robots_token) + "\nDisallow: /</pre>\n";
  return out +
         (who.contact.empty()
              ? "<p>Or ask the operator of this server: a domain that asks is left alone at once.</p>\n"
              : "<p>Or write to the operator: <code>" + html_escaped(who.contact) +
                    "</code>. A domain that asks is left alone at once, with everything below it.</p>\n");
}

std::string text_for_people(const legal* law) {
  if (law == nullptr || !law->opt_out_open()) {
    return {};
  }
  const std::string& page = law->controller().opt_out;
  return "<h2>How a person objects</h2>\n<p>At <a href=\"" + html_escaped(page.empty() ? "/opt-out" : page) +
         "\">" + html_escaped(page.empty() ? "/opt-out" : page) +
         "</a>: we erase what we know of you and never contact you.</p>\n";
}

} // namespace

void show_crawler(const call_ptr& call) {
  const crawler_identity who = call->around.inside->identity();
  call->done(html_page(200, who.robots_token, text_about(who) + text_for_people(call->around.legal)));
}

} // namespace leadstream::api
