#pragma once
#include "actors/job_context.hpp"
#include "domain/model/log_entry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadstream::actors {

/// Which source is asked next for companies, and why others are passed over.
struct next_source {
  std::string name; ///< empty: none is left
  std::vector<log_entry> passed_over;
};

/// The next usable source by priority after that one; the first of all after an empty name.
next_source source_after(const scraper_context& with, const std::string& name);

/// The task that asks a source for a job's companies.
task search_task(const scraper_context& with, const std::string& source);

/// An entry of the job's log, of now.
log_entry log_of(const scraper_context& with, std::string source, std::string step, std::string reason,
                 std::string message);

} // namespace leadstream::actors
