#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/world/company.hpp"

namespace leadstream::simweb {

/// The job board that a company has: "greenhouse", "lever", "ashby" or none; its careers page links there.
std::string_view board_of(const company& of);
/// Where the careers page links to; empty when there is no board.
std::string board_link(const company& of);
std::size_t open_positions(const company& of);

/// boards.test: the public endpoints of the three makers.
reply board_answer(const world_options& world, const request& asked);

/// www.linkedin.com: company pages with the number of employees in words and as JSON-LD. Its robots.txt
/// forbids them, or allows them when `open`.
reply linkedin_answer(const world_options& world, const request& asked, bool open);

/// api.linkedin.com: the Organization Lookup API by vanity name, for the token "simweb-token": what it tells
/// everybody.
reply organization_lookup(const world_options& world, const request& asked);

} // namespace leadstream::simweb
