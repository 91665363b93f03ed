#pragma once
#include <string_view>

namespace leadstream::config {

/// What the text of a setting, or each entry of its list, must be. Empty text is allowed where it is the
/// default.
struct shape {
  const char* takes = nullptr; ///< "an http:// or https:// URL"; null: any text
  bool (*fits)(std::string_view) = nullptr;
};

namespace shapes {

extern const shape url;
extern const shape url_template;  ///< a URL with {name} or {{name}} in it
extern const shape origin;        ///< scheme, host and port, as browsers write it
extern const shape address;       ///< an IP address
extern const shape network;       ///< CIDR
extern const shape host;          ///< one host name
extern const shape host_pattern;  ///< a host, or *.domain
extern const shape host_override; ///< a host pattern and where it stands
extern const shape domain;        ///< with all below it
extern const shape name_server;
extern const shape name_servers; ///< several with commas between
extern const shape port;
extern const shape file;   ///< that exists
extern const shape folder; ///< that exists
extern const shape line;   ///< text without control characters, as headers carry it
extern const shape header; ///< "Name: value"
extern const shape language;
extern const shape signature; ///< of tokens
extern const shape token_secret;
extern const shape sealing_key;
extern const shape worker_secret; ///< "whsec_…" or "tenant = whsec_…"
extern const shape database;
extern const shape duration;
extern const shape placed_url; ///< "name = URL"
extern const shape lifetime;   ///< "name = duration"
extern const shape mapping;    ///< "name = name"

} // namespace shapes
} // namespace leadstream::config
