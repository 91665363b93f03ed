#pragma once
#include <string>

/// Which website a directory's listing means.
namespace leadstream::sources {

/// The company's website behind a link of a directory's page: one that leads through the directory's own host
/// is unwrapped, empty when it leads nowhere else.
std::string listed_website(const std::string& link, const std::string& page);

} // namespace leadstream::sources
