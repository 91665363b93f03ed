#pragma once
#include "domain/json/writer.hpp"
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::app {

/// Answers one request; see app/try/handlers.hpp.
using handler = std::function<result<done>(const nlohmann::json& request, json::writer& answer)>;

/// One `leadstream try WHAT`.
struct trial {
  const char* name;
  const char* help;
  const char* example;           ///< an input line
  std::vector<std::string> keys; ///< of a request beside "id"; others are refused
  handler answer;
};

/// All trials that answer line by line.
const std::vector<trial>& trials();

/// The keys that give HTML (see app/try/input.hpp), followed by more.
std::vector<std::string> html_keys(std::initializer_list<const char*> more);

} // namespace leadstream::app
