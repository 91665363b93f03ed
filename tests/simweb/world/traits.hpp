#pragma once
#include "tests/simweb/faults.hpp"
#include "tests/simweb/world/phone.hpp"

#include <cstdint>

namespace leadstream::simweb {

/// How a site's bytes are encoded and declared.
enum class encoding {
  utf8_header,
  utf8_meta,
  utf8_silent,
  windows_1252_header,
  windows_1252_meta,
  latin1_meta,
  latin9_header,
  utf16_bom,
  utf8_wrong_meta,
  utf8_bom
};
inline constexpr std::size_t encodings = 10;

/// How a site writes its email addresses.
enum class email_style {
  mailto,
  mailto_subject,
  mailto_percent,
  text,
  decimal_entities,
  hex_entities,
  square_at,
  round_at_dot,
  cloudflare,
  json_ld_only,
  split_by_tags,
  spaced_free_mail
};
inline constexpr std::size_t email_styles = 12;

/// How the contact block is marked up.
enum class markup {
  paragraphs,
  address_element,
  microdata,
  hcard,
  table,
  json_ld,
  json_ld_graph,
  json_ld_dirty
};
inline constexpr std::size_t markups = 8;

/// How well the HTML is written.
enum class html_quality { clean, unclosed, shouting_tags, misnested, stray_characters };
inline constexpr std::size_t html_qualities = 5;

/// How a page travels.
enum class transport { length, chunked, gzip, chunked_gzip };
inline constexpr std::size_t transports = 4;

/// Where the front page stands.
enum class address_style { www, bare, bare_to_www, language_folder };
inline constexpr std::size_t address_styles = 4;

/// What a site is like, chosen so that each value of each dimension stands on its fair share of the sites.
struct traits {
  simweb::encoding encoding;
  email_style email;
  phone_style phone;
  simweb::markup markup;
  html_quality quality;
  simweb::transport transport;
  address_style address;
  std::size_t layout;
  simweb::fault fault;   ///< one that lasts, or none
  simweb::fault passing; ///< one that recovers, or none
};

/// Whether the directory names the company's site: nine of ten it does.
bool has_website(std::uint64_t seed, std::uint64_t index);

/// What the site of the company at `index` of `companies` is like.
traits make_traits(std::uint64_t seed, std::uint64_t index, std::uint64_t companies,
                   const fault_profile& profile);

} // namespace leadstream::simweb
