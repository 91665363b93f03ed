#pragma once
#include <string_view>

namespace leadstream::storage {

/// Ends the process at once, as a crash would, when the environment says LEADSTREAM_CRASH_AT=<point>:<n> and
/// this is the n-th time that the point is passed. Points: before_commit, after_commit. For tests of
/// recovery.
void failpoint(std::string_view point);

} // namespace leadstream::storage
