#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// A sentence that introduces people as a label would: "Geschäftsführer sind A und B", "vertreten durch die
/// Geschäftsführer A und B" -> "Geschäftsführer: A und B". The line itself when it says no such thing.
std::string as_label_and_names(std::string_view line);

} // namespace leadstream::extraction
