#pragma once
#include "domain/model/lead.hpp"
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

/// Contacts of a lead as people write them in JSON lines (docs/cli.md).
namespace leadstream::app {

/// A contact with the members of the REST API. Who decides is told by the title where nobody says it.
result<contact> read_contact(const nlohmann::json& from, const std::string& where);

/// Adds a contact, or fills the known one with the same email, the same name or without that phone.
void add_contact(lead& to, const contact& said);

/// Whether a text can be a telephone number in some country.
bool holds_number(std::string_view text);

} // namespace leadstream::app
