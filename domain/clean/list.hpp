#pragma once
#include <string>
#include <string_view>
#include <vector>

/// Several values in one text, as people and directories write them. Pure, any thread.
namespace leadstream {

/// The values of "a; b", "a / b" or "a or b", without remarks in parentheses ("(Büro)").
std::vector<std::string> listed_values(std::string_view text);

/// The addresses of "https://a.example, https://b.example". A text is a list only when each part is an
/// address; else it comes back whole.
std::vector<std::string> listed_websites(std::string_view text);

} // namespace leadstream
