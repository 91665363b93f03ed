#include "domain/dedup/site.hpp"

#include "domain/clean/email_check.hpp"
#include "domain/dedup/text.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/word_filter.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace leadstream::dedup {
namespace {

/// Where on a shared domain the page of one business is told.
enum class page_place : std::uint8_t { none, path, subdomain };

/// What the lexicon knows, by domain and by brand.
struct shared_sites {
  std::unordered_map<std::string_view, page_place> domains;
  std::unordered_map<std::string_view, bool> labels; ///< what they begin with; true: under any public suffix
  word_filter filter;                                ///< of the labels

  shared_sites() {
    for (const std::string_view line : lexicon_lines("shared_sites")) {
      for (const std::string_view word : split_words(line)) {
        add(word);
      }
    }
  }

private:
  void add(std::string_view word) {
    const bool any_suffix = word.ends_with(".*");
    const bool subdomains = word.starts_with("*.");
    const std::string_view domain = subdomains ? word.substr(2) : word;
    const std::string_view label = domain.substr(0, domain.find('.'));
    filter.add(label);
    bool& everywhere = labels[label];
    everywhere = everywhere || any_suffix;
    if (!any_suffix) {
      domains.emplace(domain, subdomains ? page_place::subdomain : page_place::path);
    }
  }
};

page_place page_place_of(std::string_view domain) {
  static const shared_sites known;
  const std::string_view brand = domain.substr(0, domain.find('.'));
  const auto label = known.filter.may_hold(brand) ? known.labels.find(brand) : known.labels.end();
  if (label == known.labels.end()) {
    return page_place::none;
  }
  const auto found = known.domains.find(domain);
  const page_place of_brand = label->second ? page_place::path : page_place::none;
  return found == known.domains.end() ? of_brand : found->second;
}

/// What of a query names a page: "profile.php?id=100", "maps?cid=7".
std::string_view page_number(std::string_view query) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    if (pair.starts_with("id=") || pair.starts_with("cid=") || pair.starts_with("q=")) {
      return pair;
    }
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return {};
}

/// The name of the page of one business on a shared domain; empty for its front page.
std::string page_of(const url& address, std::string_view domain, page_place where) {
  const std::string_view host = address.host;
  const std::string_view own = host.substr(0, host.size() - std::min(host.size(), domain.size() + 1));
  if (where == page_place::subdomain && !own.empty() && own != "www" && own != "m") {
    return std::string(own);
  }
  const std::string_view path = std::string_view(address.path).substr(1);
  std::string page = lower(path.substr(0, path.find_last_not_of('/') + 1));
  return page.append(page_number(address.query));
}

/// The host of a plain "https://www.example.com/…", which most websites are, without the cost of a whole
/// parse; empty when the text is anything else.
std::string_view plain_host(std::string_view website) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (website.starts_with(scheme)) {
      website.remove_prefix(scheme.size());
    }
  }
  const std::string_view host = website.substr(0, website.find('/'));
  const bool plain = std::all_of(host.begin(), host.end(),
                                 [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '-'; });
  const bool named = !host.empty() && host.back() >= 'a' && host.back() <= 'z' && host.front() != '.';
  return plain && named ? host : std::string_view();
}

} // namespace

std::string site_of(std::string_view website) {
  if (website.empty()) {
    return {};
  }
  if (const std::string_view host = plain_host(website); !host.empty()) {
    std::string domain = registrable_domain(host);
    if (!domain.empty() && page_place_of(domain) == page_place::none) {
      return domain;
    }
  }
  const bool has_scheme = website.find("://") != std::string_view::npos;
  const auto address = parse_url(has_scheme ? std::string(website) : "http://" + std::string(website));
  if (!address) {
    return {};
  }
  std::string domain = registrable_domain(address->host);
  if (domain.empty()) {
    return is_address(address->host) ? address->host : std::string();
  }
  const page_place where = page_place_of(domain);
  if (where == page_place::none) {
    return domain;
  }
  const std::string page = page_of(*address, domain, where);
  return page.empty() ? std::string() : domain + "/" + page;
}

std::string mail_site_of(std::string_view email) {
  const std::size_t at = email.rfind('@');
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string domain = registrable_domain(lower(email.substr(at + 1)));
  return is_free_mail(domain) || page_place_of(domain) != page_place::none ? std::string() : domain;
}

} // namespace leadstream::dedup
