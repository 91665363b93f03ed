#include "domain/dedup/site.hpp"

#include "domain/clean/email_check.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <unordered_set>

namespace leadstream::dedup {
namespace {

// Registrable domains under which many businesses have a page each.
constexpr std::string_view platforms =
    " about.me airbnb.com amazon.com apple.com bing.com blogspot.com booking.com business.site deliveroo.com "
    "doctolib.de "
    "doordash.com dropbox.com ebay.com eventbrite.com etsy.com expedia.com facebook.com fb.com fb.me "
    "foursquare.com "
    "github.com github.io godaddysites.com goo.gl google.com grubhub.com hotels.com instagram.com jameda.de "
    "jimdo.com "
    "jimdofree.com jimdosite.com just-eat.co.uk lieferando.de linkedin.com linktr.ee local.ch mailchi.mp "
    "medium.com "
    "meinestadt.de myshopify.com myspace.com opentable.com ovh.net pinterest.com quandoo.com search.ch "
    "shopify.com site123.me sites.google.com snapchat.com squarespace.com square.site strikingly.com t.me "
    "telegram.me "
    "thefork.com tiktok.com treatwell.de tripadvisor.com trivago.com trustpilot.com tumblr.com twitter.com "
    "ubereats.com "
    "ueniweb.com vimeo.com vk.com wa.me webnode.com webs.com webflow.io weebly.com weibo.com whatsapp.com "
    "wikipedia.org "
    "wix.com wixsite.com wordpress.com x.com xing.com yell.com yellowpages.com yelp.com youtu.be youtube.com "
    "zomato.com ";

/// A list of words as a set.
std::unordered_set<std::string_view> set_of(std::string_view words) {
  std::unordered_set<std::string_view> all;
  while (words.size() > 1) {
    words.remove_prefix(1);
    all.insert(words.substr(0, words.find(' ')));
    words.remove_prefix(words.find(' '));
  }
  return all;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// facebook.com, facebook.de and google.ch are one platform each.
bool is_platform(std::string_view domain) {
  const std::string_view brand = domain.substr(0, domain.find('.'));
  for (const std::string_view name :
       {"facebook", "google", "tripadvisor", "yelp", "instagram", "linkedin", "airbnb"}) {
    if (brand == name) {
      return true;
    }
  }
  static const auto known = set_of(platforms);
  return known.contains(domain);
}

/// The first part of the path, which names the page of one business; on a subdomain of its own, that.
std::string page_of(const url& address, std::string_view domain) {
  if (address.host.size() > domain.size() + 1) {
    const std::string_view own =
        std::string_view(address.host).substr(0, address.host.size() - domain.size() - 1);
    if (own != "www" && own != "m" && own.size() > 3 && own != "business" && own != "maps") {
      return std::string(own);
    }
  }
  const std::string_view path = std::string_view(address.path).substr(1);
  return lower(path.substr(0, path.find_last_not_of('/') + 1));
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
  const bool plain =
      host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
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
    if (!domain.empty() && !is_platform(domain)) {
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
  if (!is_platform(domain)) {
    return domain;
  }
  const std::string page = page_of(*address, domain);
  return page.empty() ? std::string() : domain + "/" + page;
}

std::string mail_site_of(std::string_view email) {
  const std::size_t at = email.rfind('@');
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string domain = registrable_domain(lower(email.substr(at + 1)));
  return is_free_mail(domain) || is_platform(domain) ? std::string() : domain;
}

} // namespace leadstream::dedup
