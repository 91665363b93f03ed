#include "app/try/table.hpp"

#include "app/try/handlers.hpp"

namespace leadstream::app {

std::vector<std::string> html_keys(std::initializer_list<const char*> more) {
  std::vector<std::string> keys{"html", "html_base64", "path"};
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

const std::vector<trial>& trials() {
  static const std::vector<trial> all{
      {"robots",
       "what a robots.txt (RFC 9309) says of a URL or a path; the path is what counts",
       R"({"id":1,"robots":"User-agent: *\nDisallow: /x","user_agent":"LeadstreamBot","url":"https://example.com/x"})",
       {"robots", "robots_base64", "user_agent", "url"},
       try_robots},
      {"clean",
       "what cleaning makes of a name, an email address, a telephone number or a website",
       R"({"id":1,"field":"phone","value":"044 364 35 35","region":"CH"})",
       {"field", "value", "region"},
       try_clean},
      {"tech", "which technologies a page shows",
       R"({"id":1,"html":"<script src='/wp-includes/js/a.js'></script>","url":"https://acme.ch/","headers":{"server":"nginx"}})",
       html_keys({"url", "headers", "cookies", "dns"}), try_tech},
      {"email",
       "whether an email address can be trusted: valid, risky, invalid or unknown. It asks DNS; mailboxes "
       "are asked for by the server alone, which knows the suppressions (email.smtp_probe)",
       R"({"id":1,"email":"info@example.com","mx":["10 mx.example.com"]})",
       {"email", "mx"},
       try_email},
      {"classify",
       "which industry a text speaks of",
       R"({"id":1,"title":"Praxis Muster","text":"Zahnarzt in Vaduz: Prophylaxe, Implantate, Kieferorthopädie"})",
       {"text", "title"},
       try_classify},
      {"intel",
       "which growth signals and pain points a text tells",
       R"({"id":1,"text":"Acme raised $5 million in seed funding.","kind":"news","date":"2026-11-01","company":"Acme"})",
       {"text", "kind", "date", "company"},
       try_intel},
      {"score",
       "how a lead comes by its score",
       R"({"id":1,"lead":{"company":{"name":"Praxis Muster","industry":"dentist"},"contacts":[{"email":"info@praxis.example"}]}})",
       {"lead", "profile"},
       try_score},
      {"extract", "what a page says: contacts, people, the organisation, structured data, links",
       R"({"id":1,"html":"<a href='mailto:info@acme.ch'>Mail</a>","url":"https://acme.ch/contact","region":"CH"})",
       html_keys({"url", "content_type", "region"}), try_extract},
  };
  return all;
}

} // namespace leadstream::app
