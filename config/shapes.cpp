#include "config/shapes.hpp"

#include "config/value.hpp"
#include "domain/delivery/signature.hpp"
#include "domain/text/trim.hpp"
#include "domain/url/host.hpp"
#include "domain/url/host_rules.hpp"
#include "domain/url/url.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace leadstream::config {
namespace {

constexpr std::string_view letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

bool consists_of(std::string_view text, std::string_view first, std::string_view second) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return first.find(c) != std::string_view::npos || second.find(c) != std::string_view::npos;
  });
}

bool is_url(std::string_view text) {
  return parse_url(text).ok();
}

/// Placeholders become a letter, which may stand anywhere in a URL.
bool is_url_template(std::string_view text) {
  std::string filled;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    filled += end == std::string_view::npos ? text[i] : 'x';
    if (end != std::string_view::npos) {
      i = text.substr(end).starts_with("}}") ? end + 1 : end;
    }
  }
  return is_url(filled);
}

bool is_origin(std::string_view text) {
  const auto read = parse_url(text);
  return read && leadstream::origin(*read) == text;
}

bool is_ip(std::string_view text) {
  return parse_ip(text).has_value() && !text.starts_with('[');
}

bool is_host(std::string_view text) {
  return normalise_host(text).ok();
}

bool is_domain(std::string_view text) {
  text.remove_prefix(text.starts_with("*.") ? 2 : text.starts_with('.') ? 1 : 0);
  return is_host(text);
}

bool is_port(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() && number != 0;
}

/// "9.9.9.9", "9.9.9.9:53", "2620:fe::fe", "[2620:fe::fe]:53".
bool is_name_server(std::string_view text) {
  if (parse_ip(text)) {
    return true;
  }
  const auto colon = text.rfind(':');
  const std::string_view host = text.substr(0, colon);
  const bool bare_v6 = host.find(':') != std::string_view::npos && !host.starts_with('[');
  return colon != std::string_view::npos && !bare_v6 && parse_ip(host) && is_port(text.substr(colon + 1));
}

bool are_name_servers(std::string_view text) {
  const auto servers = split_list(text);
  return !servers.empty() && std::all_of(servers.begin(), servers.end(), is_name_server);
}

/// Whether it is there as far as this user can see: a server may run as one who sees more.
bool exists(std::string_view path, bool folder) {
  std::error_code problem;
  const auto found = std::filesystem::status(std::filesystem::path(path), problem).type();
  return found == std::filesystem::file_type::none || found == std::filesystem::file_type::unknown ||
         (found != std::filesystem::file_type::not_found &&
          (found == std::filesystem::file_type::directory) == folder);
}

bool is_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

bool is_header(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos &&
         consists_of(text.substr(0, colon), letters_and_digits, "!#$%&'*+-.^_`|~") && is_line(text);
}

bool is_signature(std::string_view text) {
  return text == "HS256" || text == "RS256" || text == "ES256" || text == "EdDSA";
}

bool is_sealing_key(std::string_view text) {
  text = trim(text);
  constexpr std::size_t length_of_32_bytes = 44;
  return text.size() == length_of_32_bytes && text.back() == '=' &&
         consists_of(text.substr(0, length_of_32_bytes - 1), letters_and_digits, "+/");
}

/// A bare word may be a slip of any of them, and would be a new, empty database.
bool is_database(std::string_view text) {
  constexpr std::string_view file = "sqlite:";
  const bool names_file =
      text.starts_with(file) && text.size() > file.size() && text.find("://") == std::string_view::npos;
  return text.empty() || text.starts_with("postgres://") || text.starts_with("postgresql://") || names_file ||
         text == "memory:";
}

bool is_duration(std::string_view text) {
  const auto length = parse_number(kind::duration, text);
  return length && *length >= 0;
}

/// "name = value" with a value that fits.
bool is_pair(std::string_view text, bool (*fits)(std::string_view)) {
  const auto equals = text.find('=');
  return equals != std::string_view::npos && !trim(text.substr(0, equals)).empty() &&
         fits(trim(text.substr(equals + 1)));
}

} // namespace

namespace shapes {

const shape url{"an http:// or https:// URL", is_url};
const shape url_template{"an http:// or https:// URL, with places to fill in", is_url_template};
const shape origin{"origins such as https://app.example.com, without path", is_origin};
const shape address{"an IP address such as 127.0.0.1 or ::1", is_ip};
const shape network{"networks such as 10.0.0.0/8 or fd00::/8",
                    [](std::string_view text) { return parse_network(text).ok(); }};
const shape host{"host names such as leads.example.com", is_host};
const shape host_pattern{"hosts such as shop.example, or *.example for all below it",
                         [](std::string_view text) { return parse_host_pattern(text).ok(); }};
const shape host_override{"hosts and where they stand, such as *.test = 127.0.0.1:9090",
                          [](std::string_view text) { return parse_host_override(text).ok(); }};
const shape domain{"domains such as shop.example", is_domain};
const shape name_server{"addresses of name servers such as 9.9.9.9 or 127.0.0.1:5353", is_name_server};
const shape name_servers{"addresses of name servers such as 9.9.9.9, 127.0.0.1:5353", are_name_servers};
const shape port{"ports from 1 to 65535", is_port};
const shape file{"the path of a file that exists", [](std::string_view path) { return exists(path, false); }};
const shape folder{"the path of a folder that exists",
                   [](std::string_view path) { return exists(path, true); }};
const shape line{"text without line breaks and other control characters", is_line};
const shape header{"headers such as X-Team: sales, without control characters", is_header};
const shape language{"a language such as de or pt-BR",
                     [](std::string_view text) { return consists_of(text, letters_and_digits, "-"); }};
const shape signature{"HS256, RS256, ES256 or EdDSA", is_signature};
const shape token_secret{"at least 32 bytes", [](std::string_view text) { return text.size() >= 32; }};
const shape sealing_key{"the base64 of 32 bytes (openssl rand -base64 32)", is_sealing_key};
const shape worker_secret{
    "whsec_ and the base64 of 24 to 64 bytes, or tenant = whsec_...",
    [](std::string_view text) { return delivery::is_secret(text) || is_pair(text, delivery::is_secret); }};
const shape database{"postgres://user:password@host/database, sqlite:PATH or memory:", is_database};
const shape duration{"durations such as 250ms, 10s, 5min, 2h or 7d", is_duration};
const shape placed_url{"names and their URLs, such as yellow_pages = https://yellow.example",
                       [](std::string_view text) { return is_pair(text, is_url); }};
const shape lifetime{"sources and durations, such as places = 30d or * = 730d",
                     [](std::string_view text) { return is_pair(text, is_duration); }};
const shape mapping{"pairs such as Phone = phone", [](std::string_view text) {
                      return is_pair(text, [](std::string_view column) { return !column.empty(); });
                    }};

} // namespace shapes
} // namespace leadstream::config
