#include "domain/clean/website.hpp"

#include "domain/text/trim.hpp"
#include "domain/url/ip_address.hpp"
#include "domain/url/public_address.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace leadstream {
namespace {

constexpr std::size_t longest_website = 255;

error refused(std::string_view why) {
  return {error_code::invalid_argument, std::string(why), "website"};
}

bool starts_with_any_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

/// "https:…", "http//…"; not "httpd.example".
bool names_scheme(std::string_view text) {
  const auto name = text.substr(0, text.find_first_of(":/"));
  return name.size() < text.size() && starts_with_any_case(text, "http") &&
         (name.size() == 4 || (name.size() == 5 && starts_with_any_case(text, "https")));
}

/// "https://" or "http://" and what follows it, where a scheme was left out, doubled or lost a sign.
std::string with_scheme(std::string_view text) {
  std::string_view scheme = "https://";
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view written :
         {"https://", "http://", "https//", "http//", "https:/", "http:/", "//"}) {
      if (!starts_with_any_case(text, written))
        continue;
      if (written != "//")
        scheme = written.starts_with("https") ? "https://" : "http://";
      text.remove_prefix(written.size());
      again = true;
      break;
    }
  }
  return std::string(scheme).append(text);
}

/// Whether the text names a scheme that is not the web's: "mailto:a@b", "ftp://x". "host:8080" has none.
bool has_other_scheme(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || starts_with_any_case(text, "http"))
    return false;
  const auto before = text.substr(0, colon);
  const bool word =
      std::all_of(before.begin(), before.end(), [](unsigned char c) { return std::isalpha(c); });
  return text.substr(colon).starts_with("://") || (word && !before.empty());
}

/// Spaces after the host encoded, as a browser sends them: "https://example.com/about us".
std::string without_spaces(const std::string& address) {
  const auto host = address.find("://") + 3;
  std::string out = address.substr(0, address.find_first_of("/?#", host));
  for (const char c : std::string_view(address).substr(out.size()))
    c == ' ' ? out.append("%20") : out.append(1, c);
  return out;
}

std::string without_tracking(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    if (!parameter.empty() && !is_tracking_parameter(parameter.substr(0, parameter.find('='))))
      out.append(out.empty() ? "" : "&").append(parameter);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return out;
}

std::string written(const url& address) {
  const bool bare = address.path == "/" && address.query.empty();
  return bare ? origin(address) : to_string(address);
}

} // namespace

bool lacks_https(std::string_view refusal) {
  return refusal == "tls_failed" || refusal == "connect_failed";
}

url by_http(url address) {
  address.port = address.scheme == "https" && address.port == 443 ? 80 : address.port;
  address.scheme = "http";
  return address;
}

bool is_tracking_parameter(std::string_view name) {
  constexpr std::array prefixes{"utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "mc_", "vero_", "oly_"};
  constexpr std::array names{"gclid",  "gclsrc", "gbraid", "wbraid",    "gad_source", "dclid",   "fbclid",
                             "igshid", "igsh",   "ttclid", "twclid",    "msclkid",    "yclid",   "ysclid",
                             "_ga",    "_gl",    "_hsenc", "_hsmi",     "mkt_tok",    "srsltid", "li_fat_id",
                             "s_cid",  "zanpid", "epik",   "_openstat", "wickedid",   "y_source"};
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return starts_with_any_case(name, prefix); }) ||
         std::any_of(names.begin(), names.end(), [&](std::string_view known) {
           return name.size() == known.size() && starts_with_any_case(name, known);
         });
}

result<website> clean_website(std::string_view text) {
  text = trim(text);
  if (text.empty())
    return refused("The website is empty.");
  if (has_other_scheme(text))
    return refused("The address is not one of the web (http or https).");
  auto parsed = parse_url(without_spaces(with_scheme(text)));
  if (!parsed)
    return refused("The address is not valid: " + parsed.problem().message + ".");
  website out{"", std::move(*parsed), "", !names_scheme(text), false};
  out.registrable_domain = registrable_domain(out.address.host);
  const auto address = parse_ip(out.address.host);
  if (address && !is_public(*address))
    return refused("The address " + out.address.host + " is not one of the public internet.");
  if (out.registrable_domain.empty() && !address)
    return refused("The host \"" + out.address.host + "\" is no name that somebody can register.");
  out.address.query = without_tracking(out.address.query);
  out.value = written(out.address);
  if (out.value.size() > longest_website) {
    out.address.path.assign(1, '/');
    out.address.query.clear();
    out.value = written(out.address);
    out.shortened = true;
  }
  return out;
}

} // namespace leadstream
