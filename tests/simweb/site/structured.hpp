#pragma once
#include "tests/simweb/site/placement.hpp"

#include <string>

namespace leadstream::simweb {

/// The page's JSON-LD with its script element: the company where the site has such markup, people or email
/// addresses that stand nowhere else, job postings on the careers page. May be empty.
std::string structured_data(const company& of, page_kind kind, const placement& shown);

/// The date of a job posting or a news item, `number` places from the newest: "2026-10-14".
std::string recent_date(const company& of, std::size_t number);

} // namespace leadstream::simweb
