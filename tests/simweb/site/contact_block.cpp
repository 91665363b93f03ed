#include "tests/simweb/site/contact_block.hpp"

#include "tests/simweb/site/email_markup.hpp"

#include <fmt/format.h>

namespace leadstream::simweb {
namespace {

// One way to mark up a block: an opening, a line for each datum, a closing.
struct block_style {
  const char* open;
  const char* name;
  const char* street;
  const char* town;
  const char* phone; ///< label, number
  const char* fax;
  const char* email; ///< label, address
  const char* close;
};

constexpr block_style paragraphs = {"<div class=\"contact\">\n",
                                    "<p><strong>{}</strong><br>\n",
                                    "{}<br>\n",
                                    "{}</p>\n",
                                    "<p>{}: {}</p>\n",
                                    "<p>{}: {}</p>\n",
                                    "<p>{}: {}</p>\n",
                                    "</div>\n"};
constexpr block_style address_element = {"<address>\n", "{}<br>\n",    "{}<br>\n",    "{}<br>\n",
                                         "{} {}<br>\n", "{} {}<br>\n", "{} {}<br>\n", "</address>\n"};
constexpr block_style microdata = {"<div itemscope itemtype=\"http://schema.org/LocalBusiness\">\n",
                                   "<h3 itemprop=\"name\">{}</h3>\n<div itemprop=\"address\" itemscope "
                                   "itemtype=\"http://schema.org/PostalAddress\">\n",
                                   "<span itemprop=\"streetAddress\">{}</span><br>\n",
                                   "{}\n</div>\n",
                                   "<p>{}: <span itemprop=\"telephone\">{}</span></p>\n",
                                   "<p>{}: <span itemprop=\"faxNumber\">{}</span></p>\n",
                                   "<p>{}: <span itemprop=\"email\">{}</span></p>\n",
                                   "</div>\n"};
constexpr block_style hcard = {
    "<div class=\"vcard\">\n",
    "<span class=\"fn org\">{}</span>\n<div class=\"adr\">\n",
    "<span class=\"street-address\">{}</span>\n",
    "{}\n</div>\n",
    "<div>{} <span class=\"tel\">{}</span></div>\n",
    "<div class=\"tel\"><span class=\"type\">{}</span> <span class=\"value\">{}</span></div>\n",
    "<div>{} <span class=\"email\">{}</span></div>\n",
    "</div>\n"};
constexpr block_style table = {
    "<table cellpadding=\"4\">\n",       "<tr><td colspan=\"2\"><b>{}</b></td></tr>\n",
    "<tr><td></td><td>{}</td></tr>\n",   "<tr><td></td><td>{}</td></tr>\n",
    "<tr><td>{}</td><td>{}</td></tr>\n", "<tr><td>{}</td><td>{}</td></tr>\n",
    "<tr><td>{}</td><td>{}</td></tr>\n", "</table>\n"};

const block_style& style_of(markup how) {
  switch (how) {
  case markup::address_element:
    return address_element;
  case markup::microdata:
    return microdata;
  case markup::hcard:
    return hcard;
  case markup::table:
    return table;
  default:
    return paragraphs;
  }
}

std::string town_html(const company& of) {
  if (of.traits.markup == markup::microdata)
    return fmt::format(R"(<span itemprop="postalCode">{}</span> <span itemprop="addressLocality">{}</span>)",
                       of.town->postcode, of.town->name);
  if (of.traits.markup == markup::hcard)
    return fmt::format(R"(<span class="postal-code">{}</span> <span class="locality">{}</span>)",
                       of.town->postcode, of.town->name);
  return town_line(of);
}

template <class... Values>
void line(std::string& out, const char* pattern, const Values&... values) {
  out += fmt::format(fmt::runtime(pattern), values...);
}

} // namespace

std::string street_line(const company& of) {
  const auto code = of.words->code;
  if (code == "fr")
    return of.house_number + ", " + of.street;
  if (code == "en")
    return of.house_number + " " + of.street;
  return code == "es" ? of.street + ", " + of.house_number : of.street + " " + of.house_number;
}

std::string town_line(const company& of) {
  const std::string name(of.town->name);
  const std::string postcode(of.town->postcode);
  if (of.words->code == "en")
    return name + (of.country->code == "US" ? ", " : " ") + postcode;
  return postcode + " " + name;
}

std::string phone_html(const company& of, const phone_number& number) {
  auto text = write_phone(number, of.traits.phone);
  if (of.traits.phone == phone_style::tel_link || of.index % 5 == 0)
    return fmt::format("<a href=\"tel:{}\">{}</a>", number.e164(), text);
  return text;
}

std::string contact_block(const company& of, const placement& shown) {
  const auto& style = style_of(of.traits.markup);
  std::string out = style.open;
  line(out, style.name, html_text(of.name));
  line(out, style.street, street_line(of));
  line(out, style.town, town_html(of));
  for (const auto& number : shown.phones)
    line(out, style.phone, of.words->phone, phone_html(of, number));
  if (!shown.fax.empty())
    line(out, style.fax, of.words->fax, write_phone(shown.fax, of.traits.phone));
  for (const auto& address : shown.emails)
    if (const auto html = email_html(address, of.traits.email); !html.empty())
      line(out, style.email, of.words->email, html);
  return out + style.close;
}

} // namespace leadstream::simweb
