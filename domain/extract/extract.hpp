#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/model/page.hpp"
#include "domain/model/time.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace leadstream {

/// What a page may cost, and what is known before it is read.
struct extract_options {
  std::string
      region; ///< ISO 3166-1 alpha-2 of the search or listing, used where the page itself says nothing
  std::chrono::milliseconds parse_time{500};
  std::size_t parse_memory = 64U << 20U;
  std::size_t page_bytes = 2U << 20U; ///< markup beyond is cut off with a warning
};

/// Raised with the rules: observations of another version are extracted again.
constexpr std::uint32_t extraction_rules_version = 1;

/// The clock that the time budget is measured by.
using budget_clock = std::function<monotonic_time()>;

/// The processor time that the calling thread has used: a busy machine makes no page too dear.
monotonic_time thread_cpu_time();

/// Reads a page into facts: a pure function of page and options but for the time budget. Never throws; a page
/// over its budget gives page_facts with a `failure`. Any thread, many at once.
page_facts extract(const page& source, const extract_options& options = {},
                   const budget_clock& now = thread_cpu_time);

} // namespace leadstream
