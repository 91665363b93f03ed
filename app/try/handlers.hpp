#pragma once
#include "domain/json/writer.hpp"
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

/// The rules of the product on one line of JSON each (`leadstream try …`). A handler reads a request that is
/// a JSON object without unknown keys and writes the members of its answer after "id"; pure, any thread. What
/// it has written is dropped when it gives an error. A handler is known to the program by its line in
/// app/try/table.cpp.
namespace leadstream::app {

result<done> try_robots(const nlohmann::json& request, json::writer& answer);
/// "provenance": true in the request adds "provenance" to the answer.
result<done> try_extract(const nlohmann::json& request, json::writer& answer);
result<done> try_clean(const nlohmann::json& request, json::writer& answer);
result<done> try_tech(const nlohmann::json& request, json::writer& answer);
/// Asks DNS for the domain's mail servers when the request gives no "mx".
result<done> try_email(const nlohmann::json& request, json::writer& answer);
result<done> try_classify(const nlohmann::json& request, json::writer& answer);
result<done> try_intel(const nlohmann::json& request, json::writer& answer);
result<done> try_score(const nlohmann::json& request, json::writer& answer);

} // namespace leadstream::app
