#include "domain/extract/email/emails.hpp"

#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/page/script_strings.hpp"
#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

/// Scripts without any of these make no address.
bool may_make_an_address(std::string_view code) {
  return contains_any(code, {"@", "mailto", "fromcharcode", "\\x40", "\\u0040", "&#64;", "%40", "atob"});
}

std::string with_at_signs(std::string text) {
  for (const std::string_view entity : {"&#64;", "&#x40;", "&commat;"}) {
    for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at)) {
      text.replace(at, entity.size(), "@");
    }
  }
  return text;
}

} // namespace

void scan_scripts(const context& page, std::vector<email_hit>& hits) {
  for (const std::string_view code : page.page.scripts) {
    if (!may_make_an_address(code)) {
      continue;
    }
    for (const script_string& made : strings_of_script(code)) {
      const std::string text = with_at_signs(made.text);
      // An address that simply stands in a script is a setting of a program more often than a contact.
      if ((made.computed || text != made.text || contains_any(text, {"mailto:"})) &&
          text.find('@') != std::string::npos) {
        scan_plain(text, page.domain, [&](const std::string& address, std::size_t) {
          hits.push_back({address, "script", 0.75, 0});
        });
      }
    }
  }
}

std::vector<email_hit> find_emails(const context& page) {
  std::vector<email_hit> hits;
  const auto adder = [&](const char* method, double confidence) {
    return [&hits, &page, method, confidence](const std::string& address, std::size_t offset) {
      hits.push_back({address, method, confidence, page.text.node_at(offset)});
    };
  };
  scan_plain(page.text.text(), page.domain, adder("text", 0.9));
  scan_disguised(page.text.text(), page.domain, adder("obfuscated", 0.85));
  scan_attributes(page, hits);
  scan_scripts(page, hits);
  return hits;
}

} // namespace leadstream::extraction
