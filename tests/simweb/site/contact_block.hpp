#pragma once
#include "tests/simweb/site/placement.hpp"

#include <string>

namespace leadstream::simweb {

/// Name, address, telephone, fax and email in the site's markup, as far as the page shows them.
std::string contact_block(const company& of, const placement& shown);

/// A number in the site's notation, as HTML.
std::string phone_html(const company& of, const phone_number& number);

/// "Bahnhofstrasse 12", "12, rue de la Gare" or "12 High Street", as the language has it.
std::string street_line(const company& of);
std::string town_line(const company& of);

} // namespace leadstream::simweb
