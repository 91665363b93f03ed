#pragma once
#include "domain/model/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string_view>

namespace leadstream::json {

/// What foreign JSON may cost.
struct read_limits {
  std::size_t bytes = 1u << 20;
  std::size_t depth = 64;
};

/// Parses foreign JSON: size and depth are limited, duplicate keys and anything after the value are refused.
/// The error says what is wrong and at which byte. The only place that parses JSON of others.
result<nlohmann::json> read(std::string_view text, const read_limits& limits = {});

/// Like read(), but for what the web serves: of a key that comes twice the last counts, and a number that is
/// too large for a double (1e999) is null.
result<nlohmann::json> read_lenient(std::string_view text, const read_limits& limits = {});

} // namespace leadstream::json
