#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/model/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::enrich {

/// What a page of a company's website tells beside who can be reached: growth signals and pain points (each a
/// sentence with its date where one stands above it), job postings, how fresh it is, how large the company is
/// and in what trade. `published` is what published_in() gave, `fetched_at` the moment by which news are old.
/// Pure; a page's millisecond, any thread.
std::vector<fact> insights_of(const page_facts& page, std::string_view published, wall_time fetched_at);

/// When a page says to machines that it was published (its meta element or structured data), as written.
std::string published_in(std::string_view html);

} // namespace leadstream::enrich
