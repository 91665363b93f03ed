#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/world/company.hpp"

namespace leadstream::simweb {

/// Which companies the directories list: the yellow pages two of three, the JSON directory three of four.
bool in_yellow_pages(const company& of);
bool in_json_directory(const company& of);

/// yellow.test: result cards in HTML, twenty a page, a link to the next one.
reply yellow_pages(const world_options& world, const request& asked);

/// directory.test: a JSON API with offset and limit.
reply json_directory(const world_options& world, const request& asked);

/// What stands in a query; empty when it is not there.
std::string query_value(const request& asked, std::string_view name);

} // namespace leadstream::simweb
