#pragma once
#include "app/try/table.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// JSON lines in, one answer line for each in the same order (docs/cli.md).
namespace leadstream::app {

/// The answer to one line: {"id":…, members} or {"id":…,"error":…}. Sets `failed` in the second case.
std::string answer_line(std::string_view line, const std::vector<std::string>& keys, const handler& answer,
                        bool& failed);

/// Answers standard input line by line on standard output with `jobs` threads (1..64). Memory stays flat, and
/// an answer is out before the next line is waited for. Gives the exit status: exit_failure when a line had
/// an error.
int answer_lines(const std::vector<std::string>& keys, const handler& answer, unsigned jobs);

/// Answers requests that need all of the input: writes the members of the answer to each request.
using whole_handler =
    std::function<void(const std::vector<nlohmann::json>& requests, std::vector<std::string>& members)>;

/// Reads all of standard input, then answers it. `members` arrives with an empty text for each valid request
/// and is to hold what follows "id" (`"cluster":1`). Lines that are no request are answered by an error in
/// their place.
int answer_whole(const std::vector<std::string>& keys, const whole_handler& answer);

} // namespace leadstream::app
