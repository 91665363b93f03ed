#include "domain/extract/socials.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/word_set.hpp"
#include "domain/url/percent.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <array>

namespace leadstream::extraction {
namespace {

using path_parts = std::vector<std::string_view>;

struct network {
  std::string_view domain;
  std::string_view name;
  std::string_view canonical_host;
};

constexpr std::array<network, 15> networks{{{"linkedin.com", "linkedin", "www.linkedin.com"},
                                            {"twitter.com", "x", "x.com"},
                                            {"x.com", "x", "x.com"},
                                            {"facebook.com", "facebook", "www.facebook.com"},
                                            {"fb.com", "facebook", "www.facebook.com"},
                                            {"instagram.com", "instagram", "www.instagram.com"},
                                            {"youtube.com", "youtube", "www.youtube.com"},
                                            {"tiktok.com", "tiktok", "www.tiktok.com"},
                                            {"xing.com", "xing", "www.xing.com"},
                                            {"xing.to", "xing", "xing.to"},
                                            {"github.com", "github", "github.com"},
                                            {"wa.me", "whatsapp", "wa.me"},
                                            {"whatsapp.com", "whatsapp", "wa.me"},
                                            {"t.me", "telegram", "t.me"},
                                            {"telegram.me", "telegram", "t.me"}}};

const network* network_of(std::string_view host) {
  const auto fits = [host](const network& n) {
    return host == n.domain || (host.size() > n.domain.size() && host.ends_with(n.domain) &&
                                host[host.size() - n.domain.size() - 1] == '.');
  };
  const auto found = std::find_if(networks.begin(), networks.end(), fits);
  return found == networks.end() ? nullptr : &*found;
}

/// First parts of a path that are functions of the networks, not profiles.
bool is_function(std::string_view part) {
  static const word_set words(lexicon_lines("network_functions"));
  return words.contains(part);
}

/// Profiles of the networks themselves and of the makers of site builders, which templates link to.
bool is_makers_own(std::string_view handle) {
  return is_one_of(handle, {"facebook",  "twitter",     "x",         "instagram",       "youtube",
                            "linkedin",  "tiktok",      "xing",      "github",          "wix",
                            "wixcom",    "squarespace", "wordpress", "wordpressdotcom", "jimdo",
                            "shopify",   "weebly",      "godaddy",   "elegantthemes",   "webflow",
                            "your-page", "yourpage",    "username",  "yourprofile",     "#"});
}

std::string joined(const network& n, const path_parts& parts, std::size_t count) {
  std::string out = "https://" + std::string(n.canonical_host);
  for (std::size_t i = 0; i < std::min(count, parts.size()); ++i) {
    out += '/';
    out += parts[i];
  }
  return out;
}

bool is_handle(std::string_view part) {
  return !part.empty() && part.size() <= 100 && part.find_first_of("<>{}\"$+") == std::string_view::npos &&
         !part.ends_with(".php") && !part.ends_with(".html");
}

std::optional<found_profile> make(const network& n, std::string address, bool personal = false) {
  return found_profile{std::move(address), std::string(n.name), personal, "link", 0.95};
}

std::optional<found_profile> linkedin(const network& n, const path_parts& parts) {
  if (parts.size() < 2 || !is_handle(parts[1]) || is_makers_own(lower(parts[1]))) {
    return std::nullopt;
  }
  const std::string kind = lower(parts[0]);
  const bool personal = kind == "in" || kind == "pub";
  if (!personal && !is_one_of(kind, {"company", "school", "showcase", "organization"})) {
    return std::nullopt;
  }
  return make(n, joined(n, parts, kind == "pub" ? 5 : 2), personal); // pub/jane-doe/1/2/3
}

std::optional<found_profile> facebook(const network& n, const path_parts& parts, const url& link) {
  const std::string first = lower(parts[0]);
  if (first == "profile.php") {
    const std::size_t id = link.query.find("id=");
    const std::string digits =
        id == std::string::npos ? "" : link.query.substr(id, link.query.find('&', id) - id);
    return digits.empty() ? std::nullopt : make(n, joined(n, parts, 1) + '?' + digits);
  }
  if (first == "pages" && parts.size() >= 4 && lower(parts[1]) == "category") {
    return make(n, joined(n, parts, 4));
  }
  if (is_one_of(first, {"pages", "people", "pg", "p"})) {
    return parts.size() < 2 ? std::nullopt
                            : make(n, joined(n, parts, first == "pg" ? 2 : 3), first == "people");
  }
  return is_function(first) || is_makers_own(first) || !is_handle(parts[0]) ? std::nullopt
                                                                            : make(n, joined(n, parts, 1));
}

std::optional<found_profile> youtube(const network& n, const path_parts& parts) {
  const std::string first = lower(parts[0]);
  if (is_one_of(first, {"channel", "c", "user"})) {
    return parts.size() < 2 ? std::nullopt : make(n, joined(n, parts, 2));
  }
  const bool plain =
      first.front() == '@' || (!is_function(first) && !is_makers_own(first) && is_handle(parts[0]));
  return plain ? make(n, joined(n, parts, 1)) : std::nullopt;
}

std::optional<found_profile> xing(const network& n, const path_parts& parts) {
  const std::string first = lower(parts[0]);
  const bool known = is_one_of(first, {"pages", "companies", "company", "profile", "profiles", "people"});
  return !known || parts.size() < 2
             ? std::nullopt
             : make(n, joined(n, parts, 2), first.starts_with("prof") || first == "people");
}

std::optional<found_profile> whatsapp(const network& n, const path_parts& parts, const url& link) {
  std::string number = parts.empty() ? "" : percent_decode(parts[0]);
  if (const std::size_t at = link.query.find("phone="); at != std::string::npos) {
    number = percent_decode(link.query.substr(at + 6, link.query.find('&', at) - at - 6));
  }
  std::erase_if(number, [](char c) { return !is_digit(c); });
  return number.size() < 7 || number.size() > 15 ? std::nullopt : make(n, "https://wa.me/" + number);
}

/// Networks whose profiles are one word behind the host.
std::optional<found_profile> handle_only(const network& n, const path_parts& parts, std::size_t most_parts) {
  const std::string first = lower(parts[0]);
  const bool fits =
      parts.size() <= most_parts && is_handle(parts[0]) && !is_function(first) && !is_makers_own(first);
  return fits ? make(n, joined(n, parts, 1)) : std::nullopt;
}

} // namespace

std::optional<found_profile> profile_of(std::string_view text) {
  const result<url> link = parse_url(text);
  const network* n = link ? network_of(link->host) : nullptr;
  if (n == nullptr || link->host.starts_with("developers.") || link->host.starts_with("help.") ||
      link->host.starts_with("support.") || link->host.starts_with("gist.") ||
      link->host.starts_with("about.")) {
    return std::nullopt;
  }
  const path_parts parts = split(link->path, "/");
  if (n->name == "whatsapp") {
    return whatsapp(*n, parts, *link);
  }
  if (parts.empty()) {
    return std::nullopt;
  }
  if (n->name == "linkedin") {
    return linkedin(*n, parts);
  }
  if (n->name == "facebook") {
    return facebook(*n, parts, *link);
  }
  if (n->name == "youtube") {
    return youtube(*n, parts);
  }
  if (n->name == "xing") {
    return xing(*n, parts);
  }
  if (n->name == "tiktok") {
    return parts[0].front() == '@' && parts.size() == 1 ? make(*n, joined(*n, parts, 1)) : std::nullopt;
  }
  if (n->name == "telegram" && parts[0] == "s" && parts.size() > 1) {
    return handle_only(*n, {parts[1]}, 1); // the preview of a channel
  }
  if (n->name == "x" && parts[0].size() > 1 && parts[0].front() == '@') {
    return handle_only(*n, {parts[0].substr(1)}, 1);
  }
  return handle_only(*n, parts, n->name == "x" || n->name == "github" ? 1 : 2);
}

std::vector<profile_hit> find_profiles(const context& page) {
  std::vector<profile_hit> hits;
  for (std::uint32_t i = 0; i < page.page.nodes.size(); ++i) {
    const std::string_view name = page.page.nodes[i].name;
    if (name != "a" && name != "area" && name != "link") {
      continue;
    }
    std::string href(trim(page.page.get(i, "href")));
    if (href.starts_with("//")) {
      href.insert(0, "https:");
    } else if (href.starts_with("www.")) {
      href.insert(0, "https://");
    }
    if (starts_with_ignoring_case(href, "whatsapp://")) {
      href = "https://api.whatsapp.com/" + href.substr(11);
    }
    if (!starts_with_ignoring_case(href, "http")) {
      continue;
    }
    if (auto found = profile_of(href)) {
      if (network_of(page.host) == nullptr) {
        hits.push_back({std::move(*found), i});
      }
    }
  }
  return hits;
}

} // namespace leadstream::extraction
