#pragma once
#include "domain/model/result.hpp"
#include "domain/url/url.hpp"

#include <string>
#include <string_view>

namespace leadstream {

/// A website as it is stored and compared.
struct website {
  std::string value; ///< normalised, at most 255 bytes: "https://example.com", "https://example.com/en/"
  url address;
  std::string registrable_domain; ///< empty for an IP address
  bool guessed = false;           ///< no scheme was written, so that https is a guess
  bool shortened = false;         ///< its path was too long and is left out
};

/// Reads an address as people write it: "example.com" (https is meant),
/// "WWW.Example.com:80/?utm_source=x#top". Scheme and host in lower case, no default port, no fragment, no
/// tracking parameters, no slash when the path is empty. Spaces after the host are encoded. A path that makes
/// the address longer than 255 bytes is dropped. Refused: what the public internet does not reach by that
/// address (localhost, 192.168.1.1). The error is a sentence for people.
result<website> clean_website(std::string_view text);

/// The same address by http, for a site that does not speak https.
url by_http(url address);

/// Whether a fetch failed as it does where nobody speaks https.
bool lacks_https(std::string_view refusal);

/// Whether a query parameter only follows visitors around (utm_source, gclid, fbclid, …).
bool is_tracking_parameter(std::string_view name);

} // namespace leadstream
