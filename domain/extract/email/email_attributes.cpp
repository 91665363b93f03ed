#include "domain/extract/email/cloudflare.hpp"
#include "domain/extract/email/email_ciphers.hpp"
#include "domain/extract/email/email_syntax.hpp"
#include "domain/extract/email/emails.hpp"
#include "domain/extract/page/script_strings.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_value = 2000;

class attribute_reader {
public:
  attribute_reader(const context& page, std::vector<email_hit>& hits)
      : page_(page.page), home_(page.domain), hits_(hits) {}

  void run() {
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      const node& n = page_.nodes[i];
      for (std::uint32_t k = 0; k < n.attributes; ++k) {
        attribute_of(i, page_.attributes[n.first_attribute + k]);
      }
    }
  }

private:
  void add(const std::string& address, const char* method, double confidence, std::uint32_t at) {
    if (!address.empty()) {
      hits_.push_back({address, method, confidence, at});
    }
  }

  void attribute_of(std::uint32_t i, const attribute& a) {
    if (a.value.empty() || a.value.size() > longest_value) {
      return;
    }
    if (a.name == "href" || a.name == "action" || a.name == "xlink:href") {
      link(i, a.value);
    } else if (a.name == "data-cfemail") {
      add(plausible_email(make_valid_utf8(decode_cloudflare(a.value)), home_), "cloudflare", 0.95, i);
    } else if (a.name.starts_with("on")) {
      code(i, a.value);
    } else if (a.name.starts_with("data-") || contains_ignoring_case(a.name, "mail")) {
      data(i, a);
    } else if (a.name == "title" || a.name == "aria-label") {
      plain(i, std::string(a.value), "attribute", 0.7);
    } else if (a.name == "content" && contains_any(page_.get(i, "property"), {"email"})) {
      plain(i, std::string(a.value), "meta", 0.9);
    }
  }

  void plain(std::uint32_t i, const std::string& value, const char* method, double confidence) {
    if (value.find('@') != std::string::npos) {
      scan_plain(value, home_,
                 [&](const std::string& address, std::size_t) { add(address, method, confidence, i); });
    }
  }

  void link(std::uint32_t i, std::string_view value) {
    const std::string clear = make_valid_utf8(percent_decode(trim(value)));
    if (starts_with_ignoring_case(clear, "mailto:")) {
      recipients(i, trim(value).substr(7));
    } else if (starts_with_ignoring_case(clear, "javascript:")) {
      code(i, std::string_view(clear).substr(11));
    } else if (const auto at = clear.find("email-protection#"); at != std::string::npos) {
      add(plausible_email(make_valid_utf8(decode_cloudflare(std::string_view(clear).substr(at + 17))), home_),
          "cloudflare", 0.95, i);
    } else if (clear.find("//") == std::string::npos && clear.find('/') == std::string::npos) {
      plain(i, clear, "link", 0.85); // the author forgot "mailto:"
    }
  }

  /// What stands between "mailto:" and '?', and the recipients that are named behind it.
  void recipients(std::uint32_t i, std::string_view target) {
    const std::size_t question = std::min(target.find('?'), target.size());
    mail_link(i, target.substr(0, question));
    for (const std::string_view pair : split(target.substr(question), "?&")) {
      if (starts_with_ignoring_case(pair, "to=") || starts_with_ignoring_case(pair, "cc=")) {
        mail_link(i, pair.substr(3));
      }
    }
  }

  void mail_link(std::uint32_t i, std::string_view encoded) {
    const std::string list = make_valid_utf8(percent_decode(encoded));
    const std::size_t before = hits_.size();
    plain(i, list, "mailto", 0.97);
    if (hits_.size() == before) {
      scan_disguised(list, home_,
                     [&](const std::string& address, std::size_t) { add(address, "mailto", 0.9, i); });
    }
  }

  /// Event handlers and javascript: links: addresses put together, and TYPO3's shifted arguments.
  void code(std::uint32_t i, std::string_view script) {
    for (const script_string& found : strings_of_script(script)) {
      const std::string shifted = decode_shifted_mailto(found.text);
      if (found.computed || !shifted.empty() || contains_ignoring_case(found.text, "mailto:")) {
        plain(i, shifted.empty() ? found.text : shifted, "script", 0.85);
      }
    }
  }

  void data(std::uint32_t i, const attribute& a) {
    if (const std::string_view domain = partner(i, a); !domain.empty()) {
      halves(i, a.value, domain);
      return;
    }
    const std::size_t before = hits_.size();
    const std::string clear = make_valid_utf8(percent_decode(a.value));
    plain(i, clear, "attribute", 0.9);
    if (hits_.size() == before && clear.size() < 400) {
      scan_disguised(clear, home_,
                     [&](const std::string& address, std::size_t) { add(address, "attribute", 0.85, i); });
      plain(i, make_valid_utf8(decode_base64(clear)), "attribute", 0.85);
      plain(i, decode_shifted_mailto(clear), "attribute", 0.85);
    }
  }

  /// The attribute with the domain, when `a` holds the local part.
  std::string_view partner(std::uint32_t i, const attribute& a) const {
    constexpr std::string_view locals[] = {"user", "name",    "local", "localpart", "local-part",
                                           "u",    "account", "part1", "first",     "box"};
    constexpr std::string_view domains[] = {"domain", "host", "d", "part2", "last", "server", "website"};
    const auto ends_as = [](std::string_view name, std::string_view word) {
      return name.ends_with(word) && name.size() > word.size() && name[name.size() - word.size() - 1] == '-';
    };
    if (std::none_of(std::begin(locals), std::end(locals),
                     [&](auto word) { return ends_as(a.name, word); })) {
      return {};
    }
    const node& n = page_.nodes[i];
    for (std::uint32_t k = 0; k < n.attributes; ++k) {
      const attribute& other = page_.attributes[n.first_attribute + k];
      if (std::any_of(std::begin(domains), std::end(domains),
                      [&](auto word) { return ends_as(other.name, word); })) {
        return other.value;
      }
    }
    return {};
  }

  void halves(std::uint32_t i, std::string_view local, std::string_view domain) {
    std::string whole(domain);
    for (const char* name : {"data-tld", "data-suffix", "data-ext", "data-t"}) {
      if (const auto top = page_.get(i, name); !top.empty()) {
        whole += (top.front() == '.' ? "" : ".") + std::string(top);
        break;
      }
    }
    const std::string joined = std::string(local) + '@' + whole;
    std::string address = plausible_email(joined, home_);
    if (address.empty()) {
      address = plausible_email(reverse_bytes(local) + '@' + reverse_bytes(whole), home_);
    }
    add(address, "attribute", 0.9, i);
  }

  const document& page_;
  std::string_view home_;
  std::vector<email_hit>& hits_;
};

} // namespace

void scan_attributes(const context& page, std::vector<email_hit>& hits) {
  attribute_reader(page, hits).run();
}

} // namespace leadstream::extraction
