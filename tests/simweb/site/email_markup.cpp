#include "tests/simweb/site/email_markup.hpp"

#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

std::string each(std::string_view text, fmt::format_string<unsigned> pattern) {
  std::string out;
  for (const char c : text)
    out += fmt::format(pattern, static_cast<unsigned>(static_cast<unsigned char>(c)));
  return out;
}

std::string with_words(std::string_view address, std::string_view at, std::string_view dot) {
  std::string out;
  for (const char c : address)
    out += c == '@' ? std::string(at) : c == '.' && !dot.empty() ? std::string(dot) : std::string(1, c);
  return out;
}

std::string link(std::string_view target, std::string_view text) {
  return fmt::format("<a href=\"mailto:{}\">{}</a>", target, text);
}

// The first byte is the key of all others.
std::string cloudflare(std::string_view address) {
  constexpr unsigned key = 0x5e;
  std::string code = fmt::format("{:02x}", key);
  for (const char c : address)
    code += fmt::format("{:02x}", static_cast<unsigned char>(c) ^ key);
  return fmt::format("<a href=\"/cdn-cgi/l/email-protection\" class=\"__cf_email__\" "
                     "data-cfemail=\"{}\">[email&#160;protected]"
                     "</a>",
                     code);
}

} // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '&'   ? "&amp;"
           : c == '<' ? "&lt;"
           : c == '>' ? "&gt;"
           : c == '"' ? "&quot;"
                      : std::string(1, c);
  return out;
}

std::string email_html(std::string_view address, email_style style) {
  const auto at = address.find('@');
  const auto local = address.substr(0, at);
  const auto domain = address.substr(at + 1);
  switch (style) {
  case email_style::mailto_subject:
    return link(std::string(address) + "?subject=Website&amp;body=Hello%20there", "E-Mail");
  case email_style::mailto_percent:
    return link(each(local, "%{:02X}") + "%40" + std::string(domain), "Mail");
  case email_style::text:
    return std::string(address);
  case email_style::decimal_entities:
    return link(each(address, "&#{};"), each(address, "&#{};"));
  case email_style::hex_entities:
    return each(address, "&#x{:x};");
  case email_style::square_at:
    return with_words(address, "[at]", "");
  case email_style::round_at_dot:
    return with_words(address, " (at) ", " (dot) ");
  case email_style::cloudflare:
    return cloudflare(address);
  case email_style::json_ld_only:
    return {};
  case email_style::split_by_tags:
    return fmt::format("<span>{}</span><span>@</span><b>{}</b>", local, domain);
  case email_style::spaced_free_mail:
    if (domain.ends_with(".com"))
      return with_words(address, " at ", " dot ");
    break;
  case email_style::mailto:
    break;
  }
  return link(address, address);
}

} // namespace leadstream::simweb
