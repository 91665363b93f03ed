#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Values as PostgreSQL writes them in text. Literals need no quoting of their content; reading throws
/// failure(malformed).
namespace leadstream::storage::postgres {

std::string literal(const uuid& value);
std::string literal(const std::vector<uuid>& values);
std::string literal(std::int64_t value);
std::string literal(double value);
std::string literal(wall_time value);
std::string bytes_literal(std::string_view value);

uuid read_id(std::string_view text);
std::int64_t read_integer(std::string_view text); ///< also t and f of booleans
double read_real(std::string_view text);
wall_time read_time(std::string_view text); ///< ISO style, of any zone
std::string read_bytes(std::string_view text);

} // namespace leadstream::storage::postgres
