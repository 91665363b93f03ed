#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leadstream::intel {

/// Whose news a sentence tells.
enum class teller : std::uint8_t { own, unclear, other };

/// Whether `company` (empty: the author) does, or has done to it, what `sentence` tells. `plain` are its
/// plain words, `match` is where in them the news begins.
teller whose(std::string_view sentence, std::string_view plain, std::size_t match, std::string_view company);

} // namespace leadstream::intel
