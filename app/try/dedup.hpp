#pragma once
#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace leadstream::app {

/// Answers records by the members behind their ids: their clusters, and where wanted why they were joined and
/// which pairs were nearly. Sets `failed` when one is no valid record.
void answer_records(const std::vector<nlohmann::json>& requests, std::vector<std::string>& members,
                    bool with_reasons, bool& failed);

/// `leadstream try dedup`: reads all records on standard input, answers each with its cluster, and with the
/// reasons where they are wanted. Gives the exit status.
int try_dedup(bool with_reasons);

} // namespace leadstream::app
