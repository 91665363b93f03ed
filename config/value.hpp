#pragma once
#include "config/table.hpp"
#include "domain/model/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::config {

/// A number in the base unit of its kind (milliseconds, bytes); nothing when the text is none.
std::optional<double> parse_number(kind what, std::string_view text);

/// The shortest text that parse_number() reads back the same: "10s", "8KiB", "0.25".
std::string number_text(kind what, double number);

/// "a whole number, 0..65535": what a setting takes, for people.
std::string takes_text(const setting& row);

/// Reads what was written for a setting and checks its bounds; `parts` holds the entries of a list or one
/// text. The error says what the setting takes.
result<parsed> parse_value(const setting& row, const std::vector<std::string>& parts);

/// The entries of a list as text: separated by commas, outer spaces cut, empty ones left out.
std::vector<std::string> split_list(std::string_view text);

/// The value as a user would write it.
std::string value_text(const setting& row, const parsed& value);

} // namespace leadstream::config
