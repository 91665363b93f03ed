#pragma once
#include <string_view>

namespace leadstream::extraction {

/// Whether a text is a name with a legal form.
bool has_legal_form(std::string_view text);

/// "Medieninhaber: Huber Holz GmbH", "Éditeur : SARL Dupont" -> the name with a legal form behind its label;
/// the text itself without one.
std::string_view without_label(std::string_view text);

/// Whether a line leads to an address or a name rather than being one: "You can find us at", "Oakland, CA".
bool introduces(std::string_view line);

/// What follows a word for a seat: "Standort Berlin" -> "Berlin"; the line itself when it begins otherwise.
std::string_view without_seat_label(std::string_view line);

/// Whether a line of a page's text may announce a name: most pages need no closer look at their lines.
bool may_announce(std::string_view text);

/// Whether a line ends with words that the owner's legal name follows: "Razón social:".
bool announces_owner(std::string_view label);

/// The legal name that a sentence or a label in the line announces; empty when there is none.
std::string_view announced_owner(std::string_view line);

/// The name that a house trades under: "Nome fantasia: Doceria Lua"; empty when the line tells none.
std::string_view announced_trade_name(std::string_view line);

/// Whether a line begins with the label of another house: who hosts, made or oversees the site.
bool tells_of_others(std::string_view line);

} // namespace leadstream::extraction
