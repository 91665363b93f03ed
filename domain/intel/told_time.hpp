#pragma once
#include "domain/intel/clauses.hpp"
#include "domain/model/time.hpp"

#include <optional>
#include <string_view>

namespace leadstream::intel {

/// How many days before its publication a part of a sentence (plain words) says that it happened: "ten years
/// ago", "in 2014", "last year". 0 when it does not say, or only compares today with the past.
double told_days(std::string_view plain, wall_time published);

/// The day that a sentence names, when it is not to come: "On 3 March 2026 ...".
std::optional<std::chrono::sys_days> told_day(std::string_view sentence, const parted_sentence& parted,
                                              wall_time published);

} // namespace leadstream::intel
