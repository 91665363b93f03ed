#pragma once

namespace leadstream::app {

/// `leadstream try dedup`: reads all records on standard input, answers each with its cluster, and with the
/// reasons where they are wanted. Gives the exit status.
int try_dedup(bool with_reasons);

} // namespace leadstream::app
