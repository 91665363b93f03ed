#pragma once
#include "domain/extract/page/arena.hpp"

#include <cstddef>

/// What bounds the reading of a page that lists without end.
namespace leadstream::extraction {

/// What a page gives at most of emails, phones, faxes, profiles, people and addresses each: the first. A page
/// with more lists others than the company.
constexpr std::size_t most_found_of_a_kind = 300;

/// Whether the time for the page has passed, by a look now and then: loops end by it and keep what they
/// found.
inline bool time_is_over(const arena& budget) {
  try {
    budget.check_time();
  } catch (const budget_exceeded&) {
    return true;
  }
  return false;
}

} // namespace leadstream::extraction
